--: summary
SELECT json_build_object(
    'totalSpend', coalesce(sum(g.cost), 0),
    'calls', coalesce(sum(g.calls), 0),
    'dimensions', json_build_object(
        'byFeature', coalesce(
            json_agg(
                json_build_object(
                    'feature', g.feature, 'service', g.service, 'calls', g.calls, 'cost', g.cost
                )
                ORDER BY g.cost DESC, g.calls DESC, g.service COLLATE "C", g.feature
            ),
            '[]'
        )
    )
) AS item
FROM (
    SELECT
        f.slug AS feature,
        t._service_name AS service, -- carried
        nullif(f.slug, 'unassigned') AS service, -- finalized
        count(*) AS calls,
        coalesce(sum(t.cost_usd), 0) AS cost
    FROM ai_management.ai_usage_logs AS t
    INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
    WHERE
        (%(feature)s::text IS NULL OR f.slug = %(feature)s)
        AND (
            %(service)s::text IS NULL
            OR t._service_name = %(service)s -- carried
        )
        AND (%(from)s::date IS NULL OR t.created_at >= %(from)s::date)
        AND (%(to)s::date IS NULL OR t.created_at < %(to)s::date)
    GROUP BY 1, 2
) AS g

--: calls
SELECT json_build_object(
    'id', t.id,
    'number', t._legacy_id,
    'feature', f.slug,
    'service', t._service_name, -- carried
    'service', nullif(f.slug, 'unassigned'), -- finalized
    'model', t._model_name, -- carried
    'model', nullif(m.name, 'unknown'), -- finalized
    'userId', t.user_id,
    'tokensUsed', t.tokens_used,
    'responseTimeMs', t.response_time_ms,
    'costUsd', t.cost_usd,
    'status', t.status,
    'startedAt', t.created_at
) AS item
FROM ai_management.ai_usage_logs AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
INNER JOIN ai_management.ai_models AS m ON m.id = t.model_id
WHERE
    (%(id)s::uuid IS NULL OR t.id = %(id)s)
    AND (%(key)s::bigint IS NULL OR t._legacy_id = %(key)s)
    AND (%(feature)s::text IS NULL OR f.slug = %(feature)s)
    AND (
        %(service)s::text IS NULL
        OR t._service_name = %(service)s -- carried
    )
    AND (%(user)s::uuid IS NULL OR t.user_id = %(user)s)
    AND (%(before)s::bigint IS NULL OR t._legacy_id < %(before)s)
ORDER BY t._legacy_id DESC, t.created_at DESC, t.id
LIMIT %(limit)s

--: add_call
INSERT INTO ai_management.ai_usage_logs (
    feature_id,
    model_id,
    _service_name, -- carried
    _model_name, -- carried
    user_id,
    tokens_used,
    response_time_ms,
    cost_usd,
    status
)
SELECT
    CASE WHEN f.slug <> 'unassigned' THEN f.id END, -- carried
    f.id, -- finalized
    m.id, -- carried
    coalesce(m.id, u.id), -- finalized
    b.service, -- carried
    b.model, -- carried
    b."userId",
    b."tokensUsed",
    b."responseTimeMs",
    b."costUsd",
    b.status
FROM jsonb_to_record(%(body)s::jsonb) AS b (
    feature text,
    service text,
    model text,
    "userId" uuid,
    "tokensUsed" bigint,
    "responseTimeMs" integer,
    "costUsd" numeric,
    status text
)
INNER JOIN ai_management.ai_features AS f ON f.slug = b.feature
INNER JOIN ai_management.ai_models AS u ON u.name = 'unknown'
LEFT JOIN ai_management.ai_models AS m ON m.name = b.model
RETURNING id

--: remove_call
DELETE FROM ai_management.ai_usage_logs WHERE _legacy_id = %(key)s RETURNING id

