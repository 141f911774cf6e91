"""What is made of specs without a database: generated files, which stay current, and the plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.operate.toy import Toy, offline_toy

toy = offline_toy

if TYPE_CHECKING:
    import pytest


def test_render_writes_what_is_not_there(toy: Toy) -> None:
    """Rendering writes every file once: a few are named, many are counted by their folders."""
    first = toy.run("render")
    second = toy.run("render")
    (toy.generated / "sql" / "10_expanded" / "60_thing_first.apply.sql").unlink()
    third = toy.run("render")

    assert (first.exit_code, second.exit_code, third.exit_code) == (0, 0, 0)
    assert "new      generated/toy/sql/10_expanded/: 9 files\n" in first.stdout
    assert third.stdout == "new      generated/toy/sql/10_expanded/60_thing_first.apply.sql\n"
    assert second.stdout == ""
    assert "nothing changed" in second.stderr
    assert "Next: changeover plan\n" in second.stderr


def test_render_check_refuses_stale_files(toy: Toy) -> None:
    """Generated files that differ from their specs end with 3, the count and the difference."""
    toy.run("render")
    sql = toy.generated / "sql"
    (sql / "10_expanded" / "60_thing_first.apply.sql").write_text("changed\n", encoding="utf-8")
    (sql / "40_copied" / "60_thing_second.verify.sql").unlink()
    (sql / "left.sql").write_text("", encoding="utf-8")

    done = toy.run("render", "--check")

    assert done.exit_code == 3
    assert done.stderr.endswith(
        "generated/ is out of date: 1 changed, 1 missing, 1 left over. "
        "Run `make render` and commit.\n"
    )
    assert "-changed\n" in done.stdout
    assert len(done.stdout.splitlines()) <= 40


def test_render_check_accepts_current_files(toy: Toy) -> None:
    """Generated files that are exactly what the specs give pass."""
    toy.run("render")

    assert toy.run("render", "--check").exit_code == 0


def test_generated_files_do_not_say_where_they_were_made(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the specs are named and wherever the command is called, the files are the same."""
    toy.run("render")
    whole = toy.run("render", "--check", "--specs", str(toy.folder / "specs" / "toy"))
    monkeypatch.chdir(toy.folder / "specs")
    beside = toy.run("render", "--check", "--specs", "toy")

    assert (whole.exit_code, beside.exit_code) == (0, 0)


def test_render_diff_changes_nothing(toy: Toy) -> None:
    """The difference can be read before anything is written."""
    done = toy.run("render", "--diff")

    assert done.exit_code == 0
    assert "+CREATE TABLE shop.first ();\n" in done.stdout
    assert not toy.generated.exists()


def test_findings_stop_render_and_plan(toy: Toy) -> None:
    """Nothing is rendered or planned from specs with mistakes."""
    toy.thing("third", "expanded", "SELECT 1;", lokc="none")

    for command in ("render", "plan", "apply", "status"):
        done = toy.run(command)

        assert (command, done.exit_code) == (command, 1)


def test_plan_is_a_tree_that_ends_with_one_line(toy: Toy) -> None:
    """The plan lists every step below its phase and ends with the line that people quote."""
    done = toy.run("plan")
    lines = done.stdout.splitlines()

    assert done.exit_code == 0
    assert lines[0] == "toy"
    assert "│   └── + thing first  [ACCESS EXCLUSIVE]" in lines
    assert lines[-4:] == [
        "└── copied",
        "    └── + thing second  [outside a transaction; ACCESS SHARE]",
        "",
        lines[-1],
    ]
    assert lines[-1] == (
        "Plan: 3 steps to apply in 2 phases; 1 outside a transaction; "
        "strongest lock: ACCESS EXCLUSIVE."
    )


def test_plan_for_programs_names_every_file(toy: Toy) -> None:
    """The plan as data names each step's files, and an approval's hash, and these exist."""
    toy.run("render")

    plan = json.loads(toy.run("plan", "--json").stdout)

    assert [step["id"] for step in plan["steps"]][-2:] == ["thing.first", "thing.second"]
    assert len(plan["plan_hash"]) == 64
    assert all((toy.generated / step["file"]).is_file() for step in plan["steps"])
    assert all((toy.generated / step["undo"]).is_file() for step in plan["steps"])


def test_plan_hash_is_the_registered_one(toy: Toy) -> None:
    """The hash that the plan shows is the one that the register step writes to the database."""
    toy.run("render")
    register = next(toy.generated.rglob("*_register_toy.apply.sql")).read_text(encoding="utf-8")

    assert json.loads(toy.run("plan", "--json").stdout)["plan_hash"] in register


def test_plan_goes_to_a_file(toy: Toy) -> None:
    """The plan can be written to a file, as Markdown for a pull request."""
    done = toy.run("plan", "--format", "markdown", "--out", "build/plan.md")

    assert (done.exit_code, done.stdout) == (0, "")
    text = Path("build/plan.md").read_text(encoding="utf-8")
    assert "| + | `thing.first` Thing first | one | ACCESS EXCLUSIVE on shop.first |" in text


def test_apply_refuses_stale_files(toy: Toy) -> None:
    """Only what was reviewed is applied: without current files apply ends with 3."""
    done = toy.run("apply", "--yes", "--dsn", "host=127.0.0.1 port=1")

    assert done.exit_code == 3
    assert "generated/ is out of date" in done.stderr


def test_apply_refuses_edited_files(toy: Toy) -> None:
    """A generated file that somebody edited is named, and nothing is applied."""
    toy.run("render")
    with (toy.generated / "sql/10_expanded/60_thing_first.apply.sql").open("a") as file:
        file.write("-- innocent\n")

    done = toy.run("apply", "--yes", "--dsn", "host=127.0.0.1 port=1")

    assert done.exit_code == 3
    assert (
        "generated/toy/sql/10_expanded/60_thing_first.apply.sql was changed by hand" in done.stderr
    )
