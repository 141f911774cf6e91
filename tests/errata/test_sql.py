"""Errors of the document's SQL: groups 16 to 21, and 23."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.journeys.life import MIGRATIONS, plan_of, tree_of

from .document import EXACT, MIGRATION, TARGET, explained, one, refused

if TYPE_CHECKING:
    from render.model import Relation
    from tests.journeys.life import Life

    from .document import Connection

BILLION = 10**9
COPIER = "/70_copier_usage_logs.apply.sql"
# A partitioned table as the document would need it, with the month that it adds in week 5.
PARTED = "CREATE TABLE parted (id uuid, created_at timestamptz) PARTITION BY RANGE (created_at)"
MONTH = "PARTITION OF {} FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')"
JANUARY = "INSERT INTO parted VALUES (gen_random_uuid(), '2024-01-15')"
# Indexes with, for a partitioned table, how many partitions it has and how many have their part.
INDEXES = """
SELECT
    i.indexrelid::regclass::text,
    i.indisvalid AND i.indisready,
    (SELECT count(*) FROM pg_inherits AS p WHERE p.inhparent = i.indrelid),
    (SELECT count(*) FROM pg_inherits AS p WHERE p.inhparent = i.indexrelid)
FROM pg_index AS i
JOIN pg_class AS t ON t.oid = i.indrelid
WHERE t.relnamespace = 'ai_management'::regnamespace
"""
# The keys of each partial index, and its condition.
PARTIAL = """
SELECT
    i.indexrelid::regclass::text,
    array(
        SELECT a.attname::text
        FROM pg_attribute AS a
        WHERE a.attrelid = i.indexrelid AND a.attnum <= i.indnkeyatts
        ORDER BY a.attnum
    ),
    pg_get_expr(i.indpred, i.indrelid)
FROM pg_index AS i
JOIN pg_class AS t ON t.oid = i.indrelid
WHERE t.relnamespace = 'ai_management'::regnamespace AND i.indpred IS NOT NULL
"""
# Migrated tables with rows, and whether the planner knows them as a whole.
ANALYZED = """
SELECT DISTINCT c.oid::regclass::text, EXISTS (
    SELECT
    FROM pg_statistic AS s
    WHERE s.starelid = c.oid AND s.stainherit = (c.relkind = 'p')
)
FROM pg_attribute AS a
JOIN pg_class AS c ON c.oid = a.attrelid
WHERE
    c.relnamespace = 'ai_management'::regnamespace
    AND c.relkind IN ('r', 'p')
    AND NOT c.relispartition
    AND a.attname = '_migrated_at'
"""
COUNTERS = """
SELECT format('%s.%s', c.relname, a.attname), a.atttypid::regtype::text
FROM pg_attribute AS a
JOIN pg_class AS c ON c.oid = a.attrelid
WHERE
    c.relnamespace = 'migration'::regnamespace
    AND c.relkind = 'r'
    AND c.relname <> 'backfill_batch'
    AND a.attname ~ '^(rows|rows_.*|.*_rows|checked|differences)$'
    AND c.relname || '.' || a.attname <> 'control.batch_rows'
