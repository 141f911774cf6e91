-- Mapping notes to remarks: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/notes.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;

BEGIN;

--: The mapping is known no longer
SELECT migration.forget_mapping('ai-management', 'notes');

--: The provenance view
DROP VIEW IF EXISTS ai.notes_provenance;

--: The journal
DROP TABLE IF EXISTS migration_ai_management.notes_journal;

--: The carried columns, unless the table is gone already
DO $carried$
BEGIN
    IF to_regclass('ai.remarks') IS NOT NULL THEN
        ALTER TABLE ai.remarks
            DROP COLUMN IF EXISTS _mood,
            DROP COLUMN IF EXISTS _size,
            DROP COLUMN IF EXISTS _colour,
            DROP COLUMN IF EXISTS _migrated_at;
    END IF;
END
$carried$;

COMMIT;
