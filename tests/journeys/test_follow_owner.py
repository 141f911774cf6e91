"""What comes after the switch is found by all rows that named it before, or given up in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from .life import begun, tree_of
from .mutants import Both, Mutant

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.databases import Database

    from .life import Copied, Life

DATA_SET = "flights"
FILES = "*70_settle_flight.apply.sql"
ONE_BY_ONE = Mutant(files=FILES, old=":= 200;", new=":= 1;")
EVERY_TURN_COUNTS = Mutant(
    files=FILES,
    old="IF changed < 1 THEN\n                tries",
    new="IF true THEN\n                tries",
)
FOR_EVER = Mutant(files=FILES, old=" AND tries < 50", new="")
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
# Fifty attempts take less than three seconds.
IN_TIME = ("SET statement_timeout = '12s'", "CALL migration_flights.flight_replay()")
CODES = """
SELECT DISTINCT a.code FROM flights.flight AS f JOIN flights.airline AS a ON a.id = f.airline_id
WHERE f._legacy_carrier = 'ZZ'
"""


def run(life: Life, *statements: str) -> None:
    """Run statements as the superuser, one by one."""
    with life.database.connect() as connection:
        for statement in statements:
            connection.execute(statement.encode())


def codes(life: Life) -> list[object]:
    """The airlines of the flights that named the one which was not there yet."""
    with life.database.connect() as connection:
        return [code for (code,) in connection.execute(CODES.encode())]


def switched(life: Life) -> None:
    """Flights whose airline is unknown, by the new name."""
    run(life, STRANGERS)
    life.apply(after="copied")
    life.switch(DATA_SET)
    assert codes(life) == ["unknown"]


def is_found_by_all(life: Life) -> None:
    """However many turns it takes: an attempt counts when nothing could be done."""
    switched(life)
    run(life, AIRLINE, *IN_TIME)
    assert codes(life) == ["ZZ"]


def is_not_sought_for_ever(life: Life) -> None:
    """A transaction that may not have seen it keeps it from being found, and nobody waiting."""
    switched(life)
    with life.database.connect(autocommit=False) as elsewhere:
        elsewhere.execute("SELECT pg_current_xact_id()")
        run(life, AIRLINE, *IN_TIME)
        assert codes(life) == ["unknown"]
    run(life, *IN_TIME)
    assert codes(life) == ["ZZ"]


PROTECTIONS = {
    "it is found by all": (is_found_by_all, EVERY_TURN_COUNTS),
    "it is not sought for ever": (is_not_sought_for_ever, FOR_EVER),
}


@pytest.mark.parametrize("what", PROTECTIONS)
def test_what_comes_later_is_followed(what: str, copied: Copied) -> None:
    """What comes after the switch is followed as each case says."""
    PROTECTIONS[what][0](copied(ONE_BY_ONE))


@pytest.mark.parametrize("what", PROTECTIONS)
def test_without_it_nothing_is_followed(what: str, database: Database, tmp_path: Path) -> None:
    """Each of these, taken away, makes the test of its promise fail."""
    promise, mutant = PROTECTIONS[what]
    life = begun(DATA_SET, database, tmp_path, Both(ONE_BY_ONE, mutant).of(tree_of("flights")))
    life.fill(60, hostile=False, invented=True)
    life.apply(to="copied")
    with pytest.raises((AssertionError, psycopg.Error)):
        promise(life)
