"""`changeover pause` and `changeover resume`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from operate import console, database
from operate.commands import options
from operate.ledger import started

if TYPE_CHECKING:
    from operate.workspace import Migration


@click.command(
    "pause",
    cls=options.Command,
    examples=('changeover pause --because "month-end closing"',),
)
@options.specs
@options.dsn
@click.option("--because", metavar="TEXT", default="paused from the command line")
def pause_command(migration: Migration, dsn: str, because: str) -> None:
    """Let running copies wait.

    Within a second they stop after a batch, and go on by themselves after `changeover resume`;
    until then no further step begins. The same from psql: SELECT migration.pause('…', 'why').
    """
    with database.connected(dsn) as connection:
        changed = started(connection, migration.name).pause(because)
    if not changed:
        console.talk().print(f"{migration.name} was paused already.")
    else:
        console.talk().print(f"Paused {migration.name}: {because}.")
    migration.next("changeover resume")


@click.command("resume", cls=options.Command, examples=("changeover resume",))
@options.specs
@options.dsn
def resume_command(migration: Migration, dsn: str) -> None:
    """Let paused copies go on."""
    with database.connected(dsn) as connection:
        changed = started(connection, migration.name).resume()
    if not changed:
        console.talk().print(f"{migration.name} was not paused.")
    else:
        console.talk().print(f"Resumed {migration.name}.")
    migration.next("changeover status")
