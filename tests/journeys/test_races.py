"""Races between the copier and the application, placed step by step, and their mutants."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psycopg
import pytest

from render.write import write

from .life import Life, rendered
from .mutants import (
    DO_UPDATE,
    KEY_SHARE,
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
CHANGED = "UPDATE usage_logs SET tokens = 999 WHERE id = 1"
REBORN = f"{DELETED}; INSERT INTO usage_logs (id, created_at) VALUES (1, '2024-05-01 00:00+00')"

Stage = Callable[[Mutant | None], Usage]


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Stage:
    """The usage logs with capture on and three rows written before it, ready to be copied."""

    def make(mutant: Mutant | None) -> Usage:
        tree = rendered("ai-management").tree
        assert tree is not None
        write(mutant.of(tree) if mutant else tree, tmp_path)
        life = Life(name="ai-management", database=database, generated=tmp_path)
        usage = Usage(life=life, database=database)
        life.fill(0)
        usage.run("TRUNCATE usage_logs")
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
            "SELECT (SELECT count(*) FROM usage_logs) - sum(rows_read)"
            " FROM migration.backfill_batch"
        )[0][0]
    )


def test_the_ledger_accounts_for_every_row(stage: Stage) -> None:
    """Every row that a batch read stands in the ledger, written in the same transaction."""
    assert unaccounted(stage(None)) == 0


def test_a_missing_ledger_row_is_noticed(stage: Stage) -> None:
    """A ledger row that leaves rows out is refused, so the batch that wrote it is undone."""
    with pytest.raises(psycopg.errors.CheckViolation):
        unaccounted(stage(NO_LEDGER_ROW))


def truncated(usage: Usage) -> int:
    """What differs after the application emptied the legacy table."""
    usage.copy()
    usage.run("TRUNCATE usage_logs")
    return usage.differences()


def test_truncate_empties_the_target_too(stage: Stage) -> None:
    """TRUNCATE on the legacy table takes the mapping's rows out of the target."""
    assert truncated(stage(None)) == 0


def test_a_missing_truncate_trigger_is_noticed(stage: Stage) -> None:
    """Without the TRUNCATE trigger the emptied rows stay in the target and are found."""
    assert truncated(stage(NO_TRUNCATE_TRIGGER)) > 0


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


def test_capture_after_copy_is_noticed(stage: Stage) -> None:
    """Writes between the copy and a capture that came too late are found."""
    assert captured_after_copy(stage(None)) > 0


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_a_stricter_isolation_level_costs_the_application_no_error(
    stage: Stage, level: str
) -> None:
    """A writer whose snapshot is older than the batch still writes, and its change arrives."""
    usage = stage(None)
    with usage.database.connect(autocommit=False) as writer:
        writer.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
        writer.execute("SELECT 1 FROM billing_data LIMIT 1")
        usage.copy()
        writer.execute(CHANGED)
        writer.commit()

    assert usage.differences() == 0
