"""Asks two edges the same, and compares what counts: status, type and values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .client import Answer, ask

if TYPE_CHECKING:
    from demo.edge import Edge

MOMENTS = ("created_at", "updated_at", "occurred_at", "last_seen")
BEGUN = datetime.now(UTC).date().isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The same rows behind two edges: legacy before the switch, the new system after it."""

    before: Edge
    after: Edge

    def both(self, target: str, method: str = "GET", body: bytes | None = None) -> list[Answer]:
        """The answers of both to a request."""
        edges = (self.before, self.after)
        return [ask(edge.port, target, method=method, body=body) for edge in edges]

    def equal(self, target: str, method: str = "GET", body: bytes | None = None) -> Answer:
        """The answer to a request, which must be the same in status, type and values."""
        one, other = self.both(target, method, body)
        assert (one.status, one.header("Content-Type")) == (
            other.status,
            other.header("Content-Type"),
        ), (one.body, other.body)
        assert read(one) == read(other)
        return other

    def rows(self, target: str) -> list[Any]:
        """What legacy lists, as plain data."""
        return list(ask(self.before.port, target).json)


def read(answer: Answer) -> Any:
    """A body whose numbers are texts: 1.50 is not 1.5, and no digit is lost."""
    text = answer.body.decode()
    if answer.header("Content-Type") != "application/json" or not text:
        return text
    return timeless(json.loads(text, parse_float=str, parse_int=str))


def held(answer: Answer) -> list[Any]:
    """The rows of a list, of an object with one list in it, or of a CSV."""
    found = read(answer)
    if isinstance(found, str):
        return found.splitlines()[1:]
    if isinstance(found, dict):
        return next(value for value in found.values() if isinstance(value, list))
    return list(found)


def timeless(data: Any) -> Any:
    """The same without the moments at which the test itself wrote, and ids made by chance then."""
    if isinstance(data, list):
        return [timeless(one) for one in data]
    if not isinstance(data, dict):
        return data
    now = datetime.now(UTC).date().isoformat()
    moments = [str(value)[:10] for key, value in data.items() if key in MOMENTS]
    # A run may go on beyond midnight.
    if not any(BEGUN <= moment <= now for moment in moments):
        return {key: timeless(value) for key, value in data.items()}
    return {
        key: timeless(value) for key, value in data.items() if key not in (*MOMENTS, "event_id")
    }
