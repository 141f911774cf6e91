"""What the applications did and saw, in the manner of Jepsen: calls, transactions, outcomes.

A transaction is `ok` when its commit was acknowledged: it must be there, once. It is `fail` when
the server or the client took it back: it must not be there. It is `info` when the connection died
during the commit: then it is there as a whole, or not at all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from operate.prove.names import Key, Side

Outcome = Literal["ok", "fail", "info"]
# The new name is not open for writing while the legacy table owns the rows.
NOT_OPEN = "MG123"
# What a client sees when the server or somebody else ends its session.
LOST = "lost"
ENDED = ("57P01", "57P02", "57P03")


class Row(NamedTuple):
    """One row that a client has written: its table, its key, and its token if it has one.

    `written` are the other columns that it has written so far, as the server's answers gave them.
    """

    table: str
    key: Key
    token: str | None
    written: Mapping[str, str | None] = {}

    def looks_like(self, other: Row) -> bool:
        """Whether both bear the same key and token."""
        return self[:3] == other[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One statement: whose, when it began, how long it took, and how it failed (SQLSTATE).

    `backend` is the server's process that ran it: a client has another one with each session.
    """

    client: str
    backend: int
    began: float
    seconds: float
    what: str
    state: str = ""


@dataclass(slots=True, kw_only=True)
class Effects:
    """What a transaction changes: rows that are gone, rows that are there, and what was counted.

    `undone` are rows that it has added and taken back itself, whatever becomes of the rest.
    """

    removed: list[Row] = field(default_factory=list)
    added: list[Row] = field(default_factory=list)
    undone: list[Row] = field(default_factory=list)
    counted: Counter[tuple[str, Key]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """One transaction as its client knows it; `table` is the one whose change has failed."""

    client: str
    side: Side
    level: str
    began: float
    seconds: float
    outcome: Outcome
    state: str
    effects: Effects
    said: str = ""
    table: str = ""

    def line(self) -> dict[str, object]:
        """The same for programs, one per line of `history.jsonl`."""
        return {
            "process": self.client,
            "name": self.side,
            "isolation": self.level,
            "time": round(self.began, 6),
            "seconds": round(self.seconds, 6),
            "type": self.outcome,
            "sqlstate": self.state or None,
            "error": self.said or None,
            "table": self.table or None,
            "removed": [list(row) for row in self.effects.removed],
            "added": [list(row) for row in self.effects.added],
            "undone": [list(row) for row in self.effects.undone],
            "counted": [[*place, times] for place, times in self.effects.counted.items()],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How long statements took."""

    calls: int
    median_ms: float
    p99_ms: float
    worst_ms: float
    errors: Counter[str]


def outside(calls: Iterable[Call], spans: Iterable[tuple[float, float]]) -> list[Call]:
    """The calls that were not under way in any of these spans."""
    spans = list(spans)
    return [
        call
        for call in calls
        if not any(
            began <= call.began + call.seconds and call.began <= ended for began, ended in spans
        )
    ]


def waits(calls: Iterable[Call], spans: Sequence[tuple[float, float]] | None = None) -> Waits:
    """What clients felt during some spans; calls whose session was ended wait for nobody."""
    chosen = [
        call
        for call in calls
        if spans is None or any(since <= call.began < until for since, until in spans)
    ]
    times = sorted(call.seconds * 1000 for call in answered(chosen))
    return Waits(
        calls=len(chosen),
        median_ms=_share(times, 0.5),
        p99_ms=_share(times, 0.99),
        worst_ms=times[-1] if times else 0.0,
        errors=Counter(call.state for call in chosen if call.state),
    )


def answered(calls: Iterable[Call]) -> Iterator[Call]:
    """The calls to which the server had something to say."""
    return (call for call in calls if call.state not in (LOST, *ENDED))


def _share(times: Sequence[float], share: float) -> float:
    return times[min(int(len(times) * share), len(times) - 1)] if times else 0.0
