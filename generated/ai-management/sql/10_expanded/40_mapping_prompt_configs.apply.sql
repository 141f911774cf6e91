-- Mapping prompt_configs to prompts: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/prompt_configs.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.prompts.
-- Locks: ACCESS EXCLUSIVE on ai_management.prompt_versions.
-- Locks: ACCESS EXCLUSIVE on ai_management.prompt_variables.
-- Undo: 40_mapping_prompt_configs.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

BEGIN;

--: Let Postgres prove that the expression of prompt_variables.name depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.prompt_configs_proof (
        id bigint,
        prompt_key text,
        service_name text,
        title text,
        template text,
        variables jsonb,
        version integer,
        is_active boolean,
        author text,
        change_note text,
        editor_state jsonb,
        created_at timestamptz,
        updated_at timestamptz,
        variable jsonb,
        _proven text GENERATED ALWAYS AS (
            CASE jsonb_typeof(variable) WHEN 'string' THEN variable #>> '{}' ELSE variable ->> 'name' END
        ) STORED,
        _converted text GENERATED ALWAYS AS (CAST((
            CASE jsonb_typeof(variable) WHEN 'string' THEN variable #>> '{}' ELSE variable ->> 'name' END
        ) AS text)) STORED
    );
    DROP TABLE migration_ai_management.prompt_configs_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of prompt_variables.name', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the expression of prompt_variables.is_required depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.prompt_configs_proof (
        id bigint,
        prompt_key text,
        service_name text,
        title text,
        template text,
        variables jsonb,
        version integer,
        is_active boolean,
        author text,
        change_note text,
        editor_state jsonb,
        created_at timestamptz,
        updated_at timestamptz,
        variable jsonb,
        _proven boolean GENERATED ALWAYS AS (
            COALESCE((variable -> 'required') = 'true'::jsonb, false)
        ) STORED,
        _converted boolean GENERATED ALWAYS AS (CAST((
            COALESCE((variable -> 'required') = 'true'::jsonb, false)
        ) AS boolean)) STORED
    );
    DROP TABLE migration_ai_management.prompt_configs_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of prompt_variables.is_required', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the expression of prompt_variables.default_value depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.prompt_configs_proof (
        id bigint,
        prompt_key text,
        service_name text,
        title text,
        template text,
        variables jsonb,
        version integer,
        is_active boolean,
        author text,
        change_note text,
        editor_state jsonb,
        created_at timestamptz,
        updated_at timestamptz,
        variable jsonb,
        _proven text GENERATED ALWAYS AS (
            variable ->> 'default'
        ) STORED,
        _converted text GENERATED ALWAYS AS (CAST((
            variable ->> 'default'
        ) AS text)) STORED
    );
    DROP TABLE migration_ai_management.prompt_configs_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of prompt_variables.default_value', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: The mapping is known, with the data set that it belongs to
SELECT migration.register_mapping(
    'ai-management', 'prompt_configs', 'settings'
);

--: Carry id of the legacy row until the migration is finalized
ALTER TABLE ai_management.prompts
    ADD COLUMN IF NOT EXISTS _legacy_id bigint;

--: Carry service_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.prompts
    ADD COLUMN IF NOT EXISTS _service_name text;

--: Carry template of the legacy row until the migration is finalized
ALTER TABLE ai_management.prompts
    ADD COLUMN IF NOT EXISTS _template text;

--: Carry variables of the legacy row until the migration is finalized
ALTER TABLE ai_management.prompts
    ADD COLUMN IF NOT EXISTS _variables jsonb;

--: Carry version of the legacy row until the migration is finalized
ALTER TABLE ai_management.prompts
    ADD COLUMN IF NOT EXISTS _version integer;

--: Carry author of the legacy row until the migration is finalized
ALTER TABLE ai_management.prompts
    ADD COLUMN IF NOT EXISTS _author text;

--: Carry change_note of the legacy row until the migration is finalized
ALTER TABLE ai_management.prompts
    ADD COLUMN IF NOT EXISTS _change_note text;

--: Carry editor_state of the legacy row until the migration is finalized
ALTER TABLE ai_management.prompts
    ADD COLUMN IF NOT EXISTS _editor_state jsonb;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.prompts
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.prompts
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: True for a row that the legacy table cannot hold, so that the legacy name does not show it
ALTER TABLE ai_management.prompts
    ADD COLUMN IF NOT EXISTS _parked boolean;

--: A reverse finds such rows at once; the table is still empty
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS prompts_parked
    ON ai_management.prompts (id)
    WHERE _parked;

--: When the row of prompt_versions was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.prompt_versions
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: A reverse finds the rows that legacy does not know at once; the table is still empty
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS prompt_versions_parked
    ON ai_management.prompt_versions (prompt_id, version)
    WHERE _migrated_at IS NULL;

--: When the row of prompt_variables was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.prompt_variables
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: A reverse finds the rows that legacy does not know at once; the table is still empty
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS prompt_variables_parked
    ON ai_management.prompt_variables (prompt_id, "position")
    WHERE _migrated_at IS NULL;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.prompt_configs_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    id bigint,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT prompts_prompt_configs_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.prompt_configs_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.prompt_configs_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.prompt_configs_journal TO migration_sync, migration_runner;

--: Where each row came from, under the keys of the document
CREATE OR REPLACE VIEW ai_management.prompt_configs_provenance WITH (security_invoker = true) AS
SELECT
    t.id,
    jsonb_build_object(
        'original_table', 'prompt_configs',
        'original_id', t._legacy_id,
        'migrated_at', t._migrated_at
    ) AS metadata
FROM ai_management.prompts AS t
WHERE t._migrated_at IS NOT NULL;

--: Provenance belongs to the role that owns the target
ALTER VIEW ai_management.prompt_configs_provenance OWNER TO migration_owner;

--: What the view is for
COMMENT ON VIEW ai_management.prompt_configs_provenance IS
    'The legacy table and key of every migrated row, and when it was migrated.';

COMMIT;
