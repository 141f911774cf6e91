"""What an application writes to prompts, model settings and debug tables, which split and merge."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from .writers import Application, Change, chosen_key, moment

if TYPE_CHECKING:
    import random

    from .writers import Values

SERVICES = ("photo_analysis", "chatbot_service", "search_ai", "nobody_knows", None)
MODELS = ("gpt-4o", "whisper-1", "claude-3-haiku", "never-heard-of", None)
PROVIDERS = ("OpenAI", "Google AI", "mistral", None)
VARIABLES = (
    '["query", "language"]',
    '[{"name": "tone", "default": "friendly"}, {"name": "tone"}, {"name": null}]',
    '[{"name": "photo", "required": true}, 7, null, ["nested"]]',
    "[]",
    "{}",
    '"tone"',
    None,
)


def values(chance: random.Random, fresh: int) -> Values:
    """Random values for one change of the prompts, the settings or the debug tables."""
    return {
        "id": chosen_key(chance),
        "fresh": fresh,
        "service": chance.choice(SERVICES),
        "model": chance.choice(MODELS),
        "named": chance.choice(MODELS[:-1]),
        "provider": chance.choice(PROVIDERS),
        "variables": chance.choice(VARIABLES),
        "version": chance.randrange(1, 4),
        "price": chance.choice((chance.randrange(10_000) / 1_000_000, "NaN", None)),
        "number": chance.randrange(-2, 6),
        "at": moment(chance),
    }


SETTINGS = "md5('model ' || {})::uuid"
THIS = "WHERE id = %(id)s"
MODEL = "WHERE id = " + SETTINGS.format("%(id)s")
PICKED = """
WITH picked AS MATERIALIZED (
    SELECT id FROM prompt_configs WHERE id BETWEEN %(id)s AND %(id)s + 20 ORDER BY id FOR UPDATE
)
"""
prompt = partial(Change, "prompt_configs", ("id",))
model = partial(Change, "model_settings", ("id",))
line = partial(Change, "debug_logs", ("id",))
error = partial(Change, "error_tracking", ("id",))
PROMPT = """
INSERT INTO prompt_configs (id, prompt_key, service_name, template, variables, version)
VALUES (%(id)s, concat('p', %(id)s), %(service)s, 'Say {0}', %(variables)s, %(version)s)
ON CONFLICT DO NOTHING
"""
# The name of a prompt goes from one row to another in one transaction.
HEIR = PROMPT.replace("VALUES (%(id)s", "VALUES (%(fresh)s")
MODEL_ROW = f"""
INSERT INTO model_settings (id, model_name, provider, price_per_1k_input)
VALUES ({SETTINGS.format("%(id)s")}, concat('model ', %(id)s), %(provider)s, %(price)s)
ON CONFLICT DO NOTHING
"""
LINE = """
INSERT INTO debug_logs (id, level, service_name, model_name, message, created_at)
VALUES (%(id)s, 'info', %(service)s, %(model)s, 'said', %(at)s)
ON CONFLICT (id) DO NOTHING
"""
ERROR = """
INSERT INTO error_tracking (
    id, error_message, severity, service_name, model_name, first_seen, last_seen
)
VALUES (%(id)s, 'failed', %(number)s, %(service)s, %(model)s, %(at)s, %(at)s)
ON CONFLICT (id) DO NOTHING
"""
# Rows named after two moments: now, and each later one.
TWICE = """
INSERT INTO prompt_configs (id, prompt_key, template, variables)
SELECT {0}00000000 + %(gap)s * 1000 + later, concat('{0}-', %(gap)s, '-', later), 'Say',
    jsonb_build_array('a', jsonb_build_object('name', later))
FROM generate_series(%(gap)s, %(last)s) AS later;
INSERT INTO error_tracking (id, error_message, severity, first_seen, last_seen)
SELECT {0}00000000 + %(gap)s * 1000 + later, 'failed', 2, '2024-03-10 00:00+00',
    '2024-03-10 00:00+00'
