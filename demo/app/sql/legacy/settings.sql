--: configs
SELECT json_build_object(
    'id', t.id,
    'service_name', t.service_name,
    'environment', t.environment,
    'model_name', t.model_name,
    'temperature', t.temperature,
    'max_tokens', t.max_tokens,
    'timeout_seconds', t.timeout_seconds,
    'is_active', t.is_active,
    'settings', t.settings,
    'updated_by', t.updated_by,
    'created_at', t.created_at,
    'updated_at', t.updated_at
) AS item
FROM public.ai_configs AS t
WHERE
    (%(key)s::bigint IS NULL OR t.id = %(key)s)
    AND (%(environment)s::text IS NULL OR t.environment = %(environment)s)
    AND (%(service)s::text IS NULL OR t.service_name = %(service)s)
    AND (%(after_id)s::bigint IS NULL OR t.id > %(after_id)s)
ORDER BY t.id
LIMIT %(limit)s

--: save_config
UPDATE public.ai_configs AS t
SET
    service_name = b.service_name,
    environment = b.environment,
    model_name = b.model_name,
    temperature = b.temperature,
    max_tokens = b.max_tokens,
    timeout_seconds = b.timeout_seconds,
    is_active = coalesce(b.is_active, true),
    settings = coalesce(b.settings, '{}'),
    updated_by = b.updated_by,
    updated_at = now()
FROM jsonb_to_record(%(body)s::jsonb) AS b (
    service_name text,
    environment text,
    model_name text,
    temperature numeric,
    max_tokens integer,
    timeout_seconds integer,
    is_active boolean,
    settings jsonb,
    updated_by text
)
WHERE t.id = %(key)s
RETURNING t.id AS key

--: remove_config
DELETE FROM public.ai_configs WHERE id = %(key)s RETURNING id AS key

--: models
SELECT json_build_object(
    'id', t.id,
    'model_name', t.model_name,
    'provider', t.provider,
    'display_name', t.display_name,
    'max_tokens', t.max_tokens,
    'temperature', t.temperature,
    'price_per_1k_input', t.price_per_1k_input,
    'price_per_1k_output', t.price_per_1k_output,
    'price_since', t.price_since,
    'enabled', t.enabled
) AS item
FROM public.model_settings AS t
WHERE
    %(after_id)s::uuid IS NULL
    OR (t.model_name COLLATE "C", t.id) > (
        SELECT c.model_name COLLATE "C", c.id FROM public.model_settings AS c
        WHERE c.id = %(after_id)s
    )
ORDER BY t.model_name COLLATE "C", t.id
LIMIT %(limit)s

--: prompts
SELECT json_build_object(
    'id', t.id,
    'prompt_key', t.prompt_key,
    'service_name', t.service_name,
    'title', t.title,
    'template', t.template,
    'variables', t.variables,
    'version', t.version,
    'is_active', t.is_active,
    'author', t.author,
    'change_note', t.change_note,
    'created_at', t.created_at,
    'updated_at', t.updated_at
) AS item
FROM public.prompt_configs AS t
WHERE
    (%(key)s::text IS NULL OR t.prompt_key = %(key)s)
    AND (%(service)s::text IS NULL OR t.service_name = %(service)s)
    AND (%(after)s::text IS NULL OR t.prompt_key COLLATE "C" > %(after)s)
ORDER BY t.prompt_key COLLATE "C"
LIMIT %(limit)s

--: make_prompt
INSERT INTO public.prompt_configs (prompt_key, template, version)
SELECT %(key)s, b.template, 0
FROM jsonb_to_record(%(body)s::jsonb) AS b (template text)
WHERE NOT EXISTS (SELECT FROM public.prompt_configs AS t WHERE t.prompt_key = %(key)s)

--: save_prompt
UPDATE public.prompt_configs AS t
SET
    service_name = b.service_name,
    title = b.title,
    template = b.template,
    variables = b.variables,
    version = t.version + 1,
    is_active = coalesce(b.is_active, true),
    author = b.author,
    change_note = b.change_note,
    updated_at = now()
FROM jsonb_to_record(%(body)s::jsonb) AS b (
    service_name text,
    title text,
    template text,
    variables jsonb,
    is_active boolean,
    author text,
    change_note text
)
WHERE t.prompt_key = %(key)s
RETURNING t.prompt_key AS key
