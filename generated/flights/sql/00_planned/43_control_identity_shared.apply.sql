-- New ids made of legacy keys
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 43_control_identity_shared.rollback.sql

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

--: Work as the owner of the control schema, one migration at a time, without names of others.
DO $work_as_owner$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(
        pg_catalog.hashtextextended('control schema', 0)
    );
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    PERFORM pg_catalog.set_config('role', 'migration_owner', true);
END
$work_as_owner$;

--: Define the new id of a row with an integer key: injective, and in the order of the keys.
CREATE OR REPLACE FUNCTION migration.uuid_from_bigint(tag bigint, legacy_key bigint)
RETURNS uuid
LANGUAGE sql
IMMUTABLE
STRICT
PARALLEL SAFE
-- Version and variant go between the 16 digits of the key; a tag of more than 14 makes no uuid.
RETURN overlay(
    overlay(
        lpad(to_hex(legacy_key # '-9223372036854775808'::bigint), 16, '0')
        || repeat('0', 14 - length(to_hex(tag)))
        || to_hex(tag)
        PLACING '8' FROM 13 FOR 0
    )
    PLACING '8' FROM 17 FOR 0
)::uuid;

--: Define the way back; NULL for a uuid that was not made so.
CREATE OR REPLACE FUNCTION migration.bigint_from_uuid(id uuid)
RETURNS bigint
LANGUAGE sql
IMMUTABLE
STRICT
PARALLEL SAFE
RETURN CASE
    WHEN substr(id::text, 15, 1) = '8' AND substr(id::text, 20, 1) = '8' THEN (
        'x'
        || substr(id::text, 1, 8)
        || substr(id::text, 10, 4)
        || substr(id::text, 16, 3)
        || substr(id::text, 21, 1)
    )::bit(64)::bigint # '-9223372036854775808'::bigint
END;

--: Define the new id of a row with any other key; collisions are looked for elsewhere.
CREATE OR REPLACE FUNCTION migration.uuid_from_text(tag bigint, legacy_key text)
RETURNS uuid
LANGUAGE sql
IMMUTABLE
STRICT
PARALLEL SAFE
RETURN overlay(
    overlay(
        left(encode(sha256(convert_to(tag::text || ':' || legacy_key, 'UTF8')), 'hex'), 30)
        PLACING '8' FROM 13 FOR 0
    )
    PLACING '8' FROM 17 FOR 0
)::uuid;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('uuid_from_bigint(bigint, bigint)', 'UUID version 8 of table tag and integer key; '
            || 'injective and in the order of the keys, for tags from 0 to 2^56 - 1.'),
        ('bigint_from_uuid(uuid)', 'The integer key of such a UUID, or NULL.'),
        ('uuid_from_text(bigint, text)', 'UUID version 8 of table tag and key, by sha256.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
