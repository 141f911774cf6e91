"""Asks both generations of the demo application."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.edge.demo_reshape import Legacy, parsed, spec, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ENDPOINTS = {
    "costs": "spending",
    "debugging": "debugging",
    "analytics": "activity",
    "ai_management": "settings",
}
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    text: str
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        """The body, its numbers as they are written."""
        return parsed(self.text)

    @property
    def message(self) -> str:
        """The sentence of an error, in the shape of either generation."""
        body = json.loads(self.text)
        return str(body.get("error", body.get("message")))


def ask(base: str, address: str, method: str = "GET", body: str | bytes | None = None) -> Answer:
    """Send a request, and take whatever comes back."""
    data = body.encode() if isinstance(body, str) else body
    request = urllib.request.Request(base + address, data=data, method=method)  # noqa: S310 - ours
    try:
        with urllib.request.urlopen(request, timeout=30) as got:  # noqa: S310 - ours
            return Answer(got.status, got.read().decode(), dict(got.headers))
    except urllib.error.HTTPError as refused:
        return Answer(refused.code, refused.read().decode(), dict(refused.headers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """The two generations over one database."""

    legacy: str
    new: str

    def read(
        self,
        endpoint: str,
        route: str,
        path: Mapping[str, str] = NOTHING,
        query: Mapping[str, str] = NOTHING,
    ) -> tuple[Answer, Answer]:
        """The same question to both, each by the addresses of its own API."""
        legacy = Legacy(endpoint=endpoint, route=route)
        return (
            ask(self.legacy, legacy.address(path, query)),
            ask(self.new, legacy.new_address(path, query)),
        )

    def equal(
        self,
        endpoint: str,
        route: str,
        path: Mapping[str, str] = NOTHING,
        query: Mapping[str, str] = NOTHING,
    ) -> Any:
        """The legacy answer, which must be what the spec makes of the new one."""
        before, after = self.read(endpoint, route, path, query)
        assert (before.status, after.status) == (200, 200), (before.text, after.text)
        legacy = Legacy(endpoint=endpoint, route=route)
        if "streamed" in legacy.said:
            assert before.text == after.text
            return before.text
        assert before.json == legacy.legacy_reply(after.json)
        return before.json

    def refuse(
        self,
        endpoint: str,
        route: str,
        path: Mapping[str, str] = NOTHING,
        query: Mapping[str, str] = NOTHING,
        body: Any = None,
    ) -> tuple[int, str]:
        """The status and the sentence with which both refuse a request."""
        legacy = Legacy(endpoint=endpoint, route=route)
        sent = [body, body] if isinstance(body, bytes) else [None, None]
        if isinstance(body, str):
            sent = [body.encode(), written(legacy.new_body(parsed(body))).encode()]
        before = ask(self.legacy, legacy.address(path, query), legacy.method, sent[0])
        after = ask(self.new, legacy.new_address(path, query), legacy.method, sent[1])
        assert (before.status, before.message) == (after.status, after.message)
        assert set(json.loads(before.text)) == {"error"}
        assert set(json.loads(after.text)) == {"code", "message"}
        return before.status, before.message

    def write(
        self, by: str, endpoint: str, route: str, body: str | None = None, **path: str
    ) -> Any:
        """A legacy write, by the legacy API or as the spec sends it to the new one."""
        legacy = Legacy(endpoint=endpoint, route=route)
        if by == "legacy":
            got = ask(self.legacy, legacy.address(path, NOTHING), legacy.method, body)
        else:
            sent = body and written(legacy.new_body(parsed(body)))
            got = ask(self.new, legacy.new_address(path, NOTHING), legacy.method, sent)
        assert got.status in {200, 201, 204}, (got.status, got.text)
        if not got.text:
            return None
        return got.json if by == "legacy" else legacy.legacy_reply(got.json)


def lists() -> Iterator[tuple[str, str]]:
    """Every endpoint and route that is read without naming anything."""
    for endpoint in ENDPOINTS:
        for route, said in spec("endpoints", endpoint)["routes"].items():
            if said["legacy"].startswith("GET ") and "{" not in said["legacy"]:
                yield endpoint, route
