"""A read that is made twice: what both systems answer, and what is noted of it."""

from __future__ import annotations

import json
import shutil
import time
from typing import TYPE_CHECKING, Any

from .client import ask

if TYPE_CHECKING:
    from pathlib import Path

    from demo.edge import Edge

LEGACY = (
    '{"total_cost":12.50,"currency":"USD","calls":3,'
    '"breakdown":[{"service":"photo_analysis","calls":3,"cost":12.5}]}'
)
NEW = (
    '{"totalSpend":12.5,"calls":3,"dimensions":{"byFeature":'
    '[{"feature":"photo-tagging","service":null,"calls":3,"cost":12.50}]}}'
)
TARGET = "/api/costs/summary?from=2026-01-01"
HTTP = "changeover.http.conf"
# Every read is made twice, and the new system has two seconds to answer.
SHADOWING = (
    (HTTP, "    10% 1;", "    100% 1;"),
    (HTTP, "js_fetch_timeout 10100ms;", "js_fetch_timeout 2100ms;"),
    ("njs/routes.js", "new_answers_within_ms: 10000", "new_answers_within_ms: 2000"),
)


def read_twice(generated: Path, folder: Path) -> Path:
    """A copy of the edge's files in which every read is made twice."""
    shutil.copytree(generated, folder)
    for file, old, text in SHADOWING:
        before = (folder / file).read_text()
        assert old in before
        (folder / file).write_text(before.replace(old, text))
    return folder


def noted(edge: Edge, number: int, seconds: float = 5.0) -> list[dict[str, Any]]:
    """The lines of the shadow log, once there are so many."""
    deadline = time.monotonic() + seconds
    while len(lines := edge.log("shadow.jsonl").splitlines()) < number:
        assert time.monotonic() < deadline, edge.log("error.log")
        time.sleep(0.02)
    return [json.loads(line) for line in lines]


def one(edge: Edge, target: str = TARGET, **more: Any) -> tuple[bytes, dict[str, Any]]:
    """The answer to a request, and what is noted of its shadow."""
    before = len(edge.log("shadow.jsonl").splitlines())
    answer = ask(edge.port, target, **more)
    return answer.body, noted(edge, before + 1)[-1]
