"""`changeover plan` with a database, and a saved plan that holds `changeover apply` to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.operate.toy import Toy, live_toy, query, runs

toy = live_toy
COPY = """
    --: Cut the work into a range.
    INSERT INTO migration.mapping_estimate VALUES ('toy', 'things', 500)
    ON CONFLICT DO NOTHING;

    --: Know it.
    INSERT INTO migration.backfill_range (migration, mapping, range_number, rows_read)
    VALUES ('toy', 'things', 1, 0)
    ON CONFLICT DO NOTHING;

    --: Copy a batch of 100 rows in two seconds.
    INSERT INTO migration.backfill_batch (
        migration, mapping, range_number, rows_read, rows_written, rows_existing, rows_filtered,
        rows_quarantined, started_at, finished_at
    )
    VALUES ('toy', 'things', 1, 100, 100, 0, 0, 0, now() - interval '2 seconds', now());

    --: Note it.
    UPDATE migration.backfill_range SET rows_read = rows_read + 100;

    --: Break once.
    SELECT 1 / count(*) FROM pg_class WHERE relname = 'mended';
"""

FORGET = """
    UPDATE pg_class SET reltuples = -1 WHERE oid = 'things'::regclass;
    SELECT pg_stat_reset()
"""


def fill(toy: Toy, rows: int = 500) -> None:
    """Put rows into the legacy table, and let Postgres know how many."""
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute("INSERT INTO things SELECT generate_series(1, %s)", (rows,))
        connection.execute("ANALYZE things")


def copied_by(toy: Toy) -> None:
    """Add a step that copies the legacy table, and one that compares it."""
    toy.thing(
        "things", "copied", COPY, part="backfill", transaction="none", **{"from": "public.things"}
    )
    compare = "--: Compare.\nSELECT pg_sleep(0.2);"
    toy.thing("pairs", "copied", compare, part="validation", **{"from": "public.things"})
    toy.run("render")


def planned(toy: Toy, *arguments: str) -> dict[str, dict[str, Any]]:
    """The plan's steps as data, by step id."""
    data = json.loads(toy.run("plan", "--json", *arguments).stdout)
    return {step["id"]: step for step in data["steps"]}


def test_plan_shows_what_is_applied(toy: Toy) -> None:
    """With a database the plan shows what is applied there, and what has changed since."""
    toy.run("render")
    toy.run("apply", "--yes", "--to", "expanded")
    toy.thing(
        "first", "expanded", "--: Create it.\nCREATE TABLE IF NOT EXISTS shop.first (id int);"
    )

    done = toy.run("plan")

    assert "✓ schemas toy" in done.stdout
    assert "~ thing first" in done.stdout
    assert "+ thing second" in done.stdout
    assert "Plan: 2 steps to apply in 2 phases;" in done.stdout
    assert done.stderr == "Next: changeover render  (generated/ is not this plan yet)\n"


def test_rows_are_estimated_and_time_is_not_invented(toy: Toy) -> None:
    """Before anything was measured the plan says about how many rows there are, and no time."""
    fill(toy)
    copied_by(toy)

    done = toy.run("plan")

    assert "+ backfill things  [outside a transaction]  about 500 rows\n" in done.stdout
    assert done.stdout.endswith(
        "Estimate: about 500 rows to copy; "
        "no time, nothing was measured here yet (--rate states a speed).\n"
    )


def test_a_stated_rate_gives_a_time_and_says_so(toy: Toy) -> None:
    """A stated speed gives the copy an estimate that names the speed; nothing else gets one."""
    fill(toy)
    copied_by(toy)

    text = toy.run("plan", "--rate", "100")
    steps = planned(toy, "--rate", "100")

    assert "about 500 rows, estimate 5.00s (at 100 rows/s)\n" in text.stdout
    assert text.stdout.endswith("Estimate: about 500 rows to copy; 5.00s for 1 of 5 steps.\n")
    assert steps["backfill.things"]["estimated_seconds"] == 5.0
    assert steps["validation.pairs"]["estimated_seconds"] is None


