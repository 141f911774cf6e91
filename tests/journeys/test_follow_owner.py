"""What comes after the switch is found by all rows that named it before, or given up in time."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from .life import begun, tree_of
from .mutants import Both, Mutant
from .waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.fixtures.databases import Database

    from .life import Copied, Life
    from .mutants import Change

DATA_SET = "flights"
FILES = "*70_settle_flight.apply.sql"
OWNER = "migration.owner_of('flights', 'flights')"
# As if there were many rows, or a search took long.
ONE_BY_ONE = Mutant(files=FILES, old="LIMIT 10000", new="LIMIT 1")
SLOW_SEARCH = Mutant(
    files=FILES,
    old="LOCK TABLE flights.flight IN ROW",
    new="PERFORM pg_sleep(5);\n            LOCK TABLE flights.flight IN ROW",
)
EVERY_TURN_COUNTS = Mutant(
    files=FILES,
    old="CASE WHEN changed < 1 THEN tries + 1 ELSE 0 END;\n            IF changed",
    new="tries + 1;\n            IF changed",
)
FORGETS = Mutant(files=FILES, old="IF cardinality(sought) = 0 THEN", new="IF true THEN")
WAITS = Mutant(files=FILES, old=" SKIP LOCKED\n    ),", new="\n    ),")
FOR_EVER = Mutant(files=FILES, old=" AND tries < 50", new="")
COUNTS_WHAT_IS_UNDONE = Mutant(files=FILES, old="FILTER (WHERE w.held)", new="")
FORGETS_FOR_LEGACY = Mutant(files=FILES, old=f"AND {OWNER} = 'new'", new="")
SEEKS_FOR_LEGACY = Mutant(
    files=FILES, old=f"    IF {OWNER} <> 'new' THEN\n        RETURN NULL;\n    END IF;\n", new=""
)
WRITES_FOR_LEGACY = Mutant(
    files=FILES, old=f"    IF {OWNER} <> 'new' THEN\n        RETURN 0;\n    END IF;\n", new=""
)
# As if a reverse took long under its locks.
SLOW_REVERSE = Mutant(
    files="*50_switch_flights.rollback.sql",
    old="'legacy');\n            RETURN;",
    new="'legacy');\n            PERFORM pg_catalog.pg_sleep(2);\n            RETURN;",
)
# And as if whoever follows the owner had the time to wait for it.
PATIENT = Mutant(files=FILES, old="SET lock_timeout = '30ms'", new="SET lock_timeout = '9s'")
LOCK = "LOCK TABLE flights.flight IN ROW EXCLUSIVE MODE;\n    "
WRITES_BEHIND = Mutant(files=FILES, old=f"{LOCK}IF", new="IF")
DELETES_BESIDE = Mutant(files=FILES, old=f"{LOCK}        DELETE", new="DELETE")
# More than there are attempts.
STRANGERS = """
INSERT INTO nyc.flights (
    year, month, day, sched_dep_time, sched_arr_time,
    carrier, flight, origin, dest, distance, hour, minute, time_hour
)
SELECT 2013, 1, 1, 900, 1000, 'ZZ', n, 'JFK', 'ORD', 100, 9, 0, '2013-11-12 09:00+00'
FROM generate_series(1, 60) AS n
"""
AIRLINE = "INSERT INTO nyc.airlines (carrier, name) VALUES ('ZZ', 'Zed')"
# Fifty attempts take less than three seconds, besides those that are made slow.
FOLLOWED = ("SET statement_timeout = '20s'", "CALL migration_flights.flight_replay()")
CODES = """
SELECT a.code, count(*)
FROM flights.flight AS f JOIN flights.airline AS a ON a.id = f.airline_id
WHERE f._legacy_carrier = 'ZZ'
GROUP BY a.code
"""
# No flight names it.
UNNAMED = "INSERT INTO nyc.airlines (carrier, name) VALUES ('YY', 'Why')"
NOTES = "SELECT target_column, value FROM migration_flights.flight_lookups"
# The first time it only marks what nobody may have missed who begins later.
SOUGHT = "SELECT migration_flights.flight_follow_sought(1000000)"
BY_LEGACY = "SELECT count(*) FROM flights.flight WHERE _by_legacy_name"
# An attempt that is taken back has the lock for a moment, too, but does not sleep with it.
REVERSING = """
SELECT FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)
WHERE
    l.relation = 'flights.flight'::regclass
    AND l.mode = 'ShareRowExclusiveLock'
    AND l.granted
    AND a.wait_event = 'PgSleep'
