"""Rows that are set aside: nobody waits for them, none is forgotten, none stays without need."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psycopg
from psycopg import IsolationLevel

from .mutants import Mutant
from .waiting import wait_until

if TYPE_CHECKING:
    from .life import Copied, Life

WORK = "migration_flights"
# Every target table has a row of that name already, so such a legacy row does not fit.
REFUSED = """
INSERT INTO nyc.planes
SELECT (jsonb_populate_record(p, '{"tailnum": "unknown"}')).*
FROM nyc.planes AS p
LIMIT 1
"""
FREED = """
INSERT INTO nyc.planes
SELECT (jsonb_populate_record(p, '{"tailnum": "freed", "seats": 2}')).*
FROM nyc.planes AS p
LIMIT 1
"""
MANY = """
INSERT INTO nyc.planes
SELECT (jsonb_populate_record(p, jsonb_build_object('tailnum', 'T' || n))).*
FROM nyc.planes AS p, generate_series(100001, 100800) AS n
WHERE p.tailnum = (SELECT min(tailnum) FROM nyc.planes)
"""
REPLAY_BATCH = f"SELECT {WORK}.aircraft_replay_batch(200)"
SET_ASIDE = "SELECT legacy_key ->> 'tailnum' FROM migration.quarantine WHERE mapping = 'aircraft'"
# A target that is slow enough to let the application write in the middle of a replay.
SLOW = """
CREATE FUNCTION public.slow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('application_name') = 'replay' THEN
        PERFORM pg_sleep(1);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER slow AFTER INSERT ON flights.aircraft
    FOR EACH STATEMENT EXECUTE FUNCTION public.slow();
"""
CAPTURE = "*70_capture_aircraft.apply.sql"
COPIER = "*70_copier_aircraft.apply.sql"
SETTLE = "*70_settle_aircraft.apply.sql"
UNPROTECTED = Mutant(
    files=CAPTURE,
    old="                EXCEPTION\n                    WHEN OTHERS THEN",
    new="                EXCEPTION\n                    WHEN division_by_zero THEN",
)
WAITS_FOR_EACH_ROW = Mutant(
    files=CAPTURE,
    old="PERFORM set_config('changeover.note_only', 'on', true);",
    new="",
)
FORGETS_LATE = Mutant(
    files=SETTLE,
    old="    RETURN cardinality(entries);",
    new="    DELETE FROM migration.quarantine AS q WHERE q.mapping = 'aircraft';\n"
    "    RETURN cardinality(entries);",
)
REFUSED_FOR_GOOD = Mutant(files=SETTLE, old="AND q.sqlstate = '23505'", new="AND false")
FORGETS_THE_WRITE = Mutant(
    files="*backfill_calls_shared.apply.sql",
    old="origin = CASE excluded.origin WHEN 'backfill' THEN q.origin ELSE excluded.origin END",
    new="origin = excluded.origin",
)
NEVER_SPLIT = Mutant(files=COPIER, old="            OFFSET 50\n", new="            OFFSET 5000\n")


def met(life: Life) -> str:
    """What the application gets for a row that does not fit while its quarantine row is locked."""
    connect = life.database.connect
    with (
        connect(autocommit=False) as legacy,
        connect(autocommit=False, as_migration=True) as replay,
    ):
        legacy.execute(REFUSED)
        legacy.commit()
        legacy.isolation_level = IsolationLevel.REPEATABLE_READ
        legacy.execute("DELETE FROM nyc.planes WHERE tailnum = 'unknown'")
        legacy.commit()
        replay.execute(REPLAY_BATCH)
        try:
            with connect() as application:
                application.execute(REFUSED)
        except psycopg.Error as refusal:
            return str(refusal.sqlstate)
        replay.commit()
    return "written"


def test_a_locked_quarantine_is_in_nobodys_way(copied: Copied) -> None:
    """A write whose quarantine row is locked succeeds, and its row is set aside afterwards."""
    life = copied(None)

    assert met(life) == "written"
    life.apply_only("verified")
    assert life.outcomes()["aircraft"][0] == "clean"


def test_an_unprotected_quarantine_is_noticed(copied: Copied) -> None:
    """Without its protection the application's write fails for the lock of a quarantine row."""
    assert met(copied(UNPROTECTED)) == psycopg.errors.LockNotAvailable.sqlstate


