"""Where the standing demo keeps what it needs, and how its process is found again."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

SPECS = Path("specs/ai-management")
ROOM = Path("build/demo-up")
RUNNING = "running.json"
PID = "pid"
SECONDS = 60.0


def alive(room: Path) -> int | None:
    """The process of the standing demo; None when there is none, or its number is another's now."""
    try:
        pid = int((room / PID).read_text())
        said = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError):
        return None
    return pid if b"demo.standing" in said else None


def end(room: Path) -> bool:
    """Tell the standing demo to end, and wait until it has; False when there was none."""
    pid = alive(room)
    if pid is None:
        return False
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + SECONDS
    while alive(room) is not None:
        if time.monotonic() > deadline:
            raise TimeoutError(f"the demo (process {pid}) has not ended in {SECONDS:.0f} seconds")
        time.sleep(0.1)
    return True
