-- Mapping evaluations to ai_evaluations: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/evaluations.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_evaluations.
-- Locks: ACCESS EXCLUSIVE on ai_management.ai_evaluation_scores.
-- Undo: 40_mapping_evaluations.rollback.sql

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

--: Let Postgres prove that the expression of ai_evaluation_scores.metric depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.evaluations_proof (
        id bigint,
        model_name text,
        scores jsonb,
        created_at timestamptz,
        element jsonb,
        _proven text GENERATED ALWAYS AS (
            element ->> 'metric'
        ) STORED,
        _converted text GENERATED ALWAYS AS (CAST((
            element ->> 'metric'
        ) AS text)) STORED
    );
    DROP TABLE migration_ai_management.evaluations_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of ai_evaluation_scores.metric', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the expression of ai_evaluation_scores.score depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.evaluations_proof (
        id bigint,
        model_name text,
        scores jsonb,
        created_at timestamptz,
        element jsonb,
        _proven numeric GENERATED ALWAYS AS (
            (element ->> 'score')::numeric
        ) STORED,
        _converted numeric GENERATED ALWAYS AS (CAST((
            (element ->> 'score')::numeric
        ) AS numeric)) STORED
    );
    DROP TABLE migration_ai_management.evaluations_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of ai_evaluation_scores.score', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: The mapping is known, with the data set that it belongs to
SELECT migration.register_mapping(
    'ai-management', 'evaluations', 'evaluations'
);

--: Carry id of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_evaluations
    ADD COLUMN IF NOT EXISTS _legacy_id bigint;

--: Carry scores of the legacy row until the migration is finalized
ALTER TABLE ai_management.ai_evaluations
    ADD COLUMN IF NOT EXISTS _scores jsonb;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_evaluations
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai_management.ai_evaluations
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: True for a row that the legacy table cannot hold, so that the legacy name does not show it
ALTER TABLE ai_management.ai_evaluations
    ADD COLUMN IF NOT EXISTS _parked boolean;

--: A reverse finds such rows at once; the table is still empty
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS ai_evaluations_parked
    ON ai_management.ai_evaluations (id)
    WHERE _parked;

--: When the row of ai_evaluation_scores was migrated; NULL for a row born in the new system
ALTER TABLE ai_management.ai_evaluation_scores
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: A reverse finds the rows that legacy does not know at once; the table is still empty
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS ai_evaluation_scores_parked
    ON ai_management.ai_evaluation_scores (evaluation_id, "position")
    WHERE _migrated_at IS NULL;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.evaluations_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    id bigint,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT ai_evaluations_evaluations_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.evaluations_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.evaluations_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.evaluations_journal TO migration_sync, migration_runner;

--: Where each row came from, under the keys of the document
CREATE OR REPLACE VIEW ai_management.evaluations_provenance WITH (security_invoker = true) AS
SELECT
    t.id,
    jsonb_build_object(
        'original_table', 'evaluations',
        'original_id', t._legacy_id,
        'migrated_at', t._migrated_at
    ) AS metadata
FROM ai_management.ai_evaluations AS t
WHERE t._migrated_at IS NOT NULL;

--: Provenance belongs to the role that owns the target
ALTER VIEW ai_management.evaluations_provenance OWNER TO migration_owner;

--: What the view is for
COMMENT ON VIEW ai_management.evaluations_provenance IS
    'The legacy table and key of every migrated row, and when it was migrated.';

COMMIT;