def kept_aside(life: Life) -> list[tuple[str]]:
    """The rows set aside after one was refused while its key was being replayed."""
    connect = life.database.connect
    with (
        connect() as connection,
        connect(as_migration=True) as replay,
        ThreadPoolExecutor() as pool,
    ):
        connection.execute(SLOW.encode())
        connection.execute(f"INSERT INTO {WORK}.aircraft_journal (tailnum) VALUES ('unknown')")
        replay.execute("SET application_name = 'replay'")
        running = pool.submit(replay.execute, REPLAY_BATCH)
        asleep = "SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
        wait_until(connection, asleep)
        connection.execute(REFUSED.encode())
        running.result(timeout=20)
        return connection.execute(SET_ASIDE).fetchall()


def test_a_row_refused_during_a_replay_stays_set_aside(copied: Copied) -> None:
    """A replay takes nothing out of the quarantine that came there after it had read the rows."""
    assert kept_aside(copied(None)) == [("unknown",)]


def test_a_quarantine_that_is_emptied_last_is_noticed(copied: Copied) -> None:
    """A replay that empties the quarantine after reading loses a row that was refused meanwhile."""
    assert kept_aside(copied(FORGETS_LATE)) == []


def test_redrive_and_the_application_do_not_wait_for_each_other(copied: Copied) -> None:
    """A redrive gives way to a transaction that holds a quarantine row, and ends after it."""
    life = copied(None)
    connect = life.database.connect
    with (
        connect() as connection,
        connect(as_migration=True) as runner,
        ThreadPoolExecutor() as pool,
    ):
        keys = connection.execute("SELECT tailnum FROM nyc.planes ORDER BY 1 LIMIT 2").fetchall()
        for key in keys:
            connection.execute(
                "SELECT migration.quarantine_row('flights', 'aircraft', "
                "jsonb_build_object('tailnum', %s::text), '{}', 'a test', 'MG101', 'backfill')",
                key,
            )
        change = "UPDATE nyc.planes SET seats = 3 WHERE tailnum = %s"
        with connect(autocommit=False) as application:
            application.execute(change, keys[1])
            redriven = pool.submit(runner.execute, f"CALL {WORK}.aircraft_redrive()")
            noted = f"SELECT FROM {WORK}.aircraft_journal HAVING count(*) > 0"
            wait_until(connection, noted)
            application.execute("SET LOCAL statement_timeout = '10s'")
            application.execute(change, keys[0])
            application.commit()
        redriven.result(timeout=20)
        left = connection.execute(SET_ASIDE).fetchall()

    assert left == []


def patience(life: Life) -> str:
    """What the application gets for one update of 800 rows whose target rows are all locked."""
    connect = life.database.connect
    with connect(autocommit=False) as holder, connect() as application:
        application.execute(MANY)
        holder.execute("SELECT FROM flights.aircraft FOR UPDATE")
        application.execute("SET statement_timeout = '5s'")
        try:
            application.execute("UPDATE nyc.planes SET seats = 4")
        except psycopg.errors.QueryCanceled:
            return "waited for each row"
    return "written"


def test_a_transaction_waits_for_a_locked_target_once(copied: Copied) -> None:
    """An update of many rows waits 200 ms for a locked target altogether, not for each row."""
    life = copied(None)

    assert patience(life) == "written"
    life.apply_only("verified")
    assert life.outcomes()["aircraft"][0] == "clean"


def test_waiting_for_each_row_is_noticed(copied: Copied) -> None:
    """A capture that forgets that it has waited holds the application's statement for long."""
    assert patience(copied(WAITS_FOR_EACH_ROW)) == "waited for each row"


