"""`changeover switch`: let the new tables own a data set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from operate.commands import options, owner
from operate.cutover import Turn

if TYPE_CHECKING:
    from operate.workspace import Migration


@click.command(
    "switch",
    cls=options.Command,
    examples=(
        "changeover switch costs --dry-run",
        "changeover switch costs",
        "changeover switch --all --yes",
    ),
)
@owner.data_set
@options.specs
@options.dsn
@owner.everything
@owner.dry_run
@options.yes
def switch_command(
    migration: Migration, data_set: str | None, dsn: str, everything: bool, dry_run: bool, yes: bool
) -> None:
    """Let the new tables own DATA_SET.

    One short transaction: each legacy name becomes a view over its new table, so that both names
    reach the same rows; `changeover reverse` takes it back without losing one. The files are the
    ones in generated/, the same that psql would run. With --dry-run nothing is changed, and the
    command ends with 6 when something would refuse.
    """
    turn = Turn(command="switch")
    owner.turned(migration, dsn, turn, data_set, everything=everything, dry=dry_run, yes=yes)
