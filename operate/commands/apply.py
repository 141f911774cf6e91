"""`changeover apply`: run the generated SQL, phase by phase."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from operate import console, database
from operate.commands import options
from operate.errors import Refused
from operate.ledger import Ledger
from operate.preview import Preview
from operate.progress import Display
from operate.runner import Runner
from operate.saved import read

if TYPE_CHECKING:
    from operate.database import Connection
    from operate.workspace import Migration
    from render.plan import Plan


@click.command(
    "apply",
    cls=options.Command,
    examples=(
        "changeover apply",
        "changeover apply --to copied --workers 4",
        "changeover apply --plan build/plan.json --yes",
    ),
)
@options.specs
@options.dsn
@click.option("--to", "phase", metavar="PHASE", help="The last phase to apply. [default: all]")
@click.option(
    "--plan",
    "saved",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Refuse when this saved plan is not the one that would run.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, help="Sessions that copy.")
@options.yes
def apply_command(
    migration: Migration, dsn: str, phase: str | None, saved: Path | None, workers: int, yes: bool
) -> None:
    """Apply the generated SQL up to a phase.

    A run that stopped is resumed.

    The files are the ones in generated/, the same that psql would run. Ctrl-C rolls back only
    the transaction that is open.
    """
    made = migration.current()
    plan = made.plan
    last = options.known_phase(plan, phase or plan.phases[-1])
    preview = Preview(plan=plan, tree=made.tree, last=last)
    if saved is not None:
        read(saved).refuse_other(preview)
    with database.connected(dsn) as connection:
        ledger = Ledger(connection=connection, migration=plan.settings.name)
        preview = replace(preview, states=ledger.states(plan, made.tree))
        console.say(preview.summary)
        confirm(connection, f"apply {plan.settings.name} up to `{last}`", yes=yes)
        display = Display(
            dsn=dsn, migration=plan.settings.name, backend=connection.info.backend_pid
        )
        runner = Runner(
            plan=plan,
            folder=migration.generated,
            connection=connection,
            watcher=display,
            dsn=dsn,
            workers=workers,
        )
        for one in preview.phases:
            runner.apply(one)
    console.out().print(_summary(display, last))
    migration.next(*_next(plan, last))


def confirm(connection: Connection, action: str, *, yes: bool) -> None:
    """Let a person type the database's name; without a terminal only `--yes` goes on."""
    if yes:
        return
    name = database.name_of(connection)
    if not console.somebody_there():
        raise Refused(
            f"nobody is there to confirm: {action} in the database {name}",
            help="add --yes to go on without asking",
        )
    where = f"{connection.info.host}, port {connection.info.port}"
    console.say(f"This is going to {action} in the database {name} on {where}.")
    typed = click.prompt(
        f"Type the database's name ({name}) to go on", err=True, default="", show_default=False
    )
    if typed != name:
        raise Refused(f"`{typed}` is not the name of the database; nothing was done")


def _summary(display: Display, last: str) -> str:
    ran = console.count(display.ran, "step")
    before = f"; {display.already} applied before" if display.already else ""
    return f"Applied up to {last}: {ran} in {console.duration(display.seconds)}{before}."


def _next(plan: Plan, last: str) -> tuple[str, str]:
    if last == plan.phases[-1]:
        if plan.switches:
            return (
                "changeover switch --all --dry-run",
                "what a switch would do now",
            )
        return "changeover validate", "compare the data again at any time"
    following = plan.phases[plan.phases.index(last) + 1]
    return f"changeover apply --to {following}", ""
