--: summary
SELECT json_build_object(
    'total_cost', coalesce(sum(g.cost), 0),
    'currency', 'USD',
    'calls', coalesce(sum(g.calls), 0),
    'breakdown', coalesce(
        json_agg(
            json_build_object('service', g.service_name, 'calls', g.calls, 'cost', g.cost)
            ORDER BY g.cost DESC, g.calls DESC, g.service_name COLLATE "C"
        ),
        '[]'
    )
) AS item
FROM (
    SELECT t.service_name, count(*) AS calls, coalesce(sum(t.cost), 0) AS cost
    FROM public.usage_logs AS t
    WHERE
        (%(service)s::text IS NULL OR t.service_name = %(service)s)
        AND (%(from)s::date IS NULL OR t.created_at >= %(from)s::date)
        AND (%(to)s::date IS NULL OR t.created_at < %(to)s::date)
    GROUP BY t.service_name
) AS g

--: usage
SELECT json_build_object(
    'id', t.id,
    'service_name', t.service_name,
    'model_name', t.model_name,
    'user_id', t.user_id,
    'tokens', t.tokens,
    'response_time', t.response_time,
    'cost', t.cost,
    'success', t.success,
    'created_at', t.created_at
) AS item
FROM public.usage_logs AS t
WHERE
    (%(key)s::bigint IS NULL OR t.id = %(key)s)
    AND (%(service)s::text IS NULL OR t.service_name = %(service)s)
    AND (%(user_id)s::uuid IS NULL OR t.user_id = %(user_id)s)
    AND (%(before_id)s::bigint IS NULL OR t.id < %(before_id)s)
ORDER BY t.id DESC
LIMIT %(limit)s

--: add_usage
INSERT INTO public.usage_logs
    (service_name, model_name, user_id, tokens, response_time, cost, success)
SELECT b.*
FROM jsonb_to_record(%(body)s::jsonb) AS b (
    service_name text,
    model_name text,
    user_id uuid,
    tokens bigint,
    response_time integer,
    cost numeric,
    success boolean
)
RETURNING id AS key

--: remove_usage
DELETE FROM public.usage_logs WHERE id = %(key)s RETURNING id AS key

--: billing
SELECT json_build_object(
    'id', t.id,
    'period_start', t.period_start,
    'period_end', t.period_end,
    'service_name', t.service_name,
    'provider', t.provider,
    'model_name', t.model_name,
    'amount', t.amount,
    'currency', t.currency::text,
    'invoice_number', t.invoice_number,
    'paid', t.paid
) AS item
FROM public.billing_data AS t
WHERE
    (%(from)s::date IS NULL OR t.period_start >= %(from)s::date)
    AND (%(to)s::date IS NULL OR t.period_start < %(to)s::date)
    AND (%(paid)s::boolean IS NULL OR t.paid = %(paid)s)
    AND (
        %(before_id)s::uuid IS NULL
        OR (t.period_start, t.id) < (
            SELECT c.period_start, c.id FROM public.billing_data AS c WHERE c.id = %(before_id)s
        )
    )
ORDER BY t.period_start DESC, t.id DESC
LIMIT %(limit)s

--: allocations
SELECT json_build_object(
    'service_name', t.service_name,
    'allocation_month', t.allocation_month,
    'department', t.department,
    'share', t.share,
    'amount', t.amount,
    'notes', t.notes
) AS item
FROM public.cost_allocations AS t
WHERE
    (%(service)s::text IS NULL OR t.service_name = %(service)s)
    AND (%(month)s::date IS NULL OR t.allocation_month = %(month)s::date)
    AND (%(before)s::date IS NULL OR t.allocation_month < %(before)s::date)
ORDER BY t.allocation_month DESC, t.service_name COLLATE "C"
LIMIT %(limit)s

--: make_allocation
INSERT INTO public.cost_allocations (service_name, allocation_month, share, amount)
SELECT %(service)s, %(month)s::date, b.share, b.amount
FROM jsonb_to_record(%(body)s::jsonb) AS b (share numeric, amount numeric)
WHERE NOT EXISTS (
    SELECT FROM public.cost_allocations AS t
    WHERE (t.service_name, t.allocation_month) = (%(service)s, %(month)s::date)
)

--: save_allocation
UPDATE public.cost_allocations AS t
SET department = b.department, share = b.share, amount = b.amount, notes = b.notes,
    updated_at = now()
FROM jsonb_to_record(%(body)s::jsonb) AS b (
    department text, share numeric, amount numeric, notes text
)
WHERE (t.service_name, t.allocation_month) = (%(service)s, %(month)s::date)
RETURNING t.service_name AS key

--: export
SELECT
    t.id,
    t.service_name,
    t.model_name,
    t.user_id,
    t.tokens,
    t.response_time,
    t.cost,
    t.success,
    to_json(t.created_at) #>> '{}' AS created_at
FROM public.usage_logs AS t
WHERE
    (%(from)s::date IS NULL OR t.created_at >= %(from)s::date)
    AND (%(to)s::date IS NULL OR t.created_at < %(to)s::date)
ORDER BY t.id
