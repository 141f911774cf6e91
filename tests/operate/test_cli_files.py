"""Commands that need no database: check, explain, render, plan, and wrong usage."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from operate.cli import COMMANDS, main
from operate.commands import options
from tests.operate.toy import Toy, make

if TYPE_CHECKING:
    import click

DOCS = Path(__file__).parents[2] / "docs" / "rules"


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """A migration with two steps of its own."""
    toy = make(tmp_path, monkeypatch)
    toy.thing(
        "first",
        "expanded",
        "--: Create it.\nCREATE TABLE shop.first ();",
        lock="ACCESS EXCLUSIVE on shop.first",
        rollback="--: Drop it.\nDROP TABLE IF EXISTS shop.first;",
    )
    toy.thing(
        "second",
        "copied",
        "--: Look at it.\nSELECT count(*) FROM shop.first;",
        transaction="none",
        lock="ACCESS SHARE on shop.first",
    )
    return toy


def test_check_is_quiet_when_specs_are_right(toy: Toy) -> None:
    """Specs without findings pass the check, and the reviewer is told what comes next."""
    done = toy.run("check")

    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == ("Checked 3 specs in specs/toy: no findings.\nNext: changeover render\n")


def test_check_shows_the_line_of_a_mistake(toy: Toy) -> None:
    """A mistake in a spec ends the check with 1 and is shown on its own line of the file."""
    toy.thing("third", "expanded", "SELECT 1;", lokc="none")

    done = toy.run("check")

    assert done.exit_code == 1
    assert "specs/toy/things/third.yaml:4:1" in done.stdout
    assert "did you mean `lock`" in done.stdout
    assert "1 error." in done.stderr
    assert "Next: changeover explain " in done.stderr


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_check_prints_for_programs(toy: Toy, form: str) -> None:
    """Findings for programs are JSON on standard output; everything said to people is elsewhere."""
    toy.thing("third", "expanded", "SELECT 1;", lokc="none")

    done = toy.run("check", "--format", form)

    assert done.exit_code == 1
    assert "third.yaml" in json.dumps(json.loads(done.stdout))


def test_check_annotates_on_github(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    """On GitHub the findings stand on the lines of the pull request without being asked for."""
    toy.thing("third", "expanded", "SELECT 1;", lokc="none")

    done = toy.run("check", env={"GITHUB_ACTIONS": "true"})

    assert done.stdout.startswith("::error file=specs/toy/things/third.yaml,line=4,")


def test_explain_prints_the_page_of_a_rule(toy: Toy) -> None:
    """Every rule's page can be read on the command line, wherever the command is called."""
    rule = min(path.stem for path in DOCS.glob("*.md"))

    done = toy.run("explain", rule)

    assert done.exit_code == 0
    assert done.stdout.strip() == (DOCS / f"{rule}.md").read_text(encoding="utf-8").strip()


def test_explain_guesses_the_rule(toy: Toy) -> None:
    """A misspelt rule is a usage error that names the rule that was meant."""
    done = toy.run("explain", "unknown-colum")

    assert done.exit_code == 2
    assert "there is no rule `unknown-colum`; did you mean `unknown-column`?" in done.stderr


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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("applyy",), "there is no command `applyy`; did you mean `apply`?"),
        (("apply", "--too", "copied"), "No such option"),
        (("apply", "--workers", "0"), "not in the range"),
        (
            ("check", "--specs", "specs/tyo"),
            "there is no folder `specs/tyo`; did you mean `specs/toy`?",
        ),
        (("rollback", "--to", "planned"), "Missing option '--because'"),
        (("rollback", "--to", "planned", "--because", " "), "say why"),
        (("render", "--check", "--diff"), "exclude each other"),
        (("status", "--dsn", "nonsense"), "not a libpq connection string"),
    ],
)
def test_wrong_usage_ends_with_two(toy: Toy, arguments: tuple[str, ...], said: str) -> None:
    """A command that is used wrongly ends with 2, changes nothing and says what was meant."""
    done = toy.run(*arguments)

    assert done.exit_code == 2
    assert said in done.stderr


def test_the_migration_must_be_named_when_there_are_two(toy: Toy) -> None:
    """With several migrations none is chosen silently."""
    shutil.copytree("specs/toy", "specs/other")

    done = toy.run("check")

    assert done.exit_code == 2
    assert "which migration? Name one with --specs: specs/other, specs/toy" in done.stderr


def test_next_command_names_the_specs_that_were_named(toy: Toy) -> None:
    """What comes next can be pasted: it names the same specs."""
    done = toy.run("check", "--specs", "specs/toy")

    assert done.stderr.endswith("Next: changeover render --specs specs/toy\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_begins_with_an_example(toy: Toy, command: str) -> None:
    """The help of every command begins with an example of its use."""
    done = toy.run(command, "--help")
    lines = done.stdout.splitlines()

    assert done.exit_code == 0
    assert lines[0] in ("Example:", "Examples:")
    assert lines[1].startswith(f"  changeover {command}")


def test_help_lists_commands_and_exit_codes(toy: Toy) -> None:
    """The general help lists every command with a whole sentence, and what exit codes mean."""
    done = toy.run("--help")

    assert done.exit_code == 0
    assert "..." not in done.stdout.split("Commands:")[1]
    assert all(f"\n  {command} " in done.stdout for command in COMMANDS)
    assert "3  generated/ is out of date" in done.stdout


def test_every_command_takes_specs() -> None:
    """Every command that works on a migration can be told which one."""
    context = main.make_context("changeover", ["--help"], resilient_parsing=True)
    commands: list[click.Command | None] = [main.get_command(context, name) for name in COMMANDS]

    assert all(isinstance(command, options.Command) for command in commands)
    named = {
        command.name
        for command in commands
        if command is not None and any("--specs" in option.opts for option in command.params)
    }
    assert named == COMMANDS.keys() - {"explain"}


def test_an_unreachable_database_ends_with_four(toy: Toy) -> None:
    """Where no database answers, commands end with 4 and say how to name one; no password shows."""
    dsn = "postgresql://somebody:secret@127.0.0.1:1/app"
    toy.run("render")

    for command in (("status",), ("apply", "--yes"), ("plan",), ("pause",), ("validate",)):
        done = toy.run(*command, "--dsn", dsn)

        assert (command, done.exit_code) == (command, 4)
        assert "no database answers" in done.stderr
        assert "give --dsn, CHANGEOVER_DSN or libpq's PGHOST" in done.stderr
        assert "secret" not in done.output


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


@pytest.mark.parametrize("command", ["apply", "rollback"])
def test_phases_are_checked(toy: Toy, command: str) -> None:
    """A phase that the plan does not have is a usage error that names the phase that was meant."""
    toy.run("render")
    because = ("--because", "a test") if command == "rollback" else ()

    done = toy.run(command, "--to", "expandet", *because, "--dsn", "host=127.0.0.1 port=1")

    assert done.exit_code == 2
    assert "there is no phase `expandet`; did you mean `expanded`?" in done.stderr
