"""Errors of the document about status, counting and rights: groups 2, 22, 24 and 45."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.journeys.life import MIGRATIONS, tree_of
from tests.journeys.waiting import wait_until

from .document import EXACT, MIGRATION, STATUS_TABLE, TARGET, WORK, one, refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.journeys.life import Life

    from .document import Connection

COSTS = "data_migration_costs"
STATUS = f"""
SELECT status, completed_at, attempt
FROM migration.migration_status
WHERE component = '{COSTS}'
"""
LAST_SOURCE = """
SELECT source_rows
FROM migration.validation_run
WHERE mapping = 'usage_logs'
ORDER BY run DESC
LIMIT 1
"""
ROLES = """
SELECT rolname, rolsuper OR rolbypassrls OR rolcanlogin OR rolcreaterole OR rolcreatedb
FROM pg_roles
WHERE rolname LIKE 'migration\\_%'
"""


def document_run(connection: Connection) -> tuple[str, int]:
    """The document's script: an error comes back beside the data, and nobody looks at it."""
    rows: Sequence[object] | None = None
    try:
        with connection.transaction():
            rows = connection.execute("SELECT * FROM usage_logs").fetchall()
    except psycopg.Error:
        rows = None
    copied = len(rows) if rows else 0
    connection.execute("UPDATE document_status SET status = 'completed'")
    return one(connection, "SELECT status FROM document_status"), copied


@pytest.mark.erratum(2)
def test_a_failed_read_is_no_empty_table(copy: Life) -> None:
    """Where the document completes with no rows, the component fails, says why, and resumes."""
    copy.roll_back(to="capturing")
    with copy.database.connect() as connection:
        connection.execute("ALTER TABLE usage_logs RENAME TO hidden")
        connection.execute(STATUS_TABLE)
        connection.execute(f"INSERT INTO document_status (component) VALUES ('{COSTS}')")
        theirs = document_run(connection)
        done = copy.psql("copying", "apply", check=False)
        failed = connection.execute(STATUS).fetchall()
        run = connection.execute(
            "SELECT step, state, sqlstate FROM migration.step_run ORDER BY run DESC LIMIT 1"
        ).fetchall()
        phases = connection.execute("SELECT DISTINCT phase FROM migration.data_set").fetchall()
        connection.execute("ALTER TABLE hidden RENAME TO usage_logs")
    copy.apply(after="capturing")
    with copy.database.connect() as connection:
        again = connection.execute(STATUS).fetchall()

    assert theirs == ("completed", 0)
    assert done.returncode != 0
    assert [row[:2] for row in failed] == [("failed", None)]
    assert run == [("backfill.usage_logs", "failed", "42P01")]
    assert phases == [("capturing",)]
    assert (again[0][0], again[0][2]) == ("completed", failed[0][2] + 1)
    assert set(copy.outcomes().values()) == {("clean", 0, 0)}


@pytest.mark.erratum(22)
def test_a_status_cannot_lie(session: Connection) -> None:
    """What the document's table lets pass is refused, and what it refuses is a status of ours."""
    session.execute(STATUS_TABLE)
    for text in (
        f"INSERT INTO document_status (component) VALUES ('{COSTS}'), ('{COSTS}')",
        f"INSERT INTO document_status (component, status) VALUES ('{COSTS}', NULL)",
        "UPDATE document_status SET status = 'completed'",
        "UPDATE document_status SET status = 'pending'",
        "UPDATE document_status SET status = 'failed', completed_at = now()",
    ):
        session.execute(text)
    assert refused(session, "UPDATE document_status SET status = 'rolled_back'") == "23514"

    table = "migration.migration_status"
    insert = f"INSERT INTO {table} (migration, component, status) VALUES"
    change = f"UPDATE {table} SET status = %s WHERE component = %s"
    assert refused(session, f"{insert} ('{MIGRATION}', '{COSTS}', 'pending')") == "23505"
    assert refused(session, f"{insert} ('{MIGRATION}', 'x', NULL)") == "23502"
    assert refused(session, f"{insert} ('{MIGRATION}', 'x', 'completed')") == "MG051"
    assert refused(session, change, None, COSTS) == "23502"
    assert refused(session, change, "pending", COSTS) == "MG051"
    assert refused(session, change, "completed", "cleanup") == "MG051"
    assert refused(session, f"SELECT migration.set_status('{MIGRATION}', 'x', 'failed')") == "MG052"
    for status in ("rolled_back", "in_progress", "paused", "failed"):
        session.execute(change, (status, COSTS))
        assert session.execute(STATUS).fetchall()[0][:2] == (status, None)


