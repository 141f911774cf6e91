"""The demo: a whole migration, told with applications writing all the time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .proofs import ROOT, shop

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_the_demo_moves_everything_and_says_so(tmp_path: Path) -> None:
    """The demo applies, switches, reverses and switches again while applications write."""
    migration = shop(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "operate.demo", "--specs", migration.specs, "--rows", "2000"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    summary = json.loads((tmp_path / "build/demo/shop/summary.json").read_text())
    stages = summary["waits"]["stages"]

    assert done.returncode == 0, done.stdout + done.stderr
    assert summary["problems"] == []
    assert {one["lost"] for one in summary["mappings"]} == {0}
    assert {one["differences"] for one in summary["mappings"]} == {0}
    assert all(one["statements"] for one in stages.values())
    assert {"switch orders", "reverse orders", "orders switched"} <= stages.keys()
    assert "$ changeover switch orders --yes" in done.stdout
