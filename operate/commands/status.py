"""`changeover status`: where the migration is, and what comes next."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from operate import console, database
from operate.commands import options, owner
from operate.gates import Opinion, opinions, summary, terms
from operate.gates import in_words as environment_in_words
from operate.glance import in_words, unfinished
from operate.ledger import Ledger
from operate.outside import outside, sentence
from operate.preview import SETTLED
from operate.sides import FINAL
from operate.traffic import known

if TYPE_CHECKING:
    from operate.workspace import Made, Migration
    from render.plan import Plan, Step

# The command that a data set waits for in a phase, and whose gates are shown therefore.
AWAITED = {"verified": "switch", "switched": "finalize", "rolling_out": "finalize"}
# Given up, or final: nothing of it is compared any more.
ENDED = ("cancelled", *FINAL)
VIEWS = ("control", "status", "progress", "validation")
# How far the data is, then which side has the traffic: two things, apart.
DATA_SET = ("data_set", "phase", "owner", "epoch", "validation", "quarantined")
COMPARE = "changeover validate"
LOOK_AGAIN = "changeover validate --rung L7"
RECONCILE = "changeover reconcile"
# By the gate of finalize that refuses first: the command that opens it.
OPENING = {"comparison": COMPARE, "recheck": LOOK_AGAIN}
FINALIZE_WAITS = "finalize waits for it"
DIFFERS = "the last comparison found differences"
STALE = "the last comparison is too old, or of other specs"
COMPARED = ("mapping", "status", "finished_at", "fresh")
# Who answers the legacy APIs and pages, and who still called.
ENDPOINT = ("endpoint", "side", "deprecation", "sunset", "last_call")
# The last attempt at each step, where it has not ended well.
ATTEMPTS = """
    SELECT
        r.step, r.action, r.state, r.started_at, r.actor, r.backend_pid, r.sqlstate, r.message,
        r.state = 'running' AND NOT EXISTS (
            SELECT
            FROM pg_stat_activity AS a
            WHERE a.pid = r.backend_pid AND coalesce(a.backend_start = r.backend_start, true)
        ) AS killed
    FROM (
        SELECT DISTINCT ON (s.step) s.*
        FROM migration.step_run AS s
        WHERE s.migration = %s AND s.action <> 'verify'
        ORDER BY s.step, s.run DESC
    ) AS r
    WHERE r.state <> 'done'
    ORDER BY r.run
"""
LAST_EVENT = """
    SELECT e.at, e.event, e.subject, e.session_actor
    FROM migration.migration_events AS e
    WHERE e.migration = %s
    ORDER BY e.seq DESC
    LIMIT 1
"""


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
    for row in found["status"]:
        if row["reverse_command"]:
            migration.undo(owner.UNDO.format(row["data_set"]))
    if found["next"]:
        migration.next(found["next"], _why(found))


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
    views["validation"].sort(key=lambda row: str(row["mapping"]))
    phases = [
        _phase(phase, [step for step in steps if step["phase"] == phase], there)
        for phase in plan.phases
    ]
    found: dict[str, Any] = {"migration": plan.settings.name, "phases": phases, "steps": steps}
    found |= views
    found["environment"] = terms(ledger)
    found["endpoints"] = known(ledger)
    found["outside_legacy"] = outside(ledger.connection, plan) if there else []
    found["gates"] = [
        {
            "data_set": row["data_set"],
            "command": command,
            "gates": [asdict(one) for one in gates],
        }
        for row in views["status"]
        if (command := AWAITED.get(row["phase"]))
        and (gates := opinions(ledger, row["data_set"], command, _switch(plan, row["data_set"])))
    ]
    for name, query in (("attempts", ATTEMPTS), ("last_event", LAST_EVENT)):
        found[name] = database.rows(ledger.connection, query, ledger.migration) if there else []
    return found | {"next": _next(found)}


def _switch(plan: Plan, data_set: str) -> Step | None:
    return next((step for step in plan.switches if step.name == data_set), None)


def _phase(phase: str, steps: list[dict[str, str]], there: bool) -> dict[str, Any]:
    applied = sum(step["state"] in SETTLED for step in steps)
    complete = there and applied == len(steps)
    return {"phase": phase, "applied": applied, "steps": len(steps), "complete": complete}


def _next(found: dict[str, Any]) -> str:
    """The command that goes on; empty when the gates say what is missing, or nothing is left."""
    if any(row["paused"] for row in found["control"]):
        return "changeover resume"
    for row in found["status"]:
        if row["phase"] == "cancelling":
            return f"changeover cancel {row['data_set']} --because '…'"
    for phase in found["phases"]:
        if not phase["complete"]:
            return f"changeover apply --to {phase['phase']}"
    if any(row["validation"] == "differences" for row in _compared(found)):
        return RECONCILE
    waiting = _waiting(found)
    if waiting and not any(row["validation"] == "stale" for row in waiting):
        known = {step["step"] for step in found["steps"]}
        for row in sorted(waiting, key=lambda row: str(row["data_set"])):
            if row["validation"] == "clean" and f"switch.{row['data_set']}" in known:
                return f"changeover switch {row['data_set']}"
    if waiting:
        return COMPARE
    return _finalizing(found) or _opening(found)


def _opening(found: dict[str, Any]) -> str:
    """The comparison or the look that a data set waits for next before it can be finalized."""
    for one in found["gates"]:
        refused = (gate["gate"] for gate in one["gates"] if gate["passed"] is False)
        if one["command"] == "finalize" and (command := OPENING.get(next(refused, ""))):
            return command
    return ""


def _finalizing(found: dict[str, Any]) -> str:
    """The point of no return, where no gate refuses it any more."""
    for one in found["gates"]:
        if one["command"] == "finalize" and all(
            gate["passed"] is not False for gate in one["gates"]
        ):
            return f"changeover finalize {one['data_set']}"
    return ""


def _compared(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The data sets whose rows are still compared: neither given up nor final."""
    return [row for row in found["status"] if row["phase"] not in ENDED]


