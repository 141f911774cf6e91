"""Applications that write rows with unique tokens by either name, and count what was acknowledged.

In the manner of Jepsen: whatever is acknowledged must be there in the end, exactly once; what was
never acknowledged may be there or not.
"""

from __future__ import annotations

import random
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import psycopg
from psycopg.conninfo import make_conninfo

from .writers import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from psycopg import IsolationLevel

    from tests.fixtures.databases import Database

Connection = psycopg.Connection[Any]
ROLE = "changeover_test_token_writer"
# Roles belong to the server: another migration's test may have made it.
MAKE_ROLE = f"""
DO $$ BEGIN CREATE ROLE {ROLE} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$
"""
# The new name is not open for writing while legacy owns the rows.
NOT_OPEN = "MG123"
COUNTERS = 5


class Name(Protocol):
    """One of the two names, as an application writes it."""

    def insert(self, connection: Connection, token: uuid.UUID) -> None:
        """Write a row that holds the token."""

    def delete(self, connection: Connection, token: uuid.UUID) -> None:
        """Delete the row that holds the token."""

    def increment(self, connection: Connection, counter: int) -> None:
        """Add one to a counter that everybody wants."""


@dataclass(slots=True, kw_only=True)
class TokenWriter:
    """One client: what it wrote and was acknowledged, what failed, and its longest wait."""

    name: Name
    database: Database
    chance: random.Random
    stop: threading.Event
    present: set[uuid.UUID] = field(default_factory=set)
    unknown: set[uuid.UUID] = field(default_factory=set)
    increments: int = 0
    failures: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: int = 0
    worst: float = 0.0

    def run(self) -> None:
        """Write until told to stop."""
        with psycopg.connect(make_conninfo(self.database.dsn, user=ROLE)) as connection:
            while not self.stop.is_set():
                level = self.chance.choice(LEVELS)
                connection.isolation_level = level
                began = time.monotonic()
                try:
                    self._one(connection)
                except psycopg.Error as error:
                    connection.rollback()
                    self._note(error, level)
                self.worst = max(self.worst, time.monotonic() - began)

    def _note(self, error: psycopg.Error, level: IsolationLevel) -> None:
        if error.sqlstate == NOT_OPEN:
            self.refused += 1
            time.sleep(0.005)
        else:
            self.failures[level.name, error.sqlstate or str(error)] += 1

    def _one(self, connection: Connection) -> None:
        turn = self.chance.random()
        if turn < 0.4:
            token = uuid.UUID(int=self.chance.getrandbits(128))
            self._acknowledged(connection, token, self.name.insert)
            self.present.add(token)
        elif turn < 0.55 and self.present:
            token = self.chance.choice(sorted(self.present))
            self._acknowledged(connection, token, self.name.delete)
            self.present.remove(token)
        else:
            self.name.increment(connection, self.chance.randrange(COUNTERS))
            if self.chance.random() < 0.1:
                connection.rollback()
            else:
                connection.commit()
                self.increments += 1

    def _acknowledged(
        self,
        connection: Connection,
        token: uuid.UUID,
        write: Callable[[Connection, uuid.UUID], None],
    ) -> None:
        write(connection, token)
        self.unknown.add(token)
        connection.commit()
        self.unknown.remove(token)


def wait_for_each(writers: tuple[TokenWriter, ...], rows: int = 10, seconds: float = 30) -> None:
    """Let the writers go on until each has left so many rows, however slow the machine is."""
    deadline = time.monotonic() + seconds
    while min(len(writer.present) for writer in writers) < rows and time.monotonic() < deadline:
        time.sleep(0.02)


@contextmanager
def token_writers(
    names: tuple[Name, ...], database: Database, *, seed: int
) -> Iterator[tuple[TokenWriter, ...]]:
    """Keep one writer for each name at work until the block ends."""
    stop = threading.Event()
    writers = tuple(
        TokenWriter(
            name=name,
            database=database,
            chance=random.Random(f"{seed}/{number}"),  # noqa: S311 - repeatable
            stop=stop,
        )
        for number, name in enumerate(names)
    )
    with ThreadPoolExecutor(len(writers)) as pool:
        jobs = [pool.submit(writer.run) for writer in writers]
        try:
            yield writers
        finally:
            stop.set()
        for job in jobs:
            job.result(timeout=30)
