"""`changeover cancel`: give a data set up before its switch, or let it start again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from operate import console, database
from operate.commands import options, owner
from operate.commands.apply import confirm
from operate.errors import Refused
from operate.ledger import started
from operate.progress import Display
from operate.runner import Runner
from operate.sides import FINAL

if TYPE_CHECKING:
    from operate.ledger import Ledger
    from operate.workspace import Migration
    from render.plan import Plan

RESTART = "SELECT migration.restart(%s, %s, %s)"


@click.command(
    "cancel",
    cls=options.Command,
    examples=(
        "changeover cancel costs --dry-run",
        'changeover cancel costs --because "the bills stay where they are"',
        'changeover cancel costs --take-back --because "finance has changed its mind"',
    ),
)
@owner.data_set
@options.specs
@options.dsn
@owner.everything
@click.option("--because", metavar="TEXT", help="Why; it is recorded.")
@click.option("--take-back", is_flag=True, help="Let what was cancelled start again.")
@owner.dry_run
@options.yes
def cancel_command(
    migration: Migration,
    data_set: str | None,
    dsn: str,
    everything: bool,
    because: str | None,
    take_back: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Give DATA_SET up before its switch.

    Its changes are captured no more, and its rows leave the new tables: the files are those of
    the rollback, after the phase `expanded`. Nothing of the legacy tables is touched, and other
    data sets go on. Afterwards everything about it is refused but status and rollback, until
    --take-back lets it start again with `changeover apply`.
    """
    if not dry_run and not (because or "").strip():
        raise click.BadParameter("say why; it is recorded", param_hint="--because")
    plan = migration.current().plan
    names = owner.named(plan, data_set, everything=everything)
    with database.connected(dsn) as connection:
        ledger = started(connection, plan.settings.name)
        if take_back:
            _take_back(ledger, names, because or "", dry=dry_run)
            migration.next("changeover apply --to verified")
            return
        _refuse_switched(ledger, names)
        if dry_run:
            _foresee(plan, names)
            migration.next(f"changeover cancel {data_set or '--all'} --because '…'")
            return
        confirm(connection, f"cancel {', '.join(names)} of {plan.settings.name}", yes=yes)
        display = Display(
            dsn=dsn, migration=plan.settings.name, backend=connection.info.backend_pid
        )
        runner = Runner(
            plan=plan, folder=migration.generated, connection=connection, watcher=display, dsn=dsn
        )
        for name in names:
            begun = runner.cancel(name, because or "")
            said = "the legacy tables keep it" if begun else "it was already; nothing was done"
            console.out().print(f"Cancelled {name}: {said}.")
    migration.next("changeover status")


def _refuse_switched(ledger: Ledger, names: list[str]) -> None:
    """Refuse before anything is done when one of several data sets cannot be given up."""
    switched = {
        row["name"]: row["phase"]
        for row in ledger.rows("data_set")
        if row["name"] in names and row["owner"] == "new"
    }
    if switched:
        back = [name for name, phase in switched.items() if phase not in FINAL]
        raise Refused(
            f"{', '.join(switched)} cannot be cancelled: the new tables take the writes [MG150]",
            help=f"first run: {owner.UNDO.format(back[0])}"
            if len(back) == len(switched)
            else "after finalize there is no way back; see `changeover status`",
        )


def _foresee(plan: Plan, names: list[str]) -> None:
    """Print what would be rolled back."""
    for name in names:
        steps = plan.cancelled(name)
        console.out().print(f"{name}: {console.count(len(steps), 'step')} would be rolled back")
        for step in steps:
            console.out().print(f"  {step.id}")


def _take_back(ledger: Ledger, names: list[str], because: str, *, dry: bool) -> None:
    """Let data sets start again."""
    for name in names:
        if not dry:
            database.value(ledger.connection, RESTART, ledger.migration, name, because)
        said = "would start" if dry else "starts"
        console.out().print(f"{name}: {said} again, with what is expanded.")
