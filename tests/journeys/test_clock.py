"""The server's clock jumps by a month, forwards and backwards, while a migration is under way."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from psycopg import IsolationLevel

from .jumps import (
    LONGER,
    MONTH,
    ROWS,
    clock,
    jumping,
    place,
    server_and_clock,
    tally_in,
    until_done,
)
from .life import begun, tree_of
from .mutants import Mutant
from .tally import BY_LEGACY, BY_NEW, CLEAN, NOT_COMPARED, STATEMENTS, Tally
from .waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.clocks import Clock
    from tests.fixtures.databases import Database

    from .life import Life

__all__ = ["clock", "place", "server_and_clock"]
pytestmark = pytest.mark.needs("libfaketime")
GENTLE = "UPDATE migration.control SET batch_rows = 10, throttle_sleep = '10 milliseconds'"
# It counts and does not sleep: who sleeps when the clock is set back wakes when it has caught up.
SLOWLY = """
CREATE FUNCTION public.slowly() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM count(*) FROM generate_series(1, 50000);
    RETURN new;
END $$;
CREATE TRIGGER slowly BEFORE INSERT ON tally.counts
    FOR EACH ROW EXECUTE FUNCTION public.slowly();
"""
# Copying must wait: more sessions than none at all wait for locks.
CROWDED = "UPDATE migration.control SET max_lock_waiters = {}"
BATCHES = "SELECT count(*) FROM migration.backfill_batch"
STATUS = "SELECT DISTINCT status FROM migration.validation"
OWNED = "SELECT epoch, owner FROM migration.ownership ORDER BY xid"
ANY_AGE = Mutant(
    files="*validation_view_shared.apply.sql",
    old="AND latest.finished_at <= clock_timestamp()",
    new="",
)
BY_TIME = Mutant(
    files="*70_settle_towns.apply.sql",
    old="AND q.origin <> 'backfill'",
    new="AND q.quarantined_at >= now()",
)


def ask(life: Life, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with life.database.connect() as connection:
        return connection.execute(query.encode()).fetchall()


def shown(life: Life) -> list[dict[int, tuple[Any, ...]]]:
    """The rows that both names show, by key."""
    with life.database.connect() as connection:
        found = [connection.execute(query.encode()).fetchall() for query in (BY_LEGACY, BY_NEW)]
    return [{row[1]: row for row in one} for one in found]


def test_a_copy_under_a_clock_that_jumps(place: Database, clock: Clock, tmp_path: Path) -> None:
    """A copy during which the clock jumps back and forth ends, with every row as in legacy."""
    life = tally_in(place, tmp_path)
    life.apply(to="capturing")
    with place.connect() as connection:
        connection.execute(GENTLE)

    with jumping(clock):
        life.apply_only("copying", "copied", "verified")
    life.validate()

    legacy, new = shown(life)
    assert len(legacy) >= ROWS
    assert new == legacy
    assert life.outcomes() == CLEAN


def test_a_copy_still_yields_when_the_clock_is_set_back(
    place: Database, clock: Clock, tmp_path: Path
) -> None:
    """A copy whose clock was set back by a month still looks every second whether it must wait."""
    life = tally_in(place, tmp_path)
    life.apply(to="capturing")
    with place.connect() as connection, ThreadPoolExecutor() as pool:
        connection.execute(GENTLE)
        connection.execute(SLOWLY)
        copying = pool.submit(life.psql, "copying", "apply")
        wait_until(connection, f"{BATCHES} HAVING count(*) > 2")
        clock.set(-MONTH)
        connection.execute(CROWDED.format(-1).encode())
        time.sleep(1.5)
        before = ask(life, BATCHES)
        time.sleep(0.5)
        after = ask(life, BATCHES)
        connection.execute(CROWDED.format(10).encode())
        connection.execute("DROP TRIGGER slowly ON tally.counts")
        copying.result()

    legacy, new = shown(life)
    assert before == after
    assert new == legacy


def judged_by_the_clock(life: Life, clock: Clock) -> None:
    """A comparison of last month, or of next month, opens no switch; nothing is lost by jumps."""
    life.apply()
    tally = Tally(life=life)
    refused = []
    for days in (MONTH, 0, -MONTH, MONTH, 0):
        clock.set(days)
        refused.append((tally.turned("switch"), *ask(life, STATUS)[0]))
        tally.alone()
        tally.validate()
        for command, owner, jump in (("switch", "new", -days), ("reverse", "legacy", days)):
            assert tally.turned(command) == ""
            clock.set(jump)
            assert tally.in_doubt(owner) == []
        clock.set(days)
        tally.validate()

    assert refused == [(NOT_COMPARED, "stale")] * 5
    assert ask(life, OWNED) == [(n, "new" if n % 2 else "legacy") for n in range(1, 11)]
    assert life.outcomes() == CLEAN


def test_a_comparison_is_as_old_as_the_clock_says(
    place: Database, clock: Clock, tmp_path: Path
) -> None:
    """After each jump the comparison is stale; then switch and reverse work as on any other day."""
    judged_by_the_clock(tally_in(place, tmp_path), clock)


def test_a_comparison_of_the_future_would_open_a_switch(
    place: Database, clock: Clock, tmp_path: Path
) -> None:
    """Without a look at the future, a clock that was set back opens the gate: it is found."""
    with pytest.raises(AssertionError):
        judged_by_the_clock(tally_in(place, tmp_path, ANY_AGE), clock)


def test_writes_while_the_clock_jumps(place: Database, clock: Clock, tmp_path: Path) -> None:
    """Under a clock that jumps, no acknowledged write is lost through switches and reverses."""
    life = tally_in(place, tmp_path)
    life.apply()
    tally, stop = Tally(life=life), threading.Event()
    token = f"'{ask(life, 'SELECT min(token) FROM public.tallies')[0][0]}'"
    (times,) = ask(life, f"SELECT times FROM public.tallies WHERE token = {token}")[0]

    def count() -> int:
        done = 0
        with place.connect() as connection:
            while not stop.is_set():
                statement = STATEMENTS["legacy", "increment"].replace("%s", token)
                done += connection.execute(statement.encode()).rowcount
        return done

    with jumping(clock, LONGER), ThreadPoolExecutor() as pool:
        counting = pool.submit(count)
        try:
            for command in ("switch", "reverse") * 2:
                until_done(tally, command)
        finally:
            stop.set()
        counted = counting.result()
    clock.set(0)
    tally.validate()

    (found,) = ask(life, f"SELECT times FROM public.tallies WHERE token = {token}")[0]
    assert counted > 10
    assert found == times + counted
    assert life.outcomes() == CLEAN


def swapped(life: Life, clock: Clock) -> list[tuple[Any, ...]]:
    """Let two towns hand a name on, and set the clock back while that is replayed."""
    life.fill(0, hostile=False)
    life.apply()
    with life.database.connect() as connection:
        connection.execute("INSERT INTO public.towns (id, name) VALUES (1, 'a'), (2, 'b')")
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        with connection.transaction():
            connection.execute("UPDATE public.towns SET name = 'c' WHERE id = 2")
            connection.execute("UPDATE public.towns SET name = 'b' WHERE id = 1")
    with (
        life.database.connect(autocommit=False) as reader,
        life.database.connect(as_migration=True) as replaying,
        life.database.connect() as watcher,
        ThreadPoolExecutor() as pool,
    ):
        reader.execute("SELECT FROM atlas.places FOR UPDATE")
        done = pool.submit(replaying.execute, "CALL migration_atlas.towns_replay()")
        wait_until(watcher, "SELECT FROM pg_locks WHERE NOT granted")
        clock.set(-MONTH)
        reader.rollback()
        done.result()
    return ask(life, "SELECT _legacy_id, name FROM atlas.places ORDER BY 1")


@pytest.mark.parametrize("mutant", [None, BY_TIME], ids=["as generated", "judged by the clock"])
def test_what_is_tried_again_does_not_hang_on_the_clock(
    place: Database, clock: Clock, tmp_path: Path, mutant: Mutant | None
) -> None:
    """A row whose name was still held by another comes in, also when the clock is set back."""
    tree = tree_of("atlas")
    life = begun("atlas", place, tmp_path, mutant.of(tree) if mutant else tree)

    assert (swapped(life, clock) == [(1, "b"), (2, "c")]) == (mutant is None)
