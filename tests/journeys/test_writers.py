"""Random writers at every isolation level, through a whole migration of the usage logs."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import IsolationLevel

from render.write import write

from .life import Life, rendered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fixtures.databases import Database

WRITERS = 4
KEYS = 400
SECONDS = 3.0
SERVICES = ("photo_analysis", "chatbot_service", "search_ai", "nobody_knows", "ghost", None)
MODELS = ("gpt-4o", "whisper-1", "never-heard-of", None)
LEVELS = (
    IsolationLevel.READ_COMMITTED,
    IsolationLevel.REPEATABLE_READ,
    IsolationLevel.SERIALIZABLE,
)
DEADLOCK = "40P01"
CONFLICT = "40001"
ROWS = """
INSERT INTO usage_logs (id, service_name, tokens, created_at)
SELECT n, 'photo_analysis', n, timestamptz '2024-03-10 00:00+00' + n * interval '1 hour'
FROM generate_series(1, 5000) AS n
ON CONFLICT (id) DO NOTHING
"""
INSERT = """
INSERT INTO usage_logs (id, service_name, model_name, tokens, cost, success, created_at)
VALUES (%(id)s, %(service)s, %(model)s, %(tokens)s, %(cost)s, %(success)s, %(at)s)
ON CONFLICT (id) DO NOTHING
"""
# What an application does to one row; `fresh` is a key that nobody has used.
CHANGES = (
    INSERT,
    INSERT.replace("%(id)s", "%(fresh)s"),
    "UPDATE usage_logs SET tokens = %(tokens)s, cost = %(cost)s WHERE id = %(id)s",
    "UPDATE usage_logs SET created_at = %(at)s WHERE id = %(id)s",
    "UPDATE usage_logs SET service_name = %(service)s, model_name = %(model)s WHERE id = %(id)s",
    "UPDATE usage_logs SET tokens = NULL, cost = NULL, success = NULL WHERE id = %(id)s",
    "UPDATE usage_logs SET id = %(fresh)s WHERE id = %(id)s",
    "UPDATE usage_logs SET id = %(fresh)s, created_at = %(at)s WHERE id = %(id)s",
    "UPDATE usage_logs SET tokens = tokens + 1 WHERE id BETWEEN %(id)s AND %(id)s + 3",
    "DELETE FROM usage_logs WHERE id = %(id)s",
    "DELETE FROM usage_logs WHERE id = %(id)s; " + INSERT,
)
# The legacy rows and the migrated rows, each less the other: written by hand, not generated.
APART = """
WITH legacy AS (
    SELECT
        id, created_at, tokens, cost, service_name, model_name,
        CASE success WHEN true THEN 'success' WHEN false THEN 'error' END AS status
    FROM public.usage_logs
),
target AS (
    SELECT
        _legacy_id, created_at, tokens_used, cost_usd, _service_name, _model_name, status
    FROM ai_management.ai_usage_logs
)
SELECT 'lost or stale', lost.* FROM (TABLE legacy EXCEPT ALL TABLE target) AS lost
UNION ALL
SELECT 'resurrected or stale', extra.* FROM (TABLE target EXCEPT ALL TABLE legacy) AS extra
"""


@dataclass(slots=True, kw_only=True)
class Writer:
    """One application thread: random transactions until it is told to stop."""

    database: Database
    number: int
    seed: int
    stop: threading.Event
    committed: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)

    def run(self) -> None:
        """Write until told to stop, noting how often and what failed."""
        chance = random.Random(f"{self.seed}/{self.number}")  # noqa: S311
        fresh = iter(range(self.number * 10_000_000, (self.number + 1) * 10_000_000))
        with self.database.connect(autocommit=False) as connection:
            while not self.stop.is_set():
                level = chance.choice(LEVELS)
                connection.isolation_level = level
                try:
                    self._transact(connection, chance, fresh)
                except psycopg.Error as error:
                    connection.rollback()
                    self.failures.append((level.name, error.sqlstate or str(error)))

    def _transact(
        self,
        connection: psycopg.Connection[tuple[Any, ...]],
        chance: random.Random,
        fresh: Iterator[int],
    ) -> None:
        for _ in range(chance.choice((1, 1, 2, 5))):
            if chance.random() < 0.2:
                with connection.transaction() as savepoint:
                    self._change(connection, chance, fresh)
                    if chance.random() < 0.5:
                        raise psycopg.Rollback(savepoint)
            else:
                self._change(connection, chance, fresh)
        if chance.random() < 0.15:
            connection.rollback()
        else:
            connection.commit()
            self.committed += 1

    def _change(
        self,
        connection: psycopg.Connection[tuple[Any, ...]],
        chance: random.Random,
        fresh: Iterator[int],
    ) -> None:
        change = chance.choice(CHANGES)
        values = {
            "id": chance.randrange(1, KEYS),
            "fresh": next(fresh),
            "service": chance.choice(SERVICES),
            "model": chance.choice(MODELS),
            "tokens": chance.randrange(100_000),
            "cost": chance.randrange(1000) / 100,
            "success": chance.choice((True, False, None)),
            "at": f"202{chance.randrange(4, 7)}-{chance.randrange(1, 12):02}-15 12:00+00",
        }
        for statement in change.split("; "):
            connection.execute(statement.encode(), values)


@contextmanager
def writing(database: Database, seed: int) -> Iterator[tuple[Writer, ...]]:
    """Keep the writers at work, for some seconds at least, until the block ends."""
    stop = threading.Event()
    writers = tuple(
        Writer(database=database, number=number, seed=seed, stop=stop)
        for number in range(1, WRITERS + 1)
    )
    with ThreadPoolExecutor(WRITERS) as pool:
        jobs = [pool.submit(writer.run) for writer in writers]
        until = time.monotonic() + SECONDS
        try:
            yield writers
            time.sleep(max(0.0, until - time.monotonic()))
        finally:
            stop.set()
        for job in jobs:
            job.result(timeout=30)


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(1, 10))]
)
def test_no_write_is_lost_undone_or_refused(database: Database, tmp_path: Path, seed: int) -> None:
    """Four random writers lose no write, see none undone, and get no error of the migration's.

    They write at all isolation levels from before the capture until after a validation.
    """
    tree = rendered("ai-management").tree
    assert tree is not None
    write(tree, tmp_path)
    life = Life(name="ai-management", database=database, generated=tmp_path)
    life.fill(0)
    with database.connect() as connection:
        connection.execute("TRUNCATE usage_logs")
        connection.execute(ROWS)
    life.apply(to="expanded")

    with writing(database, seed) as writers:
        life.apply(after="expanded", to="copied")
        life.apply_only("verified")
    validation = tmp_path / "sql/50_verified/70_validation_usage_logs.apply.sql"
    database.psql(file=validation)

    with database.connect() as connection:
        apart = connection.execute(APART).fetchall()
    failures = {failure for writer in writers for failure in writer.failures}
    allowed = {(level.name, DEADLOCK) for level in LEVELS}
    allowed |= {(level.name, CONFLICT) for level in LEVELS[1:]}
    assert apart == []
    assert set(life.outcomes().values()) == {("clean", 0, 0)}
    assert failures <= allowed
    assert min(writer.committed for writer in writers) > 20
