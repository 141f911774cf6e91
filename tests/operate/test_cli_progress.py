"""What `changeover apply` shows while it works, and to whom."""

from __future__ import annotations

import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from operate import console, progress
from operate.runner import Runner
from operate.workspace import Migration
from tests.operate.toy import Toy, live_toy, runs

toy = live_toy


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
