"""What is said of types and legacy tables, against Postgres itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from render.ddl import create_index_sql, create_table_sql
from tests.render.test_ddl import ORDERS
from tests.render.test_typenames import SPELLINGS

if TYPE_CHECKING:
    from tests.fixtures.databases import Database


def test_the_catalog_spells_types_alike(database: Database) -> None:
    """Postgres itself prints each of the types as it is spelt here."""
    with database.connect() as connection:
        for number, written in enumerate(SPELLINGS):
            connection.execute(f"CREATE TABLE t{number} (one {written})".encode())
        rows = connection.execute(
            "SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute AS a"
            " JOIN pg_class AS c ON c.oid = a.attrelid"
            " WHERE a.attname = 'one' ORDER BY substr(c.relname, 2)::int"
        ).fetchall()

    assert [name for (name,) in rows] == list(SPELLINGS.values())


def test_a_contract_becomes_a_table_with_its_indexes(database: Database) -> None:
    """A real server takes the statements that make a legacy table: its key and three indexes."""
    with database.connect() as connection:
        for statement in (create_table_sql(ORDERS), *create_index_sql(ORDERS)):
            connection.execute(statement.encode())
        names = connection.execute(
            "SELECT indexrelid::regclass::text FROM pg_index"
            " WHERE indrelid = 'public.\"Orders\"'::regclass"
        ).fetchall()

    assert len(names) == 4
