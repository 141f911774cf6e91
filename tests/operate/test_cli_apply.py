"""`changeover apply` on real Postgres: order, record, failures, interruptions, resumption."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from operate import console, progress
from operate.runner import Runner
from operate.workspace import Migration
from tests.operate.toy import Toy, live_toy, query, runs

toy = live_toy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.fixtures.databases import Database

BROKEN = """
    --: Do nothing good.
    DO $$
    BEGIN
        IF to_regclass('public.mended') IS NULL THEN
            RAISE EXCEPTION 'it broke' USING
                ERRCODE = '{state}', DETAIL = 'Two rows.', HINT = 'Mend it.';
        END IF;
    END
    $$;
"""


def test_apply_runs_all_phases_in_order(toy: Toy) -> None:
    """Apply runs every step once, in order, records it, and says what it did and what is next."""
    toy.run("render")

    done = toy.run("apply", "--yes")

    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        0,
        "Next: changeover validate  (compare the data again at any time)",
    )
    lines = done.stdout.splitlines()
    assert [line[:20].rstrip() for line in lines[2:-1]] == [
        "expanded",
        "  ✓ schemas toy",
        "  ✓ thing first",
        "copied",
        "  ✓ thing second",
    ]
    assert lines[-1].startswith("Applied up to copied: 3 steps in ")
    assert query(toy, "SELECT count(*) FROM pg_indexes WHERE schemaname = 'shop'") == [(2,)]
    assert [(step, state) for step, _, state, _ in runs(toy)] == [
        ("schemas.toy", "done"),
        ("thing.first", "done"),
        ("thing.second", "done"),
    ]


def test_apply_again_does_nothing(toy: Toy) -> None:
    """What is applied is not applied again."""
    toy.run("render")
    toy.run("apply", "--yes")

    done = toy.run("apply", "--yes")

    assert done.exit_code == 0
    assert "Plan: nothing to apply; the database is up to date." in done.stderr
    assert "0 steps in 0.00s; 3 applied before." in done.stdout
    assert len(runs(toy)) == 3


def test_apply_stops_after_the_phase_asked_for(toy: Toy) -> None:
    """With --to, nothing of a later phase runs."""
    toy.run("render")

    done = toy.run("apply", "--yes", "--to", "expanded")

    assert done.stderr == (
        "Plan: 2 steps to apply in 1 phase; 0 outside a transaction; "
        "strongest lock: ACCESS EXCLUSIVE.\n"
        "Next: changeover apply --to copied\n"
    )
    assert [step for step, *_ in runs(toy)] == ["schemas.toy", "thing.first"]


def test_psql_and_the_command_line_leave_the_same(toy: Toy, database: Database) -> None:
    """The same files run by psql and by the command line leave the same record, up and down."""
    toy.run("render")
    record = (
        "SELECT event, subject, detail - 'run' FROM migration.migration_events ORDER BY seq",
        "SELECT step, action, state, sha256 FROM migration.step_run ORDER BY run",
        "SELECT name, phase, owner FROM migration.data_set",
    )

    toy.run("apply", "--yes")
    toy.run("rollback", "--yes", "--to", "expanded", "--because", "a test")
    by_command = [query(toy, one) for one in record]
    with twin(database) as other:
        for phase in ("00_planned", "10_expanded", "40_copied"):
            database.psql("--dbname", other, file=toy.generated / "sql" / phase / "apply.sql")
        database.psql(
            "--dbname", other, "--set", "because=a test",
            file=toy.generated / "sql/40_copied/rollback.sql",
        )  # fmt: skip
        by_psql = [query(Toy(folder=toy.folder, dsn=other), one) for one in record]

    assert by_command == by_psql


@contextmanager
def twin(database: Database) -> Iterator[str]:
    """The connection string of a second database on the same server."""
    name = f"{database.name}_twin"
    with psycopg.connect(database.server.dsn(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            with psycopg.connect(database.server.dsn(name), autocommit=True) as other:
                other.execute("CREATE TABLE things (id bigint PRIMARY KEY)")
            yield database.server.dsn(name)
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(name)))


@pytest.mark.parametrize(("state", "code"), [("MG071", 5), ("MG081", 6), ("22012", 6)])
def test_a_failed_step_is_recorded_and_resumed(toy: Toy, state: str, code: int) -> None:
    """A failed step ends with 5 for wrong data and 6 otherwise, is recorded, and resumes there."""
    toy.thing("broken", "copied", BROKEN.format(state=state))
    toy.run("render")

    failed = toy.run("apply", "--yes")

    assert failed.exit_code == code
    assert f"error: thing.broken: apply failed: it broke [{state}]\n" in failed.stderr
    assert failed.stderr.endswith("Two rows.\n  = help: Mend it.\n")
    assert runs(toy)[-1] == ("thing.broken", "apply", "failed", state)
    assert f"failed: thing.broken: it broke [{state}]" in toy.run("status").stdout

    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE public.mended ()")
    resumed = toy.run("apply", "--yes")

    assert resumed.exit_code == 0
    assert "\ncopied\n  ✓ thing broken " in resumed.stdout
    assert "2 applied before." in resumed.stdout


def test_apply_asks_before_it_works(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is applied until somebody types the database's name, or says --yes."""
    toy.run("render")

    alone = toy.run("apply")
    monkeypatch.setattr(console, "somebody_there", lambda: True)
    wrong = toy.run("apply", typed="production\n")
    name = query(toy, "SELECT current_database()")[0][0]
    right = toy.run("apply", typed=f"{name}\n")

    gone = toy.run("apply", typed="")

    assert (alone.exit_code, wrong.exit_code, right.exit_code) == (6, 6, 0)
    assert (gone.exit_code, gone.stderr.splitlines()[-2]) == (130, "error: interrupted")
    assert "add --yes to go on without asking" in alone.stderr
    assert "`production` is not the name of the database; nothing was done" in wrong.stderr


