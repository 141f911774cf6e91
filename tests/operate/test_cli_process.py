"""A copy that is paused, resumed, stopped and killed from outside, as real processes."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from tests.operate.shell import Shell, ended, interrupt, shell_in, until

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fixtures.databases import Database

ROWS = 300
MANY = 20_000
ADDED = f"""
INSERT INTO usage_logs (id, service_name, model_name, tokens, cost, success, created_at)
SELECT
    1000000 + n, 'chatbot_service', 'gpt-4o', n, n * 0.01, true,
    timestamptz '2024-01-01 00:00+00' + n * interval '1 minute'
FROM generate_series(1, {MANY}) AS n
"""
# Each row takes a moment, so that a batch of 50 takes long enough to be met.
SLOWLY = """
CREATE FUNCTION public.slowly() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_sleep(0.001);
    RETURN new;
END $$;
CREATE TRIGGER slowly BEFORE INSERT ON ai_management.ai_usage_logs
    FOR EACH ROW EXECUTE FUNCTION public.slowly();
UPDATE migration.control SET batch_rows = 50;
"""
COPIED = "SELECT count(*) FROM migration.backfill_batch WHERE mapping = 'usage_logs'"
ONCE = """
SELECT (SELECT count(*) FROM usage_logs) - sum(rows_read)
FROM migration.backfill_batch WHERE mapping = 'usage_logs'
"""
SESSIONS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'changeover'
"""
OUTCOMES = "SELECT DISTINCT status FROM migration.validation"


@pytest.fixture
def shell(tmp_path: Path, database: Database) -> Shell:
    """The first migration up to `capturing`, and a copy ahead of it that takes its time."""
    shell = shell_in(tmp_path, "ai-management", database)
    shell.fill(ROWS)
    with database.connect() as connection:
        connection.execute(ADDED)
    assert shell.run("apply", "--yes", "--to", "capturing").returncode == 0
    with database.connect() as connection:
        connection.execute(SLOWLY)
    return shell


@pytest.fixture
def copying(shell: Shell) -> Iterator[subprocess.Popen[str]]:
    """A process that is in the middle of the copy."""
    with shell.start("apply", "--yes") as process:
        until(lambda: shell.value(COPIED) > 3)
        yield process
        process.kill()


def hurry(shell: Shell) -> None:
    """Let the rest of the copy take no time."""
    with shell.database.connect() as connection:
        connection.execute("DROP TRIGGER slowly ON ai_management.ai_usage_logs")


def ends_clean(shell: Shell) -> None:
    """Every row was copied once, and every comparison is clean."""
    assert shell.value(ONCE) == 0
    assert shell.query(OUTCOMES) == [("clean",)]


def test_a_running_copy_is_paused_and_resumed(shell: Shell, copying: subprocess.Popen[str]) -> None:
    """Paused from another terminal, a running copy stops; resumed, it goes on and ends clean."""
    paused = shell.run("pause", "--because", "month-end closing")
    time.sleep(1.5)  # The copier looks once a second.
    before = shell.value(COPIED)
    time.sleep(1.5)
    after = shell.value(COPIED)
    status = shell.run("status")
    still_there = copying.poll() is None
    hurry(shell)
    resumed = shell.run("resume")
    out, said = copying.communicate(timeout=60)

    assert (paused.returncode, resumed.returncode) == (0, 0)
    assert before == after
    assert still_there
    assert "paused: month-end closing\nrunning: backfill.usage_logs since " in status.stdout
    assert status.stderr == "Next: changeover resume\n"
    assert (copying.returncode, "Applied up to verified: " in out) == (0, True), said
    ends_clean(shell)


