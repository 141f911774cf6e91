"""What the proof of a whole life found out about the flights: partitions, and what is looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import IsolationLevel

from .life import begun, tree_of
from .mutants import Both, Mutant

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.databases import Database

    from .life import Copied, Life
    from .mutants import Change

DATA_SET = "flights"
# As if the partition key were a copy of what the legacy name writes.
COPIES_KEY = Mutant(
    files="*86_reconcile_flight.apply.sql",
    old="    NEW._by_legacy_name := false;\n",
    new="    NEW._by_legacy_name := false;\n"
    "    IF by_legacy THEN NEW.scheduled_hour := '2013-05-05 05:00+00'; END IF;\n",
)
NOT_FOLLOWED = Mutant(
    files="*70_settle_flight.apply.sql", old="WHILE last_entry IS NOT NULL", new="WHILE false"
)
MANY_AT_ONCE = Mutant(files="*70_settle_flight.apply.sql", old=":= 200;", new=":= 10000;")
OLD_SNAPSHOTS_FORGOTTEN = Mutant(
    files="*86_reconcile_flight.apply.sql",
    old="current_setting('transaction_isolation') <> 'read committed' AND",
    new="false AND",
)
SWITCH = "*50_switch_flights.apply.sql"
# Saves time: the last attempt that waits for a quiet moment, and two that follow what has changed.
FEW_ATTEMPTS = Mutant(files=SWITCH, old="FOR attempt IN 1..200", new="FOR attempt IN 20..22")
NOT_UNDER_LOCKS = Mutant(files=SWITCH, old="PERFORM migration_flights.flight_follow_now();", new="")
NO_BOUND = Mutant(files=SWITCH, old="> 500 OR", new="> 500000 OR")
FORGETS = Mutant(files="*70_settle_flight.apply.sql", old="LIMIT 501", new="LIMIT 500")
NO_TIME = Mutant(
    files=SWITCH, old="held_since + interval '30ms'", new="held_since + interval '30s'"
)
BY_NO_INDEX = Mutant(
    files="*70_settle_flight.apply.sql",
    old="left((t._legacy_carrier)::text, 100) = ANY",
    new="lower(t._legacy_carrier) = ANY",
)
WHOLE = Mutant(
    files="*60_index_followed_flight_destination_id.apply.sql",
    old="left((_dest)::text, 100)",
    new="_dest",
)
FLIGHTS = """
INSERT INTO nyc.flights (
    year, month, day, sched_dep_time, sched_arr_time,
    carrier, flight, origin, dest, distance, hour, minute, time_hour
)
SELECT 2013, 1, 1, 900, 1000, 'UA', 900000 + n, 'JFK', 'ORD', 100, 9, 0, moment
FROM unnest(ARRAY[
    '2012-03-04 09:00+00', '2013-02-03 09:00+00', '2013-11-12 09:00+00', '2031-01-01 09:00+00'
]::timestamptz[]) WITH ORDINALITY AS moments (moment, n)
"""
MOVED = "UPDATE nyc.flights SET time_hour = '2013-07-01 05:00+00' WHERE flight = 900002"
MOVED_BY_NEW_NAME = """
UPDATE flights.flight SET scheduled_hour = '2013-08-01 05:00+00' WHERE flight_number = 900003
"""
HOURS = (
    "SELECT extract(month FROM time_hour) FROM nyc.flights WHERE flight > 900000 ORDER BY flight"
)
APART = """
SELECT count(*) FROM (
    (TABLE nyc.flights EXCEPT ALL TABLE nyc.flights_retired)
    UNION ALL
    (TABLE nyc.flights_retired EXCEPT ALL TABLE nyc.flights)
) AS differing
"""
STRANGER = """
UPDATE nyc.flights SET carrier = 'ZZ'
WHERE (time_hour, carrier, flight) = (
    SELECT time_hour, carrier, flight FROM nyc.flights ORDER BY 1, 2, 3 LIMIT 1
)
"""
AIRLINE = "INSERT INTO nyc.airlines (carrier, name) VALUES ('ZZ', 'Zed')"
MANY = """
INSERT INTO nyc.flights (
    year, month, day, sched_dep_time, sched_arr_time,
    carrier, flight, origin, dest, distance, hour, minute, time_hour
)
SELECT 2013, 1, 1, 900, 1000, 'ZZ', n, 'JFK', 'ORD', 100, 9, 0, '2013-11-12 09:00+00'
FROM generate_series(1, 501) AS n
"""
# Whoever writes a flight to the new table takes longer than anybody may wait.
SLOW = (
    """
    CREATE FUNCTION public.take_long() RETURNS trigger LANGUAGE plpgsql
    AS 'BEGIN PERFORM pg_sleep(0.05); RETURN NEW; END'
    """,
    """
    CREATE TRIGGER take_long BEFORE INSERT OR UPDATE ON flights.flight
        FOR EACH ROW EXECUTE FUNCTION public.take_long()
    """,
    "ALTER TABLE flights.flight ENABLE ALWAYS TRIGGER take_long",
)
# Longer than an entry of an index can be, however well it is compressed.
FAR = """
UPDATE nyc.flights
SET dest = (SELECT string_agg(md5(n::text), '') FROM generate_series(1, 2000) AS n)
WHERE flight = 900001
"""
# With so few rows they are read through unless that is dear.
FOLLOWED = ("SET enable_seqscan = off", "SELECT migration_flights.flight_follow_now()")
READ_THROUGH = """
SELECT count(*)
FROM pg_stat_xact_all_tables
WHERE seq_scan > 0 AND (relid = 'nyc.flights'::regclass OR relid IN (
    SELECT relid FROM pg_partition_tree('flights.flight')
))
"""
CODES = """
SELECT a.code FROM flights.flight AS f JOIN flights.airline AS a ON a.id = f.airline_id
WHERE f._legacy_carrier = 'ZZ'
"""
AT_ONCE = (
    "SELECT count(*) FROM flights.flight WHERE _legacy_carrier = 'ZZ' GROUP BY xmin ORDER BY 1"
)


def run(life: Life, *statements: str) -> None:
    """Run statements as the superuser, one by one."""
    with life.database.connect() as connection:
        for statement in statements:
            connection.execute(statement.encode())


def asked(life: Life, query: str) -> list[object]:
    """The first column of a query's rows."""
    with life.database.connect() as connection:
        return [row[0] for row in connection.execute(query.encode())]


