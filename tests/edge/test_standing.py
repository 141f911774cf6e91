"""`make demo-up` and `make demo-down`: everything stands, answers, and is gone afterwards."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from demo.room import ROOM, RUNNING, alive
from operate.disposable.server import free_port

from .client import ask

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime"), pytest.mark.slow]


def run(module: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One of the two commands, as make runs it, in a folder of the test's own."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with the specs of the project, in which nothing stands when the test has ended."""
    (tmp_path / "specs").symlink_to(ROOT / "specs")
    yield tmp_path
    run("demo.down", tmp_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--at", "2027-07-01"), "`2027-07-01` is no time; write it as in"),
        (("--port", "{port}"), "already; choose PORT="),
    ],
)
def test_what_cannot_stand_is_said_at_once(
    arguments: tuple[str, str], said: str, folder: Path
) -> None:
    """A time that is none and a port that is taken are refused before anything is started."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        up = run("demo.up", folder, *(one.format(port=port) for one in arguments))

    assert (up.returncode, said in up.stderr) == (1, True)
    assert not (folder / ROOM).exists()


def runs(pid: int | None) -> bool:
    """Whether a process does anything; one that nobody has asked about yet has no command left."""
    command = Path(f"/proc/{pid}/cmdline")
    return command.exists() and command.read_bytes() != b""


def test_it_stands_until_it_is_told_to_end(folder: Path) -> None:
    """The old APIs answer from the new system with their headers, and nothing is left behind."""
    port = free_port()
    up = run(
        "demo.up", folder, "--rows", "300", "--port", str(port), "--at", "@2027-01-15 12:00:00"
    )
    assert up.returncode == 0, up.stdout + up.stderr
    told = json.loads((folder / ROOM / RUNNING).read_text())

    answer = ask(port, "/api/costs/summary")

    assert (answer.status, answer.json["currency"]) == (200, "USD")
    assert answer.header("Deprecation") == "@1794787200"
    assert f"curl -i http://127.0.0.1:{port}/api/costs/summary" in up.stdout
    assert ask(port, "/platform/costs").status == 307
    again = run("demo.up", folder, "--port", str(port))
    assert (again.returncode, "make demo-down" in again.stderr) == (1, True)
    pid = alive(folder / ROOM)
    assert runs(pid)
    down = run("demo.down", folder)
    assert (down.returncode, down.stdout) == (0, "The demo is down.\n")
    assert not runs(pid)
    assert not Path(told["prefix"]).exists()
    with pytest.raises(OSError, match="refused"):
        ask(port, "/")
    assert run("demo.down", folder).stdout == "There was no demo to end.\n"
