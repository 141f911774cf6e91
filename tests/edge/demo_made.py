"""Databases that the demo application serves: before the switch, after it, and finalized."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql

from demo.app.process import serving
from operate.sample import hostile
from tests.edge.demo_client import Both
from tests.fixtures.approvals import approve
from tests.fixtures.databases import Database
from tests.fixtures.turns import turn_all
from tests.journeys.life import DISPOSABLE, Life, begun
from tests.journeys.stages import COPY, TYPICAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from operate.disposable import Server
    from render.model import Relation

MIGRATION = "ai-management"
VERIFIED = "demo verified"
KEPT = 250
USERS = """
SELECT user_id::text FROM public.user_metrics GROUP BY user_id ORDER BY count(*) DESC, 1 LIMIT 40
"""
APPROVERS = ("carla_approves", "dora_approves")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A migration in one database, and both generations over it."""

    life: Life
    both: Both


def verified(server: Server, folder: Path) -> Life:
    """The migration at `verified`, with typical and hostile rows; nobody is connected to it."""
    _run(server, "CREATE DATABASE {} TEMPLATE template0", VERIFIED)
    life = begun(MIGRATION, Database(server=server, name=VERIFIED), folder)
    life.fill(TYPICAL, hostile=False, invented=True)
    with life.database.connect() as connection:
        for table in life.plan.on_side("legacy"):
            _add_hostile(connection, table)
    life.apply()
    return life


def users(life: Life) -> list[str]:
    """Some of those whose days the legacy system has counted, who has most of them first."""
    with life.database.connect() as connection:
        return [user for (user,) in connection.execute(USERS)]


def _add_hostile(connection: psycopg.Connection[Any], table: Relation) -> None:
    """One hostile row of each kind, without the thousands that follow."""
    name = sql.Identifier(table.schema, table.name)
    columns = sql.SQL(", ").join(map(sql.Identifier, table.names))
    with connection.transaction():
        connection.execute(
            sql.SQL("CREATE TEMP TABLE hostile_rows (LIKE {}) ON COMMIT DROP").format(name)
        )
        with connection.cursor().copy("COPY pg_temp.hostile_rows FROM STDIN") as copy:
            for row in hostile(table)[:KEPT]:
                copy.write_row(row)
        connection.execute(
            sql.SQL(
                "INSERT INTO {} ({}) SELECT * FROM pg_temp.hostile_rows ON CONFLICT DO NOTHING"
            ).format(name, columns)
        )


@contextmanager
def served(life: Life, name: str, *, until: str = "verified") -> Iterator[Served]:
    """Both generations over a copy of it, all data sets switched or finalized."""
    server = life.database.server
    database = Database(server=server, name=name)
    _run(server, COPY, name, life.database.name)
    try:
        database.psql("--command", DISPOSABLE)
        copy = Life(name=life.name, database=database, generated=life.generated)
        data_sets = [one.name for one in life.settings.data_sets] if until != "verified" else []
        for data_set in data_sets:
            copy.switch(data_set)
        if until == "finalized":
            turn_all(copy.database.dsn)
        for data_set in data_sets if until == "finalized" else ():
            _finalize(copy, data_set)
        with serving("legacy", database.dsn) as legacy, serving("new", database.dsn) as new:
            yield Served(life=copy, both=Both(legacy=legacy, new=new))
    finally:
        _run(server, "DROP DATABASE {} WITH (FORCE)", name)


def _finalize(life: Life, data_set: str) -> None:
    life.validate(data_set)
    for by in APPROVERS:
        approve(life.database.dsn, life.name, data_set, "finalize", by=by)
    life.finalize(data_set)


def _run(server: Server, statement: str, *names: str) -> None:
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
