"""Generated SQL files as the command line reads them, against Postgres's own parser."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from operate import script
from render import render
from render.plan import ACTIONS

# Not an import statement: mypy cannot read its stubs.
postgast = import_module("postgast")
SPECS = Path(__file__).parents[2] / "specs"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """The text of every step file that this repository's specs give, by its path."""
    found: dict[str, str] = {}
    for folder in sorted(path for path in SPECS.iterdir() if path.is_dir()):
        plan_and_tree = render(folder, f"specs/{folder.name}")
        assert plan_and_tree.plan is not None
        assert plan_and_tree.tree is not None
        for step in plan_and_tree.plan.steps:
            for action in ACTIONS:
                path = step.file(action)
                found[f"{folder.name}/{path}"] = plan_and_tree.tree[path]
    return found


def test_every_mark_is_one_statement_to_postgres(files: dict[str, str]) -> None:
    """What the command line takes for one statement is one statement to Postgres's own parser."""
    assert len(files) > 100
    for path, text in files.items():
        for statement in script.parse(text):
            parts = [part for part in postgast.split(statement.sql) if part.strip()]

            assert (path, statement.title, len(parts)) == (path, statement.title, 1)


def test_nothing_of_a_file_is_left_out(files: dict[str, str]) -> None:
    """The statements of a file are, together and in order, all that Postgres finds in it."""
    for path, text in files.items():
        sql = "\n".join(
            ";" if line == script.GEXEC else line
            for line in text.split("\n")
            if not line.startswith("\\set ")
        )
        expected = [_bare(part) for part in postgast.split(sql) if _bare(part)]

        assert (path, [_bare(one.sql) for one in script.parse(text)]) == (path, expected)


def test_a_marked_statement_may_look_like_the_frame() -> None:
    """A statement below a mark stays that mark's, even when files also end with its like."""
    text = "--: Look.\nSELECT 1;\n\n--: Be oneself again.\nRESET ROLE;\n\nRESET ROLE;\n\nCOMMIT;\n"

    assert [(one.title, one.sql) for one in script.parse(text)] == [
        ("Look.", "SELECT 1"),
        ("Be oneself again.", "RESET ROLE"),
        ("", "RESET ROLE"),
        ("", "COMMIT"),
    ]


def test_gexec_belongs_to_its_statement() -> None:
    r"""A query that ends in `\gexec` is run, and its results are statements to run."""
    text = "BEGIN;\n\n--: Make them.\nSELECT 'SELECT 1'\n\\gexec\n\nCOMMIT;\n"

    assert list(script.parse(text)) == [
        script.Statement(title="", sql="BEGIN"),
        script.Statement(title="Make them.", sql="SELECT 'SELECT 1'", gexec=True),
        script.Statement(title="", sql="COMMIT"),
    ]


@pytest.mark.parametrize("text", ["SELECT 1\n", "--: Look.\nSELECT 1\n", "\\i other.sql\n"])
def test_other_files_are_refused(text: str) -> None:
    """A file that the renderer has not framed is not run by guessing."""
    with pytest.raises(script.NotAScript):
        list(script.parse(text))


def _bare(sql: str) -> str:
    """A statement without the comment lines and blanks around it."""
    lines = sql.strip().split("\n")
    while lines and (not lines[0].strip() or lines[0].startswith("--")):
        lines.pop(0)
    return "\n".join(lines).strip()
