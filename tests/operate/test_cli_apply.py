"""`changeover apply` on real Postgres: order, record, failures, interruptions, resumption."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from operate import console, progress
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
    assert [line.rsplit(" ", 1)[0] for line in lines[1:4]] == [
        "✓ expanded schemas toy",
        "✓ expanded thing first",
        "✓ copied thing second",
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

    assert done.stderr.endswith("Next: changeover apply --to copied\n")
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
    assert failed.stderr.splitlines()[-3:] == [
        f"error: thing.broken: apply failed: it broke [{state}]",
        "  = note: Two rows.",
        "  = help: Mend it.",
    ]
    assert runs(toy)[-1] == ("thing.broken", "apply", "failed", state)
    assert "failed: thing.broken" in toy.run("status").stdout

    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE public.mended ()")
    resumed = toy.run("apply", "--yes")

    assert resumed.exit_code == 0
    assert "✓ copied thing broken" in resumed.stdout
    assert "2 applied before." in resumed.stdout


def test_apply_asks_before_it_works(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is applied until somebody types the database's name, or says --yes."""
    toy.run("render")

    alone = toy.run("apply")
    monkeypatch.setattr(console, "somebody_there", lambda: True)
    wrong = toy.run("apply", typed="production\n")
    name = query(toy, "SELECT current_database()")[0][0]
    right = toy.run("apply", typed=f"{name}\n")

    assert (alone.exit_code, wrong.exit_code, right.exit_code) == (6, 6, 0)
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
    assert "things: 40 of about 100, 40.0 %" in done.stderr
    assert ("\x1b[" in done.stderr) == terminal


SLEEPER = "--: Note it.\nINSERT INTO shop.first VALUES (3);\n\n--: Wait.\nSELECT pg_sleep(60);"


def test_ctrl_c_leaves_nothing_half_done(toy: Toy) -> None:
    """Ctrl-C ends with 130, rolls the open transaction back, records it, and a new run resumes."""
    toy.thing("sleep", "copied", SLEEPER)
    toy.run("render")

    with when_asleep(toy, lambda _pid: os.kill(os.getpid(), signal.SIGINT)):
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
