-- Data set analytics: the new tables own its rows, and both names reach them.
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: none, because the statement brings its own; safe to run again.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.analytics_events.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.performance_data.
-- Locks: ACCESS EXCLUSIVE for a moment, retried, on public.user_metrics.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_analytics_events.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_latency_summaries.
-- Locks: SHARE ROW EXCLUSIVE for a moment, retried, on ai_management.ai_user_metrics.
-- Undo: 50_switch_analytics.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

--: What analytics_events promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_ai_management.analytics_events') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('public.analytics_events', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'public.analytics_events'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_ai_management.analytics_events', part.name, part.beginning
        );
    END LOOP;
    FOR part IN
        SELECT
            coalesce(quote_ident(r.rolname), 'PUBLIC') AS role,
            given.privilege_type AS privilege,
            wanted.relation
        FROM pg_catalog.pg_class AS c
        CROSS JOIN aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS given
        LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = given.grantee
        CROSS JOIN unnest(ARRAY[
            'migration_ai_management.analytics_events',
            'migration_ai_management.analytics_events_legacy_form',
            'ai_management.ai_analytics_events'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'public.analytics_events'::regclass
            AND given.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
            AND given.grantee <> 'migration_sync'::regrole
            AND NOT coalesce(r.rolsuper, false)
            AND NOT has_table_privilege(coalesce(r.rolname, 'public'), wanted.relation, given.privilege_type)
        UNION ALL
        SELECT
            quote_ident(r.rolname),
            'USAGE',
            'SEQUENCE ' || s.sequence
        FROM pg_catalog.pg_class AS c
        CROSS JOIN aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS given
        INNER JOIN pg_catalog.pg_roles AS r ON r.oid = given.grantee
        CROSS JOIN LATERAL (
            SELECT pg_get_serial_sequence('public.analytics_events', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'public.analytics_events'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps analytics_events current
DO $lend$
BEGIN
    IF to_regclass('migration_ai_management.analytics_events') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.analytics_events TO migration_sync;
END
$lend$;


--: What performance_data promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_ai_management.performance_data') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('public.performance_data', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'public.performance_data'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_ai_management.performance_data', part.name, part.beginning
        );
    END LOOP;
    FOR part IN
        SELECT
            coalesce(quote_ident(r.rolname), 'PUBLIC') AS role,
            given.privilege_type AS privilege,
            wanted.relation
        FROM pg_catalog.pg_class AS c
        CROSS JOIN aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS given
        LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = given.grantee
        CROSS JOIN unnest(ARRAY[
            'migration_ai_management.performance_data',
            'migration_ai_management.performance_data_legacy_form',
            'ai_management.ai_latency_summaries'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'public.performance_data'::regclass
            AND given.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
            AND given.grantee <> 'migration_sync'::regrole
            AND NOT coalesce(r.rolsuper, false)
            AND NOT has_table_privilege(coalesce(r.rolname, 'public'), wanted.relation, given.privilege_type)
        UNION ALL
        SELECT
            quote_ident(r.rolname),
            'USAGE',
            'SEQUENCE ' || s.sequence
        FROM pg_catalog.pg_class AS c
        CROSS JOIN aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS given
        INNER JOIN pg_catalog.pg_roles AS r ON r.oid = given.grantee
        CROSS JOIN LATERAL (
            SELECT pg_get_serial_sequence('public.performance_data', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'public.performance_data'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps performance_data current
DO $lend$
BEGIN
    IF to_regclass('migration_ai_management.performance_data') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.performance_data TO migration_sync;
END
$lend$;


--: What user_metrics promises today, the view promises too
DO $dress$
DECLARE
    part record;
BEGIN
    IF to_regclass('migration_ai_management.user_metrics') IS NULL THEN
        -- It bears its name already.
        RETURN;
    END IF;
    FOR part IN
        SELECT
            a.attname AS name,
            coalesce(
                pg_get_expr(d.adbin, d.adrelid),
                'nextval(' || quote_literal(
                    pg_get_serial_sequence('public.user_metrics', a.attname)
                ) || ')'
            ) AS beginning
        FROM pg_catalog.pg_attribute AS a
        LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE
            a.attrelid = 'public.user_metrics'::regclass
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND a.attgenerated = ''
            AND (d.oid IS NOT NULL OR a.attidentity <> '')
    LOOP
        EXECUTE format(
            'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', 'migration_ai_management.user_metrics', part.name, part.beginning
        );
    END LOOP;
    FOR part IN
        SELECT
            coalesce(quote_ident(r.rolname), 'PUBLIC') AS role,
            given.privilege_type AS privilege,
            wanted.relation
        FROM pg_catalog.pg_class AS c
        CROSS JOIN aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS given
        LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = given.grantee
        CROSS JOIN unnest(ARRAY[
            'migration_ai_management.user_metrics',
            'migration_ai_management.user_metrics_legacy_form',
            'ai_management.ai_user_metrics'
        ]) AS wanted (relation)
        WHERE
            c.oid = 'public.user_metrics'::regclass
            AND given.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
            AND given.grantee <> 'migration_sync'::regrole
            AND NOT coalesce(r.rolsuper, false)
            AND NOT has_table_privilege(coalesce(r.rolname, 'public'), wanted.relation, given.privilege_type)
        UNION ALL
        SELECT
            quote_ident(r.rolname),
            'USAGE',
            'SEQUENCE ' || s.sequence
        FROM pg_catalog.pg_class AS c
        CROSS JOIN aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS given
        INNER JOIN pg_catalog.pg_roles AS r ON r.oid = given.grantee
        CROSS JOIN LATERAL (
            SELECT pg_get_serial_sequence('public.user_metrics', a.attname) AS sequence
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS s
        WHERE
            c.oid = 'public.user_metrics'::regclass
            AND given.privilege_type = 'INSERT'
            AND s.sequence IS NOT NULL
            AND NOT has_sequence_privilege(r.rolname, s.sequence, 'USAGE')
    LOOP
        EXECUTE format('GRANT %s ON %s TO %s', part.privilege, part.relation, part.role);
    END LOOP;
END
$dress$;


--: From now on the sync role keeps user_metrics current
DO $lend$
BEGIN
    IF to_regclass('migration_ai_management.user_metrics') IS NULL THEN
        -- The table is retired already.
        RETURN;
    END IF;
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.user_metrics TO migration_sync;
END
$lend$;


--: Switch analytics in one short transaction; a busy table is tried again, nothing queues behind it
DO $switch$
BEGIN
    IF migration.owner_of('ai-management', 'analytics') = 'new' THEN
        RETURN;
    END IF;
    FOR attempt IN 1..200 LOOP
        -- Most of what is noted is brought over before anybody has to wait.
        CALL migration_ai_management.analytics_events_replay();
        CALL migration_ai_management.performance_data_replay();
        CALL migration_ai_management.user_metrics_replay();
        BEGIN
            -- The names that applications use come first, so that nobody waits twice.
            LOCK TABLE public.analytics_events IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE public.performance_data IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE public.user_metrics IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_analytics_events IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_latency_summaries IN SHARE ROW EXCLUSIVE MODE;
            LOCK TABLE ai_management.ai_user_metrics IN SHARE ROW EXCLUSIVE MODE;
            -- Nobody writes any more: the last few notes are brought over, or the attempt ends.
            WHILE migration_ai_management.analytics_events_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            WHILE migration_ai_management.performance_data_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            WHILE migration_ai_management.user_metrics_replay_batch(1000) > 0 LOOP
                NULL;
            END LOOP;
            IF
                EXISTS (SELECT FROM migration_ai_management.analytics_events_journal)
                OR EXISTS (SELECT FROM migration_ai_management.performance_data_journal)
                OR EXISTS (SELECT FROM migration_ai_management.user_metrics_journal)
            THEN
                RAISE lock_not_available;
            END IF;
            ALTER TABLE public.analytics_events DISABLE TRIGGER zz_changeover_analytics_events_capture;
            ALTER TABLE public.analytics_events DISABLE TRIGGER zz_changeover_analytics_events_truncate;
            ALTER TABLE public.analytics_events RENAME TO analytics_events_retired;
            CREATE TRIGGER zz_changeover_analytics_events_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.analytics_events_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_ai_management.analytics_events_refuse_retired();
            ALTER TABLE public.analytics_events_retired ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_retired;
            ALTER VIEW migration_ai_management.analytics_events SET SCHEMA public;
            ALTER TABLE ai_management.ai_analytics_events ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_reconcile;
            ALTER TABLE ai_management.ai_analytics_events ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_reverse;
            ALTER TABLE ai_management.ai_analytics_events ENABLE ALWAYS TRIGGER zz_changeover_analytics_events_emptied;
            ALTER TABLE ai_management.ai_analytics_events DISABLE TRIGGER zz_changeover_analytics_events_fence;
            ALTER TABLE public.performance_data DISABLE TRIGGER zz_changeover_performance_data_capture;
            ALTER TABLE public.performance_data DISABLE TRIGGER zz_changeover_performance_data_truncate;
            ALTER TABLE public.performance_data RENAME TO performance_data_retired;
            CREATE TRIGGER zz_changeover_performance_data_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.performance_data_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_ai_management.performance_data_refuse_retired();
            ALTER TABLE public.performance_data_retired ENABLE ALWAYS TRIGGER zz_changeover_performance_data_retired;
            ALTER VIEW migration_ai_management.performance_data SET SCHEMA public;
            ALTER TABLE ai_management.ai_latency_summaries ENABLE ALWAYS TRIGGER zz_changeover_performance_data_reconcile;
            ALTER TABLE ai_management.ai_latency_summaries ENABLE ALWAYS TRIGGER zz_changeover_performance_data_reverse;
            ALTER TABLE ai_management.ai_latency_summaries ENABLE ALWAYS TRIGGER zz_changeover_performance_data_emptied;
            ALTER TABLE ai_management.ai_latency_summaries DISABLE TRIGGER zz_changeover_performance_data_fence;
            ALTER TABLE public.user_metrics DISABLE TRIGGER zz_changeover_user_metrics_capture;
            ALTER TABLE public.user_metrics DISABLE TRIGGER zz_changeover_user_metrics_truncate;
            ALTER TABLE public.user_metrics RENAME TO user_metrics_retired;
            CREATE TRIGGER zz_changeover_user_metrics_retired
                BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.user_metrics_retired
                FOR EACH STATEMENT
                WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)
                EXECUTE FUNCTION migration_ai_management.user_metrics_refuse_retired();
            ALTER TABLE public.user_metrics_retired ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_retired;
            ALTER VIEW migration_ai_management.user_metrics SET SCHEMA public;
            ALTER TABLE ai_management.ai_user_metrics ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_reconcile;
            ALTER TABLE ai_management.ai_user_metrics ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_reverse;
            ALTER TABLE ai_management.ai_user_metrics ENABLE ALWAYS TRIGGER zz_changeover_user_metrics_emptied;
            ALTER TABLE ai_management.ai_user_metrics DISABLE TRIGGER zz_changeover_user_metrics_fence;
            PERFORM migration.change_owner('ai-management', 'analytics', 'new');
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                NULL;
        END;
        COMMIT;
        PERFORM pg_catalog.pg_sleep(0.02 + 0.05 * pg_catalog.random());
    END LOOP;
    RAISE EXCEPTION 'the data set % stayed busy for 200 attempts', 'analytics' USING
        ERRCODE = 'MG111',
        HINT = 'Look for long transactions in pg_stat_activity, then switch again.';
END
$switch$;
