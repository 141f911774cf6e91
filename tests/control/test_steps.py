"""Steps and phases: their order, their failures, and the way back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import psycopg

from tests.control.sessions import STATE, build, one, refusal, rows, run, status

if TYPE_CHECKING:
    from tests.control.sessions import Connection
    from tests.fixtures.databases import Database


def test_lock(database: Database, planned: Connection) -> None:
    """A second session that applies the same migration is refused, and told who is there."""
    with database.connect() as other:
        other.execute("SELECT migration.acquire('ai'), migration.acquire('ai')")
        said = refusal(planned, "SELECT migration.acquire('ai')")
        planned.execute("SELECT migration.acquire('another')")
        assert said.sqlstate == "MG041"
        assert str(other.info.backend_pid) in (said.message_detail or "")
        assert not one(planned, "SELECT migration.release('ai')")
        assert one(other, "SELECT migration.release('ai')")
        planned.execute("SELECT migration.acquire('ai')")


def acquired_after(database: Database, session: Connection) -> str | None:
    """How it ends to acquire a migration right after another session's client has gone."""
    with database.connect() as other:
        other.execute("SELECT migration.acquire('ai')")
        going = threading.Timer(0.2, other.close)
        going.start()
        try:
            session.execute("SELECT migration.acquire('ai')")
        except psycopg.Error as error:
            return error.sqlstate
        finally:
            going.join()
    return None


def test_whoever_goes_is_not_in_the_way(database: Database, planned: Connection) -> None:
    """Who comes right after a session that has ended is not told that it still applies."""
    assert acquired_after(database, planned) is None


def test_a_single_look_meets_whoever_goes(database: Database) -> None:
    """Without looking again, the test above is refused."""
    with database.connect() as session:
        build(session, ("control_lock", "FOR attempt IN 1..50 LOOP", "FOR attempt IN 1..1 LOOP"))
        assert acquired_after(database, session) == "MG041"


def test_killed_step(database: Database, planned: Connection) -> None:
    """A step whose session was killed is marked as failed and runs again; a live one is not."""
    other = database.connect()
    other.execute("SELECT migration.begin_step('ai', 'table.a', 'apply')")
    begin = "SELECT migration.begin_step('ai', 'table.a', 'apply')"
    assert refusal(planned, begin).sqlstate == "MG041"
    planned.execute("SELECT pg_terminate_backend(%s, 5000)", (other.info.backend_pid,))
    other.close()
    assert one(planned, begin)

    runs = rows(planned, "SELECT state, sqlstate, message FROM migration.step_run ORDER BY run")
    assert runs == [("failed", "57P01", "killed"), ("running", None, None)]


def test_failing_step(planned: Connection) -> None:
    """A failing step leaves itself and its component failed, with its SQLSTATE, and stops."""
    planned.execute("SELECT migration.begin_phase('ai', 'expanded')")
    planned.execute("SELECT migration.begin_step('ai', 'table.a', 'apply')")
    planned.execute(
        "SELECT migration.fail_step('ai', 'table.a', 'apply', '42P01', 'no such table')"
    )
    said = refusal(planned, "SELECT migration.stop('ai', 'table.a')")

    assert said.sqlstate == "MG043"
    assert said.message_detail == "no such table (SQLSTATE 42P01)"
    assert said.message_hint
    assert one(planned, "SELECT migration.step_state('ai', 'table.a')") == "failed"
    assert status(planned, "schema") == "failed"
    planned.execute("SELECT migration.begin_phase('ai', 'expanded')")
    run(planned, "table.a")
    assert status(planned, "schema") == "in_progress"
    assert rows(
        planned,
        "SELECT attempt, error_message FROM migration.migration_status WHERE component = 'schema'",
    ) == [(2, None)]


def test_life_of_a_phase(planned: Connection) -> None:
    """Phases begin and end in order only, and a rollback with a reason leads back."""
    assert refusal(planned, "SELECT migration.begin_phase('ai', 'capturing')").sqlstate == "MG061"
    planned.execute("SELECT migration.begin_phase('ai', 'expanded')")
    run(planned, "table.a")
    said = refusal(planned, "SELECT migration.end_phase('ai', 'expanded')")
    assert (said.sqlstate, said.message_detail) == ("MG062", "Not applied: table.b.")
    run(planned, "table.b")
    assert not one(planned, "SELECT migration.begin_step('ai', 'table.b', 'apply')")
    planned.execute("SELECT migration.end_phase('ai', 'expanded')")
    planned.execute("SELECT migration.begin_phase('ai', 'capturing')")
    run(planned, "capture.a")
    planned.execute("SELECT migration.end_phase('ai', 'capturing')")
    assert rows(planned, "SELECT DISTINCT phase FROM migration.data_set") == [("capturing",)]
    assert (status(planned, "schema"), status(planned, "costs")) == ("completed", "in_progress")

    before = rows(planned, STATE)
    planned.execute("SELECT migration.end_phase('ai', 'expanded')")
    assert rows(planned, STATE) == before

    back = "SELECT migration.rollback_phase_done('ai', 'capturing', %s)"
    assert refusal(planned, back, " ").sqlstate == "MG063"
    assert refusal(planned, back, "slow").sqlstate == "MG066"
    run(planned, "capture.a", "rollback")
    planned.execute(back, ("slow",))
    assert rows(planned, "SELECT DISTINCT phase FROM migration.data_set") == [("expanded",)]
    assert (status(planned, "schema"), status(planned, "costs")) == ("completed", "rolled_back")

    planned.execute("UPDATE migration.data_set SET phase = 'switched', owner = 'new'")
    assert refusal(planned, back, "slow").sqlstate == "MG064"
    begin = "SELECT migration.begin_step('ai', 'table.a', 'rollback')"
    assert refusal(planned, begin).sqlstate == "MG064"


def test_changed_plan(planned: Connection) -> None:
    """A step that is applied is neither changed nor forgotten by a new plan."""
    run(planned, "table.a")
    changed = "SELECT migration.register_step('ai', 'table.a', 'expanded', 1, 'other', 'ra')"
    forget = "SELECT migration.forget_other_steps('ai', %s)"

    said = refusal(planned, changed)
    assert (said.sqlstate, bool(said.message_hint)) == ("MG031", True)
    assert refusal(planned, forget, ["table.b"]).sqlstate == "MG032"
    planned.execute(forget, (["table.a"],))
    assert rows(planned, "SELECT step FROM migration.step") == [("table.a",)]
    run(planned, "table.a", "rollback")
    planned.execute(changed)
    assert (
        refusal(planned, "SELECT migration.begin_step('ai', 'table.b', 'apply')").sqlstate
        == "MG033"
    )