def test_a_copy_that_is_told_to_end_resumes(shell: Shell, copying: subprocess.Popen[str]) -> None:
    """Ctrl-C in the middle of a copy ends with 130 and says so; the next run ends clean.

    Before that, a second run beside the first is refused.
    """
    second = shell.run("apply", "--yes")
    code, said = interrupt(copying)
    batches = shell.value(COPIED)
    status = shell.run("status")
    hurry(shell)
    again = shell.run("apply", "--yes")

    assert (second.returncode, code) == (6, 130)
    assert "error: another session is applying ai-management [MG041]\n" in second.stderr
    assert said.endswith(
        "error: interrupted in backfill.usage_logs; its transaction is rolled back, "
        "all before it is kept\n"
        "  = help: run the same command again; it resumes here\n"
    )
    assert "failed: backfill.usage_logs: interrupted [57014]" in status.stdout
    assert batches > 3
    assert again.returncode == 0, again.stderr
    ends_clean(shell)


def test_a_terminal_that_is_closed_ends_the_copy_in_order(shell: Shell) -> None:
    """When the terminal of a copy is closed, the copy is recorded as interrupted, and resumes."""
    pid, terminal = shell.open_terminal("apply", "--yes")
    until(lambda: shell.value(COPIED) > 3)
    os.close(terminal)
    code = ended(pid)
    left = shell.value("SELECT sqlstate FROM migration.step_run ORDER BY run DESC LIMIT 1")
    hurry(shell)
    again = shell.run("apply", "--yes")

    assert (code, left) == (130, "57014")
    assert again.returncode == 0, again.stderr
    ends_clean(shell)


def test_workers_are_told_to_end_together(shell: Shell) -> None:
    """Ctrl-C ends all sessions of a copy that several share, and the next run ends clean."""
    with shell.start("apply", "--yes", "--workers", "3") as process:
        until(lambda: shell.value(COPIED) > 3)
        code, said = interrupt(process)
    until(lambda: shell.value(SESSIONS) == 0)
    hurry(shell)
    again = shell.run("apply", "--yes", "--workers", "3")

    assert code == 130, said
    assert again.returncode == 0, again.stderr
    ends_clean(shell)


def test_a_killed_copy_leaves_the_server_soon(shell: Shell, copying: subprocess.Popen[str]) -> None:
    """The server ends the copy of a killed process within seconds, so that a new run may begin."""
    copying.kill()
    copying.wait()
    killed = time.monotonic()
    until(lambda: shell.value(SESSIONS) == 0)
    took = time.monotonic() - killed
    status = shell.run("status")
    hurry(shell)
    again = shell.run("apply", "--yes")

    assert took < 10
    assert "killed: backfill.usage_logs; the next run resumes it" in status.stdout
    assert again.returncode == 0, again.stderr
    ends_clean(shell)


REFUSED = """
ALTER TABLE ai_management.ai_usage_logs
    ADD CONSTRAINT refused CHECK (_legacy_id % 1000 <> 0) NOT VALID
"""


def test_rows_set_aside_by_a_running_copy_come_in_later(shell: Shell) -> None:
    """Rows that the target refuses are set aside and shown; mended, redrive brings them in."""
    with shell.database.connect() as connection:
        connection.execute("DROP TRIGGER slowly ON ai_management.ai_usage_logs")
        connection.execute(REFUSED)
    expected = shell.value("SELECT count(*) FROM usage_logs WHERE id % 1000 = 0")
    copied = shell.run("apply", "--yes", "--to", "copied")
    aside = shell.value("SELECT count(*) FROM migration.quarantine")
    status = shell.run("status")
    too_early = shell.run("redrive")
    with shell.database.connect() as connection:
        connection.execute("ALTER TABLE ai_management.ai_usage_logs DROP CONSTRAINT refused")
    redriven = shell.run("redrive", "usage_logs")
    verified = shell.run("apply", "--yes")

    assert (copied.returncode, aside) == (0, expected)
    assert expected >= MANY // 1000
    assert any(line.split()[:1] == ["costs"] and line.endswith(f" {aside}")
               for line in status.stdout.splitlines())  # fmt: skip
    before, after = (
        [line.split() for line in done.stdout.splitlines()] for done in (too_early, redriven)
    )
    assert ["usage_logs", f"{aside}", "0", f"{aside}"] in before
    assert ["usage_logs", f"{aside}", f"{aside}", "0"] in after
    assert verified.returncode == 0, verified.stderr
    ends_clean(shell)
