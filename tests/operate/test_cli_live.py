"""Commands that look at a migration in a database, and steer it: status, pause, redrive."""

from __future__ import annotations

import json

import psycopg
import pytest

from tests.operate.switch_toy import compared
from tests.operate.toy import Toy, live_toy

toy = live_toy
TOO_EARLY = """\
error: things cannot be redriven yet: the routine that does it has not been applied
  = help: run `changeover apply`
"""


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
        "toy\n· planned  · expanded  · copied\n",
        "Next: changeover apply --to planned\n",
    )


def test_status_on_the_way(toy: Toy) -> None:
    """The status shows complete phases, each data set's phase and owner, and the next command."""
    toy.run("render")
    toy.run("apply", "--yes", "--to", "expanded")

    text = toy.run("status")
    data = json.loads(toy.run("status", "--json").stdout)

    assert text.stdout.splitlines()[1] == "✓ planned  ✓ expanded  · copied"
    assert any(line.startswith("things    expanded  legacy") for line in text.stdout.splitlines())
    assert text.stderr == "Next: changeover apply --to copied\n"
    assert data["next"] == "changeover apply --to copied"
    assert {step["state"] for step in data["steps"]} == {"applied", "pending"}
    assert [row["event"] for row in data["last_event"]] == ["phase_reached"]


def test_status_counts_the_quarantine_of_each_data_set(toy: Toy) -> None:
    """Each data set is shown with the quarantined rows of its own mappings, and no others."""
    toy.thing(
        "held",
        "copied",
        """
        --: Know which mapping belongs to which data set.
        SELECT migration.register_mapping('toy', name, name)
        FROM unnest('{things,others}'::text[]) AS name;

        --: Set two rows aside here, one there.
        INSERT INTO migration.quarantine
        SELECT 'toy', mapping, to_jsonb(i), '{}', 'a reason', '22012', 'backfill'
        FROM (VALUES ('things', 1), ('things', 2), ('others', 1)) AS rows (mapping, i);
        """,
    )
    toy.run("render")
    toy.run("apply", "--yes")

    rows = json.loads(toy.run("status", "--json").stdout)["status"]
    shown = toy.run("status").stdout

    assert {row["data_set"]: row["quarantined"] for row in rows} == {"things": 2, "others": 1}
    assert [line.split()[-1] for line in shown.splitlines() if line.startswith("things ")] == [
        "2",
        "no",
    ]


def test_status_at_the_end_recommends_what_is_there(toy: Toy) -> None:
    """When everything is applied, the status recommends to compare again: nothing else is next."""
    toy.run("render")
    toy.run("apply", "--yes")

    done = toy.run("status")

    assert done.stdout.startswith("toy\n✓ planned  ✓ expanded  ✓ copied\n")
    assert done.stderr == "Next: changeover validate  (compare the data again at any time)\n"


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
        CREATE PROCEDURE migration_toy.things_redrive() LANGUAGE sql AS $$
            DELETE FROM migration.quarantine WHERE legacy_key = '{"id": 1}';
        $$;
        """,
        part="mapping",
    )
    toy.run("render")
    toy.run("apply", "--yes", "--to", "expanded")

    early = toy.run("redrive")
    toy.run("apply", "--yes")
    unknown = toy.run("redrive", "thinks")
    done = toy.run("redrive", "things", "--json")

    assert (early.exit_code, early.stderr) == (6, TOO_EARLY)
    assert unknown.exit_code == 2
    assert "there is no mapping `thinks`; did you mean `things`?" in unknown.stderr
    assert json.loads(done.stdout) == [
        {"mapping": "things", "before": 2, "brought_in": 1, "after": 1}
    ]


@pytest.mark.parametrize(
    ("change", "command", "why"),
    [
        ("outcome = 'differences'", "reconcile", "the last comparison found differences"),
        (
            "finished_at = finished_at - interval '2 days'",
            "validate",
            "the last comparison is too old, or of other specs",
        ),
    ],
)
def test_status_says_what_a_comparison_asks_for(
    toy: Toy, change: str, command: str, why: str
) -> None:
    """When the last comparison is not clean any more, the status names what helps, and why."""
    compared(toy, things=0)
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute(f"UPDATE migration.validation_run SET {change}".encode())

    assert toy.run("status").stderr == f"Next: changeover {command}  ({why})\n"
