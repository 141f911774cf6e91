"""A whole migration by a role that is no superuser: it may create roles and act for the owner."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from psycopg import sql

from tests.fixtures.databases import Database

if TYPE_CHECKING:
    from tests.journeys.life import Life

ROWS = 300
OWNER, DEPLOYER = "legacy_owner", "deployer"
ROWS_OF = "SELECT ROW({})::text AS r FROM {} ORDER BY 1"
OWNERS = """
SELECT DISTINCT relowner::regrole::text FROM pg_class
WHERE relnamespace = %s::regnamespace AND relkind = 'r'
"""
PHASES = "SELECT DISTINCT phase FROM migration.data_set"
LEGACY = "SELECT c.oid::regclass::text FROM pg_class AS c WHERE relnamespace = %s::regnamespace"


def deployed(life: Life) -> Life:
    """The same migration, run by a role that is a member of the legacy tables' owner."""
    legacy, _ = life.schemas
    with life.database.connect() as connection:
        connection.execute(f"CREATE ROLE {OWNER}")
        connection.execute(f"CREATE ROLE {DEPLOYER} LOGIN CREATEROLE IN ROLE {OWNER}")
        connection.execute(f"GRANT ALL ON SCHEMA {legacy} TO {OWNER}")
        connection.execute(f'GRANT CREATE ON DATABASE "{life.database.name}" TO {DEPLOYER}')
        tables = connection.execute(LEGACY + " AND relkind = 'r'", (legacy,)).fetchall()
        assert tables
        for (table,) in tables:
            connection.execute(sql.SQL(f"ALTER TABLE {{}} OWNER TO {OWNER}").format(sql.SQL(table)))
    server = replace(life.database.server, user=DEPLOYER)
    ordinary = Database(server=server, name=life.database.name)
    return replace(life, database=ordinary, superuser=life.database)


def owners(life: Life) -> set[str]:
    """Who owns the legacy tables, by their names of old or of now."""
    legacy, _ = life.schemas
    with life.others.connect() as connection:
        found = connection.execute(OWNERS, (legacy,)).fetchall()
    return {owner for (owner,) in found}


def named(life: Life) -> dict[str, list[str]]:
    """Every row that is read through each legacy name."""
    found = {}
    with life.database.connect() as connection:
        connection.execute("SET timezone = 'UTC'")
        for one in life.plan.on_side("legacy"):
            name = sql.Identifier(one.schema, one.name)
            columns = sql.SQL(", ").join(sql.Identifier(column.name) for column in one.columns)
            rows = connection.execute(sql.SQL(ROWS_OF).format(columns, name)).fetchall()
            found[name.as_string()] = [row for (row,) in rows]
    return found


@pytest.mark.timeout(600)
@pytest.mark.erratum(45)
def test_no_superuser_is_needed(life: Life) -> None:
    """A role with CREATEROLE that acts for the legacy owner goes to verified and back."""
    life.fill(ROWS, invented=True)
    start = life.rows(*life.schemas)
    ordinary = deployed(life)

    ordinary.apply()
    outcomes = life.outcomes()
    ordinary.apply()
    ordinary.roll_back()

    assert outcomes
    assert set(outcomes.values()) == {("clean", 0, 0)}
    assert start == life.rows(*life.schemas)


@pytest.mark.timeout(600)
def test_no_superuser_is_needed_to_switch(life: Life) -> None:
    """The same role switches every data set, reverses it, switches it again and finalizes it.

    Others approve, and say how long to wait. The legacy names show no row but those they showed
    before, and all of them after a reverse; the legacy tables stay their owner's.
    """
    life.fill(ROWS, invented=True)
    ordinary = deployed(life)
    ordinary.apply()
    shown = [named(ordinary)]

    for turn in (ordinary.switch, ordinary.reverse, ordinary.switch):
        for data_set in life.settings.data_sets:
            turn(data_set.name)
        ordinary.validate()
        assert set(life.outcomes().values()) == {("clean", 0, 0)}
        assert owners(life) == {OWNER}
        shown.append(named(ordinary))
    before, switched, reversed_, again = shown
    assert (reversed_, again) == (before, switched)
    assert all(set(rows) <= set(before[name]) for name, rows in switched.items())
    for data_set in life.settings.data_sets:
        ordinary.finalize(data_set.name)
    with life.database.connect() as connection:
        assert connection.execute(PHASES).fetchall() == [("holding",)]
