"""A look at a step while it runs: how far copies are, and what the step waits for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from operate import console, database

if TYPE_CHECKING:
    from operate.ledger import Ledger

BLOCKING = """
SELECT a.pid, a.usename, coalesce(nullif(a.application_name, ''), 'no name') AS name
FROM unnest(pg_blocking_pids(%s)) AS blocking (pid)
INNER JOIN pg_stat_activity AS a ON a.pid = blocking.pid
ORDER BY a.pid
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What was seen: the copies that are under way, and reasons why nothing moves."""

    copies: tuple[dict[str, Any], ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Why nothing moves, or how far the copies are; empty when nothing was seen."""
        return "; ".join(self.waiting or map(speed, self.copies))

    @property
    def percent(self) -> float | None:
        """How much of the copy is done; None when nothing is being copied."""
        return min(map(percent, self.copies), default=None)


def glance(ledger: Ledger, backend: int) -> Glance:
    """Look at the migration, and at the server process that runs its step."""
    if not ledger.exists:
        return Glance()
    paused = [f"paused: {row['pause_reason']}" for row in ledger.rows("control") if row["paused"]]
    blocked = [
        f"waits for a lock of process {row['pid']} (user {row['usename']}, {row['name']})"
        for row in database.rows(ledger.connection, BLOCKING, backend)
    ]
    return Glance(copies=tuple(unfinished(ledger.rows("progress"))), waiting=(*paused, *blocked))


def unfinished(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the view `progress` whose copy has begun and not ended."""
    return [row for row in rows if row["rows_read"] and row["percent"] != 100]


def percent(row: dict[str, Any]) -> float:
    """How much of a mapping has been copied, as far as the estimate is right."""
    return min(float(row["percent"] or 0), 100.0)


def in_words(row: dict[str, Any]) -> str:
    """A mapping's progress in one line."""
    done = f"{row['rows_read'] or 0:,} of about {row['estimated_rows'] or 0:,}"
    return f"{row['mapping']}: {done}, {speed(row)}"


def speed(row: dict[str, Any]) -> str:
    """A copy's share, speed and time left, as far as they are known."""
    parts = [f"{percent(row):.1f} %"]
    if row["rows_per_second"]:
        parts.append(f"{row['rows_per_second']:,.0f} rows/s")
    if row["time_left"] is not None:
        parts.append(f"{console.duration(row['time_left'].total_seconds())} left")
    return ", ".join(parts)
