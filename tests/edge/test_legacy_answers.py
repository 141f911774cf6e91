"""Every legacy route answers after the switch as it did before, through a real nginx.

The answers that count are the legacy application's own, given before the switch over the same rows.
"""

from __future__ import annotations

import http.client
import json
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from demo.edge import serving

from . import demo_made
from .client import Answer, ask
from .conftest import keys
from .demo_reshape import spec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from demo.edge import Edge
    from tests.journeys.life import Life

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
ENDPOINTS = ("costs", "debugging", "analytics", "ai_management")
LISTS = {
    "/api/costs/usage": ("limit=500", "limit=3", "service=photo_analysis&limit=5", "user_id=x"),
    "/api/costs/summary": (
        "",
        "from=2025-01-01&to=2025-06-30",
        "service=chatbot_service",
        "from=x",
    ),
    "/api/costs/billing": ("limit=500", "paid=true&limit=3", "paid=perhaps"),
    "/api/costs/allocations": ("limit=500", "month=2025-06-01", "month="),
    "/api/costs/export.csv": ("", "from=2025-01-01&to=2025-02-01", "to=yesterday"),
    "/api/debug/ai/logs": ("limit=500", "level=error&limit=3", "limit=0"),
    "/api/debug/ai/errors": ("limit=500", "resolved=true&limit=3", "resolved=1"),
    "/api/debug/ai/metrics": ("limit=500", "limit=3"),
    "/api/analytics/events": ("limit=500", "limit=3&unknown=%C3%A4", "before_id=first"),
    "/api/analytics/performance/photo_analysis": ("limit=500", ""),
    "/api/analytics/performance/Zo%C3%AB%20caf%C3%A9": ("",),
    "/api/analytics/performance/nobody-knows-this": ("",),
    "/api/ai-management/configs": ("limit=500", "environment=prod&limit=3", "after_id=1.5"),
    "/api/ai-management/models": ("limit=500", "limit=2"),
    "/api/ai-management/prompts": ("limit=500", "limit=1"),
}
ONES = (
    "/api/costs/usage/one",
    "/api/costs/usage/-77",
    "/api/debug/ai/logs/-77",
    "/api/debug/ai/logs/one",
    "/api/analytics/users/me",
    "/api/analytics/users/00000000-0000-4000-8000-00000000dead",
    "/api/ai-management/configs/2147483648",
    "/api/ai-management/prompts/there%20is%20no%20such",
)
LONG = "ö" * 10_000
REQUESTS, CLIENTS = 10_000, 8
WRITES: tuple[tuple[str, str, Any], ...] = (
    ("POST", "/api/costs/usage", {"service_name": "search_ai", "tokens": 9007199254740993,
                                  "cost": 0.1, "success": True, "model_name": "gpt-4o"}),
    ("POST", "/api/costs/usage", {"service_name": "unknown to all", "success": None}),
    ("POST", "/api/costs/usage", {"service_name": LONG}),
    ("POST", "/api/costs/usage", {}),
    ("POST", "/api/costs/usage", {"tokens": "many"}),
    ("PUT", "/api/costs/allocations/photo_analysis/2031-01-01",
     {"share": 0.25, "amount": 12.5, "department": "research"}),
    ("PUT", "/api/costs/allocations/nobody%20knows/2031-01-01", {"share": 0.5, "amount": 1}),
    ("PUT", "/api/costs/allocations/photo_analysis/never", {"share": 0.5, "amount": 1}),
    ("POST", "/api/debug/ai/logs", {"level": "info", "message": LONG, "service_name": "search_ai"}),
    ("POST", "/api/debug/ai/logs", {"level": "info", "message": "ä\n\"€", "context": {"a": [1.5]}}),
    ("POST", "/api/debug/ai/logs", {}),
    ("PUT", "/api/ai-management/prompts/greeting.of-%C3%A4",
     {"template": "Hi {name}", "title": "Greeting", "service_name": "chatbot_service"}),
    ("DELETE", "/api/costs/usage/-77", None),
    ("DELETE", "/api/ai-management/configs/x", None),
)  # fmt: skip
MOMENTS = ("created_at", "updated_at", "occurred_at", "last_seen")
TODAY = datetime.now(UTC).date().isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The same rows behind two edges: legacy before the switch, the new system after it."""

    before: Edge
    after: Edge

    def equal(self, target: str, method: str = "GET", body: bytes | None = None) -> Answer:
        """The answer to a request, which must be the same in status, type and values."""
        one, other = (
            ask(edge.port, target, method=method, body=body) for edge in (self.before, self.after)
        )
        assert (one.status, one.header("Content-Type")) == (
            other.status,
            other.header("Content-Type"),
        ), (one.body, other.body)
        assert read(one) == read(other)
        return other


def read(answer: Answer) -> Any:
    """A body whose numbers are texts: 1.50 is not 1.5, and no digit is lost."""
    text = answer.body.decode()
    if answer.header("Content-Type") != "application/json" or not text:
        return text
    return timeless(json.loads(text, parse_float=str, parse_int=str))


def timeless(data: Any) -> Any:
    """The same without the moments at which the test itself wrote, and ids made by chance then."""
    if isinstance(data, list):
        return [timeless(one) for one in data]
    if not isinstance(data, dict):
        return data
    moments = [value for key, value in data.items() if key in MOMENTS]
    if not any(str(value).startswith(TODAY) for value in moments):
        return {key: timeless(value) for key, value in data.items()}
    return {
        key: timeless(value) for key, value in data.items() if key not in (*MOMENTS, "event_id")
    }


@pytest.fixture(scope="module")
def sides(verified: Life, generated: Path) -> Iterator[Sides]:
    """Two copies of the migration, each with both applications and an edge in front."""
    with ExitStack() as stack:
        edges = []
        for until, side in (("verified", "legacy"), ("switched", "new")):
            found = stack.enter_context(
                demo_made.served(verified, f"demo answers {until}", until=until)
            )
            addresses = (one.removeprefix("http://") for one in (found.both.legacy, found.both.new))
            edge = stack.enter_context(serving(generated, *addresses, at="@2027-01-15 12:00:00"))
            edge.turn(dict.fromkeys(keys(generated), side))
            edges.append(edge)
        yield Sides(before=edges[0], after=edges[1])


@pytest.mark.erratum(30)
@pytest.mark.parametrize("path", LISTS)
def test_reads_are_the_same(path: str, sides: Sides) -> None:
    """A list, with each of its filters and with wrong ones, is the same to the last digit."""
    for query in LISTS[path]:
        sides.equal(f"{path}?{query}" if query else path)


@pytest.mark.parametrize("path", ONES)
def test_what_is_not_there_is_the_same(path: str, sides: Sides) -> None:
    """A row that is not there and a key that is none are refused as they were."""
    sides.equal(path)


def test_each_row_is_the_same(sides: Sides) -> None:
    """Rows that a list names are the same when they are asked for one by one."""
    for path, key in (
        ("/api/costs/usage", "id"),
        ("/api/debug/ai/logs", "id"),
        ("/api/ai-management/configs", "id"),
        ("/api/ai-management/prompts", "prompt_key"),
    ):
        rows = json.loads(ask(sides.before.port, f"{path}?limit=40").body)
        names = [quote(str(row[key]), safe="") for row in rows if str(row[key]).strip(" ./%\\$")]
        for name in names:
            if not re.search("%(0|1|2[45f]|5c|7f)", name, re.IGNORECASE):
                assert sides.equal(f"{path}/{name}").status == 200


@pytest.mark.parametrize(("method", "target", "body"), WRITES)
def test_writes_are_the_same(method: str, target: str, body: Any, sides: Sides) -> None:
    """What is written, refused or removed is answered as it was, and reads the same afterwards."""
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()

    answer = sides.equal(target, method, data)

    row = json.loads(answer.body) if answer.status == 201 else {}
    if "id" in row:
        sides.equal(f"{target}/{row['id']}")
        if method == "POST" and "/costs/" in target:
            assert sides.equal(f"{target}/{row['id']}", "DELETE").status == 204
            assert sides.equal(f"{target}/{row['id']}").status == 404


@pytest.mark.parametrize(
    ("method", "target", "body", "status"),
    [("GET", "/api/costs/nothing", None, 404), ("POST", "/api/costs/usage", b"{", 400)],
)
def test_what_the_edge_refuses_itself_has_the_same_shape(
    method: str, target: str, body: bytes | None, status: int, sides: Sides
) -> None:
    """What never reaches the new system has legacy's status and shape, in the edge's words."""
    answers = [
        ask(one.port, target, method=method, body=body) for one in (sides.before, sides.after)
    ]

    assert [(one.status, list(one.json)) for one in answers] == [(status, ["error"])] * 2


def test_head_is_the_same(sides: Sides) -> None:
    """HEAD answers without a body wherever GET answers with one."""
    for path in LISTS:
        one, other = (ask(edge.port, path, method="HEAD") for edge in (sides.before, sides.after))
        assert (one.status, one.body) == (other.status, other.body) == (200, b"")


@pytest.mark.erratum(29)
def test_every_route_was_asked() -> None:
    """No route of a spec is left out here."""
    asked = [*LISTS, *ONES, *(target for _, target, _ in WRITES)]
    known = {
        one["legacy"].partition(" ")[2]
        for name in ENDPOINTS
        for one in spec("endpoints", name)["routes"].values()
    }
    patterns = {
        path: re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))) for path in known
    }
    assert [path for path, one in patterns.items() if not any(map(one.fullmatch, asked))] == [
        "/api/debug/ai/errors/{id}",
    ]


def test_an_error_is_resolved_alike(sides: Sides) -> None:
    """Somebody mends an error by the legacy API, before the switch and after it."""
    row = json.loads(ask(sides.before.port, "/api/debug/ai/errors?limit=1").body)[0]
    body = json.dumps({"resolved": True, "resolved_by": "mina"}).encode()

    answer = sides.equal(f"/api/debug/ai/errors/{row['id']}", "PATCH", body)

    assert answer.json["resolved_by"] == "mina"


@pytest.mark.slow
def test_ten_thousand_requests_have_no_wrong_body(sides: Sides) -> None:
    """Eight clients at once get 10,000 answers, each exactly legacy's own to that question."""
    rows = json.loads(ask(sides.before.port, "/api/costs/usage?limit=60").body)
    targets = [f"/api/costs/usage/{row['id']}" for row in rows]
    targets += [f"/api/costs/usage?limit={number}" for number in range(1, 21)]
    expected = {target: read(ask(sides.before.port, target)) for target in targets}
    each = REQUESTS // CLIENTS

    def client(number: int) -> list[str]:
        connection = http.client.HTTPConnection("127.0.0.1", sides.after.port, timeout=60)
        wrong = []
        for turn in range(each):
            target = targets[(number * each + turn * 7) % len(targets)]
            connection.request("GET", target)
            reply = connection.getresponse()
            said = Answer(status=reply.status, headers=tuple(reply.getheaders()), body=reply.read())
            if (said.status, read(said)) != (200, expected[target]):
                wrong.append(target)
        connection.close()
        return wrong

    with ThreadPoolExecutor(CLIENTS) as pool:
        assert [wrong for wrong in pool.map(client, range(CLIENTS)) if wrong] == []


