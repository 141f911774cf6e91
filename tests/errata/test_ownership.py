"""Errors of the document about who may write what, and when: groups 9 to 13, and 37."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.life import MIGRATIONS, plan_of, tree_of

from .document import (
    BORN,
    CHANGED,
    DELETED,
    EXACT,
    FIRST,
    MIGRATION,
    TARGET,
    WORK,
    differences,
    one,
    refused,
)

if TYPE_CHECKING:
    from tests.journeys.life import Life

    from .document import Connection

# The legacy tables that have a capture.
CAPTURED = """
SELECT DISTINCT t.tgrelid::regclass::text
FROM pg_trigger AS t
WHERE t.tgname LIKE 'zz\\_changeover\\_%\\_capture'
ORDER BY 1
"""
# When each mapping's capture was there, and when its first batch began.
ORDER = """
SELECT split_part(step, '.', 2), min(finished_at) FILTER (WHERE step LIKE 'capture.%%'),
    min(started_at) FILTER (WHERE step LIKE 'backfill.%%')
FROM migration.step_run
WHERE migration = %s AND action = 'apply' AND (step LIKE 'capture.%%' OR step LIKE 'backfill.%%')
GROUP BY 1
"""
WRITABLE = """
SELECT r.rolname, c.relname, verb
FROM pg_roles AS r
CROSS JOIN pg_class AS c
CROSS JOIN unnest('{INSERT,UPDATE,DELETE,TRUNCATE}'::text[]) AS verb
WHERE
    r.rolname LIKE 'migration\\_%'
    AND c.relnamespace = 'public'::regnamespace
    AND c.relkind IN ('r', 'p')
    AND has_table_privilege(r.oid, c.oid, verb)
"""


@pytest.mark.erratum(9)
def test_capture_comes_before_the_copy(session: Connection) -> None:
    """Every change is captured before a first row is copied, so that no write falls between.

    The document copies in its first week and synchronises in its second.
    """
    order = session.execute(ORDER, (MIGRATION,)).fetchall()
    arrived = session.execute(
        f"SELECT _legacy_id, tokens_used FROM {TARGET} WHERE _legacy_id = ANY (%s) ORDER BY 1",
        ([CHANGED, DELETED, BORN],),
    ).fetchall()

    assert len(order) >= 3
    assert [name for name, captured, copied in order if not captured < copied] == []
    assert arrived == [(BORN, 7), (CHANGED, 1234567)]
    for migration in MIGRATIONS:
        parts = [step.part for step in plan_of(migration).steps]
        last_capture = max(at for at, part in enumerate(parts) if part == "capture")
        assert last_capture < parts.index("backfill")


@pytest.mark.erratum(10)
def test_a_deleted_row_is_not_brought_back(session: Connection) -> None:
    """Two sides compared whole bring a deleted row back; a captured delete is a delete."""
    row = FIRST + 20
    session.execute(f"CREATE TEMPORARY TABLE new_side AS SELECT _legacy_id AS id FROM {TARGET}")
    for (table,) in session.execute(CAPTURED.encode()).fetchall():
        session.execute(f"DELETE FROM {table} WHERE ctid = (SELECT min(ctid) FROM {table})")
    session.execute("DELETE FROM usage_logs WHERE id = %s", (row,))
    session.execute("CREATE TEMPORARY TABLE old_side AS SELECT id FROM usage_logs")
    session.execute("INSERT INTO old_side TABLE new_side EXCEPT TABLE old_side")
    session.execute(f"SELECT {WORK}.usage_logs_bring(%s, 'replay')", (row,))

    assert one(session, "SELECT count(*) FROM old_side WHERE id = %s", row) == 1
    assert one(session, f"SELECT count(*) FROM {TARGET} WHERE _legacy_id = %s", row) == 0
    assert differences(session) == {}


@pytest.mark.erratum(11)
def test_one_side_owns_each_data_set(session: Connection) -> None:
    """A data set has one owner, no third value and no second row; what the owner writes stands.

    The document prefers the newer system and overwrites it from the old one.
    """
    owners = session.execute("SELECT DISTINCT owner, epoch FROM migration.data_set").fetchall()
    homeless = one(
        session,
        "SELECT count(*) FROM migration.mapping AS m LEFT JOIN migration.data_set AS d"
        " ON (d.migration, d.name) = (m.migration, m.data_set) WHERE d.name IS NULL",
    )
    assert (owners, homeless) == ([("legacy", 0)], 0)
    assert refused(session, "UPDATE migration.data_set SET owner = 'both'") == "23514"
    assert refused(session, "INSERT INTO migration.data_set TABLE migration.data_set") == "23505"

    session.execute(f"UPDATE {TARGET} SET tokens_used = 1 WHERE _legacy_id = {EXACT}")
    assert differences(session) == {"usage_logs": usage_logs_rungs(session)}
    session.execute(f"UPDATE usage_logs SET tokens = 2 WHERE id = {EXACT}")

    assert one(session, f"SELECT tokens_used FROM {TARGET} WHERE _legacy_id = {EXACT}") == 2
    assert differences(session) == {}


def usage_logs_rungs(session: Connection) -> int:
    """The differences of the usage logs' last comparison, which must name the one column."""
    named = session.execute(
        """
        SELECT d.columns
        FROM migration.difference AS d
        JOIN migration.validation_run AS r USING (run)
        WHERE d.rung = 'L4' AND r.run = (
            SELECT max(run) FROM migration.validation_run WHERE mapping = 'usage_logs'
        )
        """
    ).fetchall()
    assert named == [(["tokens_used"],)]
    return int(
        one(
            session,
            """
            SELECT sum(differences) FROM migration.validation_result WHERE run = (
                SELECT max(run) FROM migration.validation_run WHERE mapping = 'usage_logs'
            )
            """,
        )
    )


