"""Errors of the document that lose or change data: groups 1 to 8, and 15."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.life import MIGRATIONS, plan_of, tree_of

from .document import (
    EXACT,
    EXACT_COST,
    FEATURE,
    LEGACY_TABLES,
    MIGRATION,
    PAGE,
    RETENTION,
    STATUS,
    TARGET,
    differences,
    looked_up,
    one,
    refused,
    specs,
    steps_of,
)

if TYPE_CHECKING:
    from tests.journeys.life import Life

    from .document import Connection


@pytest.mark.erratum(1)
def test_no_row_is_left_behind_by_a_default_limit(moved: Life, session: Connection) -> None:
    """The document reads one page of 1,000 rows and forgets the rest; the copy brings every row."""
    page = one(session, f"SELECT count(*) FROM (SELECT FROM usage_logs LIMIT {PAGE}) AS page")
    total = one(session, "SELECT count(*) FROM usage_logs")
    left = session.execute(f"SELECT id FROM usage_logs EXCEPT SELECT _legacy_id FROM {TARGET}")

    assert page == PAGE < total
    assert left.fetchall() == []
    assert set(moved.outcomes().values()) == {("clean", 0, 0)}
    assert set(specs(MIGRATION, "mappings")) <= moved.outcomes().keys()


@pytest.mark.erratum(3)
def test_copying_again_writes_nothing(copy: Life) -> None:
    """The document's insert, run again, has every row twice; the backfill finds them all there."""
    with copy.database.connect() as connection:
        connection.execute("CREATE TEMPORARY TABLE document_logs AS TABLE usage_logs")
        connection.execute("INSERT INTO document_logs TABLE usage_logs")
        twice = one(
            connection,
            "SELECT (SELECT count(*) FROM document_logs) - (SELECT count(*) FROM usage_logs)",
        )
        last = one(connection, "SELECT max(batch) FROM migration.backfill_batch")
        connection.execute("DELETE FROM migration.backfill_range")
    before = copy.rows(copy.settings.target_schema)

    for file in steps_of(copy, "backfill"):
        copy.database.psql(file=file)

    with copy.database.connect() as connection:
        read, written = connection.execute(
            "SELECT sum(rows_read), sum(rows_written) FROM migration.backfill_batch"
            " WHERE batch > %s",
            (last,),
        ).fetchall()[0]
    assert twice > PAGE
    assert (read > PAGE, written) == (True, 0)
    assert copy.rows(copy.settings.target_schema) == before


@pytest.mark.erratum(4)
def test_an_unknown_service_becomes_no_null(moved: Life, session: Connection) -> None:
    """What the document turns into NULL is kept under a named member, and counted with its value.

    Its made-up ids and its model names are no ids at all; ours are those of rows that exist.
    """
    lost = one(session, f"SELECT count(*) FROM usage_logs WHERE ({FEATURE}) IS NULL")
    kept, changed = session.execute(
        f"""
        SELECT
            count(*) FILTER (WHERE f.slug = 'unassigned'),
            count(*) FILTER (WHERE t._service_name IS DISTINCT FROM l.service_name)
        FROM usage_logs AS l
        JOIN {TARGET} AS t ON t._legacy_id = l.id
        JOIN ai_management.ai_features AS f ON f.id = t.feature_id
        """
    ).fetchall()[0]
    counted = moved.accounting()["usage_logs"]["unknown"]
    nulls = {
        (mapping, column): one(
            session,
            f"SELECT count(*) FROM ai_management.{target}"
            f" WHERE {column} IS NULL AND _migrated_at IS NOT NULL",
        )
        for mapping, target, column in looked_up(MIGRATION)
    }

    assert refused(session, "SELECT 'photo-tagging-feature-id'::uuid") == "22P02"
    assert refused(session, "SELECT 'gpt-4o'::uuid") == "22P02"
    assert (kept, changed) == (lost, 0)
    assert isinstance(counted, dict)
    assert counted["feature_id"]["rows"] == lost > 200
    assert set(nulls.values()) == {0}


@pytest.mark.erratum(5)
def test_an_unknown_outcome_is_no_error(session: Connection) -> None:
    """The document counts a call whose success is NULL as an error; here its status stays NULL."""
    theirs, unknown = session.execute(
        f"""
        SELECT count(*) FILTER (WHERE {STATUS} = 'error'), count(*) FILTER (WHERE success IS NULL)
        FROM usage_logs
        """
    ).fetchall()[0]
    ours = one(session, f"SELECT count(*) FROM {TARGET} WHERE status = 'error'")
    apart = one(
        session,
        f"""
        SELECT count(*)
        FROM usage_logs AS l
        JOIN {TARGET} AS t ON t._legacy_id = l.id
        WHERE (t.status = 'success') IS DISTINCT FROM l.success
        """,
    )

    assert unknown > 0
    assert theirs == ours + unknown
    assert apart == 0