def test_a_second_apply_is_refused(toy: Toy) -> None:
    """While one session applies a migration, another is refused and told who it is."""
    toy.run("render")
    toy.run("apply", "--yes", "--to", "expanded")
    with psycopg.connect(toy.dsn, autocommit=True) as other:
        other.execute("SELECT migration.acquire('toy')")

        done = toy.run("apply", "--yes")

    assert done.exit_code == 6
    assert "another session is applying toy [MG041]" in done.stderr
    assert "= note: Server process" in done.stderr


def test_workers_share_the_copy(toy: Toy) -> None:
    """With --workers, the copy runs in that many sessions at once, everything else in one."""
    toy.thing(
        "rows",
        "copied",
        """
        --: Define the copy.
        CREATE OR REPLACE PROCEDURE shop.copy() LANGUAGE sql
        AS 'INSERT INTO shop.first VALUES (1, pg_backend_pid()); SELECT pg_sleep(0.3)';

        --: Copy.
        CALL shop.copy();

        --: Count.
        INSERT INTO shop.first SELECT 2, pg_backend_pid();
        """,
        part="backfill",
        transaction="none",
        rollback="--: Drop it.\nDROP PROCEDURE IF EXISTS shop.copy;",
    )
    toy.run("render")

    done = toy.run("apply", "--yes", "--workers", "3")

    assert done.exit_code == 0
    counts = "SELECT id, count(*), count(DISTINCT pid) FROM shop.first GROUP BY id ORDER BY id"
    assert query(toy, counts) == [(1, 3, 3), (2, 1, 1)]


