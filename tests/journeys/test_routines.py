"""Every generated routine, read by a checker that knows PL/pgSQL and the tables it uses."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from psycopg import sql

from .life import MIGRATIONS

if TYPE_CHECKING:
    from tests.journeys.life import Life

CHECKER = "plpgsql_check"
# What a comparison makes for itself while it runs.
TEMPORARY = """
SELECT c.relname, c.oid::regclass::text
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname LIKE 'migration\\_%' AND c.relkind = 'v' AND c.relname LIKE '%\\_expected'
"""
COUNT = """
SELECT count(*)
FROM pg_proc AS p
JOIN pg_language AS l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
WHERE p.pronamespace::regnamespace::text LIKE 'migration%'
"""
PROBLEMS = """
SELECT p.oid::regprocedure::text, c.lineno, c.level, c.message
FROM pg_proc AS p
JOIN pg_language AS l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
LEFT JOIN LATERAL (
    SELECT t.tgrelid FROM pg_trigger AS t WHERE t.tgfoid = p.oid LIMIT 1
) AS fired ON true
CROSS JOIN LATERAL plpgsql_check_function_tb(
    p.oid,
    -- A trigger that is made in the switch has no table yet; any will do, for it reads no row.
    CASE p.prorettype
        WHEN 'trigger'::regtype THEN coalesce(fired.tgrelid, 'migration.migration'::regclass)
        ELSE 0
    END,
    performance_warnings => false
) AS c
WHERE p.pronamespace::regnamespace::text LIKE 'migration%'
"""


@pytest.mark.parametrize("life", [*MIGRATIONS, "desk"], indirect=True)
def test_routines_have_no_mistake_a_checker_finds(life: Life) -> None:
    """No PL/pgSQL routine of a migration names what does not exist, or has code nobody reaches."""
    server = life.database.server
    if CHECKER not in server.extensions:
        missing = f"{CHECKER}: not in {server.describe()}"
        assert os.environ.get("CI") != "true", missing
        pytest.skip(f"{missing}; to get it, as root on Debian: make system-deps")
    life.fill(0, hostile=False, invented=True)
    life.apply()

    with life.database.connect() as connection:
        for table in life.plan.on_side("legacy"):
            # What the switch makes of it.
            retired = sql.Identifier(table.schema, f"{table.name}_retired")
            copied = sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING INDEXES)")
            connection.execute(copied.format(retired, sql.Identifier(table.schema, table.name)))
        connection.execute(f"CREATE EXTENSION {CHECKER}")
        for name, view in connection.execute(TEMPORARY).fetchall():
            connection.execute(
                sql.SQL("CREATE TEMPORARY TABLE {} AS SELECT * FROM {} WHERE false").format(
                    sql.Identifier(name), sql.SQL(view)
                )
            )
        checked = connection.execute(COUNT).fetchall()[0][0]
        problems = connection.execute(PROBLEMS).fetchall()

    assert checked > 50
    assert problems == []
