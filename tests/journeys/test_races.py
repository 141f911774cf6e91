"""Races between the copier and the application, placed step by step, and their mutants."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psycopg
import pytest

from .life import begun, tree_of
from .mutants import (
    DO_UPDATE,
    INCOMPLETE_LEDGER_ROW,
    KEY_SHARE,
    KEYS_ALONE,
    NO_LEDGER_ROW,
    NO_ROW_LOCK,
    NO_TRUNCATE_TRIGGER,
    NOT_ALWAYS,
    Mutant,
)
from .usage import CAPTURE, COPIER, WORK, Usage

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.databases import Database

ROWS = """
INSERT INTO usage_logs (id, service_name, tokens, created_at)
SELECT n, 'photo_analysis', n, '2024-03-10 00:00+00' FROM generate_series(1, 3) AS n
"""
DELETED = "DELETE FROM usage_logs WHERE id = 1"
MOVED = "UPDATE usage_logs SET created_at = created_at + interval '40 days' WHERE id = 1"
RENUMBERED = "UPDATE usage_logs SET id = 77 WHERE id = 1"
EMPTIED = "TRUNCATE usage_logs"
ELSEWHERE = "INSERT INTO usage_logs (id, created_at) VALUES (1, '2024-05-01 00:00+00')"
CHANGED = "UPDATE usage_logs SET tokens = 999 WHERE id = 1"
REBORN = f"{DELETED}; INSERT INTO usage_logs (id, created_at) VALUES (1, '2024-05-01 00:00+00')"

Stage = Callable[[Mutant | None], Usage]


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Stage:
    """The usage logs with capture on and three rows written before it, ready to be copied."""

    def make(mutant: Mutant | None) -> Usage:
        tree = tree_of("ai-management")
        life = begun("ai-management", database, tmp_path, mutant.of(tree) if mutant else tree)
        usage = Usage(life=life, database=database)
        life.fill(0, hostile=False)
        usage.run(ROWS)
        usage.run("CREATE SCHEMA migration_ai_management")
        usage.run(
            f"CREATE FUNCTION {WORK}.nothing() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN NULL; END $$"
        )
        life.apply_only("planned", "expanded", "capturing")
        usage.run_file(COPIER)
        return usage

    return make


def raced(usage: Usage, write: str) -> int:
    """Let the application write while a batch is between reading and writing its first row."""
    with ThreadPoolExecutor() as pool, usage.copier_held():
        written = pool.submit(usage.run, write)
    written.result(timeout=20)
    return usage.differences()


@pytest.mark.parametrize("write", [DELETED, MOVED, CHANGED, REBORN])
def test_a_write_during_a_batch_is_neither_lost_nor_undone(stage: Stage, write: str) -> None:
    """A row deleted, moved, changed or born again during its batch ends as it was left."""
    differences = raced(stage(None), write)

    assert differences == 0


@pytest.mark.parametrize(("mutant", "write"), [(NO_ROW_LOCK, DELETED), (KEY_SHARE, MOVED)])
def test_a_weaker_row_lock_is_noticed(stage: Stage, mutant: Mutant, write: str) -> None:
    """Without the row lock, or with a weaker one, the ledger or the comparison finds the damage."""
    try:
        noticed = raced(stage(mutant), write) > 0
    except psycopg.errors.CheckViolation as violation:
        noticed = "backfill_batch_conservation_check" in str(violation)

    assert noticed


def rewritten(usage: Usage) -> int:
    """How many rows a batch that is copied twice writes the second time."""
    usage.copy()
    usage.copy()
    found = usage.run("SELECT rows_written FROM migration.backfill_batch ORDER BY batch")
    return int(found[-1][0])


def test_a_batch_copied_twice_writes_nothing_twice(stage: Stage) -> None:
    """A batch that is redone after a crash finds its rows there and leaves them alone."""
    assert rewritten(stage(None)) == 0


def test_overwriting_a_copied_row_is_noticed(stage: Stage) -> None:
    """A copier that overwrites what is there already writes rows on the second pass."""
    assert rewritten(stage(DO_UPDATE)) == 3


def unaccounted(usage: Usage) -> int:
    """How many copied rows the batch ledger does not account for."""
    usage.copy()
    return int(
        usage.run(
            "SELECT (SELECT count(*) FROM usage_logs) - coalesce(sum(rows_read), 0)"
            " FROM migration.backfill_batch"
        )[0][0]
    )


def test_the_ledger_accounts_for_every_row(stage: Stage) -> None:
    """Every row that a batch read stands in the ledger, written in the same transaction."""
    assert unaccounted(stage(None)) == 0


def test_a_missing_ledger_row_is_noticed(stage: Stage) -> None:
    """A copier that writes no ledger row leaves rows that no batch accounts for."""
    assert unaccounted(stage(NO_LEDGER_ROW)) == 3


def test_an_incomplete_ledger_row_is_refused(stage: Stage) -> None:
    """A ledger row that leaves rows out is refused, so the batch that wrote it is undone."""
    with pytest.raises(psycopg.errors.CheckViolation):
        unaccounted(stage(INCOMPLETE_LEDGER_ROW))


def test_a_batch_is_never_larger_than_asked(stage: Stage) -> None:
    """However slow batches are, none has more rows than the operator's limit."""
    usage = stage(None)
    usage.run("UPDATE migration.control SET batch_rows = 2, batch_target = '0'")
    usage.run("INSERT INTO usage_logs (id) SELECT n FROM generate_series(4, 40) AS n")
    usage.run(f"SELECT {WORK}.usage_logs_plan_ranges(1)")
    usage.work(f"CALL {WORK}.usage_logs_backfill()")

    assert usage.run("SELECT max(rows_read) FROM migration.backfill_batch") == [(2,)]