def compared(life: Life) -> None:
    """Compare after the switch: nothing differs, nothing is pending, and the way back is open."""
    life.validate(DATA_SET)
    assert life.outcomes()["flight"] == ("clean", 0, 0)
    assert life.accounting()["flight"]["pending"] == 0
    assert asked(life, APART) == [0]


def goes_to_its_month(life: Life) -> None:
    """What either name writes goes to the partition of its month, or moves there."""
    life.apply(after="copied")
    life.switch(DATA_SET)
    run(life, FLIGHTS, MOVED, MOVED_BY_NEW_NAME)
    assert asked(life, HOURS) == [3, 7, 8, 1]
    compared(life)


def is_found_later(life: Life) -> None:
    """An airline that comes after the switch is that of the flights which named it before."""
    run(life, STRANGER)
    life.apply(after="copied")
    life.switch(DATA_SET)
    run(life, AIRLINE)
    assert asked(life, CODES) == ["unknown"]
    compared(life)
    assert asked(life, CODES) == ["ZZ"]
    run(life, "DELETE FROM flights.airline WHERE code = 'ZZ'")
    compared(life)
    assert asked(life, CODES) == ["unknown"]


def is_found_a_few_at_a_time(life: Life) -> None:
    """Nobody waits behind more rows than a moment brings to an airline that comes later."""
    run(life, MANY)
    life.apply(after="copied")
    life.switch(DATA_SET)
    run(life, AIRLINE)
    compared(life)
    assert asked(life, AT_ONCE) == [101, 200, 200]


def is_found_by_old_snapshots(life: Life) -> None:
    """A flight of a transaction that could not see its airline yet is brought to it later."""
    life.apply(after="copied")
    life.switch(DATA_SET)
    with life.database.connect(autocommit=False) as old:
        old.isolation_level = IsolationLevel.REPEATABLE_READ
        old.execute("SELECT count(*) FROM nyc.airlines")
        run(life, AIRLINE)
        compared(life)
        old.execute(STRANGER.encode())
        old.commit()
    assert asked(life, CODES) == ["unknown"]
    compared(life)
    assert asked(life, CODES) == ["ZZ"]


