--: costs
SELECT
    coalesce(service_name, '(none)') AS "Service",
    count(*)::text AS "Calls",
    round(coalesce(sum(cost), 0), 2)::text AS "US dollars"
FROM public.usage_logs
GROUP BY service_name
ORDER BY count(*) DESC
LIMIT 20

--: calls
SELECT
    id::text AS "Number",
    service_name AS "Service",
    model_name AS "Model",
    tokens::text AS "Tokens",
    cost::text AS "US dollars",
    created_at::text AS "Began"
FROM public.usage_logs
ORDER BY id DESC
LIMIT 20

--: bills
SELECT
    period_start::text AS "From",
    period_end::text AS "To",
    service_name AS "Service",
    provider AS "Provider",
    amount::text AS "Amount",
    currency AS "Currency",
    CASE WHEN paid THEN 'yes' ELSE 'no' END AS "Paid"
FROM public.billing_data
ORDER BY period_start DESC, id
LIMIT 20

--: events
SELECT
    event_name AS "Event",
    service_name AS "Service",
    experiment AS "Experiment",
    variant AS "Variant",
    occurred_at::text AS "Time"
FROM public.analytics_events
WHERE event_name <> 'heartbeat'
ORDER BY occurred_at DESC, event_id DESC
LIMIT 20

--: performance
SELECT
    service_name AS "Service",
    period_start::text AS "From",
    request_count::text AS "Requests",
    failure_count::text AS "Failures",
    avg_latency::text AS "Mean seconds",
    p95_latency::text AS "95 of 100 within"
FROM public.performance_data
ORDER BY period_start DESC, service_name
LIMIT 20

--: users
SELECT
    user_id::text AS "User",
    metric_date::text AS "Day",
    top_service AS "Top service",
    requests::text AS "Requests",
    cost::text AS "US dollars"
FROM public.user_metrics
ORDER BY metric_date DESC, user_id
LIMIT 20

--: logs
SELECT
    id::text AS "Number",
    level AS "Level",
    service_name AS "Service",
    left(message, 200) AS "Message",
    created_at::text AS "Time"
FROM public.debug_logs
ORDER BY id DESC
LIMIT 20

--: errors
SELECT
    id::text AS "Number",
    severity::text AS "Severity",
    error_code AS "Code",
    left(error_message, 200) AS "Message",
    occurrences::text AS "Times",
    last_seen::text AS "Last seen"
FROM public.error_tracking
WHERE NOT resolved
ORDER BY id DESC
LIMIT 20

--: metrics
SELECT
    metric_name AS "Metric",
    service_name AS "Service",
    value::text AS "Value",
    unit AS "Unit",
    recorded_at::text AS "Time"
FROM public.performance_metrics
ORDER BY id DESC
LIMIT 20

--: configs
SELECT
    id::text AS "Number",
    service_name AS "Service",
    environment AS "Environment",
    model_name AS "Model",
    timeout_seconds::text AS "Seconds",
    CASE WHEN is_active THEN 'yes' ELSE 'no' END AS "Active"
FROM public.ai_configs
ORDER BY id
LIMIT 50

--: models
SELECT
    model_name AS "Model",
    provider AS "Provider",
    price_per_1k_input::text AS "US dollars for 1,000 tokens in",
    price_per_1k_output::text AS "and out",
    CASE WHEN enabled THEN 'yes' ELSE 'no' END AS "Enabled"
FROM public.model_settings
ORDER BY model_name COLLATE "C", id
LIMIT 50

--: prompts
SELECT
    prompt_key AS "Key",
    service_name AS "Service",
    title AS "Title",
    version::text AS "Version",
    author AS "Author",
    updated_at::text AS "Saved"
FROM public.prompt_configs
ORDER BY prompt_key COLLATE "C"
LIMIT 50

--: experiments
SELECT
    experiment AS "Experiment",
    coalesce(variant, '(none)') AS "Variant",
    count(*)::text AS "Events"
FROM public.analytics_events
WHERE experiment IS NOT NULL AND event_name <> 'heartbeat'
GROUP BY experiment, variant
ORDER BY count(*) DESC, experiment, variant
LIMIT 20