"""
KEY = "UPDATE nyc.flights SET flight = 999 WHERE (carrier, flight) = ('ZZ', 7)"
# The owner has a mind of its own.
UNDONE = (
    """
    CREATE FUNCTION public.undo() RETURNS trigger LANGUAGE plpgsql
    AS 'BEGIN NEW.airline_id := OLD.airline_id; RETURN NEW; END'
    """,
    """
    CREATE TRIGGER zz_undo BEFORE UPDATE ON flights.flight
        FOR EACH ROW EXECUTE FUNCTION public.undo()
    """,
    "ALTER TABLE flights.flight ENABLE ALWAYS TRIGGER zz_undo",
)


def run(life: Life, *statements: str) -> None:
    """Run statements as the superuser, one by one."""
    with life.database.connect() as connection:
        for statement in statements:
            connection.execute(statement.encode())


def asked(life: Life, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with life.database.connect() as connection:
        return connection.execute(query.encode()).fetchall()


def follow(life: Life, places: list[str]) -> None:
    """Write rows as the migration's own sessions do it: the fence lets them pass."""
    with life.database.connect() as connection:
        connection.execute("SET changeover.writer = 'migration'")
        connection.execute("SELECT migration_flights.flight_follow_owner(%s)", [places])


@contextmanager
def reversing(life: Life) -> Iterator[None]:
    """While a reverse has its locks; at the end it is through."""
    with ThreadPoolExecutor() as pool, life.database.connect() as watcher:
        reverse = pool.submit(life.reverse, DATA_SET)
        wait_until(watcher, REVERSING)
        yield
        reverse.result()


def switched(life: Life) -> None:
    """Sixty flights whose airline is unknown, by the new name."""
    run(life, STRANGERS)
    life.apply(after="copied")
    life.switch(DATA_SET)
    assert asked(life, CODES) == [("unknown", 60)]


def is_found_by_all(life: Life) -> None:
    """However many turns it takes: an attempt counts when nothing could be done."""
    switched(life)
    run(life, AIRLINE, *FOLLOWED)
    assert asked(life, CODES) == [("ZZ", 60)]
    assert asked(life, NOTES) == []


def waits_for_nobody(life: Life) -> None:
    """What somebody is writing is left, the rest is found; and it is found when he is done."""
    switched(life)
    with life.database.connect(autocommit=False) as application:
        application.execute(KEY.encode())
        run(life, AIRLINE)
        with life.database.connect() as connection:
            (all_of_them,) = connection.execute(
                "SELECT array_agg(ctid) FROM flights.flight WHERE _legacy_carrier = 'ZZ'"
            ).fetchone() or (None,)
            connection.execute("SELECT migration_flights.flight_follow_owner(%s)", [all_of_them])
        assert dict(asked(life, CODES)) == {"ZZ": 59, "unknown": 1}
    run(life, *FOLLOWED)
    assert asked(life, CODES) == [("ZZ", 60)]


def is_not_sought_for_ever(life: Life) -> None:
    """A transaction that may not have seen it keeps it from being found, and nobody waiting."""
    switched(life)
    with life.database.connect(autocommit=False) as elsewhere:
        elsewhere.execute("SELECT pg_current_xact_id()")
        run(life, AIRLINE, *FOLLOWED)
        assert asked(life, CODES) == [("unknown", 60)]
    run(life, *FOLLOWED)
    assert asked(life, CODES) == [("ZZ", 60)]


