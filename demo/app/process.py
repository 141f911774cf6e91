"""Starts the application as a process of its own, and stops it."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from operate.disposable.server import HOST, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
PAUSE = 0.05


class NotStarted(Exception):
    """The application did not come up."""


@contextmanager
def serving(generation: str, dsn: str, port: int = 0) -> Iterator[str]:
    """The base URL of one generation, served for as long.

    Args:
        generation: `legacy` or `new`.
        dsn: the database that it serves.
        port: where it listens; 0 for a port that nobody uses.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "demo.app", "--generation", generation]
    command += ["--dsn", dsn, "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            base = f"http://{HOST}:{port}"
            _await_health(process, base)
            yield base
        finally:
            _stop(process)


def _await_health(process: subprocess.Popen[bytes], base: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise NotStarted(f"the application ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{base}/health", timeout=PATIENCE):  # noqa: S310 - our own
                return
        except urllib.error.URLError:
            time.sleep(PAUSE)
    raise NotStarted(f"the application did not answer within {PATIENCE:.0f} seconds")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
