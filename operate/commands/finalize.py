"""`changeover finalize`: the point of no return."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from operate.commands import options, owner
from operate.cutover import Turn

if TYPE_CHECKING:
    from operate.workspace import Migration


@click.command(
    "finalize",
    cls=options.Command,
    examples=(
        "changeover finalize costs --dry-run",
        "changeover finalize costs",
    ),
)
@owner.data_set
@options.specs
@options.dsn
@owner.everything
@owner.dry_run
@options.yes
def finalize_command(
    migration: Migration, data_set: str | None, dsn: str, everything: bool, dry_run: bool, yes: bool
) -> None:
    """Leave only the new names to DATA_SET: the point of no return.

    One short transaction: the legacy names go, and with them what the new tables carried for their
    sake; nothing can be reversed after it. The retired tables are held then, with all that was
    written until this moment, where nobody but their owner reaches them. The files are the ones in
    generated/, the same that psql would run. With --dry-run nothing is changed, and the command
    ends with 6 when something would refuse.
    """
    turn = Turn(command="finalize")
    owner.turned(migration, dsn, turn, data_set, everything=everything, dry=dry_run, yes=yes)
