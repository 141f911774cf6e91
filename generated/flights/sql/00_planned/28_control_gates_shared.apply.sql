-- Gates, what they said, and approvals
-- Generated from specs/flights/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 28_control_gates_shared.rollback.sql

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

--: Create the list of gates: what must be true of a data set before a command may run.
CREATE TABLE IF NOT EXISTS migration.gate (
    migration text NOT NULL,
    data_set text NOT NULL,
    command text NOT NULL,
    gate text NOT NULL,
    rank int NOT NULL,
    demands text NOT NULL,
    routine text,
    sqlstate text NOT NULL,
    hint text NOT NULL,
    again boolean NOT NULL DEFAULT true,
    CONSTRAINT gate_pkey PRIMARY KEY (migration, data_set, command, gate),
    CONSTRAINT gate_data_set_fkey FOREIGN KEY (migration, data_set)
        REFERENCES migration.data_set,
    CONSTRAINT gate_command_check
        CHECK (command IN ('switch', 'reverse', 'finalize', 'cleanup')),
    CONSTRAINT gate_sqlstate_check CHECK (sqlstate ~ '^MG[0-9]{3}$')
);

--: Create the list of all that gates ever said.
CREATE TABLE IF NOT EXISTS migration.gate_result (
    result bigint GENERATED ALWAYS AS IDENTITY,
    migration text NOT NULL,
    data_set text NOT NULL,
    command text NOT NULL,
    gate text NOT NULL,
    passed boolean,
    detail text NOT NULL,
    epoch bigint NOT NULL,
    plan_hash text NOT NULL,
    environment text NOT NULL,
    checked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    checked_by text NOT NULL DEFAULT session_user,
    CONSTRAINT gate_result_pkey PRIMARY KEY (result),
    CONSTRAINT gate_result_latest_key UNIQUE (migration, data_set, command, gate, result)
);

--: Create the list of approvals.
CREATE TABLE IF NOT EXISTS migration.approval (
    approval bigint GENERATED ALWAYS AS IDENTITY,
    migration text NOT NULL,
    data_set text NOT NULL,
    command text NOT NULL,
    git_commit text NOT NULL,
    plan_hash text NOT NULL,
    because text NOT NULL,
    approver text NOT NULL DEFAULT session_user,
    approved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    voided_at timestamptz,
    CONSTRAINT approval_pkey PRIMARY KEY (approval),
    CONSTRAINT approval_data_set_fkey FOREIGN KEY (migration, data_set)
        REFERENCES migration.data_set,
    CONSTRAINT approval_command_check CHECK (command IN ('switch', 'reverse', 'finalize')),
    CONSTRAINT approval_git_commit_check CHECK (git_commit ~ '^[0-9a-f]{40}([0-9a-f]{24})?$')
);

--: Define what nobody may do with an approval, whatever his role: give it in another's name.
CREATE OR REPLACE FUNCTION migration.keep_approval()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $keep_approval$
BEGIN
    IF tg_op = 'INSERT' AND new.approver = session_user AND new.voided_at IS NULL THEN
        RETURN new;
    END IF;
    IF tg_op = 'UPDATE' AND old.voided_at IS NULL
        AND to_jsonb(new) - 'voided_at' = to_jsonb(old) - 'voided_at'
    THEN
        RETURN new;
    END IF;
    RAISE EXCEPTION '% of migration.approval is refused: approvals are given by their approver, '
        'and then only voided', tg_op
    USING ERRCODE = 'MG146', HINT = 'The approver himself runs: SELECT migration.approve(…).';
END
$keep_approval$;

--: Refuse it, also in replication.
DO $kept$
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_trigger AS t
        WHERE t.tgrelid = 'migration.approval'::regclass AND t.tgname = 'kept_by_row'
    ) THEN
        CREATE TRIGGER kept_by_row
            BEFORE INSERT OR UPDATE OR DELETE ON migration.approval
            FOR EACH ROW EXECUTE FUNCTION migration.keep_approval();
        CREATE TRIGGER kept_by_statement
            BEFORE TRUNCATE ON migration.approval
            FOR EACH STATEMENT EXECUTE FUNCTION migration.keep_approval();
        ALTER TABLE migration.approval ENABLE ALWAYS TRIGGER kept_by_row;
        ALTER TABLE migration.approval ENABLE ALWAYS TRIGGER kept_by_statement;
    END IF;
END
$kept$;

--: Say in the catalog what these objects mean.
DO $comments$
DECLARE
    note record;
BEGIN
    FOR note IN VALUES
        ('TABLE migration.gate', 'What must be true before a command may run on a data set.'),
        ('COLUMN migration.gate.migration', 'Name of the migration.'),
        ('COLUMN migration.gate.data_set', 'Name of the data set.'),
        ('COLUMN migration.gate.command', 'The command that needs it.'),
        ('COLUMN migration.gate.gate', 'Name of the gate.'),
        ('COLUMN migration.gate.rank', 'Place in the order of checking.'),
        ('COLUMN migration.gate.demands', 'What must be true, in words.'),
        ('COLUMN migration.gate.routine', 'The function that says whether; none: not required.'),
        ('COLUMN migration.gate.sqlstate', 'What the command fails with while it is closed.'),
        ('COLUMN migration.gate.hint', 'The command that helps.'),
        ('COLUMN migration.gate.again', 'Whether it is asked again while applications wait.'),
        ('TABLE migration.gate_result', 'All that gates ever said.'),
        ('COLUMN migration.gate_result.result', 'Number of the result.'),
        ('COLUMN migration.gate_result.migration', 'Name of the migration.'),
        ('COLUMN migration.gate_result.data_set', 'Name of the data set.'),
        ('COLUMN migration.gate_result.command', 'The command that needs it.'),
        ('COLUMN migration.gate_result.gate', 'Name of the gate.'),
        ('COLUMN migration.gate_result.passed', 'Whether it is open; empty: not required.'),
        ('COLUMN migration.gate_result.detail', 'Why.'),
        ('COLUMN migration.gate_result.epoch', 'Epoch of the data set then.'),
        ('COLUMN migration.gate_result.plan_hash', 'Hash of the plan then.'),
        ('COLUMN migration.gate_result.environment', 'production, or whose terms held then.'),
        ('COLUMN migration.gate_result.checked_at', 'When it was asked.'),
        ('COLUMN migration.gate_result.checked_by', 'The login that asked.'),
        ('TABLE migration.approval', 'Who approved what; append-only but for being voided.'),
        ('COLUMN migration.approval.approval', 'Number of the approval.'),
        ('COLUMN migration.approval.migration', 'Name of the migration.'),
        ('COLUMN migration.approval.data_set', 'Name of the data set.'),
        ('COLUMN migration.approval.command', 'The command that may run.'),
        ('COLUMN migration.approval.git_commit', 'The commit that was reviewed.'),
        ('COLUMN migration.approval.plan_hash', 'The plan that was reviewed.'),
        ('COLUMN migration.approval.because', 'Why.'),
        ('COLUMN migration.approval.approver', 'The login that approved.'),
        ('COLUMN migration.approval.approved_at', 'When.'),
        ('COLUMN migration.approval.voided_at', 'When a switch, reverse or cancel used it up.'),
        ('FUNCTION migration.keep_approval()', 'Trigger that keeps approvals as they were given.')
    LOOP
        EXECUTE format('COMMENT ON %s IS %L', note.column1, note.column2);
    END LOOP;
END
$comments$;

COMMIT;
