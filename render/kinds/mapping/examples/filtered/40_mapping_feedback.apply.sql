-- Mapping feedback to ai_feedback: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/feedback.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_feedback.
-- Undo: 40_mapping_feedback.rollback.sql

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

--: Let Postgres prove that the filter depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.feedback_proof (
        id bigint,
        rating integer,
        remark text,
        created_at timestamptz,
        _proven boolean GENERATED ALWAYS AS (
            rating IS NULL OR rating > 0
        ) STORED,
        _converted boolean GENERATED ALWAYS AS (CAST((
            rating IS NULL OR rating > 0
        ) AS boolean)) STORED
    );
    DROP TABLE migration_ai_management.feedback_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the filter', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: The mapping is known, with the data set that it belongs to
SELECT migration.register_mapping(
    'ai-management', 'feedback', 'feedback'
);

--: Carry id of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_feedback
    ADD COLUMN IF NOT EXISTS _legacy_id bigint;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_feedback
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.ai_feedback
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.feedback_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    id bigint,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_feedback_feedback_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.feedback_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.feedback_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.feedback_journal TO migration_sync, migration_runner;

--: Where each row came from, under the keys of the document
CREATE OR REPLACE VIEW ai_management.feedback_provenance WITH (security_invoker = true) AS
SELECT
    t.id,
    jsonb_build_object(
        'original_table', 'feedback',
        'original_id', t._legacy_id,
        'migrated_at', t._migrated_at
    ) AS metadata
FROM ai_management.ai_feedback AS t
WHERE t._migrated_at IS NOT NULL;

--: Provenance belongs to the role that owns the target
ALTER VIEW ai_management.feedback_provenance OWNER TO migration_owner;

--: What the view is for
COMMENT ON VIEW ai_management.feedback_provenance IS
    'The legacy table and key of every migrated row, and when it was migrated.';

COMMIT;
