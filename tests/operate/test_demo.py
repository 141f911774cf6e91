"""The demo: a whole migration, told with an application writing all the time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_demo_moves_everything_and_says_so(tmp_path: Path) -> None:
    """The demo applies, compares, rolls back and applies again while an application writes."""
    specs = ROOT / "specs" / "ai-management"
    done = subprocess.run(
        [sys.executable, "-m", "operate.demo", "--specs", specs, "--rows", "2000"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    summary = json.loads((tmp_path / "build/demo/ai-management/summary.json").read_text())

    assert done.returncode == 0, done.stdout + done.stderr
    assert summary["problems"] == []
    assert {one["lost"] for one in summary["mappings"]} == {0}
    assert {one["differences"] for one in summary["mappings"]} == {0}
    assert all(felt["writes"] and not felt["errors"] for felt in summary["waits"].values())
