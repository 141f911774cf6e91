--: logs
SELECT json_build_object(
    'id', t.id,
    'level', t.level,
    'service_name', t.service_name,
    'model_name', t.model_name,
    'message', t.message,
    'context', t.context,
    'request_id', t.request_id,
    'duration_ms', t.duration_ms,
    'created_at', t.created_at
) AS item
FROM public.debug_logs AS t
WHERE
    (%(key)s::bigint IS NULL OR t.id = %(key)s)
    AND (%(level)s::text IS NULL OR t.level = %(level)s)
    AND (%(service)s::text IS NULL OR t.service_name = %(service)s)
    AND (%(request_id)s::text IS NULL OR t.request_id = %(request_id)s)
    AND (%(before_id)s::bigint IS NULL OR t.id < %(before_id)s)
ORDER BY t.id DESC
LIMIT %(limit)s

--: add_log
INSERT INTO public.debug_logs
    (level, service_name, model_name, message, context, request_id, duration_ms)
SELECT b.*
FROM jsonb_to_record(%(body)s::jsonb) AS b (
    level text,
    service_name text,
    model_name text,
    message text,
    context jsonb,
    request_id text,
    duration_ms integer
)
RETURNING id AS key

--: errors
SELECT json_build_object(
    'id', t.id,
    'error_code', t.error_code,
    'error_message', t.error_message,
    'severity', t.severity,
    'service_name', t.service_name,
    'model_name', t.model_name,
    'stack_trace', t.stack_trace,
    'request_id', t.request_id,
    'occurrences', t.occurrences,
    'resolved', t.resolved,
    'resolved_by', t.resolved_by,
    'first_seen', t.first_seen,
    'last_seen', t.last_seen
) AS item
FROM public.error_tracking AS t
WHERE
    (%(key)s::bigint IS NULL OR t.id = %(key)s)
    AND (%(resolved)s::boolean IS NULL OR t.resolved = %(resolved)s)
    AND (%(service)s::text IS NULL OR t.service_name = %(service)s)
    AND (%(before_id)s::bigint IS NULL OR t.id < %(before_id)s)
ORDER BY t.id DESC
LIMIT %(limit)s

--: resolve_error
UPDATE public.error_tracking AS t
SET
    resolved = coalesce((b.body ->> 'resolved')::boolean, t.resolved),
    resolved_by = CASE
        WHEN b.body ? 'resolved_by' THEN b.body ->> 'resolved_by' ELSE t.resolved_by
    END
FROM (SELECT %(body)s::jsonb AS body) AS b
WHERE t.id = %(key)s
RETURNING t.id AS key

--: metrics
SELECT json_build_object(
    'id', t.id,
    'metric_name', t.metric_name,
    'service_name', t.service_name,
    'model_name', t.model_name,
    'value', t.value,
    'unit', t.unit,
    'tags', t.tags,
    'recorded_at', t.recorded_at
) AS item
FROM public.performance_metrics AS t
WHERE
    (%(metric)s::text IS NULL OR t.metric_name = %(metric)s)
    AND (%(service)s::text IS NULL OR t.service_name = %(service)s)
    AND (%(before_id)s::bigint IS NULL OR t.id < %(before_id)s)
ORDER BY t.id DESC
LIMIT %(limit)s
