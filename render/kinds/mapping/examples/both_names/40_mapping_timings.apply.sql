-- Mapping timings to ai_timings: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/timings.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_timings.
-- Undo: 40_mapping_timings.rollback.sql

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

--: Let Postgres prove that the expression of took_ms depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.timings_proof (
        id bigint,
        took integer,
        unit varchar(2),
        good boolean,
        source text,
        _proven bigint GENERATED ALWAYS AS (
            CASE unit WHEN 's' THEN took::bigint * 1000 ELSE took END
        ) STORED,
        _converted bigint GENERATED ALWAYS AS (CAST((
            CASE unit WHEN 's' THEN took::bigint * 1000 ELSE took END
        ) AS bigint)) STORED
    );
    DROP TABLE migration_ai_management.timings_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of took_ms', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the inverse for took depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.timings_proof (
        id uuid,
        took_ms bigint,
        was_good boolean,
        verdict text,
        _proven integer GENERATED ALWAYS AS (
            took_ms::integer
        ) STORED,
        _converted integer GENERATED ALWAYS AS (CAST((
            took_ms::integer
        ) AS integer)) STORED
    );
    DROP TABLE migration_ai_management.timings_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the inverse for took', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the inverse for unit depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.timings_proof (
        id uuid,
        took_ms bigint,
        was_good boolean,
        verdict text,
        _proven varchar(2) GENERATED ALWAYS AS (
            'ms'
        ) STORED,
        _converted varchar(2) GENERATED ALWAYS AS (CAST((
            'ms'
        ) AS varchar(2))) STORED
    );
    DROP TABLE migration_ai_management.timings_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the inverse for unit', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the expression of verdict depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.timings_proof (
        id bigint,
        took integer,
        unit varchar(2),
        good boolean,
        source text,
        _proven text GENERATED ALWAYS AS (
            CASE WHEN good THEN 'good' WHEN NOT good THEN 'bad' END
        ) STORED,
        _converted text GENERATED ALWAYS AS (CAST((
            CASE WHEN good THEN 'good' WHEN NOT good THEN 'bad' END
        ) AS text)) STORED
    );
    DROP TABLE migration_ai_management.timings_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of verdict', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the inverse for good depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.timings_proof (
        id uuid,
        took_ms bigint,
        was_good boolean,
        verdict text,
        _proven boolean GENERATED ALWAYS AS (
            verdict = 'good'
        ) STORED,
        _converted boolean GENERATED ALWAYS AS (CAST((
            verdict = 'good'
        ) AS boolean)) STORED
    );
    DROP TABLE migration_ai_management.timings_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the inverse for good', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: The mapping is known, with the data set that it belongs to
SELECT migration.register_mapping(
    'ai-management', 'timings', 'timings'
);

--: Carry id of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_timings
    ADD COLUMN IF NOT EXISTS _legacy_id bigint;

--: Carry took of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_timings
    ADD COLUMN IF NOT EXISTS _took integer;

--: Carry unit of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_timings
    ADD COLUMN IF NOT EXISTS _unit varchar(2);

--: Carry source of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_timings
    ADD COLUMN IF NOT EXISTS _source text;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_timings
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.ai_timings
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.timings_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    id bigint,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_timings_timings_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.timings_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.timings_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.timings_journal TO migration_sync, migration_runner;

--: Where each row came from, under the keys of the document
CREATE OR REPLACE VIEW ai_management.timings_provenance WITH (security_invoker = true) AS
SELECT
    t.id,
    jsonb_build_object(
        'original_table', 'timings',
        'original_id', t._legacy_id,
        'migrated_at', t._migrated_at
    ) AS metadata
FROM ai_management.ai_timings AS t
WHERE t._migrated_at IS NOT NULL;

--: Provenance belongs to the role that owns the target
ALTER VIEW ai_management.timings_provenance OWNER TO migration_owner;

--: What the view is for
COMMENT ON VIEW ai_management.timings_provenance IS
    'The legacy table and key of every migrated row, and when it was migrated.';

COMMIT;