"""
VARIABLES = re.compile(
    r"^\s+(?:source|migrated|quarantined|filtered|pending|found|read|wanted|written|refused)"
    r" (\w+)\b(?!,).*;$",
    re.MULTILINE,
)


def partitioned(migration: str) -> list[Relation]:
    """The target tables of a migration that are partitioned."""
    return [table for table in plan_of(migration).on_side("target") if table.partition_key]


@pytest.mark.erratum(16)
def test_indexes_of_partitioned_tables_are_built_part_by_part(
    moved: Life, session: Connection
) -> None:
    """The document's statement is refused; ours builds each partition's index; all are valid."""
    document = f"CREATE INDEX CONCURRENTLY document_index ON {TARGET} (feature_id, created_at DESC)"
    with moved.database.connect() as connection:
        with pytest.raises(psycopg.errors.FeatureNotSupported):
            connection.execute(document.encode())
        assert one(connection, "SELECT to_regclass('ai_management.document_index')") is None
    in_transaction = "CREATE INDEX CONCURRENTLY document_index ON ai_management.ai_features (name)"
    indexes = session.execute(INDEXES).fetchall()

    assert refused(session, in_transaction) == "25001"
    assert [name for name, valid, _, _ in indexes if not valid] == []
    assert [name for name, _, parts, attached in indexes if parts != attached] == []
    assert max(parts for _, _, parts, _ in indexes) > 12
    for migration in MIGRATIONS:
        names = "|".join(re.escape(f"{one.schema}.{one.name}") for one in partitioned(migration))
        refusal = re.compile(rf"CREATE (UNIQUE )?INDEX CONCURRENTLY[^;]*\b({names})\b[^_]")
        assert [path for path, text in tree_of(migration).items() if refusal.search(text)] == []


@pytest.mark.erratum(17)
def test_partitioned_tables_are_made_so(moved: Life, session: Connection) -> None:
    """A partition needs a partitioned table, and a key that holds its column: ours have both."""
    session.execute("CREATE TABLE plain (id uuid PRIMARY KEY, created_at timestamptz)")
    by_id = "CREATE TABLE t (id uuid PRIMARY KEY, d date) PARTITION BY RANGE (d)"
    tables = partitioned(MIGRATION)

    assert refused(session, f"CREATE TABLE month {MONTH.format('plain')}") == "42P17"
    assert refused(session, by_id) == "0A000"
    assert "ai_usage_logs" in {table.name for table in tables}
    for table in tables:
        name = f"{table.schema}.{table.name}"
        assert one(session, "SELECT relkind FROM pg_class WHERE oid = %s::regclass", name) == "p"
        assert one(session, "SELECT pg_get_partkeydef(%s::regclass)", name) == (
            f"RANGE ({table.partition_key})"
        )
        key = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass"
        assert table.partition_key in one(session, f"{key} AND contype = 'p'", name)


@pytest.mark.erratum(18)
def test_partitions_are_there_before_the_rows(moved: Life, session: Connection) -> None:
    """Rows without a partition are refused, and a default partition with rows stands in its way.

    So every month of the history is there before the first row, and the rest finds a place too.
    """
    session.execute(PARTED)
    assert refused(session, JANUARY) == "23514"
    session.execute("CREATE TABLE rest PARTITION OF parted DEFAULT")
    session.execute(JANUARY)
    assert refused(session, f"CREATE TABLE month {MONTH.format('parted')}") == "23514"

    phases = moved.phases
    for migration in MIGRATIONS:
        steps = {step.name: step for step in plan_of(migration).steps if step.part == "partitions"}
        assert {table.name for table in partitioned(migration)} == steps.keys()
        assert {step.phase for step in steps.values()} == {"expanded"}
    assert phases.index("expanded") < phases.index("capturing") < phases.index("copying")
    misplaced = f"{TARGET}_default WHERE created_at BETWEEN '2024-01-01' AND '2026-12-01'"
    assert one(session, f"SELECT count(*) FROM {misplaced}") == 0
    ages = ("-infinity", "0044-03-15 BC", "2024-01-01 00:00+00", "2099-12-31", "infinity")
    for number, age in enumerate(ages, start=EXACT + 1):
        write = "INSERT INTO usage_logs (id, created_at) VALUES (%s, %s)"
        session.execute(write, (number, age))
    arrived = f"SELECT count(*) FROM {TARGET} WHERE _legacy_id BETWEEN {EXACT + 1} AND {EXACT + 5}"
    assert one(session, arrived) == len(ages)


@pytest.mark.erratum(19)
def test_statistics_are_made_of_the_rows(session: Connection) -> None:
    """What is analysed before it holds rows stays unknown to the planner; ours comes after them.

    The document analyses first, and autovacuum never analyses a partitioned table.
    """
    session.execute(PARTED)
    session.execute("ANALYZE parted")
    session.execute("CREATE TABLE rest PARTITION OF parted DEFAULT")
    session.execute(JANUARY)
    known = "SELECT count(*) FROM pg_statistic WHERE starelid = 'parted'::regclass"
    analyzed = {
        name
        for name, there in session.execute(ANALYZED).fetchall()
        if there or one(session, f"SELECT count(*) FROM {name}") == 0
    }

    assert one(session, known) == 0
    assert TARGET in analyzed
    assert analyzed == {name for name, _ in session.execute(ANALYZED).fetchall()}
    for migration in MIGRATIONS:
        parts = [step.part for step in plan_of(migration).steps]
        made = [at for at, part in enumerate(parts) if part in {"backfill", "index"}]
        assert max(made) < parts.index("settle")


@pytest.mark.erratum(20)
def test_counters_do_not_overflow(session: Connection) -> None:
    """The document's counters end at 2^31; ours count on, in tables, in routines and on screen."""
    counter = "DO $$ DECLARE old_count integer; BEGIN SELECT 3000000000 INTO old_count; END $$"
    types: dict[str, str] = dict(session.execute(COUNTERS).fetchall())
    session.execute(
        "UPDATE migration.backfill_range SET rows_read = %s WHERE mapping = 'usage_logs'",
        (3 * BILLION,),
    )
    session.execute("UPDATE migration.mapping_estimate SET source_rows = %s", (8 * BILLION,))
    seen = "SELECT rows_read FROM migration.progress WHERE mapping = 'usage_logs'"
    declared = {
        found
        for migration in MIGRATIONS
        for path, text in tree_of(migration).items()
        if path.endswith(".apply.sql") and ("_copier_" in path or "_validator_" in path)
        for found in VARIABLES.findall(text)
    }

    assert refused(session, counter) == "22003"
    assert len(types) > 10
    assert set(types.values()) == {"bigint"}
    assert declared == {"bigint"}
    assert one(session, seen) >= 3 * BILLION