FROM generate_series(%(gap)s, %(last)s) AS later
"""
WRITTEN = "BETWEEN {0}00000000 AND {0}99999999 AND id %% 1000 = %(gap)s"

LIBRARY = Application(
    migration="ai-management",
    rows=f"""
    INSERT INTO prompt_configs (id, prompt_key, service_name, template, variables)
    SELECT n, 'p' || n, 'chatbot_service', 'Say', jsonb_build_array('a', n)
    FROM generate_series(1, 2500) AS n;
    INSERT INTO model_settings (id, model_name, provider, price_per_1k_input)
    SELECT {SETTINGS.format("n")}, 'model ' || n, 'OpenAI', n / 1000.0
    FROM generate_series(1, 300) AS n;
    INSERT INTO debug_logs (id, level, service_name, message, created_at)
    SELECT n, 'info', 'search_ai', 'said', timestamptz '2024-03-10 00:00+00' + n * interval '1 h'
    FROM generate_series(1, 2500) AS n;
    INSERT INTO error_tracking (id, error_message, severity, first_seen, last_seen)
    SELECT n, 'failed', n % 5, '2024-03-10 00:00+00', '2024-03-10 00:00+00'
    FROM generate_series(1, 300) AS n
    """,
    values=values,
    often=(
        prompt(PROMPT),
        prompt(f"UPDATE prompt_configs SET variables = %(variables)s {THIS}"),
        prompt(f"UPDATE prompt_configs SET version = version + 1, template = 'Tell' {THIS}"),
        prompt(f"UPDATE prompt_configs SET version = %(version)s, service_name = NULL {THIS}"),
        prompt(f"UPDATE prompt_configs SET id = %(fresh)s {THIS}"),
        prompt(f"DELETE FROM prompt_configs {THIS}"),
        prompt(f"DELETE FROM prompt_configs {THIS}; {PROMPT}"),
        prompt(f"DELETE FROM prompt_configs {THIS}; {HEIR}"),
        line(LINE),
        line(f"UPDATE debug_logs SET created_at = %(at)s, model_name = %(model)s {THIS}"),
        line(f"UPDATE debug_logs SET id = %(fresh)s, message = 'moved' {THIS}"),
        line(f"DELETE FROM debug_logs {THIS}; {LINE}"),
        error(ERROR),
        error(f"UPDATE error_tracking SET last_seen = %(at)s, severity = %(number)s {THIS}"),
        error(f"UPDATE error_tracking SET resolved = true, service_name = %(service)s {THIS}"),
        error(f"DELETE FROM error_tracking {THIS}"),
    ),
    sometimes=(
        model(MODEL_ROW),
        model(f"UPDATE model_settings SET price_per_1k_input = %(price)s {MODEL}"),
        model(f"UPDATE model_settings SET provider = %(provider)s, max_tokens = 7 {MODEL}"),
        model(f"DELETE FROM model_settings {MODEL}"),
        model(f"DELETE FROM model_settings {MODEL}; {MODEL_ROW}"),
    ),
    rarely=(
        model("TRUNCATE model_settings"),
        error("TRUNCATE error_tracking"),
        prompt(f"{PICKED} UPDATE prompt_configs SET title = 'x' WHERE id IN (TABLE picked)"),
        prompt(f"{PICKED} DELETE FROM prompt_configs WHERE id IN (TABLE picked)"),
    ),
    pairs=(
        (
            TWICE.format(4),
            f"""
            UPDATE prompt_configs SET variables = '["b"]', version = 9
            WHERE id {WRITTEN.format(4)};
            UPDATE error_tracking SET last_seen = last_seen + interval '40 days', severity = 4
            WHERE id {WRITTEN.format(4)}
            """,
        ),
        (
            TWICE.format(5),
            f"""
            DELETE FROM prompt_configs WHERE id {WRITTEN.format(5)};
            DELETE FROM error_tracking WHERE id {WRITTEN.format(5)}
            """,
        ),
        (
            TWICE.format(6),
            f"""
            UPDATE prompt_configs SET id = id + 100000000 WHERE id {WRITTEN.format(6)};
            UPDATE error_tracking SET id = id + 100000000 WHERE id {WRITTEN.format(6)}
            """,
        ),
    ),
    apart="""
    WITH legacy AS (
        SELECT 'prompt' AS what, ROW(
            l.id, l.prompt_key, l.version, l.variables, coalesce(f.slug, 'unassigned'), l.title
        )::text AS row
        FROM prompt_configs AS l
        LEFT JOIN ai_management.ai_features AS f ON f.slug = CASE l.service_name
            WHEN 'photo_analysis' THEN 'photo-tagging'
            WHEN 'chatbot_service' THEN 'chatbot'
            WHEN 'search_ai' THEN 'ai-search'
        END
        UNION ALL
        SELECT 'version', ROW(l.prompt_key, l.version, l.template)::text FROM prompt_configs AS l
        UNION ALL
        SELECT 'variable', ROW(
            l.prompt_key, item.place,
            CASE jsonb_typeof(item.value)
                WHEN 'string' THEN item.value #>> '{}'
                ELSE item.value ->> 'name'
            END
        )::text
        FROM prompt_configs AS l
        CROSS JOIN LATERAL jsonb_array_elements(
            CASE jsonb_typeof(l.variables) WHEN 'array' THEN l.variables ELSE '[]' END
        ) WITH ORDINALITY AS item (value, place)
        UNION ALL
        SELECT 'model', ROW(
            l.id, l.model_name, l.max_tokens, (l.price_per_1k_input * 1000)::numeric(12, 3),
            CASE l.provider
                WHEN 'OpenAI' THEN 'openai' WHEN 'Google AI' THEN 'google' ELSE 'unknown'
            END
        )::text
        FROM model_settings AS l
        UNION ALL
        SELECT 'log', ROW(l.id, l.message, l.created_at, coalesce(m.provider, 'unknown'))::text
        FROM debug_logs AS l
        LEFT JOIN ai_management.ai_models AS m ON m.name = l.model_name
        UNION ALL
        SELECT 'error', ROW(
            l.id, l.error_message, l.last_seen, coalesce(m.provider, 'unknown'), l.resolved,
            l.severity
        )::text
        FROM error_tracking AS l
        LEFT JOIN ai_management.ai_models AS m ON m.name = l.model_name
    ),
    target AS (
        SELECT 'prompt' AS what, ROW(
            t._legacy_id, t.slug, t.current_version, t._variables, f.slug, t.title
        )::text AS row
        FROM ai_management.prompts AS t
        JOIN ai_management.ai_features AS f ON f.id = t.feature_id
        UNION ALL
        SELECT 'version', ROW(t.slug, v.version, v.body)::text
        FROM ai_management.prompt_versions AS v
        LEFT JOIN ai_management.prompts AS t ON t.id = v.prompt_id
        UNION ALL
        SELECT 'variable', ROW(t.slug, v.position, v.name)::text
        FROM ai_management.prompt_variables AS v
        LEFT JOIN ai_management.prompts AS t ON t.id = v.prompt_id
        UNION ALL
        SELECT 'model', ROW(
            t.id, t._model_name, t.max_output_tokens, v.input_usd_per_million, p.slug
        )::text
        FROM ai_management.ai_model_settings AS t
        LEFT JOIN ai_management.ai_model_prices AS v ON v.settings_id = t.id
        JOIN ai_management.ai_providers AS p ON p.id = t.provider_id
        UNION ALL
        SELECT t.kind, CASE t.kind
            WHEN 'log' THEN ROW(t._debug_logs_id, t.message, t.occurred_at, p.slug)::text
            ELSE ROW(
                t._error_tracking_id, t.message, t.occurred_at, p.slug, t.is_resolved,
                t._error_tracking_severity
            )::text
        END
        FROM ai_management.ai_debug_events AS t
        JOIN ai_management.ai_providers AS p ON p.id = t.provider_id
    )
    SELECT 'lost or stale', lost.* FROM (TABLE legacy EXCEPT ALL TABLE target) AS lost
    UNION ALL
    SELECT 'resurrected or stale', extra.* FROM (TABLE target EXCEPT ALL TABLE legacy) AS extra
    """,
)
