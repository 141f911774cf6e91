"""`changeover rollback`: undo whole phases, in reverse order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from operate import console, database
from operate.commands import options
from operate.commands.apply import confirm
from operate.commands.plan import states_in
from operate.progress import Display
from operate.runner import Runner

if TYPE_CHECKING:
    from operate.workspace import Migration
    from render.plan import Plan


@click.command(
    "rollback",
    cls=options.Command,
    examples=('changeover rollback --to expanded --because "the copy slows the shop down"',),
)
@options.specs
@options.dsn
@click.option("--to", "phase", metavar="PHASE", required=True, help="The last phase that stays.")
@click.option("--because", metavar="TEXT", required=True, help="Why; it is recorded.")
@options.yes
def rollback_command(migration: Migration, dsn: str, phase: str, because: str, yes: bool) -> None:
    """Roll back every phase after PHASE.

    The latest first; the reason is recorded. The files are the ones in generated/, the same that
    psql would run.
    """
    if not because.strip():
        raise click.BadParameter("say why; it is recorded", param_hint="--because")
    made = migration.current()
    plan = made.plan
    options.known_phase(plan, phase)
    phases = begun_after(plan, phase, states_in(made, dsn))
    if not phases:
        console.out().print(f"Nothing to roll back: nothing after {phase} has been applied.")
        migration.next("changeover status")
        return
    with database.connected(dsn) as connection:
        confirm(connection, f"roll back {', '.join(phases)} of {plan.settings.name}", yes=yes)
        display = Display(dsn=dsn, migration=plan.settings.name)
        runner = Runner(
            plan=plan,
            folder=migration.generated,
            connection=connection,
            watcher=display,
            dsn=dsn,
        )
        for one in phases:
            runner.roll_back(one, because)
    ran = console.count(display.ran, "step")
    console.out().print(f"Rolled back to {phase}: {ran} in {console.duration(display.seconds)}.")
    migration.next("changeover status")


def begun_after(plan: Plan, phase: str, states: dict[str, str]) -> list[str]:
    """The phases after a phase in which any step is not pending, the latest first."""
    later = plan.phases[plan.phases.index(phase) + 1 :]
    return [
        one
        for one in reversed(later)
        if any(states.get(step.id, "pending") != "pending" for step in plan.in_phase(one))
    ]
