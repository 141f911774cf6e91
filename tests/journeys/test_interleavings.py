"""Interleavings of the application with capture, replay and lookups that once went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .mutants import Mutant

if TYPE_CHECKING:
    from .life import Copied, Life

ANY_TRANSACTION = Mutant(
    files="*70_settle_flight.apply.sql",
    old="SET seen_by = pg_current_xact_id()",
    new="SET seen_by = '0'",
)
NO_DEPTH = Mutant(
    files="*70_capture_aircraft.apply.sql", old="OR pg_trigger_depth() > 1", new="OR false"
)
PLANE = """
INSERT INTO nyc.planes
SELECT (jsonb_populate_record(p, jsonb_build_object('tailnum', %s::text))).*
FROM nyc.planes AS p
LIMIT 1
"""
FLIGHT = """
INSERT INTO nyc.flights
SELECT (jsonb_populate_record(f, '{"tailnum": "NNEW", "flight": 99999}')).*
FROM nyc.flights AS f
LIMIT 1
"""
# An application's own trigger that answers an update by another one of the same row.
ANSWER = """
CREATE FUNCTION nyc.answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seats IS DISTINCT FROM 77 THEN
        UPDATE nyc.planes SET seats = 77 WHERE tailnum = NEW.tailnum;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER aa_answer AFTER UPDATE ON nyc.planes
    FOR EACH ROW EXECUTE FUNCTION nyc.answer();
"""
WORK = "migration_flights"


def outcome(life: Life, mapping: str) -> str:
    """What a validation says of a mapping, its journals replayed."""
    life.apply_only("verified")
    life.validate()
    return life.outcomes()[mapping][0]


def late_flight(life: Life) -> None:
    """A flight looks up a plane that another transaction commits just afterwards."""
    connect = life.database.connect
    with connect(autocommit=False) as plane, connect(autocommit=False) as flight:
        plane.execute(PLANE, ("NNEW",))
        flight.execute(FLIGHT)
        plane.commit()
        with connect() as runner:
            for _ in range(3):
                runner.execute(f"SELECT {WORK}.flight_follow_batch(1000000)")
        flight.commit()


def test_a_flight_finds_a_plane_that_was_committed_during_its_transaction(copied: Copied) -> None:
    """A row that looked a value up before it was committed is brought again once it is there."""
    life = copied(None)

    late_flight(life)

    assert outcome(life, "flight") == "clean"


def test_a_forgotten_transaction_is_noticed(copied: Copied) -> None:
    """When a noted value waits for nobody, the flight keeps the unknown plane, and is named."""
    life = copied(ANY_TRANSACTION)

    late_flight(life)

    with pytest.raises(pytest.fail.Exception, match="shows differences"):
        life.apply_only("verified")
    assert life.outcomes()["flight"][0] == "differences"


def answered(life: Life) -> int:
    """The differing seats of planes whose update a trigger of the application answered."""
    connect = life.database.connect
    with connect() as connection, connect(as_migration=True) as runner:
        connection.execute(ANSWER.encode())
        connection.execute("UPDATE nyc.planes SET seats = 5")
        runner.execute(f"CALL {WORK}.aircraft_replay()")
        query = """
            SELECT count(*)
            FROM nyc.planes AS p
            JOIN flights.aircraft AS a ON a.tail_number = p.tailnum
            WHERE a.seats IS DISTINCT FROM p.seats
        """
        return int(connection.execute(query).fetchall()[0][0])


def test_the_last_write_of_a_trigger_of_the_application_wins(copied: Copied) -> None:
    """A row that a trigger of the application writes once more arrives as it was written last."""
    assert answered(copied(None)) == 0


def test_a_missing_look_at_the_depth_is_noticed(copied: Copied) -> None:
    """Without a look at the trigger's depth the older of two nested writes comes last."""
    assert answered(copied(NO_DEPTH)) > 0
