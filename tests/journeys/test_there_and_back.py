"""A whole migration by psql alone: to verified, and back to where it began."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.journeys.life import Life

ROWS = 5_000
ACCOUNTING = Path(__file__).parent / "accounting"


@pytest.mark.timeout(1200)
def test_there_and_back_with_psql_alone(life: Life, accept: bool) -> None:
    """Move every row, apply twice without a change, and roll back to an equal start, by psql alone.

    Every row compares equal after the first pass and is accounted for as on record, those with
    values that no lookup knows included; after the rollback the legacy rows are untouched and
    nothing is left of the target.
    """
    life.fill(ROWS)
    start = life.rows(*life.schemas)

    life.apply()
    outcomes = life.outcomes()
    accounting = life.accounting()
    moved = life.rows(*life.schemas)
    life.apply()
    again = life.rows(*life.schemas)
    life.roll_back()

    assert outcomes
    assert set(outcomes.values()) == {("clean", 0, 0)}
    assert moved == again
    record = ACCOUNTING / f"{life.name}.json"
    if accept:
        record.parent.mkdir(exist_ok=True)
        record.write_text(json.dumps(accounting, indent=2) + "\n")
    assert accounting == json.loads(record.read_text())
    assert start == life.rows(*life.schemas)
