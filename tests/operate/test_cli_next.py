"""Every command that is recommended, by a command or in writing, exists as it is written."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

import operate
from operate.cli import main
from tests.operate.switch_toy import REDRIVE, comparing
from tests.operate.toy import Toy, live_toy

if TYPE_CHECKING:
    import pytest

toy = live_toy
ROOT = Path(operate.__file__).parents[1]
NEXT = re.compile(r"^Next: (changeover .*?)(?:  \(.*\))?$", re.MULTILINE)
QUOTED = re.compile(r"`(changeover [^`]+)`")
CONSOLE = re.compile(r"^\$ (changeover [^#|>\n]+)", re.MULTILINE)
# A life of a migration, as far as commands are recommended in it.
LIFE = (
    "check",
    "status",
    "render",
    "plan",
    "plan --out plan.json",
    "plan --specs specs/toy",
    "apply --yes --to planned",
    "status",
    "apply --yes --to expanded",
    "status",
    "pause --because lunch",
    "status",
    "resume",
    "rollback --check",
    "apply --yes",
    "status",
    "validate",
    "redrive",
    "rollback --check",
    "rollback --yes --to copied --because test",
    "status",
    "rollback --yes --to copied --because again",
    "rollback --yes --to planned --because test",
    "rollback --check",
    "status",
)


def parse(line: str) -> None:
    """Read a command line as the command would, without running it; a name alone must be one."""
    name, *arguments = shlex.split(line.removeprefix("changeover "))
    if name == "--help":
        return
    context = main.make_context("changeover", [name], resilient_parsing=True)
    command = main.get_command(context, name)
    assert command is not None, f"there is no command: {line}"
    if arguments:
        command.make_context(name, arguments, parent=context).close()


def test_what_comes_next_exists(toy: Toy) -> None:
    """After every command of a whole life, the command that is recommended exists as written."""
    comparing(toy, things=0)
    toy.thing("moved", "copied", REDRIVE, part="mapping")
    recommended = []

    for line in LIFE:
        done = toy.run(*line.split())
        found = NEXT.findall(done.stderr)

        assert (line, done.exit_code, len(found)) == (line, 0, 1), done.stderr
        recommended += found

    assert len(set(recommended)) > 8
    for line in set(recommended):
        parse(line)


def test_a_finding_recommends_a_command_that_exists(toy: Toy) -> None:
    """After a check that found something, the command that explains it exists as written."""
    toy.thing("third", "expanded", "SELECT 1;", lokc="none")

    (line,) = NEXT.findall(toy.run("check").stderr)

    parse(line)


def test_every_command_that_is_written_down_exists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command line in the documentation and in a message can be typed as it is written."""
    monkeypatch.chdir(tmp_path)
    for folder in ("specs/ai-management", "build"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "build" / "plan.json").touch()
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    messages = sorted(Path(operate.__file__).parent.rglob("*.py"))
    written = {
        (path.name, line)
        for path in (*documents, *messages)
        for pattern in (QUOTED, CONSOLE)
        for line in pattern.findall(path.read_text(encoding="utf-8"))
        if "{" not in line
    }
    wrong = []

    for name, line in written:
        try:
            parse(line)
        except click.UsageError as error:
            wrong.append(f"{name}: {line}: {error.format_message()}")

    assert len(written) > 20
    assert wrong == []
