--: assignments
SELECT json_build_object(
    'id', t.id,
    'number', t._legacy_id,
    'feature', f.slug,
    'service', t._service_name, -- carried
    'service', nullif(f.slug, 'unassigned'), -- finalized
    'environment', t.environment,
    'model', t._model_name, -- carried
    'model', nullif(m.name, 'unknown'), -- finalized
    'active', t.is_active,
    'trafficShare', t.traffic_share,
    'temperature', t.temperature,
    'maxOutputTokens', t.max_output_tokens,
    'timeoutMs', t.timeout_ms,
    'parameters', t.parameters,
    'updatedBy', t.updated_by,
    'createdAt', t.created_at,
    'updatedAt', t.updated_at
) AS item
FROM ai_management.feature_model_assignments AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
INNER JOIN ai_management.ai_models AS m ON m.id = t.model_id
WHERE
    (%(key)s::bigint IS NULL OR t._legacy_id = %(key)s)
    AND (%(environment)s::text IS NULL OR t.environment = %(environment)s)
    AND (%(feature)s::text IS NULL OR f.slug = %(feature)s)
    AND (
        %(service)s::text IS NULL
        OR t._service_name = %(service)s -- carried
    )
    AND (%(after)s::bigint IS NULL OR t._legacy_id > %(after)s)
ORDER BY t._legacy_id, t.id
LIMIT %(limit)s

--: save_assignment
UPDATE ai_management.feature_model_assignments AS t
SET
    feature_id = f.id,
    -- What belongs to no feature keeps the name of its service.
    _service_name = CASE f.slug WHEN 'unassigned' THEN b.service ELSE t._service_name END, -- carried
    environment = b.environment,
    model_id = coalesce(m.id, u.id),
    _model_name = b.model, -- carried
    temperature = b.temperature,
    max_output_tokens = b."maxOutputTokens",
    timeout_ms = b."timeoutMs",
    is_active = coalesce(b.active, true),
    parameters = coalesce(b.parameters, '{}'),
    updated_by = b."updatedBy",
    updated_at = now()
FROM jsonb_to_record(%(body)s::jsonb) AS b (
    feature text,
    service text,
    environment text,
    model text,
    active boolean,
    temperature numeric,
    "maxOutputTokens" integer,
    "timeoutMs" bigint,
    parameters jsonb,
    "updatedBy" text
)
INNER JOIN ai_management.ai_features AS f ON f.slug = b.feature
INNER JOIN ai_management.ai_models AS u ON u.name = 'unknown'
LEFT JOIN ai_management.ai_models AS m ON m.name = b.model
WHERE t._legacy_id = %(key)s
RETURNING t._legacy_id AS key

--: remove_assignment
DELETE FROM ai_management.feature_model_assignments WHERE _legacy_id = %(key)s
RETURNING _legacy_id AS key

--: models
SELECT json_build_object(
    'id', t.id,
    'model', t.called,
    'provider', p.slug,
    'providerAsEntered', t._provider, -- carried
    'providerAsEntered', nullif(p.slug, 'unknown'), -- finalized
    'displayName', t.display_name,
    'maxOutputTokens', t.max_output_tokens,
    'defaultTemperature', t.default_temperature,
    'inputUsdPerMillion', c.input_usd_per_million,
    'outputUsdPerMillion', c.output_usd_per_million,
    'priceValidFrom', c.valid_from,
    'enabled', t.is_enabled
) AS item
FROM (
    SELECT
        s.*,
        coalesce(s._model_name, m.name) AS called -- carried
        m.name AS called -- finalized
    FROM ai_management.ai_model_settings AS s
    INNER JOIN ai_management.ai_models AS m ON m.id = s.model_id
) AS t
INNER JOIN ai_management.ai_providers AS p ON p.id = t.provider_id
LEFT JOIN ai_management.ai_model_prices AS c ON c.settings_id = t.id
WHERE
    %(after)s::uuid IS NULL
    OR (t.called COLLATE "C", t.id) > (
        SELECT
            coalesce(s._model_name, m.name) COLLATE "C", -- carried
            m.name COLLATE "C", -- finalized
            s.id
        FROM ai_management.ai_model_settings AS s
        INNER JOIN ai_management.ai_models AS m ON m.id = s.model_id
        WHERE s.id = %(after)s
    )
ORDER BY t.called COLLATE "C", t.id
LIMIT %(limit)s

