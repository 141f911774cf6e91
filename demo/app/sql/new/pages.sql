--: feature
SELECT name, description FROM ai_management.ai_features WHERE slug = %(slug)s

--: features
SELECT
    f.name AS "Feature",
    f.description AS "What it does",
    (SELECT count(*) FROM ai_management.ai_usage_logs AS u WHERE u.feature_id = f.id)::text AS "Calls",
    round(
        (
            SELECT coalesce(sum(u.cost_usd), 0) FROM ai_management.ai_usage_logs AS u
            WHERE u.feature_id = f.id
        ),
        2
    )::text AS "US dollars",
    (
        SELECT count(*) FROM ai_management.ai_debug_events AS e
        WHERE e.feature_id = f.id AND e.is_resolved = false
    )::text AS "Open errors"
FROM ai_management.ai_features AS f
ORDER BY f.slug = 'unassigned', f.name

--: calls
SELECT
    m.name AS "Model",
    t.tokens_used::text AS "Tokens",
    t.response_time_ms::text AS "Milliseconds",
    t.cost_usd::text AS "US dollars",
    t.status AS "Status",
    t.created_at::text AS "Began"
FROM ai_management.ai_usage_logs AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
INNER JOIN ai_management.ai_models AS m ON m.id = t.model_id
WHERE f.slug = %(slug)s
ORDER BY t.created_at DESC, t.id
LIMIT 20

--: latency
SELECT
    t.period_start::text AS "From",
    t.calls::text AS "Calls",
    t.failed_calls::text AS "Failed",
    t.mean_ms::text AS "Mean milliseconds",
    t.p95_ms::text AS "95 of 100 within"
FROM ai_management.ai_latency_summaries AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
WHERE f.slug = %(slug)s
ORDER BY t.period_start DESC, t.id
LIMIT 20

--: problems
SELECT
    t.kind AS "Kind",
    t.severity AS "Severity",
    t.code AS "Code",
    left(t.message, 200) AS "Message",
    t.occurrences::text AS "Times",
    CASE t.is_resolved WHEN true THEN 'yes' WHEN false THEN 'no' END AS "Resolved",
    t.occurred_at::text AS "Time"
FROM ai_management.ai_debug_events AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
WHERE f.slug = %(slug)s
ORDER BY t.occurred_at DESC, t.id
LIMIT 50

--: events
SELECT
    t.event AS "Event",
    t.experiment AS "Experiment",
    t.variant AS "Variant",
    t.occurred_at::text AS "Time"
FROM ai_management.ai_analytics_events AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
WHERE f.slug = %(slug)s AND t.event <> 'heartbeat'
ORDER BY t.occurred_at DESC, t.id
LIMIT 20

--: assignments
SELECT
    f.name AS "Feature",
    t.environment AS "Environment",
    m.name AS "Model",
    t.traffic_share::text AS "Share",
    t.timeout_ms::text AS "Milliseconds",
    CASE WHEN t.is_active THEN 'yes' ELSE 'no' END AS "Active"
FROM ai_management.feature_model_assignments AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
INNER JOIN ai_management.ai_models AS m ON m.id = t.model_id
ORDER BY f.name, t.environment, t.id
LIMIT 50

--: models
SELECT
    m.name AS "Model",
    p.name AS "Provider",
    c.input_usd_per_million::text AS "US dollars for a million tokens in",
    c.output_usd_per_million::text AS "and out",
    CASE WHEN t.is_enabled THEN 'yes' ELSE 'no' END AS "Enabled"
FROM ai_management.ai_model_settings AS t
INNER JOIN ai_management.ai_models AS m ON m.id = t.model_id
INNER JOIN ai_management.ai_providers AS p ON p.id = t.provider_id
LEFT JOIN ai_management.ai_model_prices AS c ON c.settings_id = t.id
ORDER BY m.name, t.id
LIMIT 50

--: prompts
SELECT
    t.slug AS "Slug",
    f.name AS "Feature",
    t.title AS "Title",
    t.current_version::text AS "Version",
    v.author AS "Author",
    t.updated_at::text AS "Saved"
FROM ai_management.prompts AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
LEFT JOIN ai_management.prompt_versions AS v
    ON (v.prompt_id, v.version) = (t.id, t.current_version)
ORDER BY t.slug COLLATE "C"
LIMIT 50

--: spending
SELECT
    f.name AS "Feature",
    count(*)::text AS "Calls",
    round(coalesce(sum(t.cost_usd), 0), 2)::text AS "US dollars"
FROM ai_management.ai_usage_logs AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
GROUP BY f.name
ORDER BY count(*) DESC

--: lines
SELECT
    t.period_start::text AS "From",
    t.period_end::text AS "To",
    f.name AS "Feature",
    t.provider AS "Provider",
    t.amount::text AS "Amount",
    t.currency AS "Currency",
    CASE WHEN t.paid THEN 'yes' ELSE 'no' END AS "Paid"
FROM ai_management.ai_spending AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
ORDER BY t.period_start DESC, t.id
LIMIT 20

--: shares
SELECT
    t.month::text AS "Month",
    f.name AS "Feature",
    t.department AS "Department",
    t.share::text AS "Share",
    t.amount::text AS "US dollars"
FROM ai_management.ai_spending_allocations AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
ORDER BY t.month DESC, t.id
LIMIT 20

--: experiments
SELECT
    f.name AS "Feature",
    t.experiment AS "Experiment",
    coalesce(t.variant, '(none)') AS "Variant",
    count(*)::text AS "Events"
FROM ai_management.ai_analytics_events AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
WHERE t.experiment IS NOT NULL AND t.event <> 'heartbeat'
GROUP BY f.name, t.experiment, t.variant
ORDER BY count(*) DESC, f.name, t.experiment, t.variant
LIMIT 20
