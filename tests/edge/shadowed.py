"""A read that is made twice: what both systems answer, and what is noted of it."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from .client import ask

if TYPE_CHECKING:
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
