"""The usage logs of ai-management, small enough to place each step of a race by hand."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from operate.script import read
from render.plan import phase_folder

from .waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fixtures.databases import Database

    from .life import Life

COPIER = "sql/30_copying/70_copier_usage_logs.apply.sql"
CAPTURE = "sql/20_capturing/70_capture_usage_logs.apply.sql"
WORK = "migration_ai_management"
HOLD = """
CREATE FUNCTION public.hold() RETURNS trigger LANGUAGE plpgsql AS $hold$
BEGIN
    WHILE current_setting('application_name') = 'copier' AND EXISTS (
        SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711
    ) LOOP
        PERFORM pg_sleep(0.01);
    END LOOP;
    RETURN NEW;
END
$hold$;
CREATE TRIGGER hold BEFORE INSERT ON ai_management.ai_usage_logs
    FOR EACH ROW EXECUTE FUNCTION public.hold();
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """The migration up to `capturing`, three legacy rows, and the copier's routines."""

    life: Life
    database: Database

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Run one statement as the application and give its rows."""
        with self.database.connect() as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def work(self, statement: str) -> list[tuple[Any, ...]]:
        """Run one statement as the migration and give its rows."""
        with self.database.connect(as_migration=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def run_file(self, path: str) -> None:
        """Run one generated file with psql."""
        self.database.psql(file=self.life.generated / path)

    def copy(self) -> list[tuple[Any, ...]]:
        """Copy the three rows in one batch, as one of several workers would."""
        with self.database.connect(as_migration=True) as connection:
            connection.execute("SET application_name = 'copier'")
            call = f"SELECT {WORK}.usage_logs_copy_batch(1, 1, 3)"
            return connection.execute(call).fetchall()

    @contextmanager
    def copier_held(self) -> Iterator[Future[list[tuple[Any, ...]]]]:
        """Start a batch that stops after it has read its first row, until the block ends."""
        self.run(HOLD)
        with self.database.connect() as holder, ThreadPoolExecutor() as pool:
            holder.execute("SELECT pg_advisory_lock(4711)")
            batch = pool.submit(self.copy)
            self.wait_until("wait_event = 'PgSleep' AND application_name = 'copier'")
            yield batch
            time.sleep(0.2)
            holder.execute("SELECT pg_advisory_unlock(4711)")
            batch.result(timeout=20)

    def wait_until(self, condition: str) -> None:
        """Wait until some session is as the condition says."""
        with self.database.connect() as connection:
            wait_until(connection, f"SELECT FROM pg_stat_activity WHERE {condition}")

    def differences(self) -> int:
        """What a full comparison finds between the legacy rows and the migrated rows."""
        copied = self.life.generated / "sql" / phase_folder("copied")
        for path in sorted(copied.glob("*usage_logs*.apply.sql")):
            self.database.psql(file=path)
        for part in ("58_restored", "59_oracle"):
            self.run_file(f"sql/50_verified/{part}_usage_logs.apply.sql")
        self.run_file("sql/50_verified/60_validator_usage_logs.apply.sql")
        self.work(f"CALL {WORK}.usage_logs_replay()")
        return int(self.run(f"SELECT {WORK}.usage_logs_compare()")[0][0])


def statements(path: Path) -> tuple[str, ...]:
    """The statements of a generated file."""
    return tuple(statement.sql for statement in read(path))