def _waiting(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The data sets that the legacy tables own; of the others a comparison says nothing new."""
    return [row for row in _compared(found) if row["owner"] == "legacy"]


def _why(found: dict[str, Any]) -> str:
    """Why the data should be repaired or compared again, once everything is applied."""
    if found["next"] == RECONCILE:
        return DIFFERS
    if found["next"] == LOOK_AGAIN:
        return FINALIZE_WAITS
    if found["next"] != COMPARE:
        return ""
    waiting = _waiting(found)
    if any(row["validation"] == "stale" for row in waiting or _compared(found)):
        return STALE
    return "compare the data again at any time" if waiting else FINALIZE_WAITS


def show(found: dict[str, Any]) -> None:
    """The status for people."""
    out = console.out()
    out.print(found["migration"], style="bold")
    out.print(bar(found))
    if said := environment_in_words(found["environment"]):
        out.print(console.wrapped(out, said), style="yellow")
    for row in found["control"]:
        if row["paused"]:
            out.print(f"paused: {row['pause_reason']}", style="yellow")
    for row in found["attempts"]:
        style = "red" if row["state"] == "failed" or row["killed"] else ""
        out.print(console.wrapped(out, _attempt(row)), style=style)
    for row in unfinished(found["progress"]):
        out.print(f"  {in_words(row)}")
    for heads, rows in (
        (DATA_SET, found["status"]),
        (COMPARED, found["validation"]),
        (ENDPOINT, [_by_day(row) for row in found["endpoints"]]),
    ):
        if rows:
            out.print()
            console.table(heads, [[row[head] for head in heads] for row in rows])
    for row in found["gates"]:
        out.print()
        first, *refused = summary(
            row["data_set"], row["command"], [Opinion(**one) for one in row["gates"]]
        )
        out.print(console.wrapped(out, first, rest="  "))
        for line in refused:
            out.print(console.wrapped(out, line, first="  ", rest="    "))
    for row in found["outside_legacy"]:
        out.print()
        out.print(console.wrapped(out, sentence(row)))
    for row in found["last_event"]:
        at = row["at"].isoformat(" ", "seconds")
        last = f"Last: {row['event']} {row['subject']}, {at}, by {row['session_actor']}"
        out.print(f"\n{console.wrapped(out, last)}")


def _by_day(row: dict[str, Any]) -> dict[str, Any]:
    """An endpoint with days instead of moments."""
    return {name: value.date() if hasattr(value, "date") else value for name, value in row.items()}


def _attempt(row: dict[str, Any]) -> str:
    """A step that runs, or why it does not any more."""
    what = row["step"] + (" rollback" if row["action"] == "rollback" else "")
    if row["state"] == "failed":
        return f"failed: {what}: {row['message']} [{row['sqlstate']}]"
    if row["killed"]:
        return f"killed: {what}; the next run resumes it"
    since = row["started_at"].isoformat(" ", "seconds")
    return f"running: {what} since {since}, by {row['actor']}, process {row['backend_pid']}"


def bar(found: dict[str, Any]) -> str:
    """The phases in one line: `✓` complete, a count for one under way, `·` to come."""
    parts = []
    for one in found["phases"]:
        under_way = f"{one['applied']}/{one['steps']}" if one["applied"] else "·"
        parts.append(f"{'✓' if one['complete'] else under_way} {one['phase']}")
    return "  ".join(parts)
