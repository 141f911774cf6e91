"""Application threads that write at random, at all isolation levels, and note what failed."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import IsolationLevel, sql
from psycopg.conninfo import make_conninfo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.fixtures.databases import Database

    from .life import Life

WRITERS = 4
LEVELS = (
    IsolationLevel.READ_COMMITTED,
    IsolationLevel.REPEATABLE_READ,
    IsolationLevel.SERIALIZABLE,
)
FRESH = 1_000_000
KEYS = 300
HOT = 10
PAUSE = 0.003
TIMES = ("2024-03-31 23:59:59.999999+00", "infinity", "-infinity", "1999-01-01 00:00+00")
# Who writes may touch the legacy tables and nothing else.
ROLE = "changeover_test_application"
CREATE = f"CREATE ROLE {ROLE} LOGIN"
USE = f"GRANT USAGE ON SCHEMA {{}} TO {ROLE}"
WRITE = f"GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA {{}} TO {ROLE}"

Values = Mapping[str, Any]
Failures = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """Statements that change a row of a table, and the names of the values that say which."""

    table: str
    keys: tuple[str, ...]
    text: str

    def place(self, values: Values) -> tuple[Any, ...]:
        """Where it stands in a transaction: who locks rows in order never waits in a circle."""
        return self.table, *(values[key] for key in self.keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What an application has in its tables at first, and how it changes them.

    `rows` fills the tables; `values` gives each change new random values, and a number that
    nobody has used. `often` changes single rows, `sometimes` rows that others depend on, `rarely`
    many rows at once, alone. `pairs` are first and second thoughts about the same row: the first
    writes a row for each moment from %(gap)s to %(last)s, the second changes the rows that were
    written for its own moment. `apart` lists the rows that legacy and target do not share.
    """

    migration: str
    rows: str
    values: Callable[[random.Random, int], Values]
    often: tuple[Change, ...]
    sometimes: tuple[Change, ...]
    rarely: tuple[Change, ...]
    pairs: tuple[tuple[str, str], ...]
    apart: str

    def begin(self, life: Life) -> None:
        """Create the empty legacy tables, fill them, and let the writers in."""
        schema = sql.Identifier(life.settings.legacy_schema)
        life.fill(0, hostile=False, invented=True)
        with life.database.connect() as connection:
            for statement in (self.rows, CREATE):
                connection.execute(statement.encode())
            for statement in (USE, WRITE):
                connection.execute(sql.SQL(statement).format(schema))


@dataclass(slots=True, kw_only=True)
class Writer:
    """One application thread."""

    application: Application
    database: Database
    number: int
    chance: random.Random
    stop: threading.Event
    committed: int = 0
    failures: Failures = field(default_factory=Counter)

    def run(self) -> None:
        """Write until told to stop, noting how often and what failed."""
        fresh = iter(range(self.number * FRESH, (self.number + 1) * FRESH))
        dsn = make_conninfo(self.database.dsn, user=ROLE)
        with psycopg.connect(dsn) as connection:
            while not self.stop.is_set():
                level = self.chance.choice(LEVELS)
                connection.isolation_level = level
                try:
                    self._transact(connection, fresh)
                except psycopg.Error as error:
                    connection.rollback()
                    self.failures[level.name, error.sqlstate or str(error)] += 1

    def _transact(self, connection: psycopg.Connection[Any], fresh: Iterator[int]) -> None:
        changes = [(one, self.application.values(self.chance, next(fresh))) for one in self._some()]
        for change, values in sorted(changes, key=lambda one: one[0].place(one[1])):
            if self.chance.random() < 0.2:
                with connection.transaction() as savepoint:
                    execute(connection, change.text, values)
                    if self.chance.random() < 0.5:
                        raise psycopg.Rollback(savepoint)
            else:
                execute(connection, change.text, values)
            # Locks that are held for a while are locks that others meet.
            time.sleep(self.chance.random() * PAUSE)
        if self.chance.random() < 0.15:
            connection.rollback()
        else:
            connection.commit()
            self.committed += 1

    def _some(self) -> list[Change]:
        """The changes of one transaction."""
        app = self.application
        if self.chance.random() < 0.02:
            return [self.chance.choice(app.rarely)]
        return [
            self.chance.choice(app.sometimes if self.chance.random() < 0.1 else app.often)
            for _ in range(self.chance.choice((1, 1, 2, 5)))
        ]


def execute(connection: psycopg.Connection[Any], text: str, values: Values) -> None:
    """Run statements that share their values, in one go."""
    psycopg.ClientCursor(connection).execute(text.encode(), values)


@contextmanager
def writing(
    application: Application, database: Database, *, seed: int, seconds: float, first: int = 0
) -> Iterator[tuple[Writer, ...]]:
    """Keep the writers at work, that many seconds at least, until the block ends.

    Each invents keys of its own, by its number; `first` is the number of the first one.
    """
    stop = threading.Event()
    writers = tuple(
        Writer(
            application=application,
            database=database,
            number=number,
            chance=random.Random(f"{seed}/{number}"),  # noqa: S311 - repeatable
            stop=stop,
        )
        for number in range(first + 1, first + WRITERS + 1)
    )
    with ThreadPoolExecutor(WRITERS) as pool:
        jobs = [pool.submit(writer.run) for writer in writers]
        until = time.monotonic() + seconds
        try:
            yield writers
            time.sleep(max(0.0, until - time.monotonic()))
        finally:
            stop.set()
        for job in jobs:
            job.result(timeout=30)


def failures_of(writers: tuple[Writer, ...]) -> Failures:
    """What failed and how often, by isolation level and SQLSTATE."""
    return sum((one.failures for one in writers), Counter())


def chosen_key(chance: random.Random) -> int:
    """The number of a row: often one of a few that everybody wants."""
    return chance.randrange(1, HOT if chance.random() < 0.5 else KEYS)


def moment(chance: random.Random) -> str:
    """A time, now and then one that no partition is made for."""
    if chance.random() < 0.1:
        return chance.choice(TIMES)
    year, month, hour = chance.randrange(2023, 2027), chance.randrange(1, 13), chance.randrange(24)
    return f"{year}-{month:02}-15 {hour:02}:00+00"
