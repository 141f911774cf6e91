"""What performance.md asks for, measured, with the rate at which it was: S1, S2 and C3.

A figure is reached where it was measured on the terms that its target names, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from operate.console import count
from operate.prove.history import waits
from operate.prove.locks import SHORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from operate.prove.history import Transaction, Waits
    from operate.prove.life import Life

    Spans = Sequence[tuple[float, float]]

# What a step, a switch or a copy may cost an application that is alone on its machine.
BUDGET_MS = 50.0
# A rate is the target's when it differs by no more than such a share.
ABOUT = 0.1
APPLY, COPY = "apply ", "apply copying"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The terms of a figure: transactions a second, where it names them, and round trips."""

    figure: str
    per_second: float | None = None
    round_trips: int = 0

    def missed(self, per_second: float, round_trips: int) -> str:
        """What was not as the target wants it, empty where everything was."""
        wanted = self.per_second
        if wanted is not None and abs(per_second - wanted) > wanted * ABOUT:
            return f"measured at {per_second:.0f}/s, target is for {wanted:.0f}/s"
        if round_trips < self.round_trips:
            trips = count(round_trips, "round trip")
            return f"measured in {trips}, target is for {self.round_trips}"
        return ""


S1 = Target(figure="S1", per_second=300.0)
S2 = Target(figure="S2", round_trips=50)
C3 = Target(figure="C3", per_second=400.0)


def figures(life: Life, stages: Mapping[str, Waits]) -> Iterator[dict[str, Any]]:
    """The worst waits while steps run, against an idle database, and how long a switch locks."""
    trips = life.terms.round_trips
    history = life.load.history
    applied = {name: spans for name, spans in life.stages.items() if name.startswith(APPLY)}
    if applied:
        worst = max(stages[name].worst_ms for name in applied)
        yield _figure(S1, "worst wait while any step is applied", worst, _rate(history, applied))
    if holds := life.locks.held(*SHORT):
        turned = {name: spans for name, spans in life.stages.items() if name.startswith(SHORT)}
        worst = holds[min(int(len(holds) * 0.99), len(holds) - 1)]
        what = f"99 of 100 of the {len(holds)} holds of a switch or a reverse"
        yield _figure(S2, what, worst, _rate(history, turned), trips)
    if copying := stages.get(COPY):
        idle = waits(life.control.calls)
        beside = f"; without a migration {idle.worst_ms:.1f} ms" if idle.calls else ""
        rate = _rate(history, {COPY: life.stages[COPY]})
        yield _figure(C3, f"worst wait while rows are copied{beside}", copying.worst_ms, rate)


def _figure(
    target: Target, what: str, milliseconds: float, per_second: float, round_trips: int = 0
) -> dict[str, Any]:
    missed = target.missed(per_second, round_trips)
    below = milliseconds < BUDGET_MS
    return {
        "figure": target.figure,
        "what": what,
        "ms": round(milliseconds, 1),
        "target_ms": BUDGET_MS,
        "per_second": round(per_second),
        "target_per_second": target.per_second,
        "reached": below and not missed,
        "said": missed or ("reached" if below else "not reached"),
    }


def _rate(history: Iterable[Transaction], stages: Mapping[str, Spans]) -> float:
    """How many transactions began in a second of these stages."""
    spans = [span for one in stages.values() for span in one]
    seconds = sum(until - since for since, until in spans)
    begun = sum(any(since <= one.began < until for since, until in spans) for one in history)
    return begun / seconds if seconds else 0.0