@pytest.mark.erratum(12)
def test_changes_go_one_way_and_only_where_something_changed(session: Connection) -> None:
    """No role of ours may write a legacy table, and a row that nobody changed is left as it is.

    The document's loop writes every row anew and overwrites what was edited on the new side.
    """
    edited, other, same = FIRST + 30, FIRST + 31, FIRST + 32
    edit = f"UPDATE {TARGET} SET tokens_used = 777 WHERE _legacy_id = {edited}"
    loop = f"UPDATE {TARGET} AS t SET tokens_used = l.tokens FROM usage_logs AS l"
    value = f"SELECT tokens_used FROM {TARGET} WHERE _legacy_id = %s"
    session.execute(edit.encode())
    session.execute("SAVEPOINT before_the_loop")
    session.execute(f"{loop} WHERE l.id = t._legacy_id".encode())
    lost = one(session, value, edited)
    session.execute("ROLLBACK TO before_the_loop")
    versions = versions_of(session)

    session.execute("UPDATE usage_logs SET tokens = 5 WHERE id = %s", (other,))
    session.execute("UPDATE usage_logs SET tokens = tokens WHERE id = %s", (same,))

    assert lost != 777
    assert one(session, value, edited) == 777
    assert {key for key, _ in versions_of(session) ^ versions} == {other}
    assert session.execute(WRITABLE.encode()).fetchall() == []


def versions_of(session: Connection) -> set[tuple[int, str]]:
    """Every row of the target with the place of its present version."""
    query = f"SELECT _legacy_id, tableoid || ' ' || ctid::text FROM {TARGET}"
    return {(key, place) for key, place in session.execute(query.encode()).fetchall()}


@pytest.mark.erratum(13)
def test_a_rollback_keeps_what_was_written_since(copy: Life) -> None:
    """Restoring a backup loses every write since; a rollback undoes our steps and no write."""
    with copy.database.connect() as connection:
        connection.execute("CREATE TABLE backup AS TABLE usage_logs")
        connection.execute("UPDATE usage_logs SET tokens = 42 WHERE id = %s", (FIRST,))
        connection.execute("INSERT INTO usage_logs (id) VALUES (%s)", (EXACT + 1,))
        lost = one(connection, "SELECT count(*) FROM (TABLE usage_logs EXCEPT TABLE backup) AS w")
        connection.execute("DROP TABLE backup")
    legacy, target = copy.schemas
    before = copy.rows(legacy)

    copy.roll_back()

    assert lost == 2
    assert copy.rows(legacy) == before
    assert copy.rows(target) == {}


@pytest.mark.erratum(37)
def test_a_rollback_is_checked_and_recorded_before_anything_is_undone(copy: Life) -> None:
    """What must be true is asked first, and the log knows of the rollback before it begins.

    The document's readiness check is called by nobody, and its record is written last.
    """
    begin = f"SELECT migration.begin_rollback('{MIGRATION}', %s, %s)"
    before = copy.rows(*copy.schemas)

    out_of_order = copy.psql("copying", "rollback", check=False)
    without_reason = copy.psql("verified", "rollback", "--set", "because= ", check=False)

    assert "cannot be rolled back before the phase" in out_of_order.stderr
    assert "needs a reason" in without_reason.stderr
    assert 0 not in (out_of_order.returncode, without_reason.returncode)
    assert copy.rows(*copy.schemas) == before
    with copy.database.connect(autocommit=False) as connection:
        assert refused(connection, begin, "copying", "slow") == "MG065"
        assert refused(connection, begin, "verified", "") == "MG063"
        # The document says `phase` to its weeks and to its user groups too.
        assert refused(connection, begin, "Phase 1", "slow").startswith("MG")
        connection.execute(begin, ("verified", "slow"))
        (event,) = connection.execute(
            "SELECT event, subject, detail ->> 'because' FROM migration.migration_events"
            " ORDER BY seq DESC LIMIT 1"
        ).fetchall()
        connection.rollback()
    assert event == ("rollback_begun", "verified", "slow")
    for path, text in tree_of(MIGRATION).items():
        if path.endswith("/rollback.sql") and "run_step.psql" in text:
            assert 0 < text.find("migration.begin_rollback(") < text.find("run_step.psql"), path
