"""What stops `changeover apply`, what is left then, and how the next run goes on."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.operate.toy import Toy, live_toy, query, runs

toy = live_toy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
SLEEPER = "--: Note it.\nINSERT INTO shop.first VALUES (3);\n\n--: Wait.\nSELECT pg_sleep(60);"


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
