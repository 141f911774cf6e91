-- Mapping model_settings to ai_model_settings: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/model_settings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_model_settings.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_model_prices.
-- Undo: 40_mapping_model_settings.rollback.sql

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

--: Let Postgres prove that the expression of ai_model_prices.input_usd_per_million depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.model_settings_proof (
        id uuid,
        model_name text,
        provider text,
        display_name text,
        max_tokens integer,
        temperature numeric(3,2),
        price_per_1k_input numeric(12,6),
        price_per_1k_output numeric(12,6),
        price_since date,
        enabled boolean,
        icon_url text,
        created_at timestamptz,
        updated_at timestamptz,
        _proven numeric(12,3) GENERATED ALWAYS AS (
            price_per_1k_input * 1000
        ) STORED,
        _converted numeric(12,3) GENERATED ALWAYS AS (CAST((
            price_per_1k_input * 1000
        ) AS numeric(12,3))) STORED
    );
    DROP TABLE migration_ai_management.model_settings_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of ai_model_prices.input_usd_per_million', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the inverse for price_per_1k_input depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.model_settings_proof (
        settings_id uuid,
        input_usd_per_million numeric(12,3),
        output_usd_per_million numeric(12,3),
        valid_from date,
        _proven numeric(12,6) GENERATED ALWAYS AS (
            input_usd_per_million * 0.001
        ) STORED,
        _converted numeric(12,6) GENERATED ALWAYS AS (CAST((
            input_usd_per_million * 0.001
        ) AS numeric(12,6))) STORED
    );
    DROP TABLE migration_ai_management.model_settings_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the inverse for price_per_1k_input', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the expression of ai_model_prices.output_usd_per_million depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.model_settings_proof (
        id uuid,
        model_name text,
        provider text,
        display_name text,
        max_tokens integer,
        temperature numeric(3,2),
        price_per_1k_input numeric(12,6),
        price_per_1k_output numeric(12,6),
        price_since date,
        enabled boolean,
        icon_url text,
        created_at timestamptz,
        updated_at timestamptz,
        _proven numeric(12,3) GENERATED ALWAYS AS (
            price_per_1k_output * 1000
        ) STORED,
        _converted numeric(12,3) GENERATED ALWAYS AS (CAST((
            price_per_1k_output * 1000
        ) AS numeric(12,3))) STORED
    );
    DROP TABLE migration_ai_management.model_settings_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of ai_model_prices.output_usd_per_million', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the inverse for price_per_1k_output depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.model_settings_proof (
        settings_id uuid,
        input_usd_per_million numeric(12,3),
        output_usd_per_million numeric(12,3),
        valid_from date,
        _proven numeric(12,6) GENERATED ALWAYS AS (
            output_usd_per_million * 0.001
        ) STORED,
        _converted numeric(12,6) GENERATED ALWAYS AS (CAST((
            output_usd_per_million * 0.001
        ) AS numeric(12,6))) STORED
    );
    DROP TABLE migration_ai_management.model_settings_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the inverse for price_per_1k_output', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: The mapping is known, with the data set that it belongs to
SELECT migration.register_mapping(
    'ai-management', 'model_settings', 'settings'
);

--: Carry model_name of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_model_settings
    ADD COLUMN IF NOT EXISTS _model_name text;

--: Carry provider of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_model_settings
    ADD COLUMN IF NOT EXISTS _provider text;

--: Carry price_per_1k_input of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_model_settings
    ADD COLUMN IF NOT EXISTS _price_per_1k_input numeric(12,6);

--: Carry price_per_1k_output of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_model_settings
    ADD COLUMN IF NOT EXISTS _price_per_1k_output numeric(12,6);

--: Carry price_since of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_model_settings
    ADD COLUMN IF NOT EXISTS _price_since date;

--: Carry icon_url of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_model_settings
    ADD COLUMN IF NOT EXISTS _icon_url text;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_model_settings
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.ai_model_settings
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: True for a row that the legacy table cannot hold, so that the legacy name does not show it
ALTER TABLE ai_management.ai_model_settings
    ADD COLUMN IF NOT EXISTS _parked boolean;

--: A reverse finds such rows at once; the table is still empty
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS ai_model_settings_parked
    ON ai_management.ai_model_settings (id)
    WHERE _parked;

--: When the row of ai_model_prices was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_model_prices
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: A reverse finds the rows that legacy does not know at once; the table is still empty
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS ai_model_prices_parked
    ON ai_management.ai_model_prices (settings_id)
    WHERE _migrated_at IS NULL;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.model_settings_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    id uuid,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_model_settings_model_settings_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.model_settings_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.model_settings_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.model_settings_journal TO migration_sync, migration_runner;

COMMIT;
