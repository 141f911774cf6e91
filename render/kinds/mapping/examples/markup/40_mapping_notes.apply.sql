-- Mapping notes to remarks: where its rows come from stays with them.
-- Generated from specs/ai-management/mappings/notes.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: ACCESS EXCLUSIVE on ai.remarks.
-- Undo: 40_mapping_notes.rollback.sql

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

--: Let Postgres prove that the expression of label depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.notes_proof (
        id uuid,
        "Title" text,
        mood text,
        size integer,
        colour text,
        _proven text GENERATED ALWAYS AS (
            COALESCE("Title", '') || '`' || '|'
        ) STORED,
        _converted text GENERATED ALWAYS AS (CAST((
            COALESCE("Title", '') || '`' || '|'
        ) AS text)) STORED
    );
    DROP TABLE migration_ai_management.notes_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of label', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the inverse for Title depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.notes_proof (
        id uuid,
        label text,
        mood text,
        weight text,
        version integer,
        author text,
        flags text,
        _proven text GENERATED ALWAYS AS (
            substr(label, 1, greatest(length(label) - 2, 0))
        ) STORED,
        _converted text GENERATED ALWAYS AS (CAST((
            substr(label, 1, greatest(length(label) - 2, 0))
        ) AS text)) STORED
    );
    DROP TABLE migration_ai_management.notes_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the inverse for Title', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the expression of weight depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.notes_proof (
        id uuid,
        "Title" text,
        mood text,
        size integer,
        colour text,
        _proven text GENERATED ALWAYS AS (
            CASE
                WHEN size > 10 THEN 'heavy'
                ELSE 'light'
            END
            
        ) STORED,
        _converted text GENERATED ALWAYS AS (CAST((
            CASE
                WHEN size > 10 THEN 'heavy'
                ELSE 'light'
            END
            
        ) AS text)) STORED
    );
    DROP TABLE migration_ai_management.notes_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of weight', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the expression of version depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.notes_proof (
        id uuid,
        "Title" text,
        mood text,
        size integer,
        colour text,
        _proven integer GENERATED ALWAYS AS (
            1
        ) STORED,
        _converted integer GENERATED ALWAYS AS (CAST((
            1
        ) AS integer)) STORED
    );
    DROP TABLE migration_ai_management.notes_proof;
EXCEPTION
    WHEN OTHERS THEN
        RAISE EXCEPTION '%: %', 'the expression of version', SQLERRM USING
            ERRCODE = SQLSTATE,
            HINT = 'The same row must always give the same value of the right type. '
                'Name the time zone of a time, and cast what is of another type.';
END
$proof$;

--: Let Postgres prove that the filter depends on the row alone
DO $proof$
BEGIN
    CREATE TABLE migration_ai_management.notes_proof (
        id uuid,
        "Title" text,
        mood text,
        size integer,
        colour text,
        _proven boolean GENERATED ALWAYS AS (
            size IS NULL OR abs(size) < 2 | 1
        ) STORED,
        _converted boolean GENERATED ALWAYS AS (CAST((
            size IS NULL OR abs(size) < 2 | 1
        ) AS boolean)) STORED
    );
    DROP TABLE migration_ai_management.notes_proof;
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
    'ai-management', 'notes', 'notes'
);

--: Carry Title of the legacy row until the migration is finalized
ALTER TABLE ai.remarks
    ADD COLUMN IF NOT EXISTS "_Title" text;

--: Carry mood of the legacy row until the migration is finalized
ALTER TABLE ai.remarks
    ADD COLUMN IF NOT EXISTS _mood text;

--: Carry size of the legacy row until the migration is finalized
ALTER TABLE ai.remarks
    ADD COLUMN IF NOT EXISTS _size integer;

--: Carry colour of the legacy row until the migration is finalized
ALTER TABLE ai.remarks
    ADD COLUMN IF NOT EXISTS _colour text;

--: When the row was migrated; NULL for a row born in the new system
ALTER TABLE ai.remarks
    ADD COLUMN IF NOT EXISTS _migrated_at timestamptz;

--: True while a row is on its way in by the legacy name, false for one that both names know
ALTER TABLE ai.remarks
    ADD COLUMN IF NOT EXISTS _by_legacy_name boolean;

--: Keys whose change could not be mirrored at once; NULL stands for every key
CREATE TABLE IF NOT EXISTS migration_ai_management.notes_journal (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    id uuid,
    noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT remarks_notes_journal_pkey PRIMARY KEY (entry)
);

--: What the journal is for
COMMENT ON TABLE migration_ai_management.notes_journal IS
    'Legacy keys that the capture could not mirror at once; the replay brings them over.';

--: The journal belongs to the role that owns everything here
ALTER TABLE migration_ai_management.notes_journal OWNER TO migration_owner;

--: Capture notes keys, the runner drains them
GRANT SELECT, INSERT, UPDATE, DELETE ON migration_ai_management.notes_journal TO migration_sync, migration_runner;

COMMIT;
