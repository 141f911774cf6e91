"""A whole migration by psql alone: to verified, and back to where it began."""

import pytest

from tests.journeys.life import Life

ROWS = 5_000


@pytest.mark.timeout(1200)
def test_there_and_back_with_psql_alone(life: Life) -> None:
    """Move every row, apply twice without a change, and roll back to an equal start, by psql alone.

    Every row compares equal after the first pass; after the rollback the legacy rows are untouched
    and nothing is left of the target.
    """
    life.fill(ROWS)
    start = life.rows(*life.schemas)

    life.apply()
    outcomes = life.outcomes()
    moved = life.rows(*life.schemas)
    life.apply()
    again = life.rows(*life.schemas)
    life.roll_back()

    assert outcomes
    assert set(outcomes.values()) == {("clean", 0, 0)}
    assert moved == again
    assert start == life.rows(*life.schemas)