def test_every_url_that_is_announced_answers(sides: Sides) -> None:
    """Each URL in a header or a notice answers 200."""
    found = set()
    for path in LISTS:
        link = ask(sides.after.port, path, method="HEAD").header("Link") or ""
        found |= set(re.findall("<([^>]*)>", link))
    for notice in [one for one in found if one.endswith(".md")]:
        found |= set(re.findall(r"\]\(([^)]*)\)", ask(sides.after.port, notice).body.decode()))
        data = json.loads(ask(sides.after.port, notice.replace(".md", ".json")).body)
        found |= {one["href"] for one in data["links"]} | {data["successor"]}

    assert len(found) >= 3 * len(ENDPOINTS)
    assert {one: ask(sides.after.port, one).status for one in found} == dict.fromkeys(found, 200)


def test_old_pages_lead_to_pages_that_answer(sides: Sides) -> None:
    """An old page is served as ever before, and leads to a page of the new system afterwards."""
    pages = ("/platform/costs", "/platform/analytics", "/platform/debug/ai",
             "/platform/settings/ai-management", "/ai-management?tab=models")  # fmt: skip
    for page in pages:
        assert ask(sides.before.port, page).status == 200
        moved = ask(sides.after.port, page)
        assert moved.status == 307, page
        assert ask(sides.after.port, moved.header("Location") or "").status == 200, page
    assert ask(sides.after.port, "/ai-management").status == 200
