"""A legacy table that is emptied: nothing of it is kept, not even what was set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .life import begun
from .write_departures import DEPARTURES
from .writers import LEVELS

if TYPE_CHECKING:
    from pathlib import Path

    from psycopg import IsolationLevel

    from tests.fixtures.databases import Database

# The target has a member of that name already, so this airline is set aside.
REFUSED = "INSERT INTO nyc.airlines (carrier, name) VALUES ('unknown', 'Nobody')"
SET_ASIDE = "SELECT legacy_key ->> 'carrier' FROM migration.quarantine WHERE mapping = 'airline'"


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_what_was_set_aside_goes_with_its_table(
    level: IsolationLevel, database: Database, tmp_path: Path
) -> None:
    """A TRUNCATE at any isolation level leaves no row in the quarantine that is gone itself."""
    life = begun(DEPARTURES.migration, database, tmp_path)
    DEPARTURES.begin(life)
    life.apply()
    with database.connect() as connection:
        connection.execute(REFUSED)
        before = connection.execute(SET_ASIDE).fetchall()
        connection.isolation_level = level
        with connection.transaction():
            connection.execute("TRUNCATE nyc.airlines")
    life.validate()

    with database.connect() as connection:
        after = connection.execute(SET_ASIDE).fetchall()
    assert before == [("unknown",)]
    assert after == []
    assert set(life.outcomes().values()) == {("clean", 0, 0)}
