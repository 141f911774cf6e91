"""Until its data set is switched, a new table is read by everybody and written by nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from psycopg import IsolationLevel, sql

from tests.fixtures.databases import named_database, without_new_roles

from .fences import (
    APPLICATION,
    AS_APPLICATION,
    AS_MIGRATION,
    READER,
    REFUSED,
    WRITERS,
    WRITES,
    allowed,
    fences,
    outcome,
    outcomes,
    session,
)
from .life import begun, tree_of
from .mutants import (
    FENCE_BELIEVES_ANYBODY,
    FENCE_NOT_ALWAYS,
    FENCE_OPEN_TO_THE_SILENT,
    FENCE_STAYS_ASLEEP,
    FENCE_STAYS_AWAKE,
    FENCE_WITHOUT_TRUNCATE,
    NO_FENCE,
    Mutant,
)

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytest_postgresql.executors import NoopExecutor

    from operate.disposable import Server

    from .life import Life

MIGRATION = "ai-management"
WORK = "migration_ai_management"
USAGE = "ai_management.ai_usage_logs"
SWITCHED = "debugging"
EVENTS = "ai_management.ai_debug_events"
NEW = "INSERT INTO usage_logs (id, service_name, tokens) VALUES (%s, 'chatbot_service', 5)"
ARRIVED = f"SELECT _legacy_id FROM {USAGE} WHERE _legacy_id >= 900001 ORDER BY 1"
FIRST = 900_001
ROWS = 500


@pytest.fixture(scope="module")
def verified(
    server: Server, template: NoopExecutor, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Life]:
    """The migration ai-management at `verified`, its application with more rights than it needs."""
    with (
        without_new_roles(server),
        named_database(server, "fence verified", template.template_dbname) as database,
    ):
        life = begun(MIGRATION, database, tmp_path_factory.mktemp("generated"))
        life.fill(ROWS, hostile=False, invented=True)
        life.apply()
        with database.connect() as connection:
            for table in life.plan.relations:
                rights = "ALL" if table.side == "legacy" else "TRUNCATE"
                grant = sql.SQL(f"GRANT {rights} ON {{}} TO {APPLICATION}")
                connection.execute(grant.format(sql.Identifier(table.schema, table.name)))
        yield life


@pytest.fixture
def copy(verified: Life) -> Iterator[Life]:
    """A copy of that database, for a test that changes it."""
    with named_database(verified.database.server, "fence copy", verified.database.name) as database:
        yield replace(verified, database=database)


@pytest.fixture
def mutated(copy: Life, tmp_path: Path) -> Callable[[Mutant], Life]:
    """Such a copy, its fences made anew from mutated files."""

    def make(mutant: Mutant) -> Life:
        life = begun(MIGRATION, copy.database, tmp_path, mutant.of(tree_of(MIGRATION)))
        for step in life.plan.steps:
            if step.part == "fence":
                life.database.psql(file=life.generated / step.file("rollback"))
                life.database.psql(file=life.generated / step.file("apply"))
        return life

    return make


def tables(life: Life, data_set: str = "") -> set[str]:
    """The tables that are fenced, of one data set or of all."""
    return {one.table for one in fences(life) if data_set in ("", one.data_set)}


def turned(life: Life, way: str) -> None:
    """Switch the data set, or give it back, with psql alone; what is then there is verified."""
    (life.switch if way == "switch" else life.reverse)(SWITCHED)
    life.database.psql(file=life.generated / "sql/60_switched" / f"50_switch_{SWITCHED}.verify.sql")
    life.psql("expanded", "verify")


def fence_verified(life: Life) -> subprocess.CompletedProcess[str]:
    """What psql says when it verifies the fence of the usage logs."""
    (step,) = (one for one in life.plan.steps if one.id == "fence.usage_logs")
    return life.database.psql(file=life.generated / step.file("verify"), check=False)


def test_new_tables_are_read_before_the_switch(verified: Life) -> None:
    """From `verified` on, those to whom a spec grants it read every new table."""
    rows = {}
    for role in (APPLICATION, READER):
        with session(verified, f"SET SESSION AUTHORIZATION {role}") as connection:
            for table in tables(verified):
                query = f"SELECT count(*) FROM {table}".encode()
                rows[role, table] = connection.execute(query).fetchall()[0][0]

    assert len(tables(verified)) > len({one.mapping for one in fences(verified)})
    assert all(rows.values())


@pytest.mark.erratum(12)
@pytest.mark.parametrize("who", WRITERS)
def test_a_write_by_a_new_name_is_refused(who: str, verified: Life) -> None:
    """Before the switch no write to a new table passes, and each refusal names the legacy table.

    Neither an application that has the grants passes, nor one that says that it is the migration,
    a superuser, or a session that replays a replication stream.
    """
    hints = {
        table: {f.hint for f in fences(verified) if f.table == table} for table in tables(verified)
    }

    found = outcomes(verified, WRITERS[who], tables(verified))

    assert len(found) == len(tables(verified)) * len(WRITES)
    assert {state for state, _ in found.values()} == {REFUSED}
    assert {table for (table, _), (_, hint) in found.items() if hint not in hints[table]} == set()


def test_a_copy_into_a_new_table_is_refused(verified: Life) -> None:
    """Rows that come by COPY meet the same fence."""
    with session(verified) as connection:
        copied = outcome(connection, f"COPY {USAGE} (tokens_used) FROM PROGRAM 'echo 1'")

    assert copied[0] == REFUSED


def test_the_migration_itself_is_not_fenced_out(copy: Life) -> None:
    """Capture, replay, copy and redrive bring rows into the fenced tables as before."""
    with session(copy, AS_APPLICATION) as application:
        application.execute(NEW, (FIRST,))
        application.isolation_level = IsolationLevel.SERIALIZABLE
        with application.transaction():
            application.execute(NEW, (FIRST + 1,))
    with session(copy) as connection:
        captured = connection.execute(ARRIVED).fetchall()
        connection.execute("ALTER TABLE usage_logs DISABLE TRIGGER USER")
        connection.execute(NEW, (FIRST + 2,))
        connection.execute(NEW, (FIRST + 3,))
        connection.execute("DELETE FROM migration.backfill_range WHERE mapping = 'usage_logs'")
        connection.execute(
            "SELECT migration.quarantine_row(%s, 'usage_logs', %s, '{}', '', 'MG101', 'backfill')",
            (MIGRATION, f'{{"id": {FIRST + 3}}}'),
        )
        silent = outcome(connection, f"SELECT {WORK}.usage_logs_replay_batch(10)")
    copy.database.psql(file=copy.generated / "sql/30_copying/75_backfill_usage_logs.apply.sql")
    with session(copy, AS_MIGRATION) as connection:
        connection.execute(f"CALL {WORK}.usage_logs_replay()")
        connection.execute(f"CALL {WORK}.usage_logs_redrive()")
        arrived = connection.execute(ARRIVED).fetchall()
    copy.validate()

    assert captured == [(FIRST,)]
    assert silent[0] == REFUSED
    assert arrived == [(FIRST + number,) for number in range(4)]
    assert set(copy.outcomes().values()) == {("clean", 0, 0)}


def test_the_switch_opens_its_own_data_set_alone(copy: Life) -> None:
    """After its switch a data set is written by its new names, until it is given back."""
    ours = tables(copy, SWITCHED)
    write = f"UPDATE {EVENTS} SET message = 'by the new name'"
    again = [step for step in copy.plan.steps if step.id == "fence.debug_logs"]

    turned(copy, "switch")
    copy.database.psql(file=copy.generated / again[0].file("apply"))
    during = {who: allowed(copy, WRITERS[who], tables(copy)) for who in WRITERS}
    with session(copy, AS_APPLICATION) as application:
        written = application.execute(write.encode()).rowcount
    turned(copy, "reverse")
    after = {who: allowed(copy, WRITERS[who], tables(copy)) for who in WRITERS}

    assert {(one.table, one.mapping) for one in fences(copy) if one.data_set == SWITCHED} >= {
        (EVENTS, "debug_logs"),
        (EVENTS, "error_tracking"),
    }
    every = {(table, kind) for table in ours for kind in WRITES}
    assert [(who, found) for who, found in during.items() if found != every] == []
    assert written > 0
    assert [(who, found) for who, found in after.items() if found] == []


@pytest.mark.parametrize(
    ("mutant", "who", "passed"),
    [
        (NO_FENCE, "an application", {*WRITES}),
        (FENCE_NOT_ALWAYS, "a session that replays a replication stream", {*WRITES}),
        (FENCE_WITHOUT_TRUNCATE, "a superuser", {"TRUNCATE"}),
    ],
    ids=["no fence", "not always", "without TRUNCATE"],
)
def test_a_gap_in_a_fence_is_noticed(
    mutant: Mutant, who: str, passed: set[str], mutated: Callable[[Mutant], Life]
) -> None:
    """A fence that is missing, or not always there, or not for every write, does not verify."""
    life = mutated(mutant)

    found = {kind for _, kind in allowed(life, WRITERS[who], {USAGE})}
    done = fence_verified(life)

    assert found == passed
    assert done.returncode != 0
    assert f"{USAGE}: fence is missing" in done.stderr


@pytest.mark.parametrize(
    ("mutant", "who"),
    [
        (FENCE_BELIEVES_ANYBODY, "an application that says it is the migration"),
        (FENCE_OPEN_TO_THE_SILENT, "a superuser"),
    ],
    ids=["believes anybody", "open to the silent"],
)
def test_a_fence_that_asks_too_little_is_noticed(
    mutant: Mutant, who: str, mutated: Callable[[Mutant], Life]
) -> None:
    """Writes pass a fence that asks only what a session says, or takes silence for an answer."""
    life = mutated(mutant)

    assert {kind for _, kind in allowed(life, WRITERS[who], {USAGE})} == {*WRITES}


@pytest.mark.parametrize(
    ("mutant", "ways"),
    [(FENCE_STAYS_AWAKE, ("switch",)), (FENCE_STAYS_ASLEEP, ("switch", "reverse"))],
    ids=["stays awake", "stays asleep"],
)
def test_a_fence_that_is_forgotten_is_noticed(
    mutant: Mutant, ways: tuple[str, ...], mutated: Callable[[Mutant], Life]
) -> None:
    """A switch or a reverse that forgets one of the fences does not verify."""
    life = mutated(mutant)
    *before, last = ways
    for way in before:
        turned(life, way)

    with pytest.raises(
        pytest.fail.Exception, match=r"zz_changeover_(error_tracking|debug_logs)_fence"
    ):
        turned(life, last)
