"""Creates the legacy tables of a migration and fills them from their contracts."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from psycopg import sql

from operate.sample.hostile import hostile as hostile_rows
from operate.sample.loaders import load_dump, run_command
from operate.sample.typical import typical
from render.ddl import IDENTITY, create_index_sql, create_table_sql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import psycopg

    from render.model import Relation

    Connection = psycopg.Connection[Any]

STAGING = sql.Identifier("pg_temp", "hostile_rows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What became of one table."""

    table: str
    rows: int
    seconds: float


def fill(
    connection: Connection,
    relations: Iterable[Relation],
    rows: int,
    *,
    hostile: bool = True,
    seed: int = 0,
    folder: Path = Path(),
    progress: Callable[[Filled], None] = lambda _filled: None,
) -> tuple[Filled, ...]:
    """Create the legacy tables and fill them; the same arguments give the same rows.

    Args:
        connection: must be in autocommit, because loaders connect on their own.
        relations: the tables; those of the target side are left out.
        rows: how many typical rows there are, shared out by the tables' weights.
        hostile: whether each table also gets its nasty rows; tables that are loaded never do.
        seed: another seed gives other rows.
        folder: the migration's, where loaders run.
        progress: told about each table that is full.
    """
    tables = [relation for relation in relations if relation.side == "legacy"]
    shares = _shares(tables, rows)
    connection.execute("SET timezone TO 'UTC'")
    for schema in dict.fromkeys(table.schema for table in tables):
        _make_schema(connection, schema)
    filled = []
    for table in tables:
        started = time.monotonic()
        _run(connection, create_table_sql(table))
        _fill_one(connection, table, shares[table.name], folder, seed=seed, hostile=hostile)
        for statement in create_index_sql(table):
            _run(connection, statement)
        one = _finish(connection, table, started)
        progress(one)
        filled.append(one)
    connection.execute("RESET timezone")
    return tuple(filled)


def _make_schema(connection: Connection, schema: str) -> None:
    """Asked first, because IF NOT EXISTS would send a notice."""
    query = "SELECT FROM pg_catalog.pg_namespace WHERE nspname = %s"
    if connection.execute(query, (schema,)).fetchone() is None:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))


def _shares(tables: list[Relation], rows: int) -> dict[str, int]:
    weights = {
        table.name: 0.0 if "fill" in table.sample else float(table.sample.get("rows", 1))
        for table in tables
    }
    total = sum(weights.values()) or 1.0
    return {name: round(rows * weight / total) for name, weight in weights.items()}


def _fill_one(
    connection: Connection, table: Relation, rows: int, folder: Path, *, seed: int, hostile: bool
) -> None:
    loader = table.sample.get("fill", {})
    if "command" in loader:
        run_command(connection, table.name, loader["command"], folder)
        return
    if "dump" in loader:
        load_dump(connection, table, folder / loader["dump"])
        return
    if rows:
        connection.execute(typical(table, rows, seed=seed))
    if hostile:
        _copy_hostile(connection, table, seed)
    _move_sequences(connection, table, rows)


def _copy_hostile(connection: Connection, table: Relation, seed: int) -> None:
    """COPY to a staging table first: two spellings of one value may still be one key."""
    name = sql.Identifier(table.schema, table.name)
    columns = sql.SQL(", ").join(map(sql.Identifier, table.names))
    with connection.transaction():
        connection.execute(
            sql.SQL("CREATE TEMP TABLE hostile_rows (LIKE {}) ON COMMIT DROP").format(name)
        )
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(STAGING, columns)
        with connection.cursor().copy(into) as copy:
            for row in hostile_rows(table, seed=seed):
                copy.write_row(row)
        insert = sql.SQL("INSERT INTO {0} ({1}) SELECT {1} FROM {2} ON CONFLICT DO NOTHING")
        connection.execute(insert.format(name, columns, STAGING))


def _move_sequences(connection: Connection, table: Relation, rows: int) -> None:
    """Go on counting after the typical rows, as the application's inserts will."""
    for column in table.columns:
        if column.default == IDENTITY:
            connection.execute(
                "SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence(%s, %s), %s)",
                (
                    sql.Identifier(table.schema, table.name).as_string(connection),
                    column.name,
                    max(rows, 1) + 1000,
                ),
            )


def _finish(connection: Connection, table: Relation, started: float) -> Filled:
    name = sql.Identifier(table.schema, table.name)
    connection.execute(sql.SQL("VACUUM (ANALYZE) {}").format(name))
    found = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(name)).fetchone()
    seconds = time.monotonic() - started
    return Filled(table=table.name, rows=found[0] if found else 0, seconds=seconds)


def _run(connection: Connection, statement: str) -> None:
    connection.execute(statement.encode())
