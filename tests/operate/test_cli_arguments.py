"""How commands are called: options, wrong usage, help, and a database that does not answer."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from operate.cli import COMMANDS, main
from operate.commands import options
from tests.operate.toy import Toy, offline_toy

toy = offline_toy

if TYPE_CHECKING:
    import click


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


@pytest.mark.parametrize("command", ["apply", "rollback"])
def test_phases_are_checked(toy: Toy, command: str) -> None:
    """A phase that the plan does not have is a usage error that names the phase that was meant."""
    toy.run("render")
    because = ("--because", "a test") if command == "rollback" else ()

    done = toy.run(command, "--to", "expandet", *because, "--dsn", "host=127.0.0.1 port=1")

    assert done.exit_code == 2
    assert "there is no phase `expandet`; did you mean `expanded`?" in done.stderr


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
