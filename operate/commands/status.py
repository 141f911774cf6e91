"""`changeover status`: where the migration is, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from operate import console, database
from operate.commands import options
from operate.ledger import Ledger
from operate.preview import DONE
from operate.progress import in_words, unfinished

if TYPE_CHECKING:
    from operate.workspace import Made, Migration

VIEWS = ("control", "status", "progress", "validation")
DATA_SET = ("data_set", "phase", "owner", "validation", "quarantined")
COMPARED = ("mapping", "status", "finished_at", "fresh")


@click.command(
    "status", cls=options.Command, examples=("changeover status", "changeover status --json")
)
@options.specs
@options.dsn
@options.as_json
def status_command(migration: Migration, dsn: str, as_json: bool) -> None:
    """Show how far the migration is, and the next command."""
    made = migration.made()
    with database.connected(dsn) as connection:
        ledger = Ledger(connection=connection, migration=made.plan.settings.name)
        found = look(made, ledger)
    if as_json:
        console.print_json(found)
    else:
        show(found)
    migration.next(found["next"])


def look(made: Made, ledger: Ledger) -> dict[str, Any]:
    """Everything that the status shows, as data."""
    plan = made.plan
    states = ledger.states(plan, made.tree)
    there = bool(states)
    steps = [
        {"step": step.id, "phase": step.phase, "state": states.get(step.id, "pending")}
        for step in plan.steps
        if step.recorded
    ]
    views = {name: ledger.rows(name) if there else [] for name in VIEWS}
    phases = [
        _phase(phase, [step for step in steps if step["phase"] == phase], there)
        for phase in plan.phases
    ]
    found = {"migration": plan.settings.name, "phases": phases, "steps": steps, **views}
    return found | {"next": _next(found)}


def _phase(phase: str, steps: list[dict[str, str]], there: bool) -> dict[str, Any]:
    applied = sum(step["state"] == DONE for step in steps)
    complete = there and applied == len(steps)
    return {"phase": phase, "applied": applied, "steps": len(steps), "complete": complete}


def _next(found: dict[str, Any]) -> str:
    """The command that goes on: what the view of the database says, once all is applied."""
    if any(row["paused"] for row in found["control"]):
        return "changeover resume"
    for phase in found["phases"]:
        if not phase["complete"]:
            return f"changeover apply --to {phase['phase']}"
    told = [row["next_command"] for row in found["status"] if row["next_command"]]
    return str(told[0]).split(" --specs")[0] if told else "changeover validate"


def show(found: dict[str, Any]) -> None:
    """The status for people."""
    out = console.out()
    out.print(f"{found['migration']}: {bar(found)}")
    for row in found["control"]:
        if row["paused"]:
            out.print(f"paused: {row['pause_reason']}", style="yellow")
    for step in found["steps"]:
        if step["state"] in ("failed", "running"):
            out.print(f"{step['state']}: {step['step']}", style="red")
    for row in unfinished(found["progress"]):
        out.print(f"  {in_words(row)}")
    if found["status"]:
        out.print()
        console.table(DATA_SET, [[row[head] for head in DATA_SET] for row in found["status"]])
    if found["validation"]:
        out.print()
        console.table(COMPARED, [[row[head] for head in COMPARED] for row in found["validation"]])


def bar(found: dict[str, Any]) -> str:
    """The phases in one line: `✓` complete, a count for one under way, `·` to come."""
    parts = []
    for one in found["phases"]:
        under_way = f"{one['applied']}/{one['steps']}" if one["applied"] else "·"
        parts.append(f"{'✓' if one['complete'] else under_way} {one['phase']}")
    return "  ".join(parts)
