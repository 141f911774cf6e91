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
    from operate.workspace import Migration
    from render.plan import Plan

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
    plan = migration.made().plan
    with database.connected(dsn) as connection:
        ledger = Ledger(connection=connection, migration=plan.settings.name)
        found = look(plan, ledger)
    if as_json:
        console.print_json(found)
    else:
        show(found)
    migration.next(found["next"])


def look(plan: Plan, ledger: Ledger) -> dict[str, Any]:
    """Everything that the status shows, as data."""
    there = ledger.exists
    states = {
        step.id: ledger.state_of(step.id) if there else "pending"
        for step in plan.steps
        if step.recorded
    }
    steps = [
        {"step": step.id, "phase": step.phase, "state": states[step.id]}
        for step in plan.steps
        if step.recorded
    ]
    tables = ("control", "status", "progress", "validation")
    rest = {name: ledger.rows(name) if there and ledger.has(name) else [] for name in tables}
    found = {"migration": plan.settings.name, "steps": steps, **rest} | _position(plan, steps)
    for row in rest["status"]:
        found["next"] = str(row["next_command"] or found["next"]).split(" --specs")[0]
        if row["paused"] or found["left"]:
            break
    return found


def _position(plan: Plan, steps: list[dict[str, str]]) -> dict[str, Any]:
    """The phases that are complete, the one that is not, and the command that goes on."""
    phases = [
        {
            "phase": phase,
            "applied": sum(s["state"] == DONE for s in steps if s["phase"] == phase),
            "steps": sum(s["phase"] == phase for s in steps),
        }
        for phase in plan.phases
    ]
    left = [one["phase"] for one in phases if one["applied"] != one["steps"]]
    failed = [step["step"] for step in steps if step["state"] == "failed"]
    following = f"changeover apply --to {left[0]}" if left else "changeover validate"
    return {"phases": phases, "failed": failed, "next": following}


def show(found: dict[str, Any]) -> None:
    """The status for people."""
    out = console.out()
    out.print(f"{found['migration']}: {bar(found)}")
    for row in found["control"]:
        if row["paused"]:
            out.print(f"paused: {row['pause_reason']}", style="yellow")
    for step in found["failed"]:
        out.print(f"failed: {step}", style="red")
    for row in unfinished(found["progress"]):
        out.print(f"  {in_words(row)}")
    if found["status"]:
        out.print()
        console.table(DATA_SET, [[row[head] for head in DATA_SET] for row in found["status"]])
    if found["validation"]:
        out.print()
        console.table(COMPARED, [[row[head] for head in COMPARED] for row in found["validation"]])


def bar(found: dict[str, Any]) -> str:
    """The phases in one line: `✓` complete, a count for the one under way, `·` to come."""
    signs = {0: "·"}
    parts = []
    for one in found["phases"]:
        done, steps = one["applied"], one["steps"]
        sign = "✓" if done == steps else signs.get(done, f"{done}/{steps}")
        parts.append(f"{sign} {one['phase']}")
    return "  ".join(parts)
