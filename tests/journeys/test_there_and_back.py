"""A whole migration by psql alone: to verified, and back to where it began."""

from tests.journeys.life import Life

ROWS = 5_000


def test_psql_alone_takes_a_filled_database_to_verified(life: Life) -> None:
    """Psql and the generated files alone move every row, and every row compares equal."""
    life.fill(ROWS)

    life.apply()

    outcomes = life.outcomes()
    assert outcomes
    assert set(outcomes.values()) == {("clean", 0, 0)}


def test_applying_twice_changes_nothing(life: Life) -> None:
    """Applying a migration that is already applied leaves every row as it was."""
    life.fill(ROWS)
    life.apply()
    before = life.rows(*life.schemas)

    life.apply()

    assert before == life.rows(*life.schemas)


def test_rolling_back_leaves_an_equal_database(life: Life) -> None:
    """Rolling everything back leaves the legacy rows untouched and nothing of the target."""
    life.fill(ROWS)
    before = life.rows(*life.schemas)
    life.apply()

    life.roll_back()

    assert before == life.rows(*life.schemas)