def exchanged(life: Life) -> list[tuple[str]]:
    """The rows set aside after a value that is unique in the target went from one to another."""
    connect = life.database.connect
    with connect() as connection, connect(as_migration=True) as runner:
        first, second = connection.execute(
            "SELECT tailnum FROM nyc.planes ORDER BY 1 LIMIT 2"
        ).fetchall()
        change = "UPDATE nyc.planes SET seats = %s WHERE tailnum = %s"
        connection.execute(change, (2, *second))
        connection.execute("CREATE UNIQUE INDEX ON flights.aircraft (seats) WHERE seats < 5")
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        with connection.transaction():
            connection.execute(change, (3, *second))
            connection.execute(change, (2, *first))
        runner.execute(f"CALL {WORK}.aircraft_replay()")
        return connection.execute(SET_ASIDE).fetchall()


def test_a_unique_value_can_go_from_one_row_to_another(copied: Copied) -> None:
    """A row whose unique value is still held by a row that is replayed later is tried again."""
    assert exchanged(copied(None)) == []


def test_a_refusal_for_good_is_noticed(copied: Copied) -> None:
    """A replay that tries once leaves a row set aside that fits."""
    assert len(exchanged(copied(REFUSED_FOR_GOOD))) == 1


def freed(life: Life) -> list[tuple[str]]:
    """The rows set aside after the backfill has met a value that is free only in legacy yet."""
    connect = life.database.connect
    with connect() as connection, connect(as_migration=True) as runner:
        (holder,) = connection.execute("SELECT min(tailnum) FROM nyc.planes").fetchall()
        change = "UPDATE nyc.planes SET seats = %s WHERE tailnum = %s"
        connection.execute(change, (2, *holder))
        connection.execute("CREATE UNIQUE INDEX ON flights.aircraft (seats) WHERE seats < 5")
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        with connection.transaction():
            connection.execute(change, (3, *holder))
        connection.execute(FREED.encode())
        # The row that holds the value is in another batch, which has nothing to bring.
        connection.execute("UPDATE migration.control SET batch_rows = 1")
        backfilled_anew(connection, runner)
        assert connection.execute(SET_ASIDE).fetchall() == [("freed",)]
        runner.execute(f"CALL {WORK}.aircraft_replay()")
        return connection.execute(SET_ASIDE).fetchall()


def test_a_write_that_the_backfill_refuses_is_tried_again(copied: Copied) -> None:
    """A written row whose unique value is still held waits for the replay, not for a person."""
    assert freed(copied(None)) == []


def test_a_backfill_that_forgets_the_write_is_noticed(copied: Copied) -> None:
    """A backfill that calls a write's refusal its own leaves a row set aside that fits."""
    assert freed(copied(FORGETS_THE_WRITE)) == [("freed",)]


def backfilled_anew(connection: psycopg.Connection, runner: psycopg.Connection) -> None:
    """Let the backfill begin again, with the rows that are there now."""
    connection.execute("DELETE FROM migration.backfill_range WHERE mapping = 'aircraft'")
    runner.execute(f"SELECT {WORK}.aircraft_plan_ranges(1)")
    runner.execute(f"CALL {WORK}.aircraft_backfill()")


def worst_batch(life: Life) -> int:
    """Rows of the largest batch that went row by row, for one row of 800 that does not fit."""
    connect = life.database.connect
    with connect() as connection, connect(as_migration=True) as runner:
        connection.execute("ALTER TABLE nyc.planes DISABLE TRIGGER USER")
        connection.execute(MANY.encode())
        connection.execute(REFUSED.encode())
        backfilled_anew(connection, runner)
        assert connection.execute(SET_ASIDE).fetchall() == [("unknown",)]
        query = "SELECT max(rows_read) FROM migration.backfill_batch WHERE rows_quarantined > 0"
        return int(connection.execute(query).fetchall()[0][0])


def test_a_row_that_does_not_fit_locks_few_others(copied: Copied) -> None:
    """A batch with a row to be set aside is made smaller first, and then goes row by row."""
    assert worst_batch(copied(None)) <= 50


def test_a_batch_that_is_not_split_is_noticed(copied: Copied) -> None:
    """A copier that does not split its batch locks hundreds of rows for a single bad one."""
    assert worst_batch(copied(NEVER_SPLIT)) > 50
