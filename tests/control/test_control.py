"""The control schema as a whole: applied twice, damaged, and who may touch it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from render.emit import split_marks
from tests.control.sessions import STATE, bodies, build, problems, refusal, rows, run

if TYPE_CHECKING:
    from tests.control.sessions import Connection
    from tests.fixtures.databases import Database


def test_twice(control: Connection) -> None:
    """Applying the control schema a second time changes nothing and records nothing."""
    before = rows(control, STATE)
    build(control)

    assert rows(control, STATE) == before
    assert problems(control) == []


def test_verify_sees_damage(control: Connection) -> None:
    """The verify files name a missing function, a foreign owner, a lost trigger, a public grant."""
    control.execute("DROP FUNCTION migration.release(text)")
    control.execute("ALTER TABLE migration.quarantine OWNER TO CURRENT_USER")
    control.execute("ALTER TABLE migration.migration_events DISABLE TRIGGER append_only")
    control.execute("GRANT SELECT ON migration.step TO PUBLIC")
    control.execute("ALTER TABLE migration.control DROP COLUMN throttle_sleep")

    found = {str(name) for name, _ in problems(control)}
    assert found >= {
        "migration.release(text)",
        "migration.quarantine",
        "migration.migration_events, trigger append_only",
        "migration.step",
        "migration.control",
    }


def test_application_may_nothing(planned: Connection) -> None:
    """A role without grants can do nothing with any object of the control schema."""
    planned.execute("CREATE ROLE application")
    allowed = rows(
        planned,
        """
        SELECT c.oid::regclass::text, verb
        FROM pg_class AS c
        CROSS JOIN unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) verb
        WHERE c.relnamespace = 'migration'::regnamespace AND c.relkind IN ('r', 'v')
            AND has_table_privilege('application', c.oid, verb)
        UNION ALL
        SELECT p.oid::regprocedure::text, 'EXECUTE' FROM pg_proc AS p
        WHERE p.pronamespace = 'migration'::regnamespace
            AND has_function_privilege('application', p.oid, 'EXECUTE')
        UNION ALL
        SELECT c.oid::regclass::text, verb
        FROM pg_class AS c CROSS JOIN unnest('{USAGE,SELECT,UPDATE}'::text[]) verb
        WHERE c.relnamespace = 'migration'::regnamespace AND c.relkind = 'S'
            AND has_sequence_privilege('application', c.oid, verb)
        UNION ALL
        SELECT 'schema', verb FROM unnest('{USAGE,CREATE}'::text[]) verb
        WHERE has_schema_privilege('application', 'migration', verb)
    """,
    )

    assert allowed == []


def test_roles(planned: Connection) -> None:
    """Runner, capture and auditor may do their work and nothing beside it."""
    planned.execute("SET ROLE migration_runner")
    planned.execute("SELECT migration.acquire('ai'), migration.begin_phase('ai', 'expanded')")
    run(planned, "table.a")
    run(planned, "table.a", "rollback")
    planned.execute("SELECT * FROM migration.status, migration.progress, migration.validation")
    actors = rows(planned, "SELECT actor FROM migration.migration_events ORDER BY seq DESC LIMIT 1")
    for table in ("migration_events", "migration_status", "data_set", "step", "step_run", "phase"):
        assert refusal(planned, f"DELETE FROM migration.{table}").sqlstate == "42501"
    planned.execute("SET ROLE migration_sync")
    planned.execute("DELETE FROM migration.quarantine WHERE mapping = 'usage'")
    for table in ("migration_events", "migration_status", "backfill_batch", "data_set"):
        assert refusal(planned, f"INSERT INTO migration.{table} DEFAULT VALUES").sqlstate == "42501"
    planned.execute("SET ROLE migration_auditor")
    planned.execute("SELECT * FROM migration.status, migration.progress, migration.validation")
    assert refusal(planned, "SELECT * FROM migration.quarantine").sqlstate == "42501"

    assert actors == [("migration_runner",)]


def test_without_superuser(database: Database) -> None:
    """A role that may create roles and schemas can set the control schema up, without superuser."""
    roles, memberships, _ = (query for _, query in split_marks(bodies("apply")[0][1]))
    with database.connect() as connection:
        connection.execute("CREATE ROLE deployer CREATEROLE")
        connection.execute("CREATE ROLE stranger")
        connection.execute(f'GRANT CREATE ON DATABASE "{database.name}" TO deployer, stranger')
        connection.execute("SET SESSION AUTHORIZATION stranger")
        assert refusal(connection, roles).sqlstate == "MG011"
        connection.execute("SET SESSION AUTHORIZATION deployer")
        build(connection)
        build(connection)
        assert problems(connection) == []
        connection.execute("SET SESSION AUTHORIZATION stranger")
        said = refusal(connection, memberships)
        assert (said.sqlstate, said.message_hint) == (
            "MG011",
            "As a superuser, run: GRANT migration_owner TO stranger;",
        )


def test_at_the_same_time(database: Database) -> None:
    """Two migrations may apply the control schema at the same time."""

    def apply() -> None:
        with database.connect() as connection:
            build(connection)

    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(apply) for _ in range(4)]:
            done.result()
    with database.connect() as connection:
        assert problems(connection) == []


def test_beside_a_running_copy(database: Database, planned: Connection) -> None:
    """Another migration may apply the control schema while a copy holds its open transaction."""
    with database.connect(autocommit=False) as copy:
        copy.execute("INSERT INTO migration.mapping_estimate VALUES ('ai', 'usage', 1)")
        copy.execute("SELECT migration.begin_step('ai', 'table.a', 'apply')")
        copy.execute("SELECT migration.quarantine_row('ai', 'm', '1', '{}', 'no', 'P0', 'capture')")
        planned.execute("SET lock_timeout = '2s'")
        build(planned)
