"""`changeover validate`: what is compared, what is shown, and what decides how it ends."""

from __future__ import annotations

import json

import pytest

from tests.operate.switch_toy import compared, comparing
from tests.operate.toy import Toy, live_toy, query

toy = live_toy

# As the last rung of a generated comparison records it.
COVERED = """
    '{
        "mapped": ["id", "cost"],
        "carried": [
            {"column": "_legacy_id", "why": "the legacy key"},
            {"column": "_a", "why": "dropped when the migration is finalized: unused"},
            {"column": "_b", "why": "dropped when the migration is finalized: unused"}
        ],
        "not_compared": [
            {"what": "column _migrated_at", "rows": null, "why": "no legacy row says it"},
            {"what": "column \\"a\\u001b[31m\\"", "rows": null, "why": "no spec\\nnames it"},
            {"what": "pending rows", "rows": 0, "why": "in the journal"},
            {"what": "quarantined rows", "rows": 1, "why": "set aside"}
        ]
    }'
"""
RUNS = "SELECT mapping, count(*) FROM migration.validation_run GROUP BY mapping ORDER BY mapping"


def test_a_clean_comparison_accounts_for_every_row(toy: Toy) -> None:
    """Validate compares anew, accounts for every row by what became of it, and ends with 0."""
    compared(toy, things=0)

    done = toy.run("validate")
    data = json.loads(toy.run("validate", "--json").stdout)

    assert done.exit_code == 0
    assert done.stdout == (
        "source = migrated + quarantined + filtered + pending\n"
        "mapping  source  migrated  quarantined  filtered  pending\n"
        "things        3         2            1         0        0\n"
        "\n"
        "mapping  L1  L4  seconds\n"
        "things   ok  ok  0.20\n"
        "L1 every row accounted for\n"
        "L4 every row, every column\n"
    )
    assert data["mappings"][0]["outcome"] == "clean"
    assert query(toy, RUNS) == [("things", 3)]


def test_what_was_compared_is_said_and_what_was_not(toy: Toy) -> None:
    """Validate says what was compared, what is carried, and what was left out, each with why.

    Kinds of rows of which there are none are left out of the text, not of what programs read.
    """
    compared(toy, COVERED, things=0)

    done = toy.run("validate")
    data = json.loads(toy.run("validate", "--json").stdout)
    one_rung = toy.run("validate", "--rung", "L1")

    assert done.exit_code == 0
    assert done.stdout.partition("L4 every row, every column\n")[2] == (
        "\n"
        "Compared, value by value\n"
        "mapping  rows  columns mapped  carried\n"
        "things      3               2        3\n"
        "\n"
        "Carried from the legacy tables\n"
        "things: _legacy_id (the legacy key)\n"
        "things: _a, _b (dropped when the migration is finalized: unused)\n"
        "\n"
        "Not compared\n"
        "things: column _migrated_at (no legacy row says it)\n"
        'things: column "a\ufffd[31m" (no spec names it)\n'
        "things: 1 quarantined rows (set aside)\n"
    )
    (covered,) = data["coverage"]
    assert covered["mapping"] == "things"
    assert covered["rows"] == 3
    assert covered["mapped"] == ["id", "cost"]
    assert [one["column"] for one in covered["carried"]] == ["_legacy_id", "_a", "_b"]
    assert [one["rows"] for one in covered["not_compared"]] == [None, None, 0, 1]
    assert "Not compared" not in one_rung.stdout


def test_every_difference_is_named(toy: Toy) -> None:
    """A difference ends with 5, and shows the row, the column, and what was there instead."""
    compared(toy, things=1)

    done = toy.run("validate")
    run = query(toy, "SELECT max(run) FROM migration.validation_run")[0][0]

    assert done.exit_code == 5
    assert 'things   L4    differs  {"id": 7}   cost: 1.5 → 0\n' in done.stdout
    assert done.stderr == (
        "error: the new tables differ from the old in things\n"
        "  = note: things L4: 1 difference\n"
        f"  = help: all of them: SELECT * FROM migration.difference WHERE run IN ({run});\n"
        "          correct the cause, then run this again\n"
    )


def test_one_mapping_is_compared_alone(toy: Toy) -> None:
    """With --mapping only that one is compared, shown and judged; a misspelt one is guessed."""
    compared(toy, others=2, things=0)

    done = toy.run("validate", "--mapping", "things")
    unknown = toy.run("validate", "--mapping", "thinks")

    assert done.exit_code == 0
    assert "others" not in done.stdout
    assert query(toy, RUNS) == [("others", 1), ("things", 1)]
    assert unknown.exit_code == 2
    assert "there is no mapping `thinks`; did you mean `things`?" in unknown.stderr


@pytest.mark.parametrize(("rung", "code"), [("L1", 0), ("l4", 5)])
def test_a_rung_decides_how_it_ends_and_all_are_recorded(toy: Toy, rung: str, code: int) -> None:
    """With --rung only that rung is shown and judged; the comparison is recorded with all."""
    compared(toy, things=2)

    done = toy.run("validate", "--rung", rung, "--json")

    assert done.exit_code == code
    data = json.loads(done.stdout)
    assert {row["rung"] for row in data["rungs"]} == {rung.upper()}
    assert query(
        toy,
        "SELECT rung, differences FROM migration.validation_result "
        "WHERE run = (SELECT max(run) FROM migration.validation_run) ORDER BY rung",
    ) == [("L1", 0), ("L4", 2)]
    assert query(toy, "SELECT status FROM migration.validation WHERE mapping = 'things'") == [
        ("differences",)
    ]


def test_a_comparison_that_could_not_be_made_is_a_failure_whatever_the_rung(toy: Toy) -> None:
    """What stops a comparison is never left out, and no earlier comparison stands in for it."""
    compared(toy, things=0)
    stop = "--: Stop.\nDO $$ BEGIN RAISE EXCEPTION 'it waits' USING ERRCODE = 'MG073'; END $$;"
    toy.thing("things", "verified", stop, part="validation", transaction="none")
    toy.run("render")

    done = toy.run("validate", "--rung", "L1")

    assert done.exit_code == 5
    assert "error: validation.things: it waits [MG073]" in done.stderr


@pytest.mark.parametrize("further", [(), ("--follow",)])
def test_nothing_to_look_at_again_is_refused(toy: Toy, further: tuple[str, ...]) -> None:
    """Where no mapping has the rung L7, asking for it is refused at once."""
    compared(toy, things=0)

    done = toy.run("validate", "--rung", "L7", *further)

    assert done.exit_code == 6
    assert "error: toy has nothing that is looked at again\n" in done.stderr


def test_nothing_is_compared_too_early(toy: Toy) -> None:
    """Before the steps that a comparison needs are applied it is refused, with the way there."""
    comparing(toy, things=0)
    toy.run("render")
    toy.run("apply", "--yes", "--to", "expanded")

    done = toy.run("validate")

    assert done.exit_code == 6
    assert done.stderr == (
        "error: things cannot be compared yet: thing.second is pending, not applied\n"
        "  = help: run `changeover apply --to verified`\n"
    )
    assert query(toy, RUNS) == []
