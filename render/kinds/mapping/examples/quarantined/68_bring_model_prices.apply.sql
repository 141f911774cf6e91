-- Mapping model_prices to ai_model_prices: brings one legacy row over, or takes it back.
-- Generated from specs/ai-management/mappings/model_prices.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 68_bring_model_prices.rollback.sql

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

--: Refuse a value that a lookup does not hold; NULL is not a value
CREATE OR REPLACE FUNCTION migration_ai_management.model_prices_refuse(target_column text, legacy_value text)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $refuse$
BEGIN
    IF legacy_value IS NULL THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '% has no counterpart for %', target_column, legacy_value USING
        ERRCODE = 'MG101',
        HINT = 'Add the value to the mapping or to the looked-up table, then run redrive.';
END
$refuse$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.model_prices_refuse(text, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_prices_refuse(text, text) FROM PUBLIC;

--: Those who write target rows may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_prices_refuse(text, text) TO migration_sync, migration_runner;

--: Make the target row of one legacy key what the legacy row says now
CREATE OR REPLACE FUNCTION migration_ai_management.model_prices_bring(key_model text, key_year integer, came_from text)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, public, ai_management, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET jit = off
AS $bring$
#variable_conflict use_column
DECLARE
    legacy_row jsonb;
BEGIN
    -- Held until the end, also when the row turns out not to fit.
    PERFORM FROM public.model_prices AS l
    WHERE (l.model, l.year) = (key_model, key_year)
    FOR SHARE OF l;
    BEGIN
        -- Before the row is read: whoever sets it aside after this is not undone.
        DELETE FROM migration.quarantine AS q
        WHERE
            (q.migration, q.mapping, q.legacy_key)
            = ('ai-management', 'model_prices', jsonb_build_object('model', key_model, 'year', key_year));
        DELETE FROM ai_management.ai_model_prices AS t
        WHERE
            (t.model, t.year) = (key_model, key_year)
            AND NOT EXISTS (
                SELECT
                FROM public.model_prices AS l
                WHERE
                    (l.model, l.year) = (key_model, key_year)
            );
        INSERT INTO ai_management.ai_model_prices AS t (
            model,
            year,
            vendor_id,
            price,
            valid_for,
            _vendor,
            _migrated_at
        )
        SELECT
            l.model,
            l.year,
            COALESCE(
                (
                    SELECT known.id
                    FROM ai_management.ai_vendors AS known
                    WHERE known.name = l.vendor
                ),
                migration_ai_management.model_prices_refuse('vendor_id', l.vendor::text)::uuid
            ),
            l.price,
            l.valid_for,
            l.vendor,
            clock_timestamp()
        FROM public.model_prices AS l
        WHERE
            (l.model, l.year) = (key_model, key_year)
        FOR SHARE OF l
        ON CONFLICT (model, year) DO UPDATE SET
            vendor_id = excluded.vendor_id,
            price = excluded.price,
            valid_for = excluded.valid_for,
            _vendor = excluded._vendor
        WHERE (
            t.vendor_id,
            t.price,
            t.valid_for::text,
            t._vendor
        ) IS DISTINCT FROM (
            excluded.vendor_id,
            excluded.price,
            excluded.valid_for::text,
            excluded._vendor
        );
        RETURN 'brought';
    EXCEPTION
        WHEN
            lock_not_available OR deadlock_detected OR serialization_failure
            OR insufficient_resources OR system_error
        THEN
            RAISE;
        WHEN OTHERS THEN
            DELETE FROM ai_management.ai_model_prices AS t
            WHERE (t.model, t.year) = (key_model, key_year);
            SELECT to_jsonb(l) INTO legacy_row
            FROM public.model_prices AS l
            WHERE (l.model, l.year) = (key_model, key_year);
            PERFORM migration.quarantine_row(
                'ai-management', 'model_prices', jsonb_build_object('model', key_model, 'year', key_year),
                legacy_row, SQLERRM, SQLSTATE, came_from
            );
            RETURN 'quarantined';
    END;
END
$bring$;

--: The routine belongs to the role without a login
ALTER FUNCTION migration_ai_management.model_prices_bring(text, integer, text) OWNER TO migration_owner;

--: Nobody else may call it
REVOKE ALL ON FUNCTION migration_ai_management.model_prices_bring(text, integer, text) FROM PUBLIC;

--: The runner may
GRANT EXECUTE ON FUNCTION migration_ai_management.model_prices_bring(text, integer, text) TO migration_runner;

COMMIT;
