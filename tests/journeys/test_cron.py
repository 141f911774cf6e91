"""pg_cron on a real server: L7 runs by itself, and jobs that name legacy tables are found."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.fixtures.clocks import clocked
from tests.fixtures.components import found

from .desk import MIGRATION, TABLES, clean, prepare
from .life import tree_of
from .mutants import Mutant
from .ready import Ready

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fixtures.clocks import Clock

    from .life import Life

pytestmark = pytest.mark.needs("postgresql-15-cron", "libfaketime")
DATABASE = f"{MIGRATION} ready"
SETTINGS = {
    "shared_preload_libraries": "pg_cron",
    "cron.database_name": DATABASE,
    # No connection, so no password either.
    "cron.use_background_workers": "on",
    "max_worker_processes": "20",
}
EVERY_FIVE_MINUTES = 300
JOBS = (
    "SELECT jobname, schedule, command FROM cron.job WHERE jobname LIKE 'changeover %' ORDER BY 1"
)
RAN = "SELECT DISTINCT status, return_message FROM cron.job_run_details"
UNSCHEDULED = "SELECT cron.unschedule(jobid) FROM cron.job"
SPOILT = "UPDATE desk.mails SET body = 'nobody wrote this' WHERE body = 'one' RETURNING _legacy_id"
DRIFT = "SELECT mapping, legacy_key, kind FROM migration.drift"
GATE = "SELECT passed FROM migration.rechecked('desk', 'desk')"
PREFLIGHT = "SELECT migration_desk.preflight('desk')"
REFUSAL = "SELECT migration.refuse_closed('desk', 'desk', 'switch', NULL)"
SAID = "SELECT passed, detail FROM migration_desk.{}_gate('desk')"
ANSWER = """
INSERT INTO migration_desk.dependant_answer VALUES
    ('public.letters', 'cron_job', 'nightly', '{}', 'A test says so.')
