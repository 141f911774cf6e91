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
    return replace(life, database=Database(server=server, name=life.database.name))


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
