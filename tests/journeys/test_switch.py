"""The switch and its reverse: both names reach one owner, and nothing acknowledged is lost."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from .costs_by_name import (
    DATA_SET,
    LegacyName,
    NewName,
    apart,
    counted,
    tokens_of,
)
from .tokens import token_writers, wait_for_each
from .writers import LEVELS

if TYPE_CHECKING:
    from pathlib import Path

    from .ready import Ready

PAUSE = 0.4
CONFLICTS = {(level.name, "40001") for level in LEVELS if level is not LEVELS[0]}
NAMES = (LegacyName(), LegacyName(), NewName(), NewName())


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.full) for n in range(1, 10))]
)
def test_every_acknowledged_write_is_there_once(seed: int, ready: Ready, tmp_path: Path) -> None:
    """Writers on both names lose no acknowledged write through switch, reverse and switch.

    What was acknowledged is there once, what was deleted is gone, every increment counts, and
    nobody meets an error but the serialization failures that it meets without a migration.
    """
    with ready.copied(tmp_path) as life:
        before = set(tokens_of(life))

        with token_writers(NAMES, life.database, seed=seed) as writers:
            for turn in (life.switch, life.reverse, life.validate, life.switch):
                time.sleep(PAUSE)
                turn(DATA_SET)
            time.sleep(PAUSE)
            wait_for_each(writers)

        found = tokens_of(life)
        present = {token for writer in writers for token in writer.present}
        unknown = {token for writer in writers for token in writer.unknown}
        assert len(found) == len(set(found))
        assert (set(found) - before) - unknown == present - unknown
        assert counted(life) == sum(writer.increments for writer in writers)
        assert apart(life) == {"usage_logs": 0, "billing_data": 0, "cost_allocations": 0}
        assert {kind for writer in writers for kind in writer.failures} <= CONFLICTS
        assert min(len(writer.present) for writer in writers) > 5
