"""A plan as people and programs read it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from operate.console import count, duration
from operate.estimate import Estimate, in_words
from operate.ledger import GIVEN_UP
from render.emit import plan_hash
from render.plan import ACTIONS

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
# What no apply has to do anything about.
SETTLED = (DONE, GIVEN_UP)
REPEATED = "every time"
EVERY_TIME = "↻"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A plan, its files and, when a database was asked, states and estimates of its steps there.

    `last` is the last phase that is asked for; empty means all.
    """

    plan: Plan
    tree: Mapping[str, str]
    states: Mapping[str, str] = field(default_factory=dict)
    estimates: Mapping[str, Estimate] = field(default_factory=dict)
    last: str = ""

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases that are asked for."""
        phases = self.plan.phases
        return phases[: phases.index(self.last) + 1] if self.last else phases

    @property
    def to_apply(self) -> tuple[Step, ...]:
        """The recorded steps that have not been applied; all else runs every time."""
        wanted = (step for phase in self.phases for step in self.plan.in_phase(phase))
        return tuple(step for step in wanted if step.recorded and self.state(step) not in SETTLED)

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

    @property
    def lines(self) -> tuple[str, ...]:
        """The summary, and what all takes together when a database was asked."""
        if not self.asked or not self.to_apply:
            return (self.summary,)
        return self.summary, in_words(self.to_apply, self.estimates)

    @property
    def hash(self) -> str:
        """The hash that an approval names, over all steps but the one that registers it."""
        steps = [step for step in self.plan.steps if step.part != "register"]
        return plan_hash(
            {path: self.tree[path] for step in steps for path in map(step.file, ACTIONS)}
        )

    @property
    def asked(self) -> bool:
        """Whether a database was asked for estimates."""
        return bool(self.estimates)

    def estimate(self, step: Step) -> Estimate:
        """What a step is going to take; empty when it is not known."""
        return self.estimates.get(step.id, Estimate())

    def state(self, step: Step) -> str:
        """What the database says about a step; `pending` when it was not asked."""
        if not step.recorded:
            return REPEATED
        return self.states.get(step.id, "pending")

    def symbol(self, step: Step) -> str:
        """`+` to apply, `✓` applied, `↻` run every time, `~` changed since, `!` not ended well."""
        return {
            DONE: "✓",
            REPEATED: EVERY_TIME,
            "changed": "~",
            "failed": "!",
            "running": "!",
            GIVEN_UP: "-",
        }.get(self.state(step), "+")


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
    return "\n".join([*lines, "", *preview.lines, ""])


def _lines(preview: Preview, steps: tuple[Step, ...]) -> list[str]:
    """A line for each recorded step, after one for all that runs every time."""
    repeated = sum(not step.recorded for step in steps)
    first = [f"{EVERY_TIME} control schema and checks: {count(repeated, 'file')}"] * bool(repeated)
    return first + [_line(preview, step) for step in steps if step.recorded]


def _line(preview: Preview, step: Step) -> str:
    notes = ["outside a transaction"] * (step.transaction == "none")
    if step.locks:
        notes.append(strongest([step]) or step.locks[0])
    parts = [f"{preview.symbol(step)} {step.part} {step.name}"]
    parts += [f"[{'; '.join(notes)}]"] * bool(notes)
    parts += [str(preview.estimate(step))] * bool(str(preview.estimate(step)))
    return "  ".join(parts)


def as_markdown(preview: Preview) -> str:
    """The plan for a pull request: a table by phase."""
    plan = preview.plan
    heads = ["", "step", "transaction", "locks"] + ["rows", "time (estimate)"] * preview.asked
    lines = [f"### Plan of `{plan.settings.name}`", "", *_paragraphs(preview.lines)]
    for phase in dict.fromkeys(step.phase for step in plan.steps if step.recorded):
        lines += [f"#### {phase}", "", _row(heads), "|" + "---|" * len(heads)]
        lines += [_row(_cells(preview, step)) for step in plan.in_phase(phase) if step.recorded]
        lines.append("")
    lines.append(f"Plan hash: `{preview.hash}`")
    return "\n".join([*lines, ""])


def _paragraphs(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in (text, "")]


def _cells(preview: Preview, step: Step) -> list[str]:
    locks = "; ".join(step.locks) or "none"
    cells = [preview.symbol(step), f"`{step.id}` {step.title}", step.transaction, locks]
    if not preview.asked:
        return cells
    found = preview.estimate(step)
    rows = "" if found.rows is None else f"about {found.rows:,}"
    time = "" if found.seconds is None else f"{duration(found.seconds)}, {found.judged_by}"
    return [*cells, rows, time]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def as_data(preview: Preview) -> str:
    """The plan for programs."""
    data = {
        "migration": preview.plan.settings.name,
        "spec_hash": preview.plan.spec_hash,
        "plan_hash": preview.hash,
        "summary": preview.summary,
        "strongest_lock": strongest(preview.to_apply) or None,
        "steps": [_step_data(preview, step) for step in preview.plan.steps],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _step_data(preview: Preview, step: Step) -> dict[str, object]:
    found = preview.estimate(step)
    return {
        "id": step.id,
        "phase": step.phase,
        "title": step.title,
        "spec": step.spec,
        "state": preview.state(step),
        "transaction": step.transaction,
        "locks": list(step.locks),
        "estimated_rows": found.rows,
        "estimated_seconds": found.seconds,
        "estimated_by": found.judged_by or None,
        "file": step.file("apply"),
        "undo": step.file("rollback"),
    }
