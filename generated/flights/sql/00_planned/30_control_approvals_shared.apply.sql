-- Approving what somebody else runs
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 30_control_approvals_shared.rollback.sql

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

--: Define how somebody who does not run the migration approves a command.
CREATE OR REPLACE FUNCTION migration.approve(
    migration text,
    data_set text,
    command text,
    git_commit text,
    plan_hash text,
    because text
)
RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $approve$
DECLARE
    side text := migration.owner_of(approve.migration, approve.data_set);
    here migration.data_set;
    registered text;
    given bigint;
BEGIN
    IF coalesce(trim(because), '') = '' THEN
        RAISE EXCEPTION 'an approval of % needs a reason', approve.data_set
        USING ERRCODE = 'MG063', HINT = 'Say why: it becomes part of the log.';
    END IF;
    IF command IS NULL OR command NOT IN ('switch', 'reverse', 'finalize') THEN
        RAISE EXCEPTION 'there is nothing to approve about %', command
        USING ERRCODE = 'MG141', HINT = 'What is approved is switch, reverse or finalize.';
    END IF;
    SELECT d.* INTO here
    FROM migration.data_set AS d
    WHERE (d.migration, d.name) = (approve.migration, approve.data_set);
    IF here.phase IN ('cancelling', 'cancelled')
        OR (command = 'switch') <> (side = 'legacy')
        OR migration.phase_position(here.phase) >= migration.phase_position('finalized')
    THEN
        RAISE EXCEPTION 'the % of % cannot be approved now', command, approve.data_set
        USING
            ERRCODE = 'MG142',
            DETAIL = format('It is %s, and its owner is %s.', here.phase, side),
            HINT = 'A switch is approved before it, reverse and finalize between the switch and finalize.';
    END IF;
    IF git_commit IS NULL OR git_commit !~ '^[0-9a-f]{40}([0-9a-f]{24})?$' THEN
        RAISE EXCEPTION 'an approval names the git commit that was reviewed, not %', git_commit
        USING ERRCODE = 'MG143', HINT = 'Its whole hash: git rev-parse HEAD';
    END IF;
    SELECT m.plan_hash INTO registered
    FROM migration.migration AS m
    WHERE m.name = approve.migration;
    IF approve.plan_hash IS DISTINCT FROM registered THEN
        RAISE EXCEPTION 'the plan that was reviewed is not the one that is registered'
        USING
            ERRCODE = 'MG144',
            DETAIL = format('Reviewed: %s. Registered: %s.', approve.plan_hash, registered),
            HINT = 'Review what is registered, or have the reviewed plan applied first.';
    END IF;
    IF migration.has_run(approve.migration, session_user) THEN
        RAISE EXCEPTION '% has run steps of % and approves nothing of it',
            session_user, approve.migration
        USING ERRCODE = 'MG145', HINT = 'Whoever approves does not run: ask somebody else.';
    END IF;
    SELECT a.approval INTO given
    FROM migration.approval AS a
    WHERE (a.migration, a.data_set, a.command, a.plan_hash, a.approver)
            = (approve.migration, approve.data_set, approve.command, registered, session_user)
        AND a.voided_at IS NULL;
    IF FOUND THEN
        RETURN given;
    END IF;
    INSERT INTO migration.approval AS a (
        migration, data_set, command, git_commit, plan_hash, because
    )
    VALUES (
        approve.migration, approve.data_set, approve.command, approve.git_commit, registered,
        approve.because
    )
    RETURNING a.approval INTO given;
    PERFORM migration.record_event(
        approve.migration,
        'approved',
        approve.data_set,
        jsonb_build_object(
            'command', command,
            'git_commit', git_commit,
            'plan_hash', registered,
            'because', because
        )
    );
    RETURN given;
END
$approve$;

--: Define who is no approver of a migration: whoever has run a step of it.
CREATE OR REPLACE FUNCTION migration.has_run(migration text, login text)
RETURNS boolean
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $has_run$
    SELECT EXISTS (
        SELECT
        FROM migration.step_run AS r
        WHERE (r.migration, r.actor) = (has_run.migration, has_run.login)
    )
$has_run$;

--: Define whether enough others have approved this plan, judged for whoever asks.
CREATE OR REPLACE FUNCTION migration.is_approved(
    migration text,
    data_set text,
    command text,
    needed int
)
RETURNS TABLE (passed boolean, detail text)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $is_approved$
BEGIN
    RETURN QUERY
    SELECT
        count(*) FILTER (WHERE judged.counts) >= is_approved.needed,
        format('%s of %s needed', count(*) FILTER (WHERE judged.counts), is_approved.needed)
            || coalesce(
                ': ' || string_agg(judged.approver || ' ' || judged.why, ', ' ORDER BY judged.approver),
                ''
            )
    FROM (
        SELECT
            a.approver,
            a.approver <> session_user
            AND a.plan_hash = m.plan_hash
            AND NOT migration.has_run(a.migration, a.approver) AS counts,
            CASE
                WHEN a.plan_hash <> m.plan_hash THEN '(another plan)'
                WHEN a.approver = session_user THEN '(asks himself)'
                WHEN migration.has_run(a.migration, a.approver) THEN '(has run steps)'
                ELSE 'at commit ' || left(a.git_commit, 12)
            END AS why
        FROM migration.approval AS a
        INNER JOIN migration.migration AS m ON m.name = a.migration
        WHERE (a.migration, a.data_set, a.command)
                = (is_approved.migration, is_approved.data_set, is_approved.command)
            AND a.voided_at IS NULL
    ) AS judged;
END
$is_approved$;

--: Define how approvals are used up: whatever changes the owner needs new ones the next time.
CREATE OR REPLACE FUNCTION migration.void_approvals(migration text, data_set text)
RETURNS void
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $void_approvals$
    UPDATE migration.approval AS a
    SET voided_at = clock_timestamp()
    WHERE (a.migration, a.data_set) = (void_approvals.migration, void_approvals.data_set)
        AND a.voided_at IS NULL
$void_approvals$;

--: Let approvers approve, after they have seen what they approve.
GRANT EXECUTE
    ON FUNCTION
        migration.approve(text, text, text, text, text, text),
        migration.step_state(text, text),
        migration.look_at_gates(text, text, text)
    TO migration_approver;

--: Say in the catalog what these functions do.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('approve(text, text, text, text, text, text)', 'Approve a command, as yourself.'),
        ('has_run(text, text)', 'Whether a login has run a step of the migration.'),
        ('is_approved(text, text, text, int)', 'Whether enough others have approved.'),
        ('void_approvals(text, text)', 'Use the approvals of a data set up.')
    LOOP
        EXECUTE format('COMMENT ON FUNCTION migration.%s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