--: lines
SELECT json_build_object(
    'id', t.id,
    'feature', f.slug,
    'service', t._service_name, -- carried
    'service', nullif(f.slug, 'unassigned'), -- finalized
    'provider', t.provider,
    'model', t._model_name, -- carried
    'model', nullif(m.name, 'unknown'), -- finalized
    'periodStart', t.period_start,
    'periodEnd', t.period_end,
    'amount', t.amount,
    'currency', t.currency,
    'invoiceNumber', t.invoice_number,
    'paid', t.paid
) AS item
FROM ai_management.ai_spending AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
INNER JOIN ai_management.ai_models AS m ON m.id = t.model_id
WHERE
    (%(from)s::date IS NULL OR t.period_start >= %(from)s::date)
    AND (%(to)s::date IS NULL OR t.period_start < %(to)s::date)
    AND (%(paid)s::boolean IS NULL OR t.paid = %(paid)s)
    AND (
        %(before)s::uuid IS NULL
        OR (t.period_start, t.id) < (
            SELECT c.period_start, c.id FROM ai_management.ai_spending AS c WHERE c.id = %(before)s
        )
    )
ORDER BY t.period_start DESC, t.id DESC
LIMIT %(limit)s

--: shares
SELECT json_build_object(
    'feature', f.slug,
    'service', t._legacy_service_name,
    'month', t.month,
    'department', t.department,
    'share', t.share,
    'amount', t.amount,
    'notes', t.notes
) AS item
FROM ai_management.ai_spending_allocations AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
WHERE
    (%(id)s::uuid IS NULL OR t.id = %(id)s)
    AND (%(month)s::date IS NULL OR t.month = %(month)s::date)
    AND (%(before)s::date IS NULL OR t.month < %(before)s::date)
ORDER BY t.month DESC, t._legacy_service_name COLLATE "C", t.id
LIMIT %(limit)s

--: make_share
INSERT INTO ai_management.ai_spending_allocations
    (feature_id, _legacy_service_name, month, share, amount)
SELECT
    CASE WHEN %(service)s::text IS NULL THEN f.id END, -- carried
    f.id, -- finalized
    coalesce(%(service)s, f.slug),
    %(month)s::date,
    b.share,
    b.amount
FROM jsonb_to_record(%(body)s::jsonb) AS b (share numeric, amount numeric)
INNER JOIN ai_management.ai_features AS f ON f.slug = %(feature)s
WHERE
    (%(service)s IS NOT NULL OR f.slug <> 'unassigned')
    AND NOT EXISTS (
        SELECT FROM ai_management.ai_spending_allocations AS t
        WHERE
            t.month = %(month)s::date
            AND (
                (%(service)s IS NULL AND t.feature_id = f.id)
                OR t._legacy_service_name = %(service)s
            )
    )

--: save_share
UPDATE ai_management.ai_spending_allocations AS t
SET department = b.department, share = b.share, amount = b.amount, notes = b.notes,
    updated_at = now()
FROM
    jsonb_to_record(%(body)s::jsonb) AS b (
        department text, share numeric, amount numeric, notes text
    ),
    ai_management.ai_features AS f
WHERE
    f.id = t.feature_id
    AND t.month = %(month)s::date
    AND (
        (%(service)s::text IS NULL AND f.slug = %(feature)s AND f.slug <> 'unassigned')
        OR t._legacy_service_name = %(service)s
    )
RETURNING t.id

--: export
SELECT
    t._legacy_id AS id,
    t._service_name AS service_name, -- carried
    -- finalized: the old report's own words for the features that it knew
    CASE f.slug -- finalized
        WHEN 'photo-tagging' THEN 'photo_analysis' -- finalized
        WHEN 'chatbot' THEN 'chatbot_service' -- finalized
        WHEN 'ai-search' THEN 'search_ai' -- finalized
        ELSE nullif(f.slug, 'unassigned') -- finalized
    END AS service_name, -- finalized
    t._model_name AS model_name, -- carried
    nullif(m.name, 'unknown') AS model_name, -- finalized
    t.user_id,
    t.tokens_used AS tokens,
    t.response_time_ms AS response_time,
    t.cost_usd AS cost,
    t.status = 'success' AS success,
    to_json(t.created_at) #>> '{}' AS created_at
FROM ai_management.ai_usage_logs AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
INNER JOIN ai_management.ai_models AS m ON m.id = t.model_id
WHERE
    (%(from)s::date IS NULL OR t.created_at >= %(from)s::date)
    AND (%(to)s::date IS NULL OR t.created_at < %(to)s::date)
ORDER BY t._legacy_id, t.created_at, t.id
