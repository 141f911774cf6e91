"""A table that somebody holds for a moment delays the migration; it does not end it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from .life import begun, tree_of
from .mutants import Mutant

if TYPE_CHECKING:
    from pathlib import Path

    from render.plan import Action
    from tests.fixtures.databases import Database

    from .life import Life

EMPTYING = "LOCK TABLE nyc.airlines IN ACCESS EXCLUSIVE MODE"
VACUUMING = "LOCK TABLE flights.airport IN SHARE UPDATE EXCLUSIVE MODE"
WAITING = (
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
HELD = 0.2
IMPATIENT_COPY = Mutant(
    files="*75_backfill_airline.apply.sql", old="SET lock_timeout = '30s'", new="SELECT 1"
)
IMPATIENT_ROLLBACK = Mutant(
    files="*69_follow_*.rollback.sql", old="lock_not_available", new="division_by_zero"
)
COPY = (EMPTYING, "copying", "apply")
ROLLBACK = (VACUUMING, "capturing", "rollback")


def outcome(life: Life, lock: str, phase: str, action: Action) -> int:
    """How psql ends a phase that meets a lock, which is held a while longer than it waits."""
    connect = life.database.connect
    with connect(autocommit=False) as holder, connect() as watcher, ThreadPoolExecutor() as pool:
        holder.execute(lock.encode())
        running = pool.submit(life.psql, phase, action, check=False)
        while not running.done() and not watcher.execute(WAITING).fetchall():
            time.sleep(0.01)
        time.sleep(HELD)
        holder.rollback()
        return running.result(timeout=60).returncode


@pytest.mark.parametrize(
    ("mutant", "met", "ends"),
    [
        (None, COPY, 0),
        (None, ROLLBACK, 0),
        (IMPATIENT_COPY, COPY, 3),
        (IMPATIENT_ROLLBACK, ROLLBACK, 3),
    ],
    ids=["copy", "rollback", "impatient copy", "impatient rollback"],
)
def test_a_held_table_is_waited_for(
    mutant: Mutant | None,
    met: tuple[str, str, Action],
    ends: int,
    database: Database,
    tmp_path: Path,
) -> None:
    """A copy outlasts a TRUNCATE and a rollback outlasts a vacuum; without patience both fail."""
    tree = tree_of("flights")
    life = begun("flights", database, tmp_path, mutant.of(tree) if mutant else tree)
    life.fill(60, hostile=False, invented=True)
    life.apply_only("planned", "expanded", "capturing")

    assert outcome(life, *met) == ends