@pytest.mark.parametrize("terminal", [False, True])
def test_progress_of_the_copy_is_shown(
    toy: Toy, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    """While a copy runs, its rows, share and time left are shown, in a log as on a screen."""
    for name in ("SECONDS_BEFORE_LOOKING", "SECONDS_ON_A_TERMINAL", "SECONDS_IN_A_LOG"):
        monkeypatch.setattr(progress, name, 0.1)
    toy.thing(
        "rows",
        "copied",
        """
        --: Estimate.
        INSERT INTO migration.mapping_estimate VALUES ('toy', 'things', 100);

        --: Copy.
        INSERT INTO migration.backfill_range (migration, mapping, range_number, rows_read)
        VALUES ('toy', 'things', 1, 40);

        --: Take time.
        SELECT pg_sleep(1.5);
        """,
        part="backfill",
        transaction="none",
    )
    toy.run("render")

    done = toy.run("apply", "--yes", env={"FORCE_COLOR": "1", "COLUMNS": "120"} if terminal else {})

    assert done.exit_code == 0
    seen = "backfill rows" if terminal else "things: 40 of about 100, "
    assert seen in done.stderr
    assert "40.0 %" in done.stderr
    assert ("\x1b[" in done.stderr) == terminal


def leave_when_seen(holder: psycopg.Connection) -> None:
    """End a session some time after another one began to wait for its lock."""
    while not holder.execute("SELECT FROM pg_locks WHERE NOT granted").fetchall():
        time.sleep(0.01)
    time.sleep(0.5)
    holder.close()


def test_what_a_step_waits_for_is_shown(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a step waits for a lock, the session that holds it is named."""
    monkeypatch.setattr(progress, "SECONDS_BEFORE_LOOKING", 0.1)
    monkeypatch.setattr(progress, "SECONDS_IN_A_LOG", 0.1)
    toy.thing(
        "waits",
        "copied",
        "--: Have time.\nSET lock_timeout = 0;\n\n--: Wait.\nSELECT pg_advisory_lock(4711);",
        transaction="none",
    )
    toy.run("render")
    with psycopg.connect(toy.dsn, autocommit=True, application_name="the shop") as other:
        other.execute("SELECT pg_advisory_lock(4711)")
        with ThreadPoolExecutor() as pool:
            pool.submit(leave_when_seen, other)

            done = toy.run("apply", "--yes")

    assert done.exit_code == 0
    assert re.search(
        r"    thing waits, 0\.\d\ds: waits for a lock of process \d+ \(user postgres, the shop\)\n",
        done.stderr,
    )


def test_a_reader_that_leaves_does_not_stop_the_work(toy: Toy) -> None:
    """When whoever reads the output leaves, the migration is applied to its end all the same."""
    toy.run("render")
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as nobody:
        display = progress.Display(
            dsn=toy.dsn, migration="toy", backend=0, out=console.Terminal(file=nobody)
        )
        plan = Migration(specs=Path("specs/toy")).made().plan
        with psycopg.connect(toy.dsn, autocommit=True) as connection:
            runner = Runner(plan=plan, folder=toy.generated, connection=connection, watcher=display)
            for phase in plan.phases:
                runner.apply(phase)

    assert [state for _, _, state, _ in runs(toy)] == ["done"] * 3


SLEEPER = "--: Note it.\nINSERT INTO shop.first VALUES (3);\n\n--: Wait.\nSELECT pg_sleep(60);"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_being_told_to_end_leaves_nothing_half_done(toy: Toy, number: signal.Signals) -> None:
    """Ctrl-C, a cancelled CI job and a closed terminal roll back, are recorded, end with 130."""
    toy.thing("sleep", "copied", SLEEPER)
    toy.run("render")

    with when_asleep(toy, lambda _pid: os.kill(os.getpid(), number)):
        done = toy.run("apply", "--yes")

    assert done.exit_code == 130
    assert "interrupted in thing.sleep; its transaction is rolled back" in done.stderr
    assert runs(toy)[-1] == ("thing.sleep", "apply", "failed", "57014")
    assert query(toy, "SELECT count(*) FROM shop.first") == [(0,)]


def test_a_lost_connection_ends_with_four(toy: Toy) -> None:
    """When the server ends the session, the command ends with 4; the next run knows of it."""
    toy.thing("sleep", "copied", SLEEPER)
    toy.run("render")

    with when_asleep(toy, lambda pid: query(toy, f"SELECT pg_terminate_backend({pid})")):
        done = toy.run("apply", "--yes")
    toy.thing("sleep", "copied", "--: Note it.\nINSERT INTO shop.first VALUES (4);")
    toy.run("render")
    again = toy.run("apply", "--yes")

    assert done.exit_code == 4
    assert "the connection to the database is gone" in done.stderr
    assert "run the same command again; it resumes" in done.stderr
    assert again.exit_code == 0
    assert runs(toy)[-2:] == [
        ("thing.sleep", "apply", "failed", "57P01"),
        ("thing.sleep", "apply", "done", None),
    ]


@contextmanager
def when_asleep(toy: Toy, act: Callable[[int], object]) -> Iterator[None]:
    """Act on the server process that sleeps, as soon as there is one."""

    def wait() -> None:
        asleep = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
        end = time.monotonic() + 30
        while time.monotonic() < end:
            found = query(toy, asleep)
            if found:
                act(found[0][0])
                return
            time.sleep(0.05)

    thread = threading.Thread(target=wait)
    thread.start()
    try:
        yield
    finally:
        thread.join()