def is_given_up(life: Life) -> None:
    """Where the owner takes back what is brought to its rows, it is left so in the end."""
    switched(life)
    run(life, *UNDONE, AIRLINE, *FOLLOWED)
    assert asked(life, CODES) == [("unknown", 60)]


def is_left_to_legacy(life: Life) -> None:
    """After a reverse no row of the new table is written any more, whatever was sought before."""
    switched(life)
    run(life, AIRLINE, SOUGHT)
    (places,) = asked(life, SOUGHT)[0]
    life.reverse(DATA_SET)
    assert asked(life, SOUGHT) == [(None,)]
    follow(life, places)
    assert asked(life, BY_LEGACY) == [(0,)]


def is_noted_for_legacy(life: Life) -> None:
    """A reverse that has its turn during a search finds the notes that this would have deleted."""
    switched(life)
    run(life, UNNAMED, SOUGHT)
    searching = threading.Thread(target=run, args=(life, SOUGHT))
    searching.start()
    time.sleep(0.5)
    life.reverse(DATA_SET)
    assert searching.is_alive()
    searching.join()
    assert asked(life, NOTES) == [("airline_id", "YY")]


def writes_nothing_behind_it(life: Life) -> None:
    """A reverse that is at work is waited for, and then its answer holds: nothing is written."""
    switched(life)
    run(life, AIRLINE, SOUGHT)
    (places,) = asked(life, SOUGHT)[0]
    with reversing(life):
        follow(life, places)
    assert asked(life, BY_LEGACY) == [(0,)]


def deletes_nothing_beside_it(life: Life) -> None:
    """While a reverse is at work, the notes that it leaves to the legacy side stay."""
    switched(life)
    run(life, UNNAMED, SOUGHT)
    with reversing(life):
        run(life, SOUGHT)
    assert asked(life, NOTES) == [("airline_id", "YY")]


PROTECTIONS: dict[str, tuple[Callable[[Life], None], Change, tuple[Change, ...]]] = {
    "it is found by all": (is_found_by_all, ONE_BY_ONE, (EVERY_TURN_COUNTS, FORGETS)),
    "it waits for nobody": (waits_for_nobody, ONE_BY_ONE, (WAITS,)),
    "it is not sought for ever": (is_not_sought_for_ever, ONE_BY_ONE, (FOR_EVER,)),
    "it is given up": (is_given_up, ONE_BY_ONE, (COUNTS_WHAT_IS_UNDONE,)),
    "it is left to legacy": (
        is_left_to_legacy,
        ONE_BY_ONE,
        (WRITES_FOR_LEGACY, SEEKS_FOR_LEGACY),
    ),
    "it is noted for legacy": (is_noted_for_legacy, SLOW_SEARCH, (FORGETS_FOR_LEGACY,)),
    "it writes nothing behind a reverse": (
        writes_nothing_behind_it,
        Both(SLOW_REVERSE, PATIENT),
        (WRITES_BEHIND,),
    ),
    "it deletes nothing beside a reverse": (
        deletes_nothing_beside_it,
        SLOW_REVERSE,
        (DELETES_BESIDE,),
    ),
}


@pytest.mark.parametrize("what", PROTECTIONS)
def test_what_comes_later_is_followed(what: str, copied: Copied) -> None:
    """What comes after the switch is followed as each case says."""
    promise, stage, _ = PROTECTIONS[what]
    promise(copied(stage))


@pytest.mark.parametrize(
    ("what", "mutant"),
    [(what, mutant) for what, (*_, mutants) in PROTECTIONS.items() for mutant in mutants],
)
def test_without_it_nothing_is_followed(
    what: str, mutant: Change, database: Database, tmp_path: Path
) -> None:
    """Each of these, taken away, makes the test of its promise fail."""
    promise, stage, _ = PROTECTIONS[what]
    life = begun(DATA_SET, database, tmp_path, mutant.of(stage.of(tree_of("flights"))))
    life.fill(60, hostile=False, invented=True)
    life.apply(to="copied")
    with pytest.raises((AssertionError, psycopg.Error)):
        promise(life)
