"""What is measured against what: the usage logs of ai-management, 100,000 of them by default."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from operate.database import Connection

WORK = "migration_ai_management"
ONE_ROW = """
INSERT INTO usage_logs (id, service_name, model_name, tokens, cost, success, created_at)
VALUES (%s, 'photo_analysis', 'gpt-4o', 1, 0.5, true, '2025-05-05 05:05+00')
"""
ROWS_WRITTEN_ONE_BY_ONE = 2_000
# The target as the migration strategy draws it: random ids, provenance in jsonb.
DOCUMENT_TABLE = """
CREATE TABLE public.document_usage_logs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    feature_id uuid NOT NULL REFERENCES ai_management.ai_features (id),
    model_id uuid NOT NULL REFERENCES ai_management.ai_models (id),
    user_id text,
    tokens_used bigint,
    response_time_ms integer,
    cost_usd numeric,
    status text,
    created_at timestamptz NOT NULL,
    metadata jsonb
);
CREATE INDEX ON public.document_usage_logs (feature_id, created_at);
"""
DOCUMENT_INSERT = """
INSERT INTO public.document_usage_logs (
    feature_id, model_id, user_id, tokens_used, response_time_ms, cost_usd, status, created_at,
    metadata
)
SELECT * FROM json_to_recordset(%s) AS r (
    feature_id uuid, model_id uuid, user_id text, tokens_used bigint, response_time_ms integer,
    cost_usd numeric, status text, created_at timestamptz, metadata jsonb
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Two ways to do one thing; the ratio of their times is what is reported.

    `target` is what the ratio (the other way's time by ours) should reach; below 1, ours may take
    that much longer.
    """

    id: str
    ours: str
    other: str
    target: float
    run_ours: Callable[[Connection], float]
    run_other: Callable[[Connection], float]


def timed(connection: Connection, *statements: str) -> float:
    """Seconds that the statements take, one after the other."""
    began = time.perf_counter()
    for statement in statements:
        connection.execute(statement.encode())
    return time.perf_counter() - began


def backfill(connection: Connection) -> float:
    """Copy the usage logs in batches, as the migration does, capture installed."""
    return timed(
        connection,
        f"SELECT {WORK}.usage_logs_plan_ranges(8)",
        f"CALL {WORK}.usage_logs_backfill()",
    )


def one_statement(connection: Connection) -> float:
    """Copy the usage logs by one INSERT … SELECT into the same, finished target."""
    columns, values = copied_columns(connection)
    return timed(
        connection,
        f"INSERT INTO ai_management.ai_usage_logs ({columns}) SELECT {values} "
        f"FROM {WORK}.usage_logs_expected AS e",
    )


def copied_columns(connection: Connection) -> tuple[str, str]:
    """The columns that the mapping fills, as an INSERT names them and as its view gives them."""
    columns = connection.execute(
        """
        SELECT quote_ident(a.attname)
        FROM pg_attribute AS a
        WHERE
            a.attrelid = %s::regclass AND a.attnum > 0 AND a.attname NOT LIKE 'legacy\\_key\\_%%'
        ORDER BY a.attnum
        """,
        (f"{WORK}.usage_logs_expected",),
    ).fetchall()
    names = [name for (name,) in columns]
    return ", ".join(names), ", ".join(f"e.{name}" for name in names)


def document_client(connection: Connection) -> float:
    """Copy as the migration strategy's script does: fetch all, map, insert 1,000 at a time."""
    connection.execute(DOCUMENT_TABLE.encode())
    features = found(connection, "SELECT slug, id FROM ai_management.ai_features")
    models = found(connection, "SELECT name, id FROM ai_management.ai_models")
    began = time.perf_counter()
    names = (
        "id, service_name, model_name, user_id, tokens, response_time, cost, success, created_at"
    )
    rows = connection.execute(f"SELECT {names} FROM usage_logs".encode()).fetchall()
    mapped = [document_row(row, features, models) for row in rows]
    for first in range(0, len(mapped), 1000):
        batch = json.dumps(mapped[first : first + 1000], default=str)
        connection.execute(DOCUMENT_INSERT.encode(), (batch,))
    return time.perf_counter() - began


def found(connection: Connection, query: str) -> dict[str, str]:
    """The ids that a query gives by name."""
    return {name: str(made) for name, made in connection.execute(query.encode())}


def document_row(
    row: tuple[Any, ...], features: dict[str, str], models: dict[str, str]
) -> dict[str, Any]:
    """One legacy row as the script of the migration strategy maps it."""
    legacy_id, service, model, user, tokens, response, cost, success, created = row
    return {
        "feature_id": features.get(service, features["unassigned"]),
        "model_id": models.get(model, models["unknown"]),
        "user_id": user,
        "tokens_used": tokens,
        "response_time_ms": response,
        "cost_usd": cost,
        "status": "success" if success else "error",
        "created_at": created,
        "metadata": {"original_table": "usage_logs", "original_id": legacy_id},
    }


def writes(connection: Connection) -> float:
    """Write legacy rows one by one, with the triggers there are."""
    began = time.perf_counter()
    for number in range(ROWS_WRITTEN_ONE_BY_ONE):
        connection.execute(ONE_ROW.encode(), (10_000_000 + number,))
    return time.perf_counter() - began


def writes_without_capture(connection: Connection) -> float:
    """The same on a table that nobody captures."""
    for trigger in ("zz_changeover_usage_logs_capture", "zz_changeover_usage_logs_truncate"):
        connection.execute(f"DROP TRIGGER {trigger} ON usage_logs".encode())
    return writes(connection)


def comparison(connection: Connection) -> float:
    """Compare every row of a copied table."""
    backfill(connection)
    connection.execute(b"ANALYZE ai_management.ai_usage_logs")
    return timed(connection, f"CALL {WORK}.usage_logs_validate()")


CASES = (
    Case(
        id="B1",
        ours="backfill: locked keyset batches, capture on",
        other="the migration strategy's own script",
        target=5.0,
        run_ours=backfill,
        run_other=document_client,
    ),
    Case(
        id="B4",
        ours="backfill: locked keyset batches, capture on",
        other="one INSERT … SELECT into the finished target",
        target=2.0,
        run_ours=backfill,
        run_other=one_statement,
    ),
    Case(
        id="C1",
        ours="single-row writes, captured",
        other="single-row writes, nothing installed",
        target=1 / 3,
        run_ours=writes,
        run_other=writes_without_capture,
    ),
    Case(
        id="V4",
        ours="comparing every row, L0 to L4",
        other="copying these rows",
        target=10.0,
        run_ours=comparison,
        run_other=backfill,
    ),
)