def truncated(usage: Usage, then: str = "") -> int:
    """What differs after the application emptied the legacy table, and did something more."""
    usage.copy()
    usage.run(f"{EMPTIED}; {then}")
    return usage.differences()


@pytest.mark.parametrize("then", ["", ELSEWHERE, ROWS])
def test_truncate_empties_the_target_too(stage: Stage, then: str) -> None:
    """TRUNCATE takes the mapping's rows out of the target, also when new ones have their keys."""
    assert truncated(stage(None), then) == 0


def test_a_row_that_moved_while_its_table_was_emptied_is_noticed(stage: Stage) -> None:
    """A replay that looks at keys alone leaves a row in the partition that it has left."""
    assert truncated(stage(KEYS_ALONE), ELSEWHERE) > 0


def test_truncate_does_not_lock_the_target(stage: Stage) -> None:
    """An open TRUNCATE holds no row of the target, and is not held up by their number."""
    usage = stage(None)
    usage.copy()
    with usage.database.connect(autocommit=False) as application:
        application.execute(EMPTIED)
        usage.run("SELECT FROM ai_management.ai_usage_logs FOR UPDATE NOWAIT")


def test_a_missing_truncate_trigger_is_noticed(stage: Stage) -> None:
    """Without the TRUNCATE trigger the emptied rows stay in the target and are found."""
    assert truncated(stage(NO_TRUNCATE_TRIGGER)) > 0


def test_a_table_emptied_while_it_is_compared_does_not_differ(stage: Stage) -> None:
    """A TRUNCATE after a comparison has taken its snapshot is no difference in that comparison."""
    usage = stage(None)
    usage.copy()
    assert usage.differences() == 0
    with ThreadPoolExecutor() as pool, usage.database.connect(autocommit=False) as holder:
        holder.execute("LOCK TABLE migration.validation_run IN EXCLUSIVE MODE")
        compared = pool.submit(usage.run, f"CALL {WORK}.usage_logs_validate()")
        usage.wait_until("wait_event_type = 'Lock' AND query LIKE 'CALL %_validate%'")
        emptied = pool.submit(usage.run, EMPTIED)
        time.sleep(0.3)
        holder.commit()
        compared.result(timeout=20)
        emptied.result(timeout=20)
    found = usage.run("SELECT outcome FROM migration.validation_run ORDER BY run DESC LIMIT 1")

    assert found == [("clean",)]


def replicated(usage: Usage) -> int:
    """What differs after a write by a session that replays a replication stream."""
    usage.copy()
    usage.run(f"SET session_replication_role = replica; {CHANGED}")
    return usage.differences()


def test_replayed_writes_are_captured(stage: Stage) -> None:
    """A write under session_replication_role = replica reaches the target like any other."""
    assert replicated(stage(None)) == 0


def test_triggers_that_do_not_fire_always_are_noticed(stage: Stage) -> None:
    """Capture that is not enabled ALWAYS misses a replayed write, and the comparison finds it."""
    assert replicated(stage(NOT_ALWAYS)) > 0


def captured_after_copy(usage: Usage) -> int:
    """What differs when capture is installed only after history was copied."""
    usage.run("DROP TRIGGER zz_changeover_usage_logs_capture ON usage_logs")
    usage.copy()
    usage.run(f"{DELETED}; UPDATE usage_logs SET tokens = 999 WHERE id = 2")
    usage.run_file(CAPTURE)
    return usage.differences()


@pytest.mark.erratum(9)
def test_capture_after_copy_is_noticed(stage: Stage) -> None:
    """Writes between the copy and a capture that came too late are found."""
    assert captured_after_copy(stage(None)) > 0


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
@pytest.mark.parametrize("write", [DELETED, MOVED, CHANGED, RENUMBERED, REBORN, EMPTIED])
def test_a_writer_whose_snapshot_is_older_than_the_copy_is_heard(
    stage: Stage, level: str, write: str
) -> None:
    """A writer who cannot see what was copied since its snapshot gets no error and no lost write.

    Whatever it changes, moves or takes away ends in the target as it was left in the legacy table.
    """
    usage = stage(None)
    with usage.database.connect(autocommit=False) as writer:
        writer.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
        writer.execute("SELECT 1 FROM billing_data LIMIT 1")
        usage.copy()
        writer.execute(write)
        writer.commit()

    assert usage.differences() == 0