def switches_with_notes(life: Life) -> None:
    """A changed value that is too young to be followed does not keep the switch from its turn."""
    run(life, STRANGER)
    life.apply(after="copied")
    with life.database.connect(autocommit=False) as elsewhere:
        # Nobody can say of this transaction that it has looked nothing up.
        elsewhere.execute("SELECT pg_current_xact_id()")
        run(life, AIRLINE)
        done = life.switch(DATA_SET, check=False)
    assert done.returncode == 0, done.stderr
    assert asked(life, CODES) == ["ZZ"]


def refused_while_young(life: Life) -> None:
    """The switch is refused as long as a changed value is too young, and then has its turn."""
    with life.database.connect(autocommit=False) as elsewhere:
        elsewhere.execute("SELECT pg_current_xact_id()")
        run(life, AIRLINE)
        done = life.switch(DATA_SET, check=False)
    assert "the data set flights stayed busy" in done.stderr
    assert asked(life, "SELECT owner FROM migration.data_set") == ["legacy"]


def does_not_bring_many(life: Life) -> None:
    """Nobody waits while more rows are brought over than take a moment."""
    run(life, MANY)
    life.apply(after="copied")
    refused_while_young(life)
    life.switch(DATA_SET)
    assert asked(life, CODES) == ["ZZ"] * 501


def does_not_take_long(life: Life) -> None:
    """Nobody waits while rows are brought over one of which takes long."""
    run(life, STRANGER)
    life.apply(after="copied")
    run(life, *SLOW)
    refused_while_young(life)
    run(life, "DROP TRIGGER take_long ON flights.flight")
    life.switch(DATA_SET)
    assert asked(life, CODES) == ["ZZ"]


def reads_nothing_through(life: Life) -> None:
    """Under the locks the rows that name a changed value are found without reading all others."""
    run(life, STRANGER, AIRLINE)
    with life.database.connect(as_migration=True, autocommit=False) as connection:
        for statement in FOLLOWED:
            connection.execute(statement.encode())
        read = connection.execute(READ_THROUGH.encode()).fetchone()
        noted = connection.execute("SELECT carrier FROM migration_flights.flight_journal")
        assert (read, noted.fetchall()) == ((0,), [("ZZ",)])


def far_away(life: Life) -> None:
    """An application writes a value that is too long for an index, as it always could."""
    run(life, FLIGHTS, FAR)
    life.apply(after="copied")
    life.switch(DATA_SET)
    run(life, FAR)
    compared(life)


PROTECTIONS = {
    "each row goes to its month": (goes_to_its_month, (COPIES_KEY,)),
    "what comes later is found": (is_found_later, (NOT_FOLLOWED,)),
    "it is found a few at a time": (is_found_a_few_at_a_time, (MANY_AT_ONCE,)),
    "old snapshots are made good": (is_found_by_old_snapshots, (OLD_SNAPSHOTS_FORGOTTEN,)),
    "a switch follows under its locks": (switches_with_notes, (NOT_UNDER_LOCKS,)),
    "a switch does not bring many": (
        does_not_bring_many,
        (Both(NO_TIME, NO_BOUND), Both(NO_TIME, FORGETS)),
    ),
    "a switch does not take long": (does_not_take_long, (NO_TIME,)),
    "a long value is no matter": (far_away, (WHOLE,)),
    "a switch reads nothing through": (reads_nothing_through, (BY_NO_INDEX,)),
}


@pytest.mark.parametrize("what", PROTECTIONS)
def test_flights_are_as_legacy_means_them(what: str, copied: Copied) -> None:
    """What the proof of the flights once missed is so: see the name of each case."""
    PROTECTIONS[what][0](copied(FEW_ATTEMPTS))


@pytest.mark.parametrize(
    ("what", "mutant"),
    [(what, mutant) for what, (_, mutants) in PROTECTIONS.items() for mutant in mutants],
)
def test_without_it_flights_are_not(
    what: str, mutant: Change, database: Database, tmp_path: Path
) -> None:
    """Each of these, taken away, makes the test of its promise fail."""
    life = begun(DATA_SET, database, tmp_path, FEW_ATTEMPTS.of(mutant.of(tree_of("flights"))))
    life.fill(60, hostile=False, invented=True)
    life.apply(to="copied")
    with pytest.raises((AssertionError, pytest.fail.Exception, psycopg.Error)):
        PROTECTIONS[what][0](life)
