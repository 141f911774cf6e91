"""What `changeover switch`, `reverse` and `finalize` have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from operate import console, database
from operate.commands import options
from operate.commands.apply import confirm
from operate.cutover import Cutover, Turn, standing
from operate.errors import Refused
from operate.gates import in_words, terms
from operate.ledger import started
from operate.outlook import outlook
from operate.progress import Display
from operate.sides import GONE, REFUSE_CANCELLED

if TYPE_CHECKING:
    from operate.cutover import Standing
    from operate.ledger import Ledger
    from operate.workspace import Migration
    from render.plan import Plan, Step

UNDO = "changeover reverse {} --because '…'"
SIDES = {"new": "the new tables own", "legacy": "the legacy tables own"}

data_set = click.argument("data_set", required=False)
everything = click.option(
    "--all", "everything", is_flag=True, help="Every data set, one after the other."
)
dry_run = click.option(
    "--dry-run", is_flag=True, help="Change nothing; say what would happen and what refuses."
)


def named(plan: Plan, name: str | None, *, everything: bool) -> list[str]:
    """The data sets that were named; a usage error when none was."""
    known = [one.name for one in plan.settings.data_sets]
    if name is not None and everything:
        raise click.UsageError("name a data set or give --all, not both")
    if name is None and not everything:
        raise click.UsageError(f"which data set? Name one or give --all: {', '.join(known)}")
    if name is not None and name not in known:
        raise options.unknown("data set", name, known)
    return known if name is None else [name]


def chosen(plan: Plan, turn: Turn, name: str | None, *, everything: bool) -> tuple[Step, ...]:
    """The steps of the data sets that were named; a refusal when they have none."""
    wanted = named(plan, name, everything=everything)
    found = tuple(step for step in turn.steps(plan) if step.name in wanted)
    without = [one for one in wanted if one not in {step.name for step in plan.switches}]
    if not found:
        raise Refused(
            f"{', '.join(without)} cannot be switched: no SQL is generated for it",
            help="no mapping moves any of its tables, so they stay with legacy",
        )
    if everything and without:
        console.say(f"Left out, as no SQL is generated for them: {', '.join(without)}.")
    return found


def live(ledger: Ledger, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The switches of the data sets that are not cancelled; the others are named."""
    gone = {row["name"] for row in ledger.rows("data_set") if row["phase"] in GONE}
    if out := [step.name for step in steps if step.name in gone]:
        console.say(f"Left out, as they are cancelled: {', '.join(out)}.")
    return tuple(step for step in steps if step.name not in gone)


def say_environment(ledger: Ledger) -> None:
    """Say whose terms hold, unless they are production's."""
    if said := in_words(terms(ledger)):
        console.say(said)


def turned(
    migration: Migration,
    dsn: str,
    turn: Turn,
    name: str | None,
    *,
    everything: bool,
    dry: bool,
    yes: bool,
) -> None:
    """Turn data sets, or say what that would do."""
    plan = migration.current().plan
    steps = chosen(plan, turn, name, everything=everything)
    with database.connected(dsn) as connection:
        ledger = started(connection, plan.settings.name)
        say_environment(ledger)
        steps = live(ledger, steps) if everything else steps
        if dry:
            _foresee(migration, ledger, plan, steps, turn)
            return
        wanted = tuple(step for step in steps if not _already(ledger, step, turn))
        if wanted:
            names = ", ".join(step.name for step in wanted)
            action = f"{turn.command} {names} of {plan.settings.name}"
            warned = ", from which there is no way back," if turn.command == "finalize" else ""
            confirm(connection, action + warned, yes=yes)
    display = Display(dsn=dsn, migration=plan.settings.name, backend=0)
    cutover = Cutover(plan=plan, folder=migration.generated, dsn=dsn, turn=turn, display=display)
    for step in wanted:
        before = display.seconds
        now = cutover.carry_out(step)
        _report(step, now, turn, display.seconds - before)
    _recommend(migration, turn, wanted)


def _foresee(
    migration: Migration, ledger: Ledger, plan: Plan, steps: tuple[Step, ...], turn: Turn
) -> None:
    """Print what would happen to each data set; a refusal when one is not ready."""
    found = [outlook(ledger, plan, step, turn) for step in steps]
    out = console.out()
    for one in found:
        first, *others = one.lines
        out.print(first)
        for line in others:
            out.print(console.wrapped(out, line, first="  ", rest="    "))
    if refused := [one.name for one in found if not one.ready]:
        raise Refused(
            f"{', '.join(refused)} cannot be {turn.done} now",
            help="remove what refuses, then run the same command again",
        )
    if all(one.already for one in found):
        migration.next("changeover status")
        return
    what = found[0].name if len(found) == 1 else "--all"
    command = f"changeover {turn.command} {what}"
    migration.next(UNDO.format(what) if turn.command == "reverse" else command)


def _already(ledger: Ledger, step: Step, turn: Turn) -> bool:
    """Whether a data set is there, with everything recorded; it is said then."""
    database.value(ledger.connection, REFUSE_CANCELLED, ledger.migration, step.name)
    now = standing(ledger.connection, ledger.migration, step)
    if turn.complete(now):
        there = f"{SIDES[turn.owner]} it already"
        if turn.command == "finalize":
            there = "it is finalized already"
        console.out().print(f"{step.name}: {there}, epoch {now.epoch}; nothing was done.")
    return turn.complete(now)


def _report(step: Step, now: Standing, turn: Turn, seconds: float) -> None:
    said = f"{turn.done.capitalize()} {step.name} in {console.duration(seconds)}"
    # A data set that the legacy tables have owned from the beginning was given by no transaction.
    by = f", transaction {now.xid}" if now.xid else ""
    console.out().print(f"{said}: owner {now.owner}, epoch {now.epoch}{by}.")


def _recommend(migration: Migration, turn: Turn, wanted: tuple[Step, ...]) -> None:
    """End with what comes next, and after a switch with the way back."""
    if turn.command == "reverse" and wanted:
        migration.next("changeover validate", "compare the data before it is switched again")
        return
    if wanted and turn.command == "switch":
        what = wanted[0].name if len(wanted) == 1 else "--all"
        migration.undo(UNDO.format(what))
    migration.next("changeover status")
