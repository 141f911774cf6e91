"""What an application writes to the cost tables of ai-management, and what must come of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from .writers import Application, Change, chosen_key, moment

if TYPE_CHECKING:
    import random

    from .writers import Values

SERVICES = ("photo_analysis", "chatbot_service", "search_ai", "nobody_knows", "Photo_Analysis ")
MODELS = ("gpt-4o", "whisper-1", "never-heard-of", None)


def values(chance: random.Random, fresh: int) -> Values:
    """Random values for one change of the cost tables."""
    return {
        "id": chosen_key(chance),
        "fresh": fresh,
        "service": chance.choice((*SERVICES, None)),
        "payer": chance.choice(SERVICES),
        "model": chance.choice(MODELS),
        "tokens": chance.randrange(100_000),
        "cost": chance.choice((chance.randrange(1000) / 100, "NaN")),
        "success": chance.choice((True, False, None)),
        "at": moment(chance),
        "month": f"2025-{chance.randrange(1, 13):02}-01",
    }


BILLED = "md5('line ' || {})::uuid"
CALL = "WHERE id = %(id)s"
LINE = "WHERE id = " + BILLED.format("%(id)s")
PART = "WHERE (service_name, allocation_month) = (%(payer)s, %(month)s)"
PICKED = """
WITH picked AS MATERIALIZED (
    SELECT id FROM usage_logs WHERE id BETWEEN %(id)s AND %(id)s + 20 ORDER BY id FOR UPDATE
)
"""
usage = partial(Change, "usage_logs", ("id",))
bill = partial(Change, "billing_data", ("id",))
share = partial(Change, "cost_allocations", ("payer", "month"))
USAGE = """
INSERT INTO usage_logs (id, service_name, model_name, tokens, cost, success, created_at)
VALUES (%(id)s, %(service)s, %(model)s, %(tokens)s, %(cost)s, %(success)s, %(at)s)
ON CONFLICT (id) DO NOTHING
"""
BILL = f"""
INSERT INTO billing_data (id, period_start, period_end, service_name, provider, amount, currency)
VALUES (
    {BILLED.format("%(id)s")}, %(month)s, %(month)s, %(service)s, 'openai', %(tokens)s, 'USD'
)
ON CONFLICT (id) DO NOTHING
"""
SHARE = """
INSERT INTO cost_allocations (service_name, allocation_month, share, amount)
VALUES (%(payer)s, %(month)s, 0.5, %(tokens)s)
ON CONFLICT (service_name, allocation_month) DO NOTHING
"""
# Rows named after two moments: now, and each later one.
TWICE = """
INSERT INTO usage_logs (id, service_name, tokens, created_at)
SELECT {0}00000000 + %(gap)s * 1000 + later, 'search_ai', later, '2024-03-10 00:00+00'
FROM generate_series(%(gap)s, %(last)s) AS later;
INSERT INTO billing_data (period_start, period_end, provider, amount, currency, invoice_number)
SELECT '2025-01-01', '2025-01-31', 'google', later, 'USD', concat('{0}-', %(gap)s, '-', later)
FROM generate_series(%(gap)s, %(last)s) AS later
"""
COSTS = Application(
    migration="ai-management",
    rows=f"""
    INSERT INTO usage_logs (id, service_name, tokens, created_at)
    SELECT n, 'photo_analysis', n, timestamptz '2024-03-10 00:00+00' + n * interval '1 hour'
    FROM generate_series(1, 3000) AS n;
    INSERT INTO billing_data (id, period_start, period_end, provider, amount, currency)
    SELECT {BILLED.format("n")}, '2025-01-01', '2025-01-31', 'google', n, 'EUR'
    FROM generate_series(1, 300) AS n;
    INSERT INTO cost_allocations (service_name, allocation_month, share, amount)
    SELECT 'search_ai', date '2025-01-01' + n * interval '1 month', 1, n
    FROM generate_series(0, 11) AS n
    """,
    values=values,
    often=(
        usage(USAGE),
        usage(USAGE.replace("%(id)s", "%(fresh)s")),
        usage(f"UPDATE usage_logs SET tokens = %(tokens)s, cost = %(cost)s {CALL}"),
        usage(f"UPDATE usage_logs SET created_at = %(at)s {CALL}"),
        usage(f"UPDATE usage_logs SET service_name = %(service)s, model_name = NULL {CALL}"),
        usage(f"UPDATE usage_logs SET model_name = %(model)s, success = %(success)s {CALL}"),
        usage(f"UPDATE usage_logs SET tokens = NULL, cost = NULL, user_id = NULL {CALL}"),
        usage(f"UPDATE usage_logs SET id = %(fresh)s {CALL}"),
        usage(f"UPDATE usage_logs SET id = %(fresh)s, created_at = %(at)s {CALL}"),
        usage(f"DELETE FROM usage_logs {CALL}"),
        usage(f"DELETE FROM usage_logs {CALL}; {USAGE}"),
        bill(BILL),
        bill(f"UPDATE billing_data SET amount = %(tokens)s, service_name = NULL {LINE}"),
        bill(f"UPDATE billing_data SET service_name = %(service)s, model_name = %(model)s {LINE}"),
        bill(f"DELETE FROM billing_data {LINE}"),
        bill(f"DELETE FROM billing_data {LINE}; {BILL}"),
    ),
    sometimes=(
        share(SHARE),
        share(f"UPDATE cost_allocations SET amount = %(tokens)s, notes = 'changed' {PART}"),
        share(f"UPDATE cost_allocations SET service_name = 'moved ' || %(fresh)s {PART}"),
        share(f"DELETE FROM cost_allocations {PART}"),
    ),
    rarely=(
        share("TRUNCATE cost_allocations"),
        usage(f"{PICKED} UPDATE usage_logs SET tokens = tokens + 1 WHERE id IN (TABLE picked)"),
        usage(f"{PICKED} DELETE FROM usage_logs WHERE id IN (TABLE picked)"),
    ),
    pairs=(
        (
            TWICE.format(1),
            """
            UPDATE usage_logs SET created_at = created_at + interval '40 days', tokens = 7
            WHERE id BETWEEN 100000000 AND 199999999 AND id %% 1000 = %(gap)s;
            UPDATE billing_data SET amount = 7, service_name = 'ghost'
            WHERE invoice_number LIKE '1-%%-' || %(gap)s
            """,
        ),
        (
            TWICE.format(2),
            """
            DELETE FROM usage_logs
            WHERE id BETWEEN 200000000 AND 299999999 AND id %% 1000 = %(gap)s;
            DELETE FROM billing_data WHERE invoice_number LIKE '2-%%-' || %(gap)s
            """,
        ),
        (
            TWICE.format(3),
            """
            UPDATE usage_logs SET id = id + 600000000
            WHERE id BETWEEN 300000000 AND 399999999 AND id %% 1000 = %(gap)s;
            UPDATE billing_data SET id = gen_random_uuid()
            WHERE invoice_number LIKE '3-%%-' || %(gap)s
            """,
        ),
    ),
    apart="""
    WITH features AS (
        SELECT
            given.name,
            coalesce(f.id, unassigned.id) AS id
        FROM (
            SELECT service_name FROM usage_logs
            UNION SELECT service_name FROM billing_data
            UNION SELECT service_name FROM cost_allocations
        ) AS given (name)
        JOIN ai_management.ai_features AS unassigned ON unassigned.slug = 'unassigned'
        LEFT JOIN ai_management.ai_features AS f ON f.slug = CASE given.name
            WHEN 'photo_analysis' THEN 'photo-tagging'
            WHEN 'chatbot_service' THEN 'chatbot'
            WHEN 'search_ai' THEN 'ai-search'
            ELSE given.name
        END
    ),
    models AS (
        SELECT given.name, coalesce(m.id, unknown.id) AS id
        FROM (
            SELECT model_name FROM usage_logs UNION SELECT model_name FROM billing_data
        ) AS given (name)
        JOIN ai_management.ai_models AS unknown ON unknown.name = 'unknown'
        LEFT JOIN ai_management.ai_models AS m ON m.name = given.name
    ),
    legacy AS (
        SELECT 'usage' AS what, ROW(
            l.id, l.created_at, l.tokens, l.cost, l.service_name, l.model_name, f.id, m.id,
            CASE l.success WHEN true THEN 'success' WHEN false THEN 'error' END
        )::text AS row
        FROM usage_logs AS l
        JOIN features AS f ON f.name IS NOT DISTINCT FROM l.service_name
        JOIN models AS m ON m.name IS NOT DISTINCT FROM l.model_name
        UNION ALL
        SELECT 'bill', ROW(
            l.id, l.period_start, l.amount, l.currency, l.paid, l.created_at, l.service_name,
            f.id, m.id
        )::text
        FROM billing_data AS l
        JOIN features AS f ON f.name IS NOT DISTINCT FROM l.service_name
        JOIN models AS m ON m.name IS NOT DISTINCT FROM l.model_name
        UNION ALL
        SELECT 'share', ROW(
            l.service_name, l.allocation_month, f.id, l.share, l.amount, l.notes, l.updated_at
        )::text
        FROM cost_allocations AS l
        JOIN features AS f ON f.name = l.service_name
    ),
    target AS (
        SELECT 'usage' AS what, ROW(
            _legacy_id, created_at, tokens_used, cost_usd, _service_name, _model_name,
            feature_id, model_id, status
        )::text AS row
        FROM ai_management.ai_usage_logs
        UNION ALL
        SELECT 'bill', ROW(
            id, period_start, amount, currency, paid, created_at, _service_name,
            feature_id, model_id
        )::text
        FROM ai_management.ai_spending
        UNION ALL
        SELECT 'share', ROW(
            _legacy_service_name, month, feature_id, share, amount, notes, updated_at
        )::text
        FROM ai_management.ai_spending_allocations
    )
    SELECT 'lost or stale', lost.* FROM (TABLE legacy EXCEPT ALL TABLE target) AS lost
    UNION ALL
    SELECT 'resurrected or stale', extra.* FROM (TABLE target EXCEPT ALL TABLE legacy) AS extra
    """,
)
