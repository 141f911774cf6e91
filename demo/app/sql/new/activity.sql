--: events
-- Those that the old API still writes after the switch are in the table as well.
SELECT json_build_object(
    'id', t.id,
    'event', t.event,
    'feature', f.slug,
    'service', t._service_name, -- carried
    'service', nullif(f.slug, 'unassigned'), -- finalized
    'user', t.user_id,
    'session', t.session,
    'experiment', t.experiment,
    'variant', t.variant,
    'properties', t.properties,
    'occurredAt', t.occurred_at
) AS item
FROM ai_management.ai_analytics_events AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
WHERE
    (%(id)s::uuid IS NOT NULL OR t.event <> 'heartbeat')
    AND (%(id)s::uuid IS NULL OR t.id = %(id)s)
    AND (%(event)s::text IS NULL OR t.event = %(event)s)
    AND (%(feature)s::text IS NULL OR f.slug = %(feature)s)
    AND (
        %(service)s::text IS NULL
        OR t._service_name = %(service)s -- carried
    )
    AND (%(user)s::uuid IS NULL OR t.user_id = %(user)s)
    AND (%(from)s::date IS NULL OR t.occurred_at >= %(from)s::date)
    AND (%(to)s::date IS NULL OR t.occurred_at < %(to)s::date)
    AND (
        %(before)s::uuid IS NULL
        OR (t.occurred_at, t.id) < (
            SELECT c.occurred_at, c.id FROM ai_management.ai_analytics_events AS c
            WHERE c.id = %(before)s AND c.event <> 'heartbeat'
        )
    )
ORDER BY t.occurred_at DESC, t.id DESC
LIMIT %(limit)s

--: add_event
INSERT INTO ai_management.ai_analytics_events (
    feature_id,
    _service_name, -- carried
    event,
    user_id,
    session,
    experiment,
    variant,
    properties
)
SELECT
    CASE WHEN f.slug <> 'unassigned' THEN f.id END, -- carried
    f.id, -- finalized
    b.service, -- carried
    b.event,
    b."user",
    b.session,
    b.experiment,
    b.variant,
    b.properties
FROM jsonb_to_record(%(body)s::jsonb) AS b (
    event text,
    feature text,
    service text,
    "user" uuid,
    session text,
    experiment text,
    variant text,
    properties jsonb
)
INNER JOIN ai_management.ai_features AS f ON f.slug = b.feature
RETURNING id

--: user
SELECT json_build_object(
    'user', %(user)s::uuid,
    'days', coalesce(json_agg(d.item), '[]')
) AS item
FROM (
    SELECT json_build_object(
        'day', t.day,
        'topFeature', f.slug,
        'topService', t._top_service, -- carried
        'topService', nullif(f.slug, 'unassigned'), -- finalized
        'calls', t.calls,
        'tokensUsed', t.tokens_used,
        'costUsd', t.cost_usd,
        'activeMinutes', t.active_seconds / 60,
        'averageRating', t.average_rating,
        'lastCallAt', t.last_call_at
    ) AS item
    FROM ai_management.ai_user_metrics AS t
    INNER JOIN ai_management.ai_features AS f ON f.id = t.top_feature_id
    WHERE
        t.user_id = %(user)s::uuid
        AND (%(from)s::date IS NULL OR t.day >= %(from)s::date)
        AND (%(to)s::date IS NULL OR t.day < %(to)s::date)
    ORDER BY t.day DESC
    LIMIT %(limit)s
) AS d

--: performance
SELECT json_build_object(
    'feature', f.slug,
    'service', t._legacy_service_name,
    'periodStart', t.period_start,
    'periodEnd', t.period_end,
    'calls', t.calls,
    'failedCalls', t.failed_calls,
    'meanMs', t.mean_ms,
    'p95Ms', t.p95_ms,
    'p99Ms', t.p99_ms,
    'availability', t.availability
) AS item
FROM ai_management.ai_latency_summaries AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
WHERE
    (
        (%(service)s::text IS NULL AND f.slug = %(feature)s)
        OR t._legacy_service_name = %(service)s
    )
    AND (%(from)s::date IS NULL OR t.period_start >= %(from)s::date)
    AND (%(to)s::date IS NULL OR t.period_start < %(to)s::date)
ORDER BY t.period_start DESC, t._legacy_service_name COLLATE "C", t.id
LIMIT %(limit)s