--: prompts
SELECT json_build_object(
    'id', t.id,
    'number', t._legacy_id,
    'slug', t.slug,
    'feature', f.slug,
    'service', t._service_name, -- carried
    'service', nullif(f.slug, 'unassigned'), -- finalized
    'title', t.title,
    'body', v.body,
    'variables', w.variables,
    'variablesAsSaved', t._variables, -- carried
    'variablesAsSaved', w.variables, -- finalized
    'version', t.current_version,
    'active', t.is_active,
    'author', v.author,
    'changeNote', v.change_note,
    'createdAt', t.created_at,
    'updatedAt', t.updated_at
) AS item
FROM ai_management.prompts AS t
INNER JOIN ai_management.ai_features AS f ON f.id = t.feature_id
LEFT JOIN ai_management.prompt_versions AS v
    ON (v.prompt_id, v.version) = (t.id, t.current_version)
CROSS JOIN LATERAL (
    SELECT coalesce(
        json_agg(
            json_build_object(
                'name', x.name, 'required', x.is_required, 'default', x.default_value
            )
            ORDER BY x.position
        ),
        '[]'
    ) AS variables
    FROM ai_management.prompt_variables AS x
    WHERE x.prompt_id = t.id
) AS w
WHERE
    (%(key)s::text IS NULL OR t.slug = %(key)s)
    AND (%(feature)s::text IS NULL OR f.slug = %(feature)s)
    AND (
        %(service)s::text IS NULL
        OR t._service_name = %(service)s -- carried
    )
    AND (%(after)s::text IS NULL OR t.slug COLLATE "C" > %(after)s)
ORDER BY t.slug COLLATE "C"
LIMIT %(limit)s

--: make_prompt
INSERT INTO ai_management.prompts (
    slug,
    _service_name, -- carried
    feature_id
)
SELECT
    %(key)s,
    b.service, -- carried
    CASE WHEN f.slug <> 'unassigned' THEN f.id END -- carried
    f.id -- finalized
FROM jsonb_to_record(%(body)s::jsonb) AS b (feature text, service text)
INNER JOIN ai_management.ai_features AS f ON f.slug = b.feature
WHERE NOT EXISTS (SELECT FROM ai_management.prompts AS t WHERE t.slug = %(key)s)

--: lock_prompt
SELECT
    t.id AS prompt,
    1 + coalesce(
        (SELECT max(v.version) FROM ai_management.prompt_versions AS v WHERE v.prompt_id = t.id), 0
    ) AS version
FROM ai_management.prompts AS t
WHERE t.slug = %(key)s
FOR UPDATE OF t

--: clear_variables
DELETE FROM ai_management.prompt_variables WHERE prompt_id = %(prompt)s

--: add_variables
INSERT INTO ai_management.prompt_variables
    (prompt_id, position, name, is_required, default_value)
SELECT
    %(prompt)s,
    item.position,
    CASE jsonb_typeof(item.variable)
        WHEN 'string' THEN item.variable #>> '{}' ELSE item.variable ->> 'name'
    END,
    coalesce(item.variable -> 'required' = 'true', false),
    item.variable ->> 'default'
FROM (SELECT %(body)s::jsonb -> 'variables' AS variables) AS b
CROSS JOIN LATERAL jsonb_array_elements(
    CASE jsonb_typeof(b.variables) WHEN 'array' THEN b.variables ELSE '[]' END
) WITH ORDINALITY AS item (variable, position)

--: add_version
INSERT INTO ai_management.prompt_versions
    (prompt_id, version, body, author, change_note, saved_at)
SELECT %(prompt)s, %(version)s, b.body, b.author, b."changeNote", now()
FROM jsonb_to_record(%(body)s::jsonb) AS b (body text, author text, "changeNote" text)

--: save_prompt
UPDATE ai_management.prompts AS t
SET
    feature_id = f.id,
    _service_name = CASE f.slug WHEN 'unassigned' THEN b.service ELSE t._service_name END, -- carried
    _variables = b.variables, -- carried
    title = b.title,
    current_version = %(version)s,
    is_active = coalesce(b.active, true),
    updated_at = now()
FROM jsonb_to_record(%(body)s::jsonb) AS b (
    feature text, service text, title text, variables jsonb, active boolean
)
INNER JOIN ai_management.ai_features AS f ON f.slug = b.feature
WHERE t.id = %(prompt)s
RETURNING t.slug AS key
