"""A proof tells who waits for the migration from who waits for others, or for the machine."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import psycopg
import pytest

from operate.prove.client import APPLICATION
from operate.prove.faults import MOVER
from operate.prove.history import Call
from operate.prove.waiting import Session, Sight, WaitWatch
from operate.prove.watch import SECONDS_LATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fixtures.databases import Database

SECONDS = 1.0
TABLE = "CREATE TABLE orders (id int)"
LOCK = "LOCK TABLE orders IN ACCESS EXCLUSIVE MODE"
READ = "SELECT FROM orders"


@pytest.mark.parametrize(
    ("holder", "statement", "seen"),
    [
        (MOVER, READ, True),
        (f"{APPLICATION} legacy 2", READ, False),
        (MOVER, f"SELECT pg_sleep({SECONDS})", False),
    ],
    ids=["behind the migration", "behind another application", "slow by itself"],
)
def test_only_a_wait_for_the_migration_is_held_against_it(
    database: Database, holder: str, statement: str, *, seen: bool
) -> None:
    """As long as an application waits for a lock of the migration, and no longer, is told."""
    with watching(database) as watch, held(database, holder):
        call = called(database, statement)

    found = watch.seen(call)

    assert call.seconds >= SECONDS / 2
    assert (found is not None) is seen
    if found is not None:
        assert SECONDS / 2 < found.seconds <= call.seconds
        assert found.mover.query == LOCK


def test_who_waits_for_another_that_waits_for_the_migration_is_seen(database: Database) -> None:
    """Two applications wait, one for the other: both are told, as both wait for the migration."""
    with (
        watching(database) as watch,
        held(database, MOVER),
        named(database, f"{APPLICATION} legacy 2") as other,
    ):
        other.execute("CREATE TABLE lines (id int)")
        waiting = threading.Thread(target=lambda: tried(other, READ))
        waiting.start()
        time.sleep(0.2)
        call = called(database, "CREATE TABLE lines (id int)")
        waiting.join()

    found = watch.seen(call)

    assert found is not None
    assert found.mover.query == LOCK


def test_who_queues_behind_the_wait_of_the_migration_is_seen(database: Database) -> None:
    """An application that queues behind the migration's wait for a reader waits for it, too."""
    with (
        watching(database) as watch,
        database.connect(autocommit=False) as reader,
        named(database, MOVER) as mover,
    ):
        reader.execute(READ)
        waiting = threading.Thread(target=lambda: tried(mover, LOCK))
        waiting.start()
        time.sleep(0.2)
        threading.Timer(SECONDS, reader.rollback).start()
        call = called(database, READ)
        waiting.join()

    found = watch.seen(call)

    assert found is not None
    assert found.seconds > SECONDS / 2
    assert found.mover.query == LOCK


def test_what_is_left_of_a_cut_connection_waits_for_nobody() -> None:
    """A wait is the call's whose session it was, not that of the session after it."""
    watch = WaitWatch(dsn="", sights=[sight(backend=1, since=0.0, at=0.1)])

    assert watch.seen(call_of(backend=1)) is not None
    assert watch.seen(call_of(backend=2)) is None


def test_what_was_seen_most_is_told() -> None:
    """Who let go while he was looked at was not waited for because of his ROLLBACK."""
    sights = [sight(backend=1, since=0.0, at=0.1), sight(backend=1, since=0.1, at=0.2)]
    last = sight(backend=1, since=0.2, at=0.3)
    let_go = replace(last, mover=last.mover._replace(query="ROLLBACK"))
    watch = WaitWatch(dsn="", sights=[*sights, let_go])

    found = watch.seen(call_of(backend=1))

    assert found is not None
    assert found.mover.query == LOCK


def test_one_look_tells_of_no_more_than_a_few_looks() -> None:
    """Of ten seconds without a look, a sight at their end holds 0.2 s against the migration."""
    watch = WaitWatch(dsn="", sights=[sight(backend=1, since=0.0, at=10.0)])

    found = watch.seen(call_of(backend=1))

    assert found is not None
    assert found.seconds == pytest.approx(0.2)


def test_a_watch_knows_when_it_saw_nothing() -> None:
    """Without a server to look at, all of the time is noted as unseen."""
    watch = WaitWatch(dsn="host=127.0.0.1 port=1 dbname=nowhere")
    began = time.monotonic()
    watch.start()
    time.sleep(SECONDS_LATE + 0.2)
    watch.stop()

    ((since, until),) = watch.blind

    assert since - began < 0.2
    assert until - since > SECONDS_LATE


def sight(*, backend: int, since: float, at: float) -> Sight:
    """A session behind the migration."""
    mover = Session(pid=9, name=MOVER, state="active", query=LOCK, behind=())
    return Sight(backend=backend, since=since, at=at, mover=mover)


def call_of(*, backend: int) -> Call:
    """A call that took ten seconds."""
    return Call(client="legacy 1", backend=backend, began=0.0, seconds=10.0, what="select")


@contextmanager
def watching(database: Database) -> Iterator[WaitWatch]:
    """A table, and a watch over who waits."""
    with database.connect() as connection:
        connection.execute(TABLE)
    watch = WaitWatch(dsn=database.dsn)
    watch.start()
    try:
        yield watch
    finally:
        watch.stop()


@contextmanager
def held(database: Database, holder: str) -> Iterator[None]:
    """Somebody has the table for himself for a while."""
    with named(database, holder) as connection:
        connection.execute(LOCK)
        ending = threading.Timer(SECONDS, connection.rollback)
        ending.start()
        yield
        ending.join()


def named(database: Database, name: str) -> psycopg.Connection[tuple[object, ...]]:
    """A session with a name."""
    return psycopg.connect(database.dsn, application_name=name)


def tried(connection: psycopg.Connection[tuple[object, ...]], statement: str) -> None:
    """Wait as long as it takes, and then let go of everything."""
    connection.execute(statement.encode())
    connection.rollback()


def called(database: Database, statement: str) -> Call:
    """A statement of an application, timed as a proof's client does."""
    with named(database, f"{APPLICATION} legacy 1") as connection:
        began = time.monotonic()
        connection.execute(statement.encode())
        return Call(
            client="legacy 1",
            backend=connection.info.backend_pid,
            began=began,
            seconds=time.monotonic() - began,
            what="select",
        )
