"""What a plan is going to take: rows by the planner's guess, time only where it was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from operate import database, tables
from operate.console import count, duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from operate.ledger import Ledger
    from render.plan import Action, Step

COPIES = "backfill"
COMPARES = "validation"
# The last attempt at each step that ended well.
TOOK = """
SELECT DISTINCT ON (r.step)
    r.step, extract(epoch FROM r.finished_at - r.started_at)::float8 AS seconds
FROM migration.step_run AS r
WHERE r.migration = %s AND r.action = %s AND r.state = 'done'
ORDER BY r.step, r.run DESC
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One step: the rows still to go through, the time, and what the time is judged by."""

    rows: int | None = None
    seconds: float | None = None
    judged_by: str = ""

    def __str__(self) -> str:
        """Both in words, empty when nothing is known."""
        parts = [f"about {count(self.rows, 'row')}"] if self.rows is not None else []
        if self.seconds is not None:
            parts.append(f"estimate {duration(self.seconds)} ({self.judged_by})")
        return ", ".join(parts)


def estimates(ledger: Ledger, steps: Iterable[Step], rate: float | None) -> dict[str, Estimate]:
    """The estimate of each of these steps, by step id.

    A copy is judged by its own last batches, any step by how long it took the last time, and a
    copy that never ran here by the `rate` that somebody stated, in rows per second.
    """
    took = last_time(ledger, "apply")
    copies = {str(row["mapping"]): row for row in _progress(ledger)}
    return {
        step.id: _one(ledger, step, copies.get(step.name, {}), took.get(step.id), rate)
        for step in steps
    }


def last_time(ledger: Ledger, action: Action) -> dict[str, float]:
    """How many seconds each step took when this was last done to it here, by step id."""
    if not ledger.exists:
        return {}
    found = database.rows(ledger.connection, TOOK, ledger.migration, action)
    return {str(row["step"]): float(row["seconds"]) for row in found}


def _progress(ledger: Ledger) -> list[dict[str, Any]]:
    return ledger.rows("progress") if ledger.exists else []


def _one(
    ledger: Ledger,
    step: Step,
    copied: Mapping[str, Any],
    took: float | None,
    rate: float | None,
) -> Estimate:
    rows = _rows(ledger, step, copied)
    speed = copied.get("rows_per_second") if step.part == COPIES else None
    if rows is not None and speed:
        return Estimate(rows=rows, seconds=rows / float(speed), judged_by="its last batches")
    if took is not None:
        return Estimate(rows=rows, seconds=took, judged_by="as last time")
    if rows is not None and rate and step.part == COPIES:
        return Estimate(rows=rows, seconds=rows / rate, judged_by=f"at {rate:,.0f} rows/s")
    return Estimate(rows=rows)


def _rows(ledger: Ledger, step: Step, copied: Mapping[str, Any]) -> int | None:
    if not step.rows_from or step.part not in (COPIES, COMPARES):
        return None
    every = tables.about(ledger.connection, [step.rows_from])
    if step.part == COPIES and copied.get("ranges"):
        return max(int(copied["estimated_rows"] or 0) - int(copied["rows_read"]), 0)
    return every


def in_words(steps: Iterable[Step], known: Mapping[str, Estimate]) -> str:
    """All estimates in one sentence or two."""
    wanted = [(step, known.get(step.id, Estimate())) for step in steps]
    copies = [estimate.rows for step, estimate in wanted if step.part == COPIES and step.rows_from]
    guessed = [rows for rows in copies if rows is not None]
    timed = [estimate.seconds for _, estimate in wanted if estimate.seconds is not None]
    parts = []
    if copies:
        unknown = len(copies) - len(guessed)
        never = "that was never analysed" if unknown == 1 else "that were never analysed"
        but = f", not counting {count(unknown, 'table')} {never}" if unknown else ""
        parts.append(f"about {count(sum(guessed), 'row')} to copy{but}")
    if timed:
        of = "all steps" if len(timed) == len(wanted) else f"{len(timed)} of {len(wanted)} steps"
        parts.append(f"{duration(sum(timed))} for {of}")
    else:
        parts.append("no time, nothing was measured here yet (--rate states a speed)")
    return f"Estimate: {'; '.join(parts)}."
