"""`changeover reverse`: give a data set back to the legacy tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from operate.commands import options, owner
from operate.cutover import Turn

if TYPE_CHECKING:
    from operate.workspace import Migration


@click.command(
    "reverse",
    cls=options.Command,
    examples=(
        "changeover reverse costs --dry-run",
        'changeover reverse costs --because "the bills do not add up"',
    ),
)
@owner.data_set
@options.specs
@options.dsn
@owner.everything
@click.option("--because", metavar="TEXT", help="Why; it is recorded.")
@owner.dry_run
@options.yes
def reverse_command(
    migration: Migration,
    data_set: str | None,
    dsn: str,
    everything: bool,
    because: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Give DATA_SET back to the legacy tables.

    One short transaction: what was written since the switch, by either name, is in the legacy
    table already, so nothing is lost. The files are the ones in generated/, the same that psql
    would run. With --dry-run nothing is changed, and the command ends with 6 when something would
    refuse.
    """
    if not dry_run:
        _complete(because)
    turn = Turn(command="reverse", because=because or "")
    owner.turned(migration, dsn, turn, data_set, everything=everything, dry=dry_run, yes=yes)


def _complete(because: str | None) -> None:
    """Demand the reason."""
    if because is None:
        raise click.MissingParameter(param_hint="'--because'", param_type="option")
    if not because.strip():
        raise click.BadParameter("say why; it is recorded", param_hint="--because")
