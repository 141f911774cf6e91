"""What the document does, in SQL, and the rows on which it goes wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.journeys.life import Life

Connection = psycopg.Connection[tuple[Any, ...]]
ROOT = Path(__file__).parents[2]
MIGRATION = "ai-management"
TARGET = "ai_management.ai_usage_logs"
WORK = "migration_ai_management"
LEGACY_TABLES = (
    *("usage_logs", "billing_data", "cost_allocations"),
    *("ai_configs", "model_settings", "prompt_configs"),
    *("debug_logs", "error_tracking", "performance_metrics"),
    *("analytics_events", "user_metrics", "performance_data"),
)

# An API in front of the database gives no more rows than this unless it is told otherwise.
PAGE = 1_000
FIRST = 4_000_000_001
MANY = f"""
INSERT INTO usage_logs (id, service_name, model_name, tokens, response_time, cost, success, created_at)
SELECT
    {FIRST} - 1 + n,
    (ARRAY['photo_analysis', 'chatbot_service', 'search_ai', 'legacy_importer', NULL])[1 + n % 5],
    (ARRAY['gpt-4o', 'whisper-1', 'text-ada-001', NULL])[1 + n % 4],
    n,
    n,
    n / 7.0,
    (ARRAY[true, false, NULL])[1 + n % 3],
    '2024-01-15 00:00+00'::timestamptz + n * interval '12 hours'
FROM generate_series(1, {PAGE + 200}) AS n
"""  # noqa: E501 - as the document writes it
# No number of JavaScript has the value of this key, nor the digits of this cost.
EXACT = 2**53 + 3
EXACT_COST = "1234567.000000000000000000000000001"
EDGES = f"""
INSERT INTO usage_logs (id, service_name, tokens, cost, created_at)
VALUES ({EXACT}, 'chatbot_service', {EXACT}, {EXACT_COST}, '2024-02-03 04:05:06.789012+00')
"""
# What the application does after the capture was installed and before anything is copied.
CHANGED, DELETED, BORN = FIRST + 10, FIRST + 11, FIRST - 1
BETWEEN = (
    f"UPDATE usage_logs SET tokens = 1234567 WHERE id = {CHANGED}",
    f"DELETE FROM usage_logs WHERE id = {DELETED}",
    f"INSERT INTO usage_logs (id, tokens, created_at) VALUES ({BORN}, 7, '2024-05-06 07:08+00')",
)

FEATURE = """
CASE service_name
    WHEN 'photo_analysis' THEN 'photo-tagging-feature-id'
    WHEN 'chatbot_service' THEN 'chatbot-feature-id'
    WHEN 'search_ai' THEN 'ai-search-feature-id'
END
"""
STATUS = "CASE WHEN success THEN 'success' ELSE 'error' END"
STATUS_TABLE = """
CREATE TEMPORARY TABLE document_status (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    component varchar(100) NOT NULL,
    status varchar(20) DEFAULT 'pending'
        CHECK (status IN ('pending', 'in_progress', 'completed', 'failed')),
    started_at timestamptz,
    completed_at timestamptz,
    error_message text,
    metadata jsonb DEFAULT '{}'
)
"""
RETENTION = f"DELETE FROM {TARGET} WHERE created_at < now() - interval '90 days'"


def one(connection: Connection, query: str, *values: object) -> Any:
    """The only value of the only row of a query."""
    ((value,),) = connection.execute(query.encode(), values or None).fetchall()
    return value


def refused(connection: Connection, statement: str, *values: object) -> str:
    """The SQLSTATE with which a statement is refused, which it must be; nothing of it is left."""
    try:
        with connection.transaction():
            connection.execute(statement.encode(), values or None)
    except psycopg.Error as refusal:
        return str(refusal.sqlstate)
    raise AssertionError(f"not refused: {statement}")


def explained(connection: Connection, query: str) -> str:
    """The plan of a query where a whole table is read only if there is no other way."""
    for setting in ("enable_seqscan", "enable_bitmapscan"):
        connection.execute(f"SET LOCAL {setting} = off".encode())
    return "\n".join(row[0] for row in connection.execute(f"EXPLAIN {query}".encode()))


def differences(connection: Connection) -> dict[str, int]:
    """What a full comparison finds in each mapping, leaving out those where nothing differs."""
    mappings = connection.execute("SELECT mapping FROM migration.mapping ORDER BY 1").fetchall()
    found = {name: one(connection, f"SELECT {WORK}.{name}_compare()") for (name,) in mappings}
    return {name: count for name, count in found.items() if count}


def specs(migration: str, folder: str) -> dict[str, dict[str, Any]]:
    """The specs of one folder of a migration, by name."""
    files = sorted((ROOT / "specs" / migration / folder).glob("*.yaml"))
    return {file.stem: yaml.safe_load(file.read_text()) for file in files}


def looked_up(migration: str) -> Iterator[tuple[str, str, str]]:
    """Mapping, target and column of each lookup, of the mappings that fill their target alone."""
    mappings = specs(migration, "mappings")
    fillers = Counter(mapping["to"] for mapping in mappings.values())
    for name, mapping in mappings.items():
        for column, source in mapping["columns"].items():
            if fillers[mapping["to"]] == 1 and isinstance(source, dict) and "lookup" in source:
                yield name, mapping["to"], column


def steps_of(life: Life, part: str) -> list[Path]:
    """The apply files of one part of every object, in the order of applying."""
    return [life.generated / step.file("apply") for step in life.plan.steps if step.part == part]
