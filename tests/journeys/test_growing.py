"""A migration grows by one spec file at a time, and the suite proves what is new by itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.fixtures.servers import engine_of

from .life import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SPECS = ROOT / "tests" / "journeys" / "specs"
PHONE = "  phone: {type: varchar(20), nullable: true}\nkey: [id]\n"
DROPPED = "drop: {phone: Nobody is called back any more.}\n"
STAYS = """\
kind: table
name: stays
comment: Nights that somebody stayed.
columns:
  id: {type: uuid, comment: Identity of the stay.}
  guest: {type: text, comment: Who stayed.}
  nights: {type: integer, nullable: true, comment: How long; NULL when not known.}
primary_key: [id]
"""
GUESTS = """\
kind: mapping
name: guests
component: data_migration_visits
from: guests
to: stays
columns: {guest: name, nights: nights}
"""
WHOLE = ("tests/journeys/test_there_and_back.py", "tests/journeys/test_round_trip.py")
# Such corruptions as every table with a text can have.
SPOILT = [
    f"tests/journeys/test_blindness.py::test_each_corruption_is_caught[{name}]"
    for name in ("missing row", "extra row", "text cut short")
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A repository of its own whose only migration is `annals`."""
    for name in ("render", "operate", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(SPECS / "annals", tmp_path / "specs" / "annals")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module of the copy."""
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    """What `changeover check` says of the migration."""
    return run(folder, "operate.cli", "check", "--specs", "specs/annals")


@pytest.mark.timeout(600)
def test_what_is_new_is_one_file_and_is_proven(copy: Path, request: pytest.FixtureRequest) -> None:
    """A new legacy column, table and mapping are a file each; no test is written for them.

    A new column that nobody maps is a finding. The new mapping goes there and back, each of its
    rows comes back as it was written, and corruptions of its target are caught.
    """
    specs = copy / "specs" / "annals"
    visitors = specs / "legacy_tables" / "visitors.yaml"
    visitors.write_text(visitors.read_text().replace("key: [id]\n", PHONE))
    forgotten = checked(copy)
    mapping = specs / "mappings" / "visitors.yaml"
    mapping.write_text(mapping.read_text() + DROPPED)
    with_column = checked(copy)
    (specs / "tables" / "stays.yaml").write_text(STAYS)
    with_table = checked(copy)
    (specs / "mappings" / "guests.yaml").write_text(GUESTS)
    with_mapping = checked(copy)

    assert "the legacy column `phone` is neither mapped nor dropped" in forgotten.stdout
    assert [one.returncode for one in (forgotten, with_column, with_table, with_mapping)] == [
        1, 0, 0, 0,
    ]  # fmt: skip
    engine = ("--engine", engine_of(request.config), "-p", "no:cacheprovider")
    for tests in (("-k", "annals", *WHOLE), SPOILT):
        proven = run(copy, "pytest", "--accept", "--junitxml", "proof.xml", *engine, *tests)
        assert proven.returncode == 0, proven.stdout
    accounting = json.loads((copy / "tests/journeys/accounting/annals.json").read_text())
    assert {name: one["source"] > 1_000 for name, one in accounting.items()} == {
        "guests": True, "visitors": True,
    }  # fmt: skip
    assert {one["migrated"] - one["source"] for one in accounting.values()} == {0}
    misfits = misfits_of(copy / "proof.xml")
    assert misfits
    assert [names for names in misfits if "guests" in names] == []


def misfits_of(report: Path) -> list[str]:
    """The mappings that each corruption did not fit."""
    properties = ET.parse(report).iter("property")  # noqa: S314 - written a moment ago
    return [one.get("value", "") for one in properties if one.get("name") == "does not fit"]