@pytest.mark.erratum(6)
def test_numbers_keep_every_digit(session: Connection) -> None:
    """A key above 2^53 and a price of 34 digits, which JSON in a script changes, arrive as such.

    What the numbers measure is written down, and a bill keeps its currency.
    """
    through_json = json.loads(f"[{EXACT}, {EXACT_COST}]", parse_int=float)
    row = session.execute(
        f"""
        SELECT migration.bigint_from_uuid(id), tokens_used, cost_usd::text, created_at::text
        FROM {TARGET}
        WHERE _legacy_id = {EXACT}
        """
    ).fetchall()
    legacy = {one.name: one for one in plan_of(MIGRATION).on_side("legacy")}

    assert int(through_json[0]) != EXACT
    assert f"{through_json[1]:.27f}" != EXACT_COST
    assert [found[:3] for found in row] == [(EXACT, EXACT, EXACT_COST)]
    assert ".789012" in row[0][3]
    assert "US dollars" in legacy["usage_logs"].column("cost").comment
    assert "Milliseconds" in legacy["usage_logs"].column("response_time").comment
    assert differing_currencies(session) == 0


def differing_currencies(session: Connection) -> int:
    """How many bills changed their amount or currency on the way."""
    return int(
        one(
            session,
            """
            SELECT count(*)
            FROM billing_data AS l
            LEFT JOIN ai_management.ai_spending AS t USING (id)
            WHERE (t.amount, t.currency) IS DISTINCT FROM (l.amount, l.currency::text)
            """,
        )
    )


@pytest.mark.erratum(7)
def test_old_rows_stay(session: Connection) -> None:
    """The document's weekly DELETE takes history away; nothing of ours does, and it is noticed."""
    old = "created_at < now() - interval '90 days'"
    kept = one(session, f"SELECT count(*) FROM {TARGET} WHERE {old}")
    legacy = one(session, f"SELECT count(*) FROM usage_logs WHERE {old}")
    assert differences(session) == {}
    deleted = session.execute(RETENTION.encode()).rowcount
    found = differences(session)
    named = one(
        session,
        """
        SELECT x.differences
        FROM migration.validation_result AS x
        JOIN migration.validation_run AS r USING (run)
        WHERE r.mapping = 'usage_logs' AND x.rung = 'L4'
        ORDER BY run DESC
        LIMIT 1
        """,
    )
    by_age = re.compile(
        # The one job that is scheduled compares.
        r"DELETE FROM[^;]*\b(?:now\(\)|interval)|cron\.schedule(?![^;]*_recheck\()",
        re.IGNORECASE,
    )

    assert kept == legacy == deleted == named > PAGE
    assert found.keys() == {"usage_logs"}
    for migration in MIGRATIONS:
        assert [path for path, text in tree_of(migration).items() if by_age.search(text)] == []


@pytest.mark.erratum(15)
def test_every_table_of_the_document_is_accounted_for(session: Connection) -> None:
    """Each of the twelve tables moves, or a waiver says why not yet; the main console is described.

    The document has a script for one of them.
    """
    systems = specs(MIGRATION, "legacy_systems")
    mapped = {mapping["from"] for mapping in specs(MIGRATION, "mappings").values()}
    waived = {
        table
        for waiver in specs(MIGRATION, "waivers").values()
        if waiver["rule"] == "legacy-table-without-contract"
        for table in waiver["on"]
    }

    assert {name for system in systems.values() for name in system["tables"]} == {*LEGACY_TABLES}
    assert mapped | waived == {*LEGACY_TABLES}
    assert mapped & waived == set()
    assert {"usage_logs", "billing_data", "cost_allocations"} <= mapped
    assert "main_ai_console" in systems


@pytest.mark.erratum(15)
def test_every_migrated_row_says_where_it_came_from(moved: Life, session: Connection) -> None:
    """Each migrated row has the key of its legacy row, or a made one that leads back to it."""
    accounting = moved.accounting()
    traced = {
        name: one(session, traced_by(session, name, mapping))
        for name, mapping in specs(MIGRATION, "mappings").items()
    }
    strangers = one(
        session,
        f"SELECT count(*) FROM {TARGET} WHERE migration.bigint_from_uuid(id) <> _legacy_id",
    )

    assert traced == {name: accounting[name]["migrated"] for name in traced}
    assert strangers == 0


def traced_by(session: Connection, name: str, mapping: dict[str, Any]) -> str:
    """The query that counts a mapping's rows whose legacy row can be told."""
    legacy = mapping["from"]
    view = f"ai_management.{name}_provenance"
    if one(session, "SELECT to_regclass(%s)", view):
        return f"""
            SELECT count(DISTINCT metadata -> 'original_id')
            FROM {view}
            WHERE metadata ->> 'original_table' = '{legacy}' AND metadata ? 'migrated_at'
        """
    # A key that is kept needs no view: it is the same on both sides.
    held = {
        key: column
        for key in specs(MIGRATION, "legacy_tables")[legacy]["key"]
        for column, source in mapping["columns"].items()
        if source in (key, {"from": key})
    }
    same = " AND ".join(f"t.{column} = l.{key}" for key, column in held.items())
    return f"""
        SELECT count(*)
        FROM {legacy} AS l
        JOIN ai_management.{mapping["to"]} AS t ON {same}
        WHERE t._migrated_at IS NOT NULL
    """
