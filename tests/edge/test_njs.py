"""The njs code of the edge by itself, in the `njs` program of nginx's module's version."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import render

CODE = Path(render.__file__).parent / "kinds" / "edge" / "njs"
CHECKS = Path(__file__).parent / "njs"


@pytest.mark.needs("njs")
@pytest.mark.parametrize("name", ["json", "reshape", "route", "subject"])
def test_the_code_by_itself(name: str) -> None:
    """Each module does what the sentences of its checks say."""
    done = subprocess.run(
        ["njs", "-p", CODE, "-p", CHECKS, CHECKS / f"{name}_test.js"],
        capture_output=True,
        text=True,
        check=False,
    )

    lines = done.stdout.splitlines()
    assert [line for line in lines if not line.startswith("ok ")] == [], done.stderr
    assert len(lines) == (CHECKS / f"{name}_test.js").read_text().count("t.check(")
