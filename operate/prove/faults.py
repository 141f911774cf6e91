"""What goes wrong during a proof, at random but repeatable: sessions end, wires and power fail."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import IsolationLevel, sql

from operate.prove.client import APPLICATION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from operate.disposable import Server
    from operate.prove.load import Load

MOVER = "changeover"
READER = f"{APPLICATION} reader"
SECONDS_BETWEEN = (0.6, 2.2)
# Each does its work again from where it was, but not for ever.
MOST_MOVERS_ENDED = 8
MOST_CRASHES = 1
CRASH_NOT_BEFORE = 3.0
KINDS = {
    "writer terminated": 5,
    "connection cut": 4,
    "mover terminated": 5,
    "server crashed": 2,
    "long reader": 2,
    "idle in transaction": 2,
}
END = """
SELECT pg_terminate_backend(a.pid), a.pid
FROM pg_stat_activity AS a
WHERE a.datname = current_database() AND a.application_name LIKE %s
ORDER BY hashint8(a.pid + %s) LIMIT 1
"""


@dataclass(slots=True, kw_only=True)
class Faults:
    """Lets things go wrong until it is told to stop, and counts what it did."""

    server: Server
    dsn: str
    load: Load
    tables: Sequence[sql.Identifier]
    seed: int
    held: float
    done: Counter[str] = field(default_factory=Counter)
    spans: list[tuple[float, float]] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Begin."""
        self._spawn(self._run)

    def stop(self) -> None:
        """End when the fault that is going on is over."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def hold(self, level: IsolationLevel, what: str) -> None:
        """Read every table, then keep the transaction open for a while, in a session of its own.

        It is there when this returns: whoever wants the tables for itself has to come again.
        """
        reading = threading.Event()
        self._spawn(lambda: self._held(level, what, reading))
        reading.wait(self.held)

    def _spawn(self, run: Any) -> None:
        thread = threading.Thread(target=run, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _run(self) -> None:
        chance = random.Random(f"{self.seed}/faults")  # noqa: S311 - repeatable
        began = time.monotonic()
        while not self._stop.wait(chance.uniform(*SECONDS_BETWEEN)):
            kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
            if kind == "server crashed" and time.monotonic() - began < CRASH_NOT_BEFORE:
                continue
            with suppress(psycopg.Error):
                self._let(kind, chance)

    def _let(self, kind: str, chance: random.Random) -> None:
        if kind == "server crashed" and self.done[kind] < MOST_CRASHES:
            self._crash()
        elif kind == "connection cut" and self.load.clients:
            chance.choice(self.load.clients).cut()
            self.done[kind] += 1
        elif kind == "writer terminated":
            self.done[kind] += self._ended(f"{APPLICATION} %", chance)
        elif kind == "mover terminated" and self.done[kind] < MOST_MOVERS_ENDED:
            self.done[kind] += self._ended(MOVER, chance)
        elif kind == "long reader":
            self.hold(IsolationLevel.REPEATABLE_READ, kind)
        elif kind == "idle in transaction":
            self.hold(IsolationLevel.READ_COMMITTED, kind)

    def _crash(self) -> None:
        """Stop the server as a power cut would, and start it again."""
        began = time.monotonic()
        self.server.kill()
        self.server.start()
        self.spans.append((began, time.monotonic()))
        self.done["server crashed"] += 1

    def _ended(self, application: str, chance: random.Random) -> int:
        """How many sessions were ended: one, if there is one."""
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            found = connection.execute(END, (application, chance.randrange(1_000))).fetchall()
        return len(found)

    def _held(self, level: IsolationLevel, what: str, reading: threading.Event) -> None:
        with (
            suppress(psycopg.Error),
            psycopg.connect(self.dsn, application_name=READER) as connection,
        ):
            connection.isolation_level = level
            for table in self.tables:
                connection.execute(sql.SQL("SELECT FROM {} LIMIT 1").format(table))
            self.done[what] += 1
            reading.set()
            self._stop.wait(self.held)
            connection.rollback()
        reading.set()
