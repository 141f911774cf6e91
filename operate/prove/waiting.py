"""Watches whom applications wait for: the migration, each other, or only for the machine."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from statistics import mode
from typing import TYPE_CHECKING, Any, NamedTuple

from operate.prove.client import APPLICATION
from operate.prove.faults import MOVER
from operate.prove.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import psycopg

    from operate.prove.history import Call

SECONDS_BETWEEN_LOOKS = 0.05
# A look tells of no more: between two that are far apart, nobody knows who waited.
MOST_SECONDS = 4 * SECONDS_BETWEEN_LOOKS
# Nobody has waited long, most of the time: only then the server has to work out who is behind whom.
LONG = """
SELECT EXISTS (
    SELECT
    FROM pg_stat_activity AS a
    WHERE
        a.datname = current_database() AND a.application_name LIKE %(like)s
        AND a.wait_event_type = 'Lock' AND a.query_start < clock_timestamp() - interval '100 ms'
)
"""
SESSIONS = """
SELECT
    a.pid, a.application_name, coalesce(a.state, a.backend_type),
    left(regexp_replace(a.query, '\\s+', ' ', 'g'), 60),
    CASE a.wait_event_type WHEN 'Lock' THEN pg_blocking_pids(a.pid) ELSE '{}' END
FROM pg_stat_activity AS a
WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
"""


class Session(NamedTuple):
    """A session as the server shows it, and the sessions that it waits for."""

    pid: int
    name: str
    state: str
    query: str
    behind: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A session of an application behind a lock of the migration, and the time since before."""

    backend: int
    since: float
    at: float
    mover: Session


class Wait(NamedTuple):
    """The part of a call that it spent behind the migration, and the session at its head."""

    call: Call
    seconds: float
    mover: Session


@dataclass(slots=True, kw_only=True)
class WaitWatch(Watch):
    """Notes who waits for the migration; times are `time.monotonic()`, as in a call."""

    sights: list[Sight] = field(default_factory=list)
    looked: float = field(default_factory=time.monotonic)

    def look(self, connection: psycopg.Connection[Any]) -> None:
        """Note each application that waits for the migration, or for one that does."""
        since, self.looked = self.looked, time.monotonic()
        if not _long(connection):
            return
        rows = connection.execute(SESSIONS).fetchall()
        sessions = {row[0]: Session(*row) for row in rows}
        for one in sessions.values():
            mover = next((ahead for ahead in _ahead(one, sessions) if ahead.name == MOVER), None)
            if mover is not None and one.name.startswith(APPLICATION):
                # Not the name: what is left of a cut connection bears it, too.
                self.sights.append(Sight(backend=one.pid, since=since, at=self.looked, mover=mover))

    def pause(self) -> float:
        """Many looks at a wait that matters."""
        return SECONDS_BETWEEN_LOOKS

    def seen(self, call: Call) -> Wait | None:
        """How long a call was seen behind the migration, and what was seen most at its head."""
        sights = [
            one
            for one in self.sights
            if one.backend == call.backend and call.began <= one.at <= call.began + call.seconds
        ]
        if not sights:
            return None
        seconds = sum(min(one.at - max(one.since, call.began), MOST_SECONDS) for one in sights)
        # Not the last: whoever is about to let go is already seen with his COMMIT.
        most_seen = mode(one.mover.query for one in sights)
        mover = next(one.mover for one in sights if one.mover.query == most_seen)
        return Wait(call=call, seconds=seconds, mover=mover)


def _long(connection: psycopg.Connection[Any]) -> bool:
    found = connection.execute(LONG, {"like": f"{APPLICATION} %"}).fetchone()
    return found is not None and bool(found[0])


def _ahead(session: Session, sessions: Mapping[int, Session]) -> Iterator[Session]:
    """Everybody whom a session waits for, and whom they wait for in turn."""
    known: set[int] = set()
    queue = list(session.behind)
    while queue:
        pid = queue.pop()
        if pid not in known and pid in sessions:
            known.add(pid)
            yield sessions[pid]
            queue += sessions[pid].behind
