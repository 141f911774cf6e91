"""A new kind of spec is one new folder: nothing else knows of it, and everything works with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
KIND = ROOT / "tests" / "new_kind" / "legacy_view"
SHOP = ROOT / "tests" / "bad_input" / "shop"
SPEC = "kind: legacy_view\nname: old_orders\nof: orders\ncolumns: [id, {}]\n"
STEP = "generated/shop/sql/10_expanded/50_legacy_view_old_orders"
ACTIONS = ("apply", "verify", "rollback")
NO_BYTECODE = shutil.ignore_patterns("__pycache__")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A repository of its own: the renderer, the walk over its kinds, and a small migration."""
    shutil.copytree(ROOT / "render", tmp_path / "render", ignore=NO_BYTECODE)
    shutil.copytree(ROOT / "tests" / "fixtures", tmp_path / "tests" / "fixtures")
    shutil.copytree(SHOP, tmp_path / "specs" / "shop")
    for name in ("pyproject.toml", "tests/conftest.py", "tests/test_kinds.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(folder: Path, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module where the copy's renderer is found first."""
    environment = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def add(folder: Path) -> None:
    """Add the kind: one folder."""
    kind = folder / "render" / "kinds" / KIND.name
    shutil.copytree(KIND, kind, ignore=NO_BYTECODE)


def describe(folder: Path, column: str) -> None:
    """Write a spec of the new kind that names a column."""
    path = folder / "specs" / "shop" / "legacy_views" / "old_orders.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(SPEC.format(column), encoding="utf-8")


def content(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_kind_is_rendered_when_its_folder_is_there(copy: Path) -> None:
    """One new folder gives a new kind its files; every other step and all code stay as they are."""
    assert run(copy, "operate.cli", "render").returncode == 0
    before = content(copy)

    add(copy)
    describe(copy, "customer")
    checked = run(copy, "operate.cli", "check")
    rendered = run(copy, "operate.cli", "render")

    assert (checked.returncode, checked.stdout) == (0, "")
    assert rendered.returncode == 0, rendered.stderr
    after = content(copy)
    added = {f"{STEP}.{action}.sql" for action in ACTIONS}
    assert {path for path in after.keys() - before.keys() if path.startswith("gen")} == added
    assert b"SELECT id, customer\nFROM public.orders;" in after[f"{STEP}.apply.sql"]
    changed = {path for path in before if after[path] != before[path]}
    assert {path for path in changed if "/10_expanded/" not in path} == {
        "generated/shop/MANIFEST",
        "generated/shop/sql/00_planned/50_register_shop.apply.sql",
        "generated/shop/sql/00_planned/50_register_shop.verify.sql",
    }
    assert {Path(path).name for path in changed if "/10_expanded/" in path} == {
        f"{action}.sql" for action in ACTIONS
    }


def test_a_kind_brings_its_own_findings(copy: Path) -> None:
    """The new kind's rule and its shape are checked like those of any other kind."""
    add(copy)
    describe(copy, "custmer, customer]\nof_course: [yes")

    shape = run(copy, "operate.cli", "check")
    describe(copy, "custmer")
    rule = run(copy, "operate.cli", "check")

    place = "specs/shop/legacy_views/old_orders.yaml"
    assert (shape.returncode, rule.returncode) == (1, 1)
    assert f"error[unknown-key]: there is no key `of_course` here\n --> {place}:5:1" in shape.stdout
    assert f"`orders` has no column `custmer`\n --> {place}:4:15" in rule.stdout
    assert "did you mean `customer`?" in rule.stdout


def test_the_examples_of_a_kind_are_walked(copy: Path) -> None:
    """The new kind's examples are tests at once: red until their files are accepted, then green."""
    add(copy)
    walk = ["tests/test_kinds.py", "-v", "-k", f"{KIND.name} or every_kind", "--timeout=60"]
    walk += [f"--basetemp={copy / 'tmp'}", "--override-ini=cache_dir=tmp/cache"]
    cases = {f"test_example[{KIND.name}/{name}]" for name in ("all_columns", "refused_columns")}

    new = run(copy, "pytest", *walk)
    accepted = run(copy, "pytest", *walk, "--accept")
    walked = run(copy, "pytest", *walk)

    assert (new.returncode, accepted.returncode, walked.returncode) == (1, 0, 0), walked.stdout
    for case in cases:
        assert f"{case} FAILED" in new.stdout
        assert f"{case} PASSED" in walked.stdout
    examples = copy / "render" / "kinds" / KIND.name / "examples"
    assert {path.name for path in (examples / "all_columns").iterdir()} == {
        "spec.yaml",
        *(f"50_legacy_view_old_orders.{action}.sql" for action in ACTIONS),
    }
    refusal = (examples / "refused_columns" / "findings.txt").read_text(encoding="utf-8")
    assert refusal.startswith("error[unknown-column]: `orders` has no column `idd`\n")
