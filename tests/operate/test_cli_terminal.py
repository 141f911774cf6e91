"""What is written to a terminal, to a log and to a program: colour, width, and nothing but JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.operate.shell import Shell, shell_in
from tests.operate.switch_toy import REDRIVE, compared
from tests.operate.toy import Toy, live_toy

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.databases import Database

toy = live_toy
COLOUR = re.compile(r"\x1b\[[\d;]*m")
ESCAPE = re.compile(r"\x1b\[[\d;?]*[A-Za-z]")
LOOKS = ("check", "plan", "status", "rollback --check", "validate", "redrive")


@pytest.fixture
def shell(tmp_path: Path, database: Database) -> Shell:
    """The first migration before anything ran, with few legacy rows."""
    shell = shell_in(tmp_path, "ai-management", database)
    shell.fill(100)
    return shell


def test_a_terminal_shows_colour_unless_it_is_not_wanted(shell: Shell) -> None:
    """A terminal gets colours, with NO_COLOR not one; ends, words and lines are the same."""
    code, coloured = shell.on_terminal("apply", "--yes", "--to", "expanded")
    again, plain = shell.on_terminal("rollback", "--yes", "--to", "planned", "--because", "test")
    bare, without = shell.on_terminal("apply", "--yes", "--to", "expanded", NO_COLOR="1")

    assert (code, again, bare) == (0, 0, 0)
    assert COLOUR.search(coloured)
    assert COLOUR.search(plain)
    assert not COLOUR.search(without)
    # What a bar needs to redraw its own line is no colour.
    assert {code[-1] for code in ESCAPE.findall(without)} <= set("AKhl")


@pytest.mark.parametrize("columns", [80, pytest.param(120, marks=pytest.mark.full)])
def test_nothing_is_cut_at_the_edge_of_a_terminal(shell: Shell, columns: int) -> None:
    """Steps, status, comparison and readiness fit on a terminal of 80 columns and on a wide one."""
    seen = []
    for line in ("apply --yes", "status", "validate", "rollback --check"):
        code, text = shell.on_terminal(*line.split(), columns=columns)
        assert code == 0, text
        seen.append(ESCAPE.sub("", text).replace("\r\n", "\n"))

    widest = max((line for text in seen for line in text.splitlines()), key=len)
    assert len(widest) <= columns, widest
    assert "backfill usage_logs" in seen[0]


def test_an_error_is_wrapped_at_words(shell: Shell) -> None:
    """On a narrow terminal an error is broken between words and its parts stay below each other."""
    code, text = shell.on_terminal("status", columns=60, CHANGEOVER_DSN="host=127.0.0.1 port=1")

    lines = ESCAPE.sub("", text).replace("\r\n", "\n").splitlines()
    assert code == 4
    assert max(map(len, lines)) <= 60
    assert lines[0].startswith("error: no database answers: ")
    assert any(line.startswith("  = help: give --dsn") for line in lines)
    assert all(line.startswith(("  = help: ", "       ")) for line in lines[1:])


def test_a_log_gets_no_control_characters(toy: Toy) -> None:
    """Without a terminal no command writes a single escape character, whatever it does."""
    compared(toy, things=1)

    for line in (*LOOKS, "apply --yes", "rollback --yes --to planned --because test", "oops"):
        done = toy.run(*line.split())

        assert (line, "\x1b" in done.output) == (line, False)


@pytest.mark.parametrize(
    "line",
    [
        "check --format json",
        "check --format sarif",
        "plan --json",
        "plan --format json",
        "status --json",
        "validate --json",
        "validate --json --rung L1",
        "redrive --json",
        "rollback --check --json",
    ],
)
@pytest.mark.parametrize("differences", [0, 1])
def test_a_program_gets_nothing_but_json(toy: Toy, line: str, differences: int) -> None:
    """Data for programs is one JSON document on standard output, also when the command fails."""
    toy.thing("moved", "verified", REDRIVE, part="mapping")
    compared(toy, things=differences)

    done = toy.run(*line.split())

    assert json.loads(done.stdout) is not None
    assert done.exit_code in ((0, 5) if differences else (0,))
    assert done.stderr