@pytest.mark.erratum(21)
def test_where_a_row_came_from_is_found_by_an_index(session: Connection) -> None:
    """The document's metadata is found by reading every partition; ours by the primary key."""
    session.execute("CREATE TABLE noted (id uuid PRIMARY KEY, metadata jsonb DEFAULT '{}')")
    theirs = "SELECT id FROM noted WHERE metadata ->> 'original_table' = 'usage_logs'"
    key = one(session, f"SELECT id FROM {TARGET} WHERE _legacy_id = {EXACT}")
    ours = f"SELECT metadata FROM ai_management.usage_logs_provenance WHERE id = '{key}'"
    (copier,) = (text for path, text in tree_of(MIGRATION).items() if path.endswith(COPIER))
    (tag,) = set(re.findall(r"uuid_from_bigint\((\d+), l\.id\)", copier))
    by_key = f"migration.uuid_from_bigint({tag}, {EXACT})"

    assert "Seq Scan" in explained(session, theirs)
    assert "Seq Scan" not in explained(session, ours)
    assert "Seq Scan" not in explained(session, f"SELECT FROM {TARGET} WHERE id = {by_key}")
    assert one(session, f"SELECT {by_key}") == key
    assert one(session, ours)["original_id"] == EXACT


@pytest.mark.erratum(23)
def test_an_index_holds_what_its_query_needs_and_no_more(session: Connection) -> None:
    """No column is both a key and what the condition fixes; the price is carried, not sorted by."""
    partial = session.execute(PARTIAL).fetchall()
    document = f"CREATE INDEX document_index ON ONLY {TARGET} (feature_id, status) WHERE"
    session.execute(f"{document} status = 'success'".encode())
    redundant = session.execute(PARTIAL).fetchall()
    session.execute("DROP INDEX ai_management.document_index")
    feature = "(SELECT id FROM ai_management.ai_features WHERE slug = 'chatbot')"
    spending = f"SELECT sum(cost_usd) FROM {TARGET} WHERE feature_id = {feature}"

    assert len(partial) > 1
    assert fixed(partial) == []
    assert fixed(redundant) == ["ai_management.document_index"]
    assert "Index Only Scan" in explained(session, f"{spending} AND status = 'success'")
    assert (
        one(
            session,
            "SELECT pg_get_indexdef('ai_management.idx_ai_usage_logs_feature_time_cost'::regclass)",
        )
        .partition(" WHERE ")[0]
        .endswith("(feature_id, created_at DESC) INCLUDE (cost_usd)")
    )


def fixed(indexes: list[tuple[str, list[str], str]]) -> list[str]:
    """The partial indexes that have a column as a key which their condition gives one value."""
    return [
        name
        for name, keys, condition in indexes
        if any(re.search(rf"\b{key} = |^\(?(NOT )?{key}\)?$", condition) for key in keys)
    ]
