--: logs
SELECT json_build_object(
    'id', t.id,
    'number', t._debug_logs_id,
    'severity', t.severity,
    'feature', f.slug,
    'service', t._debug_logs_service_name, -- carried
    'service', nullif(f.slug, 'unassigned'), -- finalized
    'model', t._debug_logs_model_name, -- carried
    'model', nullif(m.name, 'unknown'), -- finalized
    'message', t.message,
    'details', t.details,
    'request', t.request,
    'durationMs', t.duration_ms,
    'occurredAt', t.occurred_at
) AS item
FROM ai_management.ai_debug_events AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
INNER JOIN ai_management.ai_models AS m ON m.id = t.model_id
WHERE
    t.kind = 'log'
    AND (%(id)s::uuid IS NULL OR t.id = %(id)s)
    AND (%(key)s::bigint IS NULL OR t._debug_logs_id = %(key)s)
    AND (%(severity)s::text IS NULL OR t.severity = %(severity)s)
    AND (%(feature)s::text IS NULL OR f.slug = %(feature)s)
    AND (
        %(service)s::text IS NULL
        OR t._debug_logs_service_name = %(service)s -- carried
    )
    AND (%(request)s::text IS NULL OR t.request = %(request)s)
    AND (%(before)s::bigint IS NULL OR t._debug_logs_id < %(before)s)
ORDER BY t._debug_logs_id DESC, t.occurred_at DESC, t.id
LIMIT %(limit)s

--: add_log
INSERT INTO ai_management.ai_debug_events (
    kind,
    feature_id,
    model_id,
    provider_id,
    _debug_logs_service_name, -- carried
    _debug_logs_model_name, -- carried
    severity,
    message,
    details,
    request,
    duration_ms
)
SELECT
    'log',
    CASE WHEN f.slug <> 'unassigned' THEN f.id END, -- carried
    f.id, -- finalized
    m.id, -- carried
    coalesce(m.id, u.id), -- finalized
    NULL, -- carried
    p.id, -- finalized
    b.service, -- carried
    b.model, -- carried
    b.severity,
    b.message,
    b.details,
    b.request,
    b."durationMs"
FROM jsonb_to_record(%(body)s::jsonb) AS b (
    severity text,
    feature text,
    service text,
    model text,
    message text,
    details jsonb,
    request text,
    "durationMs" integer
)
INNER JOIN ai_management.ai_features AS f ON f.slug = b.feature
INNER JOIN ai_management.ai_models AS u ON u.name = 'unknown'
LEFT JOIN ai_management.ai_models AS m ON m.name = b.model
INNER JOIN ai_management.ai_providers AS p ON p.slug = coalesce(m.provider, u.provider)
RETURNING id

--: errors
SELECT json_build_object(
    'id', t.id,
    'number', t._error_tracking_id,
    'code', t.code,
    'message', t.message,
    'severity', t.severity,
    'level', t._error_tracking_severity, -- carried
    -- finalized: what the three names stand for
    'level', CASE t.severity WHEN 'info' THEN 1 WHEN 'warning' THEN 2 WHEN 'error' THEN 3 END, -- finalized
    'feature', f.slug,
    'service', t._error_tracking_service_name, -- carried
    'service', nullif(f.slug, 'unassigned'), -- finalized
    'model', t._error_tracking_model_name, -- carried
    'model', nullif(m.name, 'unknown'), -- finalized
    'stackTrace', t.stack_trace,
    'request', t.request,
    'occurrences', t.occurrences,
    'resolved', t.is_resolved,
    'resolvedBy', t.resolved_by,
    'firstOccurredAt', t.first_occurred_at,
    'lastOccurredAt', t.occurred_at
) AS item
FROM ai_management.ai_debug_events AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
INNER JOIN ai_management.ai_models AS m ON m.id = t.model_id
WHERE
    t.kind = 'error'
    AND (%(id)s::uuid IS NULL OR t.id = %(id)s)
    AND (%(resolved)s::boolean IS NULL OR t.is_resolved = %(resolved)s)
    AND (%(feature)s::text IS NULL OR f.slug = %(feature)s)
    AND (
        %(service)s::text IS NULL
        OR t._error_tracking_service_name = %(service)s -- carried
    )
    AND (%(before)s::bigint IS NULL OR t._error_tracking_id < %(before)s)
ORDER BY t._error_tracking_id DESC, t.occurred_at DESC, t.id
LIMIT %(limit)s

--: resolve_error
UPDATE ai_management.ai_debug_events AS t
SET
    is_resolved = coalesce((b.body ->> 'resolved')::boolean, t.is_resolved),
    resolved_by = CASE
        WHEN b.body ? 'resolvedBy' THEN b.body ->> 'resolvedBy' ELSE t.resolved_by
    END
FROM (SELECT %(body)s::jsonb AS body) AS b
WHERE t.kind = 'error' AND t._error_tracking_id = %(key)s
RETURNING t.id

--: samples
SELECT json_build_object(
    'id', t.id,
    'number', t._legacy_id,
    'metric', t.metric,
    'feature', f.slug,
    'service', t._service_name, -- carried
    'service', nullif(f.slug, 'unassigned'), -- finalized
    'model', t._model_name, -- carried
    'model', nullif(m.name, 'unknown'), -- finalized
    'value', t.value,
    'unit', t.unit,
    'labels', t.labels,
    'measuredAt', t.measured_at
) AS item
FROM ai_management.ai_performance_samples AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
INNER JOIN ai_management.ai_models AS m ON m.id = t.model_id
WHERE
    (%(metric)s::text IS NULL OR t.metric = %(metric)s)
    AND (%(feature)s::text IS NULL OR f.slug = %(feature)s)
    AND (
        %(service)s::text IS NULL
        OR t._service_name = %(service)s -- carried
    )
    AND (%(before)s::bigint IS NULL OR t._legacy_id < %(before)s)
ORDER BY t._legacy_id DESC, t.measured_at DESC, t.id
LIMIT %(limit)s
