"""`changeover rollback`: undo whole phases, in reverse order."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from operate import console, database
from operate.commands import options
from operate.commands.apply import confirm
from operate.errors import Refused
from operate.ledger import GIVEN_UP, Ledger, started
from operate.progress import Display
from operate.readiness import STAYS, Question
from operate.runner import Runner

if TYPE_CHECKING:
    from operate.database import Connection
    from operate.workspace import Made, Migration
    from render.plan import Plan

NOTHING_TO_UNDO = (None, "pending", GIVEN_UP)


@click.command(
    "rollback",
    cls=options.Command,
    examples=(
        "changeover rollback --check",
        'changeover rollback --to expanded --because "the copy slows the shop down"',
    ),
)
@options.specs
@options.dsn
@click.option("--to", "phase", metavar="PHASE", help="The last phase that stays.")
@click.option("--because", metavar="TEXT", help="Why; it is recorded.")
@click.option("--check", is_flag=True, help="Change nothing; say what would go and what refuses.")
@options.as_json
@options.yes
def rollback_command(
    migration: Migration,
    dsn: str,
    phase: str | None,
    because: str | None,
    check: bool,
    as_json: bool,
    yes: bool,
) -> None:
    """Roll back every phase after PHASE.

    The latest first; the reason is recorded. The files are the ones in generated/, the same that
    psql would run. With --check nothing is changed, and the command ends with 6 when something
    would refuse.
    """
    if not check:
        _complete(phase, because, as_json=as_json)
    made = migration.current()
    first = made.plan.phases[0]
    options.known_phase(made.plan, phase or first)
    with database.connected(dsn) as connection:
        if check:
            _check(migration, made, connection, phase or first, as_json=as_json)
        else:
            _roll_back(migration, made, connection, dsn, phase or first, because or "", yes=yes)


def _complete(phase: str | None, because: str | None, *, as_json: bool) -> None:
    """Demand what a rollback cannot do without."""
    for given, option in ((phase, "--to"), (because, "--because")):
        if given is None:
            raise click.MissingParameter(param_hint=f"'{option}'", param_type="option")
    if not (because or "").strip():
        raise click.BadParameter("say why; it is recorded", param_hint="--because")
    if as_json:
        raise click.UsageError("--json belongs to --check")


def _check(
    migration: Migration, made: Made, connection: Connection, phase: str, *, as_json: bool
) -> None:
    """Print the readiness of each phase that has begun."""
    plan = made.plan
    ledger = started(connection, plan.settings.name)
    phases = begun_after(plan, phase, ledger.states(plan, made.tree))
    question = Question(ledger=ledger, plan=plan, folder=migration.generated, phases=phases)
    answers = question.answers()
    if as_json:
        console.print_json({"to": phase, "phases": [answer.data for answer in answers]})
    else:
        for line in (line for answer in answers for line in answer.lines):
            console.out().print(line)
        if phase == plan.phases[0]:
            console.out().print(f"{phase:<9}  stays    {STAYS}")
    if refused := [answer.phase for answer in answers if not answer.ready]:
        raise Refused(
            f"{', '.join(refused)} cannot be rolled back now",
            help="remove what refuses, then ask again: changeover rollback --check",
        )
    if answers:
        before = plan.phases[plan.phases.index(answers[0].phase) - 1]
        migration.next(f"changeover rollback --to {before} --because {shlex.quote('…')}")
    else:
        console.talk().print(f"Nothing to roll back: nothing after {phase} has been applied.")
        migration.next("changeover status")


def _roll_back(
    migration: Migration,
    made: Made,
    connection: Connection,
    dsn: str,
    phase: str,
    because: str,
    *,
    yes: bool,
) -> None:
    """Roll back every phase after this one that has begun."""
    plan = made.plan
    name = plan.settings.name
    ledger = Ledger(connection=connection, migration=name)
    phases = begun_after(plan, phase, ledger.states(plan, made.tree))
    if not phases:
        console.out().print(f"Nothing to roll back: nothing after {phase} has been applied.")
        migration.next("changeover status")
        return
    confirm(connection, f"roll back {', '.join(phases)} of {name}", yes=yes)
    display = Display(dsn=dsn, migration=name, backend=connection.info.backend_pid)
    runner = Runner(
        plan=plan, folder=migration.generated, connection=connection, watcher=display, dsn=dsn
    )
    for one in phases:
        runner.roll_back(one, because)
    ran = console.count(display.ran, "step")
    console.out().print(f"Rolled back to {phase}: {ran} in {console.duration(display.seconds)}.")
    migration.next("changeover status")


def begun_after(plan: Plan, phase: str, states: dict[str, str]) -> tuple[str, ...]:
    """The phases after a phase in which any step is not pending, the latest first."""
    later = plan.phases[plan.phases.index(phase) + 1 :]
    return tuple(
        one
        for one in reversed(later)
        if any(states.get(step.id) not in NOTHING_TO_UNDO for step in plan.in_phase(one))
    )
