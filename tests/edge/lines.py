"""The lines that the edge writes into its logs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

Line = dict[str, Any]


def ago(**time: float) -> str:
    """A moment before now, as nginx writes it."""
    return (datetime.now(UTC) - timedelta(**time)).isoformat(timespec="seconds")


def call(number: int, at: str, **said: Any) -> Line:
    """A line of a usage log; `number` makes its id."""
    usual = {
        "edge": "host", "endpoint": "costs", "route": "summary", "method": "GET",
        "side": "legacy", "client": "reporting", "status": 200, "ms": 12,
    }  # fmt: skip
    return {"id": f"{number:032x}", "at": at, **usual, **said}


def read(number: int, at: str, outcome: str = "equal", **said: Any) -> Line:
    """A line of a shadow log."""
    usual = {
        "edge": "host", "endpoint": "costs", "route": "summary", "outcome": outcome,
        "legacy_status": 200, "new_status": 200, "legacy_ms": 12, "new_ms": 9,
        "paths": ["breakdown[].service"] if outcome == "different" else [],
    }  # fmt: skip
    return {"id": f"{number:032x}", "at": at, **usual, **said}


def log(*lines: Line | str) -> str:
    """The text of a log."""
    return "".join(
        (one if isinstance(one, str) else json.dumps(one, separators=(",", ":"))) + "\n"
        for one in lines
    )


def agreed(*, hours: float = 3, reads: int = 4, until: float = 0.1) -> list[Line]:
    """So many equal reads, over so many hours, up to so many hours ago."""
    step = hours / (reads - 1)
    return [read(1 + i, ago(hours=until + hours - i * step)) for i in range(reads)]
