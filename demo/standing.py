"""Database, both applications and nginx, up until they are told to end; see `make demo-up`."""

from __future__ import annotations

import json
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
import psycopg
from psycopg import sql

from demo import edge
from demo.app import process as app
from demo.room import RUNNING, SPECS
from operate import console
from operate.demo.story import Typed
from operate.disposable import Server, disposable
from operate.sample import fill
from operate.workspace import Migration

if TYPE_CHECKING:
    from render.plan import Plan

DATABASE = "changeover_demo"
BECAUSE = "the demo shows the new system's answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was asked for: where, how many rows, on which port, and the time that nginx sees."""

    room: Path
    rows: int
    port: int
    at: str


@click.command()
@click.option("--room", type=click.Path(path_type=Path), required=True)
@click.option("--rows", type=click.IntRange(min=100), required=True)
@click.option("--port", type=int, required=True)
@click.option("--at", default="")
def main(room: Path, rows: int, port: int, at: str) -> None:
    """Stand until a SIGTERM comes, then leave nothing behind."""
    signal.signal(signal.SIGTERM, _ended)
    with disposable("embedded") as server:
        stand(server, Wishes(room=room, rows=rows, port=port, at=at))


def _ended(_number: int, _frame: object) -> None:
    raise SystemExit(0)


def stand(server: Server, wishes: Wishes) -> None:
    """Move everything, switch everything, and answer until the process is told to end."""
    specs = SPECS.resolve()
    plan = Migration(specs=specs).made().plan
    dsn = _filled(server, plan, wishes.rows)
    # A room in the room: it is emptied first.
    typed = Typed(room=wishes.room / "migration", name=plan.settings.name, dsn=dsn)
    typed.prepare(specs)
    typed.apply("verified")
    typed.type("validate")
    typed.type("switch", "--all", "--yes")
    generated = typed.room / "generated" / plan.settings.name / "nginx"
    with (
        app.serving("legacy", dsn) as legacy,
        app.serving("new", dsn) as new,
        edge.serving(
            generated, _address(legacy), _address(new), port=wishes.port, at=wishes.at
        ) as running,
    ):
        _turned(typed, running)
        told = {"url": running.url, "dsn": dsn, "prefix": str(running.prefix)}
        (wishes.room / RUNNING).write_text(json.dumps(told))
        signal.pause()


def _filled(server: Server, plan: Plan, rows: int) -> str:
    """A database with filled legacy tables, marked as disposable."""
    name = sql.Identifier(DATABASE)
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        marked = sql.SQL("ALTER DATABASE {} SET changeover.environment = 'disposable'")
        connection.execute(marked.format(name))
    with psycopg.connect(server.dsn(DATABASE), autocommit=True) as connection:
        made = fill(connection, plan.relations, rows, hostile=False)
    console.out().print(f"{sum(one.rows for one in made):,} rows in {len(made)} legacy tables")
    return server.dsn(DATABASE)


def _turned(typed: Typed, running: edge.Edge) -> None:
    """Let the new system answer for every API, as an operator does it."""
    map_file = next((running.prefix / "traffic").glob("*.map"))
    turn = ("--all", "--to", "new", "--because", BECAUSE, "--yes")
    typed.type("traffic", *turn, "--map", str(map_file))
    running.reload()


def _address(url: str) -> str:
    return url.removeprefix("http://")


if __name__ == "__main__":
    main()
