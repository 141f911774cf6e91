"""How long a turn holds its locks: whoever needs long lets go, and tries again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .costs_by_name import DATA_SET
from .mutants import Mutant

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Life
    from .ready import Ready

QUIET = 20
FILES = {"switch": "*50_switch_costs.apply.sql", "reverse": "*50_switch_costs.rollback.sql"}
LOOK = "IF attempt <= 20 AND pg_catalog.clock_timestamp() > held_since"
# Each attempt is counted, also when it is taken back, and needs longer than it may.
COUNTED = "PERFORM pg_catalog.nextval('attempts'), pg_catalog.pg_sleep(0.02);\n            "
ATTEMPTS = "SELECT last_value FROM attempts"


def slow(turn: str, look: str = LOOK) -> Mutant:
    """A turn whose attempts take long under the locks, and how they look at the time then."""
    return Mutant(files=FILES[turn], old=LOOK, new=COUNTED + look)


def lets_go(life: Life, turn: str) -> None:
    """The turn lets go as often as there may be a better moment, and is made then anyway."""
    with life.database.connect() as connection:
        connection.execute("CREATE SEQUENCE attempts")
        life.switch(DATA_SET)
        if turn == "reverse":
            life.reverse(DATA_SET)
        row = connection.execute(ATTEMPTS).fetchone()
    assert row == (QUIET + 1,)


@pytest.mark.parametrize("turn", FILES)
def test_whoever_needs_long_under_the_locks_lets_go(
    turn: str, ready: Ready, tmp_path: Path
) -> None:
    """An attempt that has held the names for 15 ms before it is through ends, up to 20 times."""
    with ready.copied(tmp_path, slow(turn)) as life:
        lets_go(life, turn)


@pytest.mark.parametrize("turn", FILES)
def test_without_the_look_at_the_time_applications_wait(
    turn: str, ready: Ready, tmp_path: Path
) -> None:
    """A turn that does not look at the time keeps applications waiting with its first attempt."""
    blind = slow(turn, LOOK.replace("attempt <= 20", "false"))
    with (
        ready.copied(tmp_path, blind) as life,
        pytest.raises(AssertionError),
    ):
        lets_go(life, turn)
