"""Generated files are a function of the specs alone, and MANIFEST names exactly these."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MIGRATIONS = sorted(path.name for path in (ROOT / "specs").iterdir() if path.is_dir())
# Every value of each variable meets every value of the two others.
SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Kolkata"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Asia/Kolkata"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
]
# Otherwise Python would read and write UTF-8 in the locale C, too.
STRICT_LOCALE = {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def tree(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("surroundings", SURROUNDINGS, ids=lambda one: "-".join(one.values()))
@pytest.mark.parametrize("migration", MIGRATIONS)
def test_rendering_depends_on_the_specs_alone(
    migration: str, surroundings: dict[str, str], tmp_path: Path
) -> None:
    """Hash seed, locale, time zone and folder change no byte of what is committed in generated/."""
    shutil.copytree(ROOT / "specs" / migration, tmp_path / "specs" / migration)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}

    done = subprocess.run(
        [sys.executable, "-m", "operate.cli", "render", "--specs", f"specs/{migration}"],
        cwd=tmp_path,
        env=environment | STRICT_LOCALE | surroundings,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode(errors="replace")
    committed = tree(ROOT / "generated" / migration)
    assert committed
    assert tree(tmp_path / "generated" / migration) == committed


@pytest.mark.needs("sha256sum")
@pytest.mark.parametrize("migration", MIGRATIONS)
def test_manifest_names_every_file(migration: str) -> None:
    """`sha256sum -c MANIFEST` passes where the files are, and no file is missing in MANIFEST."""
    folder = ROOT / "generated" / migration

    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "MANIFEST"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    checked = {line.removesuffix(": OK") for line in done.stdout.splitlines()}
    assert checked == tree(folder).keys() - {"MANIFEST"}
