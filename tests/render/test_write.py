"""The generated folder: made equal to the tree, compared with it, and nothing else touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from render.write import Drift, compare, diff, write

if TYPE_CHECKING:
    from pathlib import Path

TREE = {"MANIFEST": "new\n", "sql/10_a/one.sql": "SELECT 1;\n", "docs/page.md": "ä\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a current, a changed and a left-over file, and one that is missing."""
    write({"MANIFEST": "old\n", "sql/10_a/one.sql": "SELECT 1;\n", "old/b/c.md": "c\n"}, tmp_path)
    return tmp_path


def content(folder: Path) -> dict[str, str]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_comparison_names_every_difference_and_writes_nothing(folder: Path) -> None:
    """What differs, is missing or is left over is named; comparing changes no file."""
    before = content(folder)

    drift = compare(TREE, folder)

    assert drift == Drift(
        changed=("MANIFEST",), missing=("docs/page.md",), left_over=("old/b/c.md",)
    )
    assert drift
    assert content(folder) == before


def test_writing_makes_the_folder_the_tree(folder: Path) -> None:
    """After writing, the folder holds the tree and no empty folder; equal files are not touched."""
    untouched = folder / "sql" / "10_a" / "one.sql"
    time = untouched.stat().st_mtime_ns

    write(TREE, folder)

    assert content(folder) == TREE
    assert not (folder / "old").exists()
    assert untouched.stat().st_mtime_ns == time
    assert not compare(TREE, folder)
    assert not write(TREE, folder)


def test_a_difference_is_shown_line_by_line(folder: Path) -> None:
    """The difference shows changed, missing and left-over files, in the order of their paths."""
    assert diff(TREE, folder) == (
        "--- generated/MANIFEST\n+++ from specs/MANIFEST\n@@ -1 +1 @@\n-old\n+new\n"
        "--- generated/docs/page.md\n+++ from specs/docs/page.md\n@@ -0,0 +1 @@\n+ä\n"
        "--- generated/old/b/c.md\n+++ from specs/old/b/c.md\n@@ -1 +0,0 @@\n-c\n"
    )


def test_a_folder_that_is_not_there_is_all_missing(tmp_path: Path) -> None:
    """Before the first rendering every file is missing, and writing makes the folders."""
    folder = tmp_path / "generated" / "shop"

    assert compare(TREE, folder).missing == tuple(sorted(TREE))
    write(TREE, folder)
    assert content(folder) == TREE
