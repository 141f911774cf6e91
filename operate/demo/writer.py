"""The application of the demo: one session that keeps writing to the legacy tables."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import psycopg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from psycopg import sql

    from operate.demo.statements import Key, Statements

Operation = Literal["insert", "update", "delete"]
MIX: dict[Operation, int] = {"insert": 5, "update": 3, "delete": 2}
KEYS_OF_OLD_ROWS = 200
# Not the server's: what is captured must not depend on the session that wrote it.
TIME_ZONE = "America/New_York"
# The numbers of new rows start above those of all old ones.
FAR = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One statement: what it was, when it began, how long it took, and how it failed."""

    table: str
    operation: Operation
    began: float
    seconds: float
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """What the application felt during some time."""

    calls: int
    errors: Counter[str]
    worst_ms: float
    typical_ms: float


@dataclass(slots=True, kw_only=True)
class Writer:
    """Inserts, updates and deletes at a fixed rate until it is stopped."""

    dsn: str
    tables: Sequence[Statements]
    weights: Sequence[float]
    rows: int
    rate: float
    seed: int = 0
    calls: list[Call] = field(default_factory=list)
    broken: str = ""
    _keys: dict[str, list[Key]] = field(default_factory=dict)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Learn some keys, then begin to write."""
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            for table in self.tables:
                found = connection.execute(table.keys(KEYS_OF_OLD_ROWS)).fetchall()
                self._keys[table.relation.name] = found
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop writing and wait until the last statement has ended."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def waits(self, since: float, until: float) -> Waits:
        """What the application felt between two moments of the monotonic clock."""
        calls = [call for call in self.calls if since <= call.began < until]
        times = sorted(call.seconds * 1000 for call in calls) or [0.0]
        return Waits(
            calls=len(calls),
            errors=Counter(call.error for call in calls if call.error),
            worst_ms=times[-1],
            typical_ms=times[len(times) // 2],
        )

    def _run(self) -> None:
        dice = random.Random(self.seed)  # noqa: S311 - repeatable on purpose
        due = time.monotonic()
        number = self.rows + FAR
        try:
            with psycopg.connect(
                self.dsn,
                autocommit=True,
                application_name="demo writer",
                options=f"-c timezone={TIME_ZONE}",
            ) as connection:
                while not self._stop.wait(max(0.0, due - time.monotonic())):
                    due += 1 / self.rate
                    number += 1
                    self._write(connection, number, dice)
        except psycopg.Error as error:
            self.broken = str(error).strip()

    def _write(self, connection: psycopg.Connection[Any], number: int, dice: random.Random) -> None:
        table = dice.choices(self.tables, self.weights)[0]
        keys = self._keys[table.relation.name]
        operation = dice.choices(list(MIX), list(MIX.values()))[0] if keys else "insert"
        if operation == "insert":
            new = self._timed(connection, table, operation, table.insert(number))
            keys.extend(new)
            return
        place = dice.randrange(len(keys))
        if operation == "update":
            statement = table.update(keys[place], number, dice)
        else:
            statement = table.delete(keys.pop(place))
        self._timed(connection, table, operation, statement)

    def _timed(
        self,
        connection: psycopg.Connection[Any],
        table: Statements,
        operation: Operation,
        statement: sql.Composed,
    ) -> list[Key]:
        found: list[Key] = []
        failure = ""
        text = statement.as_bytes(connection)
        began = time.monotonic()
        try:
            cursor = connection.execute(text)
            found = cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            said = error.diag.message_primary or str(error).strip()
            failure = f"{error.sqlstate or 'no SQLSTATE'} {said}"
            if connection.broken:
                raise
        finally:
            self.calls.append(
                Call(
                    table=table.relation.name,
                    operation=operation,
                    began=began,
                    seconds=time.monotonic() - began,
                    error=failure,
                )
            )
        return found
