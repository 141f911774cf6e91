"""Commands that meet a database: status, plan, pause, redrive, validate and rollback."""

from __future__ import annotations

import json

import pytest

from tests.operate.toy import Toy, live_toy, query

toy = live_toy


def test_pause_and_resume(toy: Toy) -> None:
    """A paused migration begins no step, says why, and goes on after resume."""
    toy.run("render")
    toy.run("apply", "--yes", "--to", "expanded")

    paused = toy.run("pause", "--because", "month-end closing")
    again = toy.run("pause")
    status = toy.run("status")
    refused = toy.run("apply", "--yes")
    resumed = toy.run("resume")

    assert [one.exit_code for one in (paused, again, status, refused, resumed)] == [0, 0, 0, 6, 0]
    assert "toy was paused already." in again.stderr
    assert "paused: month-end closing" in status.stdout
    assert status.stderr == "Next: changeover resume\n"
    assert "toy is paused: month-end closing [MG042]" in refused.stderr
    assert toy.run("apply", "--yes").exit_code == 0


@pytest.mark.parametrize("command", ["pause", "resume", "validate"])
def test_a_migration_that_was_not_started_is_refused(toy: Toy, command: str) -> None:
    """Commands that need a started migration end with 6 and say how to start it."""
    toy.run("render")

    done = toy.run(command)

    assert done.exit_code == 6
    assert done.stderr == (
        "error: the migration toy has not been started on this database\n"
        "  = help: run `changeover apply`\n"
    )


def test_status_before_anything(toy: Toy) -> None:
    """On a database that knows nothing, the status says so and how to start."""
    done = toy.run("status")

    assert (done.exit_code, done.stdout, done.stderr) == (
        0,
        "toy: · planned  · expanded  · copied\n",
        "Next: changeover apply --to planned\n",
    )


def test_status_on_the_way(toy: Toy) -> None:
    """The status shows complete phases, each data set's phase and owner, and the next command."""
    toy.run("render")
    toy.run("apply", "--yes", "--to", "expanded")

    text = toy.run("status")
    data = json.loads(toy.run("status", "--json").stdout)

    assert text.stdout.splitlines()[0] == "toy: ✓ planned  ✓ expanded  · copied"
    assert any(line.startswith("things    expanded  legacy") for line in text.stdout.splitlines())
    assert text.stderr == "Next: changeover apply --to copied\n"
    assert data["next"] == "changeover apply --to copied"
    assert {step["state"] for step in data["steps"]} == {"applied", "pending"}


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


def test_rollback_undoes_whole_phases(toy: Toy) -> None:
    """Rollback undoes the later phases, the latest first, and the reason is in the log."""
    toy.run("render")
    toy.run("apply", "--yes")

    done = toy.run("rollback", "--yes", "--to", "planned", "--because", "too slow")

    assert done.exit_code == 0
    assert [line.rsplit(" ", 1)[0] for line in done.stdout.splitlines()[:3]] == [
        "↩ copied thing second",
        "↩ expanded thing first",
        "↩ expanded schemas toy",
    ]
    assert query(toy, "SELECT to_regclass('shop.first')") == [(None,)]
    assert query(
        toy,
        "SELECT subject, detail ->> 'because' FROM migration.migration_events "
        "WHERE event = 'rollback_begun' ORDER BY seq",
    ) == [("copied", "too slow"), ("expanded", "too slow")]


def test_rollback_of_nothing_says_so(toy: Toy) -> None:
    """Where nothing was applied, nothing is rolled back or recorded."""
    toy.run("render")
    toy.run("apply", "--yes", "--to", "expanded")

    done = toy.run("rollback", "--yes", "--to", "expanded", "--because", "a test")

    assert done.exit_code == 0
    assert done.stdout == "Nothing to roll back: nothing after expanded has been applied.\n"


def test_redrive_brings_quarantined_rows_in(toy: Toy) -> None:
    """Redrive tries the quarantined rows of a mapping again and counts them before and after."""
    toy.thing(
        "things",
        "copied",
        """
        --: Set two rows aside.
        INSERT INTO migration.quarantine
        SELECT 'toy', 'things', jsonb_build_object('id', i), '{}', 'a reason', '22012', 'backfill'
        FROM generate_series(1, 2) AS i;

        --: Define how they come in.
        CREATE FUNCTION migration_toy.things_redrive() RETURNS bigint LANGUAGE sql AS $$
            DELETE FROM migration.quarantine WHERE legacy_key = '{"id": 1}';
            SELECT 1::bigint
        $$;
        """,
        part="mapping",
    )
    toy.run("render")
    toy.run("apply", "--yes")

    unknown = toy.run("redrive", "thinks")
    done = toy.run("redrive", "things", "--json")

    assert unknown.exit_code == 2
    assert "there is no mapping `thinks`; did you mean `things`?" in unknown.stderr
    assert json.loads(done.stdout) == [
        {"mapping": "things", "before": 2, "brought_in": 1, "after": 1}
    ]


DIFFERENCE = """
    --: Compare.
    WITH run AS (
        INSERT INTO migration.validation_run (
            migration, mapping, spec_hash, plan_hash, source_rows, migrated_rows,
            quarantined_rows, filtered_rows, pending_rows, outcome, finished_at
        )
        SELECT 'toy', 'things', m.spec_hash, m.plan_hash, 3, 2, 1, 0, 0, '{outcome}', now()
        FROM migration.migration AS m
        RETURNING run
    ), result AS (
        INSERT INTO migration.validation_result (run, rung, checked, differences, coverage, seconds)
        SELECT run, 'rows', 3, {count}, 'all', 0.1 FROM run
    )
    INSERT INTO migration.difference (run, rung, difference_number, legacy_key, kind)
    SELECT run, 'rows', i, '{{"id": 7}}', 'missing' FROM run, generate_series(1, {count}) AS i;
"""


@pytest.mark.parametrize(("outcome", "count", "code"), [("clean", 0, 0), ("differences", 1, 5)])
def test_validate_names_every_difference(toy: Toy, outcome: str, count: int, code: int) -> None:
    """Validate compares anew, accounts for every row, and ends with 5 naming rows that differ."""
    compare = DIFFERENCE.format(outcome=outcome, count=count)
    toy.thing("things", "verified", compare, part="validation", transaction="none")
    toy.run("render")
    toy.run("apply", "--yes")

    done = toy.run("validate")
    data = json.loads(toy.run("validate", "--json").stdout)

    assert done.exit_code == code
    assert "source = migrated + quarantined + filtered + pending" in done.stdout
    assert f"things   {outcome}" in done.stdout
    assert ('{"id": 7}' in done.stdout) == bool(count)
    assert data["mappings"][0]["source"] == 3
    assert query(toy, "SELECT count(*) FROM migration.validation_run") == [(3,)]