@pytest.mark.erratum(22)
def test_every_component_is_kept_current(session: Connection) -> None:
    """The eight components of the document are there, and the phases move them, not a script."""
    found: dict[str, str] = dict(
        session.execute(
            "SELECT component, status FROM migration.migration_status WHERE migration = %s",
            (MIGRATION,),
        ).fetchall()
    )
    (moved,) = session.execute(
        "SELECT count(*), count(DISTINCT subject) FROM migration.migration_events"
        " WHERE event = 'status_changed' AND subject = ANY (%s)",
        ([COSTS, "schema_creation"],),
    ).fetchall()

    assert {
        *("schema_creation", COSTS, "data_migration_ai_configs", "data_migration_debug_logs"),
        *("data_migration_analytics", "api_migration", "frontend_migration", "cleanup"),
    } <= found.keys()
    assert found["schema_creation"] == found[COSTS] == "completed"
    assert found["cleanup"] == "pending"
    assert moved == (6, 2)


@pytest.mark.erratum(24)
def test_both_sides_are_counted_in_one_snapshot(copy: Life) -> None:
    """Two counts with a write between them differ where nothing is lost; one snapshot is even."""
    connect = copy.database.connect
    write = "INSERT INTO usage_logs (id) VALUES (%s)"
    old, new = "SELECT count(*) FROM usage_logs", f"SELECT count(*) FROM {TARGET}"
    with connect() as theirs, connect() as application:
        before = one(theirs, old)
        application.execute(write, (EXACT + 1,))
        apart = one(theirs, new) - before
    with connect() as ours, connect() as application, connect(autocommit=False) as holder:
        holder.execute("LOCK TABLE migration.validation_run IN EXCLUSIVE MODE")
        with ThreadPoolExecutor() as pool:
            compared = pool.submit(ours.execute, f"CALL {WORK}.usage_logs_validate()")
            waits = "wait_event_type = 'Lock' AND query LIKE 'CALL %_validate()'"
            wait_until(application, f"SELECT FROM pg_stat_activity WHERE {waits}")
            application.execute(write, (EXACT + 2,))
            holder.commit()
            compared.result(timeout=20)
        counted, now = one(ours, LAST_SOURCE), one(ours, old)

    assert apart == 1
    assert copy.outcomes()["usage_logs"] == ("clean", 0, 0)
    assert counted == now - 1


@pytest.mark.erratum(45)
def test_no_role_is_above_the_rules(moved: Life, session: Connection) -> None:
    """No role of ours logs in, is a superuser or passes row security, and no secret is written.

    The document's scripts hold the key of the service, which passes every policy.
    """
    roles: dict[str, bool] = dict(session.execute(ROLES.encode()).fetchall())
    secret = re.compile(r"(?i:password|service_?key|secret)|\b(?:BYPASSRLS|SUPERUSER)\b")

    assert roles.keys() == {
        f"migration_{name}" for name in ("owner", "sync", "runner", "approver", "auditor")
    }
    assert not any(roles.values())
    for migration in MIGRATIONS:
        tree = tree_of(migration)
        assert [path for path, text in tree.items() if secret.search(text)] == []
        steps = [text for path, text in tree.items() if path.endswith("apply.sql")]
        assert all("SET row_security = off;" in text or "\\ir" in text for text in steps)


@pytest.mark.erratum(45)
def test_one_runs_at_a_time_and_the_log_shows_who_did_what(
    moved: Life, session: Connection
) -> None:
    """A second session is refused; each step is an event with its actor, and no event changes."""
    steps, actors = session.execute(
        "SELECT count(DISTINCT subject), count(*) FILTER (WHERE session_actor = '')"
        " FROM migration.migration_events WHERE event LIKE 'step_%'"
    ).fetchall()[0]
    assert (steps > 20, actors) == (True, 0)
    with moved.database.connect() as other:
        other.execute("SELECT migration.acquire(%s)", (MIGRATION,))
        assert refused(session, "SELECT migration.acquire(%s)", MIGRATION) == "MG041"

    edit = "UPDATE migration.migration_events SET session_actor = 'nobody' WHERE seq = 5"
    broken = "SELECT count(*) FROM migration.verify_events()"
    assert refused(session, edit) == "MG021"
    assert one(session, broken) == 0
    session.execute("ALTER TABLE migration.migration_events DISABLE TRIGGER append_only")
    session.execute(edit)
    assert one(session, broken) > 0