"""
FORGET = "DELETE FROM migration_desk.dependant_answer; SELECT cron.unschedule(jobid) FROM cron.job"
NIGHTLY = "SELECT cron.schedule('nightly', '0 3 * * *', '{}')"
PURGE = "DELETE FROM letters WHERE body IS NULL"
ORDINARY = """
DO $$ BEGIN CREATE ROLE ordinary; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT migration_runner TO ordinary
"""
RECHECKS = "*64_recheck_letters"
NOT_SCHEDULED = Mutant(
    files=f"{RECHECKS}.apply.sql",
    old="'SELECT cron.schedule($1, $2, $3)'",
    new="'SELECT $1, $2, $3'",
)
SCHEDULED_BY_ANYBODY = Mutant(
    files=f"{RECHECKS}.apply.sql",
    old="IF NOT pg_catalog.has_schema_privilege('cron', 'USAGE') THEN",
    new="IF false THEN",
)
DEPENDANTS = "*90_dependants_desk.apply.sql"
STATEMENTS = "*92_statements_desk.apply.sql"
JOBS_NOT_READ = Mutant(files=DEPENDANTS, old="IF jobs IS NOT NULL THEN", new="IF false THEN")
TEXTS_NOT_READ = Mutant(files=STATEMENTS, old="IF jobs IS NOT NULL THEN", new="IF false THEN")
BLIND = Mutant(files=DEPENDANTS, old="OR row_security_active(c.oid)", new="")


@pytest.fixture(scope="module")
def scheduled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Life, Clock]]:
    """The migration desk at `verified`, in the database whose jobs pg_cron runs, and its clock."""
    library = found("postgresql-15-cron")
    assert library
    with clocked(library.parents[1] / "bin", SETTINGS) as (server, clock):
        made: list[Life] = []

        def begin(life: Life) -> None:
            made.append(life)
            run(life, "CREATE EXTENSION pg_cron")
            prepare(life)

        Ready(server=server, migration=MIGRATION, before=begin, after=clean).make(
            tmp_path_factory.mktemp("generated")
        )
        yield made[0], clock


@pytest.fixture
def life(scheduled: tuple[Life, Clock]) -> Iterator[Life]:
    """That migration, whose database has no other jobs and no answers when a test has ended."""
    life, _ = scheduled
    yield life
    run(life, FORGET)
    for file in files(life, "apply"):
        life.database.psql(file=file)


def run(life: Life, *statements: str) -> list[tuple[Any, ...]]:
    """The rows of the last statement of a superuser, past the fence of the new tables."""
    with life.database.connect(as_migration=True) as connection:
        for statement in statements:
            done = connection.execute(statement.encode())
        return done.fetchall() if done.description else []


def files(life: Life, action: str) -> list[Path]:
    """The files that apply or take back the schedules of all mappings."""
    return sorted(life.generated.glob(f"sql/*/64_recheck_*.{action}.sql"))


def mutated(life: Life, mutant: Mutant, folder: Path) -> None:
    """Apply what a mutant makes of the generated files."""
    tree = tree_of(MIGRATION)
    for path, text in mutant.of(tree).items():
        if text != tree[path]:
            (folder / "mutant.sql").write_text(text)
            life.database.psql(file=folder / "mutant.sql")


def registered(life: Life) -> None:
    """The generated files register one job for each mapping."""
    assert run(life, JOBS) == [
        (
            f"changeover desk {name} recheck",
            "*/5 * * * *",
            f"CALL migration_desk.{name}_recheck('1 minute')",
        )
        for name in sorted(TABLES)
    ]


def named_by_a_job(life: Life) -> None:
    """A job whose text names a legacy table refuses the switch until the spec has an answer.

    A job of another database, and those of the migration itself, are nobody's dependants.
    """
    assert run(life, SAID.format("dependants"))[0][0] is True
    run(life, "SELECT cron.schedule_in_database('other', '0 3 * * *', 'TABLE letters', 'postgres')")
    assert run(life, SAID.format("dependants"))[0][0] is True
    run(life, NIGHTLY.format(PURGE))
    why = "public.letters: cron job nightly"
    assert run(life, SAID.format("dependants")) == [(False, f"{why} has no answer")]
    with pytest.raises(psycopg.Error) as refused:
        run(life, PREFLIGHT, REFUSAL)
    assert refused.value.sqlstate == "MG180"
    for answer, said in {
        "kept": (False, f"{why} cannot be kept: its text finds the view"),
        "dropped": (False, f"{why} is to be dropped, and is still there"),
        "moved": (True, "everything that depends on the legacy tables has an answer"),
    }.items():
        run(life, "DELETE FROM migration_desk.dependant_answer", ANSWER.format(answer))
        assert run(life, SAID.format("dependants")) == [said]


def asked_too_much_by_a_job(life: Life) -> None:
    """What a job says must work over a view, like any statement."""
    run(life, NIGHTLY.format(PURGE))
    assert run(life, SAID.format("statements"))[0][0] is True
    run(life, NIGHTLY.format("TRUNCATE letters"))
    said = "public.letters: TRUNCATE (the job nightly): TRUNCATE letters"
    assert run(life, SAID.format("statements")) == [(False, said)]


def unseen_jobs(life: Life) -> None:
    """Who may not see the jobs of others does not learn that there are none."""
    unseen = "jobs of pg_cron: ordinary may not see those of others"
    for granted in ("", "GRANT USAGE ON SCHEMA cron TO ordinary"):
        run(life, ORDINARY + ";" + granted)
        assert run(life, "SET ROLE ordinary", SAID.format("dependants")) == [(False, unseen)]
        run(life, "SET ROLE ordinary", SAID.format("statements"))
    run(life, "REVOKE USAGE ON SCHEMA cron FROM ordinary")


def without_the_right(life: Life) -> None:
    """Who may not use pg_cron can apply the rest, and is warned that nothing looks by itself."""
    run(life, ORDINARY)
    said: list[str] = []
    for action in ("apply", "rollback"):
        (file,) = (one for one in files(life, action) if "letters" in one.name)
        _, block, rest = file.read_text().partition("DO $schedule$")
        with life.database.connect() as connection:
            connection.add_notice_handler(lambda one: said.append(one.message_primary or ""))
            connection.execute("SET ROLE ordinary")
            connection.execute(f"{block}{rest.partition('$schedule$;')[0]}$schedule$".encode())
    assert said == ["ordinary may not use pg_cron: nothing looks at letters again by itself"]


STORIES = {
    "registered": (registered, (NOT_SCHEDULED,)),
    "named by a job": (named_by_a_job, (JOBS_NOT_READ,)),
    "asked too much": (asked_too_much_by_a_job, (TEXTS_NOT_READ,)),
    "unseen jobs": (unseen_jobs, (BLIND,)),
    "without the right": (without_the_right, ()),
}


@pytest.mark.parametrize("name", STORIES)
def test_jobs_of_pg_cron(name: str, life: Life) -> None:
    """What is scheduled, and what others have scheduled: see the name of each case."""
    STORIES[name][0](life)


@pytest.mark.parametrize(
    ("name", "mutant"), [(name, one) for name, (_, mutants) in STORIES.items() for one in mutants]
)
def test_without_its_part_jobs_are_missed(
    name: str, mutant: Mutant, life: Life, tmp_path: Path
) -> None:
    """Each part, taken away, makes the test of its promise fail."""
    run(life, UNSCHEDULED)
    mutated(life, mutant, tmp_path)
    try:
        with pytest.raises(AssertionError):
            STORIES[name][0](life)
    finally:
        for file in life.generated.glob(f"sql/{mutant.files}"):
            life.database.psql(file=file)


def test_a_difference_is_found_by_itself(life: Life, scheduled: tuple[Life, Clock]) -> None:
    """Every five minutes the jobs look; what differs closes the gate, and nobody had to ask.

    The server's clock stands shortly before such a minute. Their rollback takes the jobs away.
    """
    _, clock = scheduled
    registered(life)
    ((key,),) = run(life, SPOILT)
    assert (run(life, DRIFT), run(life, GATE)) == ([], [(True,)])

    now = run(life, "SELECT extract(epoch FROM now())::integer")[0][0]
    clock.forward(EVERY_FIVE_MINUTES - now % EVERY_FIVE_MINUTES - 2)
    end = time.monotonic() + 60
    while not run(life, DRIFT) and time.monotonic() < end:
        time.sleep(0.2)

    assert run(life, RAN) == [("succeeded", "CALL")]
    assert run(life, DRIFT) == [("letters", {"id": key}, "differs")]
    assert run(life, GATE) == [(False,)]
    assert "is refused by the gate recheck" in life.switch(MIGRATION, check=False).stderr
    for file in files(life, "rollback"):
        life.database.psql(file=file)
    assert run(life, JOBS) == []
