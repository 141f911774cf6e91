"""A plan as people and programs read it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from operate.console import count
from render.emit import plan_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from render.plan import Plan, Step

# Weakest first; https://www.postgresql.org/docs/15/explicit-locking.html
LOCKS = (
    "ACCESS SHARE",
    "ROW SHARE",
    "ROW EXCLUSIVE",
    "SHARE UPDATE EXCLUSIVE",
    "SHARE",
    "SHARE ROW EXCLUSIVE",
    "EXCLUSIVE",
    "ACCESS EXCLUSIVE",
)
_ANY_LOCK = re.compile(rf"(?<!FOR )\b({'|'.join(sorted(LOCKS, key=len, reverse=True))})\b")
DONE = "applied"
REPEATED = "every time"
EVERY_TIME = "↻"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A plan, its files and, when a database was asked, the state of its steps there."""

    plan: Plan
    tree: Mapping[str, str]
    states: Mapping[str, str] = field(default_factory=dict)

    @property
    def to_apply(self) -> tuple[Step, ...]:
        """The recorded steps that have not been applied; all else runs every time."""
        return tuple(step for step in self.plan.steps if step.recorded and self.state(step) != DONE)

    @property
    def summary(self) -> str:
        """The line that people quote."""
        steps = self.to_apply
        if not steps:
            return "Plan: nothing to apply; the database is up to date."
        phases = len({step.phase for step in steps})
        outside = sum(step.transaction == "none" for step in steps)
        return (
            f"Plan: {count(len(steps), 'step')} to apply in {count(phases, 'phase')}; "
            f"{outside} outside a transaction; strongest lock: {strongest(steps) or 'none'}."
        )

    def state(self, step: Step) -> str:
        """What the database says about a step; `pending` when it was not asked."""
        if not step.recorded:
            return REPEATED
        return self.states.get(step.id, "pending")

    def symbol(self, step: Step) -> str:
        """`+` to apply, `✓` applied, `↻` run every time, `~` changed since, `!` not ended well."""
        return {DONE: "✓", REPEATED: EVERY_TIME, "changed": "~", "failed": "!", "running": "!"}.get(
            self.state(step), "+"
        )


def modes(steps: Iterable[Step]) -> list[str]:
    """The lock modes that steps name, the strongest first."""
    named = {mode for step in steps for lock in step.locks for mode in _ANY_LOCK.findall(lock)}
    return sorted(named, key=LOCKS.index, reverse=True)


def strongest(steps: Iterable[Step]) -> str:
    """The strongest lock mode that any of the steps names."""
    return next(iter(modes(steps)), "")


def as_text(preview: Preview) -> str:
    """The plan as a tree, by phase."""
    plan = preview.plan
    lines = [plan.settings.name]
    for phase in plan.phases:
        last = phase == plan.phases[-1]
        lines.append(f"{'└──' if last else '├──'} {phase}")
        *others, final = _lines(preview, plan.in_phase(phase))
        below = " " if last else "│"
        lines += [f"{below}   ├── {line}" for line in others] + [f"{below}   └── {final}"]
    return "\n".join([*lines, "", preview.summary, ""])


def _lines(preview: Preview, steps: tuple[Step, ...]) -> list[str]:
    """A line for each recorded step, after one for all that runs every time."""
    repeated = sum(not step.recorded for step in steps)
    first = [f"{EVERY_TIME} control schema and checks: {count(repeated, 'file')}"] * bool(repeated)
    return first + [f"{preview.symbol(step)} {_line(step)}" for step in steps if step.recorded]


def _line(step: Step) -> str:
    notes = ["outside a transaction"] * (step.transaction == "none")
    if step.locks:
        notes.append(", ".join(modes([step])) or step.locks[0])
    return f"{step.part} {step.name}" + (f"  [{'; '.join(notes)}]" if notes else "")


def as_markdown(preview: Preview) -> str:
    """The plan for a pull request: a table by phase, the SQL folded below it."""
    plan = preview.plan
    lines = [f"### Plan of `{plan.settings.name}`", "", preview.summary, ""]
    for phase in dict.fromkeys(step.phase for step in plan.steps if step.recorded):
        lines += [f"#### {phase}", "", "| | step | transaction | locks |", "|---|---|---|---|"]
        lines += [_row(preview, step) for step in plan.in_phase(phase) if step.recorded]
        lines.append("")
    lines.append(f"Plan hash: `{_hash(preview)}`")
    return "\n".join([*lines, ""])


def _row(preview: Preview, step: Step) -> str:
    locks = "; ".join(step.locks) or "none"
    cells = (preview.symbol(step), f"`{step.id}` {step.title}", step.transaction, locks)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def as_data(preview: Preview) -> str:
    """The plan for programs."""
    data = {
        "migration": preview.plan.settings.name,
        "spec_hash": preview.plan.spec_hash,
        "plan_hash": _hash(preview),
        "summary": preview.summary,
        "strongest_lock": strongest(preview.to_apply) or None,
        "steps": [_step_data(preview, step) for step in preview.plan.steps],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _step_data(preview: Preview, step: Step) -> dict[str, object]:
    return {
        "id": step.id,
        "phase": step.phase,
        "title": step.title,
        "spec": step.spec,
        "state": preview.state(step),
        "transaction": step.transaction,
        "locks": list(step.locks),
        "file": step.file("apply"),
        "undo": step.file("rollback"),
    }


def _hash(preview: Preview) -> str:
    """The hash that an approval names; the register step's own files hold it, so are left out."""
    late = {step.file(action) for step in preview.plan.steps if step.part == "register"
            for action in ("apply", "verify", "rollback")}  # fmt: skip
    files = {
        path: text
        for step in preview.plan.steps
        for action in ("apply", "verify", "rollback")
        if (path := step.file(action)) not in late and (text := preview.tree[path])
    }
    return plan_hash(files)
