"""Explores every reachable state, nearest first, and gives the shortest way to a broken promise."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .application import application
from .migration import migration
from .old_snapshot import old_snapshot
from .state import starts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .design import Design, Scope
    from .state import State

EQUAL = "both sides are equal once the copy is done and the journal is empty"
ONE_OWNER = "only the owner's table accepts a write"
NOTHING_LOST = "the owner's row holds every acknowledged write exactly once"
PROGRESS = "every state leads on to one in which nothing is left to do"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explored:
    """What an exploration has seen; without a broken promise it has seen everything."""

    states: int
    steps: frozenset[str]
    broken: str = ""
    trace: tuple[str, ...] = ()
    state: State | None = None

    def __str__(self) -> str:
        if not self.broken:
            return f"every promise holds in {self.states} states"
        way = "".join(f"\n  {n}. {step}" for n, step in enumerate(self.trace, 1))
        return f"broken: {self.broken}{way}\n  {self.state}"


def broken_promise(state: State) -> str:
    """The first promise that does not hold in this state."""
    if state.strays or state.owner != ("legacy", "new")[state.epoch % 2]:
        return ONE_OWNER
    if state.rows(state.owner) != state.expected:
        return NOTHING_LOST
    copied = state.copied == len(state.legacy) and (state.synced or state.owner == "new")
    if not state.over and copied and state.settled and state.legacy != state.new:
        return EQUAL
    return ""


def explore(design: Design, scope: Scope) -> Explored:
    """Go through all states, until none is left or one breaks a promise."""
    came: dict[State, tuple[State, str] | None] = dict.fromkeys(starts(scope))
    before: dict[State, list[State]] = {state: [] for state in came}
    steps: set[str] = set()
    waiting = deque(came)
    while waiting:
        state = waiting.popleft()
        if broken := broken_promise(state):
            return _found(broken, state, came, steps)
        for moves in (application, migration, old_snapshot):
            for step, after in moves(state, design, scope):
                steps.add(step)
                if after not in came:
                    came[after] = (state, step)
                    before[after] = []
                    waiting.append(after)
                before[after].append(state)
    stuck = _stuck(came, before, scope)
    if stuck is not None:
        return _found(PROGRESS, stuck, came, steps)
    return Explored(states=len(came), steps=frozenset(steps))


def _stuck(
    states: Iterable[State], before: Mapping[State, Iterable[State]], scope: Scope
) -> State | None:
    """The nearest state that leads to no end, found by going back from all ends."""
    ends = [one for one in states if one.at_rest and (one.over or one.epoch == scope.flips)]
    leading, waiting = set(ends), deque(ends)
    while waiting:
        for state in before[waiting.popleft()]:
            if state not in leading:
                leading.add(state)
                waiting.append(state)
    return next((one for one in states if one not in leading), None)


def _found(
    broken: str, state: State, came: Mapping[State, tuple[State, str] | None], steps: set[str]
) -> Explored:
    trace: list[str] = []
    at = state
    while (last := came[at]) is not None:
        at, step = last
        trace.append(step)
    return Explored(
        states=len(came),
        steps=frozenset(steps),
        broken=broken,
        trace=tuple(reversed(trace)),
        state=state,
    )
