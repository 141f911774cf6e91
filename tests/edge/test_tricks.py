"""What hostile clients send: it is refused, or stays what it is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from .client import ask, raw
from .test_usage_lines import last

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from demo.edge import Edge

    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")

POST = b"POST /api/costs/usage HTTP/1.1\r\nHost: a\r\n"
HIDDEN = b"GET /x HTTP/1.1\r\n\r\n"
PATHS = (
    "/api/costs/../ai-management/v2/x",
    "/api/costs/..%2fx",
    "/api/costs/%2e%2e/x",
    "/api/costs/%2E./usage",
    "/api/costs/./usage",
    "/api/costs//usage",
    "//api/costs/usage",
    "/api//costs/usage",
    "/api/costs/usage%2f5",
    "/api/costs/usage%5c5",
    "/api/costs/usage/5%0d%0aX-Evil:%201",
    "/api/costs/usage/5%00",
    "/api/costs/usage/$request_uri",
    "/api/costs/usage/${hostname}",
    "/api/costs/usage/%24host",
    "/api/costs/usage/%252e%252e",
    "/api/costs/usage/50%25",
    "/api/costs/usage/.x",
    "/api/costs/usage/a%2eb",
    "/api/costs/usage/%7f",
    "/api/costs/usage/%1f",
    "/api/costs/usage/5%2",
    "/api/costs/usage/;.x",
    "/api/costs/usage/%ff",
    "/api/costs/usage/%c0%ae",
    "/api/costs/usage/<b>",
    "/api/costs/usage/a|b",
    *(f"/api/costs/usage/{sign}" for sign in '"\\^`{}'),
    "/x/../api/costs/usage",
    "/api/%63osts/usage",
    "/API/../api/costs/usage",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("side", ["legacy", "new"])
def test_tricks_in_paths_are_refused(
    path: str, side: str, edges: dict[str, Edge], legacy: Upstream, new: Upstream
) -> None:
    """A path that could mean another place is refused with 400, and no system is asked."""
    answer = ask(edges[side].port, path)

    assert (answer.status, answer.header("Content-Type")) == (400, "application/json")
    assert answer.header("X-Evil") is None
    assert (legacy.asked, new.asked) == ([], [])


@pytest.mark.parametrize("side", ["legacy", "new"])
def test_what_no_path_may_say_a_query_may(
    side: str, edges: dict[str, Edge], legacy: Upstream, new: Upstream
) -> None:
    """Keys with such signs pass in a query, and what is no trick passes in a path when encoded."""
    ends = ("?x=50%25%2f%5c%24$|{}..//%00", "/a%22%3C%3E%5E%60%7B%7C%7D%20%C3%A4")
    system = {"legacy": legacy, "new": new}[side]
    system.says('{"calls":[]}')

    for end in ends:
        ask(edges[side].port, f"/api/costs/usage{end}")

    assert [one.target[-len(end) :] for one, end in zip(system.asked, ends, strict=True)] == [*ends]


@pytest.mark.parametrize(
    "path",
    ["//api/costs/usage", "/api/%63osts/usage", "/api//costs/usage", "/x/../api/costs/usage",
     "/api/./costs/x", "/api%2fcosts%2fusage", "/api/costs/../costs/usage"],
)  # fmt: skip
def test_a_refusal_is_the_api_s(path: str, edge: Edge, new: Upstream) -> None:
    """A refused disguise announces the end in the shape of the API, and counts as a call of it."""
    before = len(edge.log("usage.jsonl").splitlines())

    answer = ask(edge.port, path, headers={"X-Client-Id": "reporting"})

    assert (answer.status, list(answer.json), new.asked) == (400, ["error"], [])
    for name in ("Deprecation", "Sunset", "Link"):
        assert answer.header(name), name
    line = last(edge, before + 1)
    said = [line[key] for key in ("endpoint", "route", "side", "client", "status")]
    assert said == ["costs", "(none)", "new", "reporting", 400]


def test_a_disguise_of_nothing_is_nothing(edge: Edge, legacy: Upstream) -> None:
    """What is no API however it is read is passed on, announces nothing and is not counted."""
    before = edge.log("usage.jsonl")
    for path in ("//files", "/fil%65s", "/files/./x", "/api/costsx//y", "/%ff"):
        legacy.says("ok", type="text/plain")

        answer = ask(edge.port, path)

        assert (answer.status, answer.header("Deprecation")) == (200, None)
    assert edge.log("usage.jsonl") == before


@pytest.fixture(scope="module")
def edges(
    start: Callable[..., AbstractContextManager[Edge]],
) -> object:
    """Two edges, one answered by each side."""
    with start(side="legacy") as one, start(side="new") as other:
        yield {"legacy": one, "new": other}


def test_a_value_of_a_path_stays_one_segment(edge: Edge, new: Upstream) -> None:
    """What is encoded in a segment is encoded again, and letters of all scripts pass."""
    new.says("{}")

    ask(edge.port, "/api/costs/usage/%E2%82%AC%20a?x=%0d%0aB:1&y=../..")

    assert new.asked[0].target == (
        "/api/ai-management/v2/analytics/spending/calls/%E2%82%AC%20a?x=%0d%0aB:1&y=../.."
    )


@pytest.mark.parametrize(
    "request_",
    [
        POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
        POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        POST + b"Content-Length: -1\r\n\r\nhello",
        b"GET /api/costs/usage HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET /api/costs/us\x00age HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
    ids=["both lengths", "two lengths", "other coding", "negative", "two hosts", "NUL"],
)
def test_smuggled_requests_are_refused(request_: bytes, edge: Edge, new: Upstream) -> None:
    """A request whose end two servers could see in two places is refused, and goes nowhere."""
    answer = raw(edge.port, request_)

    assert answer.split(b" ", 2)[1] in (b"400", b"501")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert new.asked == []


def test_internal_places_cannot_be_asked(edge: Edge, new: Upstream) -> None:
    """Nobody reaches the edge's own locations from outside."""
    new.says("secret")
    for place in (
        "new",
        "legacy",
        "shadowed",
        "reshaped",
        "streamed",
        "shadow",
        "gone",
        "failed",
        "refused",
        "unknown",
        "page/legacy",
        "page/new",
        "page/redirect",
    ):
        assert ask(edge.port, f"/changeover/{place}").status == 404


def test_a_client_that_says_nonsense_is_counted_by_its_address(edge: Edge, new: Upstream) -> None:
    """Whoever puts quotes, breaks or much text into the header is known by the address."""
    new.says('{"calls":[]}')
    before = len(counted(edge, 0))
    for name in ("reporting", 'a"b', "a b", "x" * 65, "é", ""):
        ask(edge.port, "/api/costs/usage?secret=hush", headers={"X-Client-Id": name})

    lines = counted(edge, before + 6)[before:]
    assert [line.split('"client":"')[1].split('"')[0] for line in lines] == [
        "reporting", *["ip:127.0.0.1"] * 5,
    ]  # fmt: skip
    assert "hush" not in edge.log("usage.jsonl")


def counted(edge: Edge, number: int) -> list[str]:
    """The lines about requests of the route, once so many are written."""
    deadline = time.monotonic() + 5
    while True:
        lines = [line for line in edge.log("usage.jsonl").splitlines() if '"route":"usage"' in line]
        if len(lines) >= number or time.monotonic() > deadline:
            return lines
        time.sleep(0.02)
