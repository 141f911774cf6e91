"""One application: a session that writes rows of its own and counts in rows that all share."""

from __future__ import annotations

import os
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import IsolationLevel
from psycopg.conninfo import make_conninfo

from operate.prove.changes import ROLLED_BACK, Work
from operate.prove.history import ENDED, LOST, NOT_OPEN, Call, Effects, Transaction

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, MutableMapping, Sequence

    from psycopg import sql

    from operate.prove.history import Outcome
    from operate.prove.names import Key, Name, Side

ROLE = "changeover_prove_application"
APPLICATION = "changeover prove"
LEVELS = (
    IsolationLevel.READ_COMMITTED,
    IsolationLevel.REPEATABLE_READ,
    IsolationLevel.SERIALIZABLE,
)
# Not the server's: what is captured must not depend on the session that wrote it.
TIME_ZONE = "America/New_York"
# Between two transactions, on average.
SECONDS_TO_THINK = 0.02
# How much of a load that is due is begun late instead of never.
SECONDS_TO_MAKE_UP = 0.2
SECONDS_BETWEEN_TRIES = 0.1
SECONDS_WHEN_REFUSED = 0.05


@dataclass(slots=True, kw_only=True)
class Shared:
    """What all clients of a run know: the tables, the rows to count in, and the rows to copy.

    `still` gives, for each table, rows that nobody writes. `like` gives the row of which the new
    application makes its new rows; a table is missing until the new name has taken one. With a
    `rate` all `clients` together begin as many transactions in a second, and not only as fast as
    they are answered.
    """

    names: Mapping[str, Mapping[Side, Name]]
    counters: Mapping[str, Sequence[Key]]
    still: Mapping[str, Sequence[Key]]
    numbers: Any
    weights: Mapping[str, int]
    like: MutableMapping[str, Key] = field(default_factory=dict)
    pause: float = SECONDS_TO_THINK
    rate: float | None = None
    clients: int = 0
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(slots=True, kw_only=True)
class Client:
    """Writes until it is told to stop; nobody else writes to the rows that are its own."""

    name: str
    side: Side
    dsn: str
    shared: Shared
    chance: random.Random
    rows: dict[str, dict[Key, str | None]]
    written: dict[tuple[str, Key], Mapping[str, str | None]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    history: list[Transaction] = field(default_factory=list)
    refused: int = 0
    connection: psycopg.Connection[Any] | None = None
    backend: int = 0

    def run(self) -> None:
        """Write until told to stop, with a new session whenever one was lost."""
        while not self.shared.stop.is_set():
            try:
                self.connection = self._connected()
            except psycopg.OperationalError:
                self.shared.stop.wait(SECONDS_BETWEEN_TRIES)
                continue
            self.backend = self.connection.info.backend_pid
            with self.connection as connection, suppress(psycopg.OperationalError):
                due = time.monotonic()
                while not self.shared.stop.is_set() and not connection.closed:
                    self._transact(connection)
                    due = self._due(due)
                    self.shared.stop.wait(max(0.0, due - time.monotonic()))

    def cut(self) -> None:
        """Cut the connection from outside, whatever it is doing."""
        connection = self.connection
        if connection is None:
            return
        with suppress(OSError, psycopg.Error):
            number = os.dup(connection.fileno())
            with socket.socket(fileno=number) as wire:
                wire.shutdown(socket.SHUT_RDWR)

    def execute(
        self, connection: psycopg.Connection[Any], statement: sql.Composed, what: str
    ) -> list[tuple[Any, ...]]:
        """Run one statement and note how long it took and how it failed."""
        text = statement.as_bytes(connection)
        found: list[tuple[Any, ...]] = self._timed(lambda: _fetched(connection.execute(text)), what)
        return found

    def own(self, table: str, used: set[Key]) -> Key | None:
        """One of the client's rows that this transaction has not written yet."""
        free = [key for key in self.rows.get(table, {}) if key not in used]
        return self.chance.choice(free) if free else None

    def _due(self, last: float) -> float:
        """When to begin the next transaction; with a rate, who was kept waiting makes up for it.

        What was missed for longer than a moment is not: it would be a load of its own.
        """
        once, now = self.chance.random() * 2, time.monotonic()
        if self.shared.rate is None:
            return now + once * self.shared.pause
        return max(last + once * self.shared.clients / self.shared.rate, now - SECONDS_TO_MAKE_UP)

    def _connected(self) -> psycopg.Connection[Any]:
        return psycopg.connect(
            make_conninfo(self.dsn, user=ROLE),
            application_name=f"{APPLICATION} {self.name}",
            options=f"-c timezone={TIME_ZONE}",
            connect_timeout=10,
        )

    def _transact(self, connection: psycopg.Connection[Any]) -> None:
        level = self.chance.choice(LEVELS)
        connection.isolation_level = level
        began, effects, state, said = time.monotonic(), Effects(), "", ""
        outcome: Outcome = "fail"
        work = Work(client=self, connection=connection, effects=effects)
        try:
            work.make()
            if self.chance.random() < ROLLED_BACK:
                connection.rollback()
            else:
                outcome = "info"
                self._timed(connection.commit, "commit")
                outcome = "ok"
        except psycopg.Error as error:
            state, said = error.sqlstate or LOST, error.diag.message_primary or ""
            if connection.broken or state in (LOST, *ENDED):
                connection.close()
            else:
                outcome = "fail"
                connection.rollback()
        if state == NOT_OPEN:
            self.refused += 1
            self.shared.stop.wait(SECONDS_WHEN_REFUSED)
        self._settle(effects, outcome)
        self.history.append(
            Transaction(
                client=self.name,
                side=self.side,
                level=level.name,
                began=began,
                seconds=time.monotonic() - began,
                outcome=outcome,
                state=state,
                effects=effects,
                said=said,
                table=work.table,
            )
        )

    def _settle(self, effects: Effects, outcome: Outcome) -> None:
        """Know one's rows: what is in doubt is never written again."""
        if outcome == "fail":
            return
        for row in effects.removed:
            self.rows[row.table].pop(row.key, None)
            self.written.pop((row.table, row.key), None)
        if outcome == "ok":
            for row in effects.added:
                self.rows[row.table][row.key] = row.token
                self.written[row.table, row.key] = row.written

    def _timed(self, run: Any, what: str) -> Any:
        began, state = time.monotonic(), ""
        try:
            return run()
        except psycopg.Error as error:
            state = error.sqlstate or LOST
            raise
        finally:
            seconds = time.monotonic() - began
            self.calls.append(
                Call(
                    client=self.name,
                    backend=self.backend,
                    began=began,
                    seconds=seconds,
                    what=what,
                    state=state,
                )
            )


def _fetched(cursor: psycopg.Cursor[Any]) -> list[tuple[Any, ...]]:
    return cursor.fetchall() if cursor.description else []