def test_a_copy_is_judged_by_its_own_batches(toy: Toy) -> None:
    """A copy that stopped on its way is estimated by what is left and how fast its batches were."""
    fill(toy)
    copied_by(toy)
    stopped = toy.run("apply", "--yes")

    step = planned(toy, "--rate", "1")["backfill.things"]

    assert stopped.exit_code == 6
    assert (step["state"], step["estimated_rows"], step["estimated_seconds"]) == (
        "failed", 400, 8.0,
    )  # fmt: skip
    assert step["estimated_by"] == "its last batches"


def test_a_step_is_judged_by_the_last_time(toy: Toy) -> None:
    """A step that was applied and rolled back is estimated by how long it took the last time."""
    fill(toy)
    copied_by(toy)
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE mended ()")
    toy.run("apply", "--yes")
    toy.run("rollback", "--yes", "--to", "expanded", "--because", "a test")

    step = planned(toy)["validation.pairs"]
    shown = toy.run("plan", "--format", "markdown").stdout

    assert (step["state"], step["estimated_by"]) == ("pending", "as last time")
    assert 0.2 <= step["estimated_seconds"] < 5
    assert "| rows | time (estimate) |" in shown
    assert f"| about 500 | {step['estimated_seconds']:.2f}s, as last time |" in shown


@pytest.mark.parametrize(
    ("ruin", "said"),
    [
        ("TRUNCATE things", "about 0 rows to copy; "),
        (FORGET, "about 0 rows to copy, not counting 1 table that was never analysed; "),
    ],
)
def test_what_is_not_known_is_not_guessed(toy: Toy, ruin: str, said: str) -> None:
    """An empty table has no rows; a table that Postgres knows nothing about is named as such."""
    fill(toy)
    copied_by(toy)
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute(ruin.encode())

    assert f"Estimate: {said}" in toy.run("plan").stdout


def test_a_rate_needs_a_database(toy: Toy) -> None:
    """A speed without a database has no rows to be applied to, so it is wrong usage."""
    done = toy.run("plan", "--rate", "10", env={"CHANGEOVER_DSN": ""})

    assert done.exit_code == 2
    assert "--rate needs a database, whose rows it counts; name one with --dsn" in done.stderr


def test_a_saved_plan_is_applied(toy: Toy) -> None:
    """A saved plan is JSON by its name, and lets exactly what it shows be applied."""
    toy.run("render")

    saved = toy.run("plan", "--out", "build/plan.json")
    done = toy.run("apply", "--yes", "--plan", "build/plan.json")

    assert saved.stderr.endswith("Next: changeover apply --plan build/plan.json\n")
    assert json.loads(Path("build/plan.json").read_text(encoding="utf-8"))["migration"] == "toy"
    assert (done.exit_code, len(runs(toy))) == (0, 3)


def test_a_saved_plan_refuses_anything_else(toy: Toy) -> None:
    """When generated files changed after the plan was saved, nothing is applied: 3, both hashes."""
    toy.run("render")
    toy.run("plan", "--out", "plan.json")
    before = json.loads(Path("plan.json").read_text(encoding="utf-8"))["plan_hash"]
    toy.thing("third", "copied", "--: Look.\nSELECT 1;")
    toy.run("render")
    after = json.loads(toy.run("plan", "--json").stdout)["plan_hash"]

    done = toy.run("apply", "--yes", "--plan", "plan.json")

    assert done.exit_code == 3
    assert done.stderr == (
        "error: plan.json is not the plan that would run: generated/toy has changed since\n"
        f"  = note: plan hash in the file: {before}\n"
        f"          plan hash of generated/: {after}\n"
        "  = help: look at the difference, then save the plan anew: "
        "changeover plan --out plan.json\n"
    )
    assert query(toy, "SELECT to_regnamespace('migration')") == [(None,)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the plan", "plan.json is not a saved plan; to save one, run"),
        ("[]", "plan.json is not a saved plan; to save one, run"),
        ('{"migration": "other", "plan_hash": "0"}', "plan.json is a plan of other, not of toy"),
    ],
)
def test_a_file_that_is_no_plan_is_wrong_usage(toy: Toy, text: str, said: str) -> None:
    """What is no plan, or another migration's, ends with 2 before anything is asked or done."""
    toy.run("render")
    Path("plan.json").write_text(text, encoding="utf-8")

    done = toy.run("apply", "--yes", "--plan", "plan.json")

    assert done.exit_code == 2
    assert said in done.stderr
