"""pg_cron on a real server: L7 runs by itself, and jobs that name legacy tables are found."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from . import jobs
from .desk import MIGRATION, TABLES
from .jobs import DEPENDANTS, NIGHTLY, ORDINARY, SAID, STATEMENTS, UNSCHEDULED, files, mutated, run
from .mutants import Mutant

if TYPE_CHECKING:
    from tests.fixtures.clocks import Clock

    from .life import Life

Row = tuple[Any, ...]
pytestmark = jobs.NEEDED
scheduled, life = jobs.scheduled, jobs.life
EVERY_FIVE_MINUTES = 300
JOBS = (
    "SELECT jobname, schedule, command FROM cron.job WHERE jobname LIKE 'changeover %' ORDER BY 1"
)
RAN = "SELECT DISTINCT status, return_message FROM cron.job_run_details"
SPOILT = "UPDATE desk.mails SET body = 'nobody wrote this' WHERE body = 'one' RETURNING _legacy_id"
DRIFT = "SELECT mapping, legacy_key, kind FROM migration.drift"
GATE = "SELECT passed FROM migration.rechecked('desk', 'desk')"
PREFLIGHT = "SELECT migration_desk.preflight('desk')"
REFUSAL = "SELECT migration.refuse_closed('desk', 'desk', 'switch', NULL)"
ANSWER = """
INSERT INTO migration_desk.dependant_answer VALUES
    ('public.letters', 'cron_job', 'nightly', '{}', 'A test says so.')
"""
# As every file of the migration begins.
FILE_BEFORE = "SET row_security = off"
UNSEEN = (
    "jobs of pg_cron: ordinary may not see those of others; "
    "run this as a role that passes row security, and has USAGE on the schema cron"
)
LEFT = (
    "ordinary may end only jobs of pg_cron that are its own: "
    "another's may still look at letters again"
)
LOOKING = "SELECT username FROM cron.job WHERE jobname = 'changeover desk letters recheck'"
PURGE = "DELETE FROM letters WHERE body IS NULL"
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
JOBS_NOT_READ = Mutant(files=DEPENDANTS, old="IF jobs IS NOT NULL THEN", new="IF false THEN")
TEXTS_NOT_READ = Mutant(files=STATEMENTS, old="IF jobs IS NOT NULL THEN", new="IF false THEN")
NOT_SHOWN = [
    Mutant(files=file, old="SET row_security = on\n", new="") for file in (DEPENDANTS, STATEMENTS)
]
NONE_SHOWN = Mutant(
    files=f"{RECHECKS}.rollback.sql",
    old="set_config('row_security', 'on', true)",
    new="set_config('row_security', 'off', true)",
)
NOT_TOLD = Mutant(files=f"{RECHECKS}.rollback.sql", old="IF NOT any_job THEN", new="IF false THEN")
ALL_ENDED = Mutant(
    files=f"{RECHECKS}.rollback.sql", old="AND ($2 OR j.username = current_user)", new="OR $2"
)
BLIND = Mutant(files=DEPENDANTS, old="OR row_security_active(c.oid)", new="")


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
    """Who may not see the jobs of others does not learn that there are none, but what to do.

    So it is in a session in which a file of the migration was run. As a role that sees all jobs
    the same look finds nothing.
    """
    run(life, ORDINARY)
    for granted in ("", "GRANT USAGE ON SCHEMA cron TO ordinary"):
        run(life, granted)
        assert told_ordinary(life, "dependants") == (False, UNSEEN)
        assert told_ordinary(life, "statements")[0] is True
    run(life, "ALTER ROLE ordinary BYPASSRLS")
    assert told_ordinary(life, "dependants")[0] is True
    run(life, "ALTER ROLE ordinary NOBYPASSRLS", "REVOKE USAGE ON SCHEMA cron FROM ordinary")


def told_ordinary(life: Life, gate: str) -> Row:
    """What a gate says to the role `ordinary`, or that it failed."""
    try:
        return run(life, FILE_BEFORE, "SET ROLE ordinary", SAID.format(gate))[0]
    except psycopg.Error as error:
        return (None, str(error))


def scheduled_by(life: Life, role: str, *actions: str) -> list[str]:
    """What that role is told when it applies, or takes back, the schedule of the letters."""
    said: list[str] = []
    with life.database.connect() as connection:
        connection.add_notice_handler(lambda one: said.append(one.message_primary or ""))
        connection.execute(FILE_BEFORE.encode())
        connection.execute(f"SET ROLE {role}".encode())
        for action in actions:
            (file,) = (one for one in files(life, action) if "letters" in one.name)
            _, block, rest = file.read_text().partition("DO $schedule$")
            try:
                connection.execute(f"{block}{rest.partition('$schedule$;')[0]}$schedule$".encode())
            except psycopg.Error as error:
                said.append(str(error))
    return said


def without_the_right(life: Life) -> None:
    """Who may not use pg_cron can apply the rest, and is warned that nothing looks by itself."""
    run(life, ORDINARY)
    assert scheduled_by(life, "ordinary", "apply", "rollback") == [
        "ordinary may not use pg_cron: nothing looks at letters again by itself",
        LEFT,
    ]


def ended_by_its_own(life: Life) -> None:
    """Who may use pg_cron ends the jobs that it made, and is told that others may be left.

    A role that sees the jobs of others and may not end them does not try.
    """
    run(life, ORDINARY, "GRANT USAGE ON SCHEMA cron TO ordinary")
    for seeing in ("NOBYPASSRLS", "BYPASSRLS"):
        run(life, f"ALTER ROLE ordinary {seeing}")
        assert scheduled_by(life, "ordinary", "apply") == []
        assert sorted(run(life, LOOKING)) == [("ordinary",), ("postgres",)]
        assert scheduled_by(life, "ordinary", "rollback") == [LEFT]
        assert run(life, LOOKING) == [("postgres",)]
    run(life, "ALTER ROLE ordinary NOBYPASSRLS", "REVOKE USAGE ON SCHEMA cron FROM ordinary")
    assert scheduled_by(life, "postgres", "rollback") == []
    assert run(life, LOOKING) == []


STORIES = {
    "registered": (registered, (NOT_SCHEDULED,)),
    "named by a job": (named_by_a_job, (JOBS_NOT_READ,)),
    "asked too much": (asked_too_much_by_a_job, (TEXTS_NOT_READ,)),
    "unseen jobs": (unseen_jobs, (BLIND, *NOT_SHOWN)),
    "without the right": (without_the_right, (SCHEDULED_BY_ANYBODY,)),
    "ended by its own": (ended_by_its_own, (NONE_SHOWN, NOT_TOLD, ALL_ENDED)),
}


@pytest.mark.parametrize("name", STORIES)
def test_jobs_of_pg_cron(name: str, life: Life) -> None:
    """What is scheduled, and what others have scheduled: see the name of each case."""
    STORIES[name][0](life)


@pytest.mark.parametrize(
    ("name", "mutant"), [(name, one) for name, (_, mutants) in STORIES.items() for one in mutants]
)
def test_without_its_part_jobs_are_missed(name: str, mutant: Mutant, life: Life) -> None:
    """Each part, taken away, makes the test of its promise fail."""
    run(life, UNSCHEDULED)
    with mutated(life, mutant), pytest.raises(AssertionError):
        STORIES[name][0](life)


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
