--: events
-- A heartbeat says only that a page was open; the list never showed any.
SELECT json_build_object(
    'event_id', t.event_id,
    'event_name', t.event_name,
    'service_name', t.service_name,
    'user_id', t.user_id,
    'session_id', t.session_id,
    'experiment', t.experiment,
    'variant', t.variant,
    'properties', t.properties,
    'occurred_at', t.occurred_at
) AS item
FROM public.analytics_events AS t
WHERE
    (%(key)s::uuid IS NOT NULL OR t.event_name <> 'heartbeat')
    AND (%(key)s::uuid IS NULL OR t.event_id = %(key)s)
    AND (%(event)s::text IS NULL OR t.event_name = %(event)s)
    AND (%(service)s::text IS NULL OR t.service_name = %(service)s)
    AND (%(user_id)s::uuid IS NULL OR t.user_id = %(user_id)s)
    AND (%(from)s::date IS NULL OR t.occurred_at >= %(from)s::date)
    AND (%(to)s::date IS NULL OR t.occurred_at < %(to)s::date)
    AND (
        %(before_id)s::uuid IS NULL
        OR (t.occurred_at, t.event_id) < (
            SELECT c.occurred_at, c.event_id FROM public.analytics_events AS c
            WHERE c.event_id = %(before_id)s AND c.event_name <> 'heartbeat'
        )
    )
ORDER BY t.occurred_at DESC, t.event_id DESC
LIMIT %(limit)s

--: add_event
INSERT INTO public.analytics_events
    (event_name, service_name, user_id, session_id, experiment, variant, properties)
SELECT b.*
FROM jsonb_to_record(%(body)s::jsonb) AS b (
    event_name text,
    service_name text,
    user_id uuid,
    session_id text,
    experiment text,
    variant text,
    properties jsonb
)
RETURNING event_id AS key

--: user
SELECT json_build_object(
    'user_id', %(user_id)s::uuid,
    'days', coalesce(json_agg(d.item), '[]')
) AS item
FROM (
    SELECT json_build_object(
        'date', t.metric_date,
        'top_service', t.top_service,
        'requests', t.requests,
        'tokens', t.tokens,
        'cost', t.cost,
        'active_minutes', t.active_minutes,
        'average_rating', t.average_rating,
        'last_seen', t.last_seen
    ) AS item
    FROM public.user_metrics AS t
    WHERE
        t.user_id = %(user_id)s::uuid
        AND (%(from)s::date IS NULL OR t.metric_date >= %(from)s::date)
        AND (%(to)s::date IS NULL OR t.metric_date < %(to)s::date)
    ORDER BY t.metric_date DESC
    LIMIT %(limit)s
) AS d

--: performance
SELECT json_build_object(
    'service_name', t.service_name,
    'period_start', t.period_start,
    'period_end', t.period_end,
    'requests', t.request_count,
    'failures', t.failure_count,
    'avg_latency', t.avg_latency,
    'p95_latency', t.p95_latency,
    'p99_latency', t.p99_latency,
    'availability', t.availability
) AS item
FROM public.performance_data AS t
WHERE
    t.service_name = %(service)s
    AND (%(from)s::date IS NULL OR t.period_start >= %(from)s::date)
    AND (%(to)s::date IS NULL OR t.period_start < %(to)s::date)
ORDER BY t.period_start DESC
LIMIT %(limit)s
