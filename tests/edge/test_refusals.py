"""What nginx refuses by itself, before any location is found, is told as an API tells errors."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from .client import HOST, Answer, ask
from .test_deprecation import NAMES
from .test_usage_lines import last

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from demo.edge import Edge

    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
HOSTED = b" HTTP/1.1\r\nHost: a\r\n"
GET = b"GET /api/costs/usage" + HOSTED
POST = b"POST /api/costs/usage" + HOSTED
# The request, and the status, the route and the method that are counted for it.
REFUSED: dict[str, tuple[bytes, int, str, str]] = {
    "no host": (b"GET /api/costs/usage HTTP/1.1\r\n", 400, "usage", "GET"),
    "a host that is none": (b"GET /api/costs/usage HTTP/1.1\r\nHost: a/b\r\n", 400, "usage", "GET"),
    "two hosts": (GET + b"Host: b\r\n", 400, "usage", "GET"),
    "a header that is none": (GET + b"X\x01: 1\r\n", 400, "usage", "GET"),
    "a NUL in a header": (GET + b"X: \x00\r\n", 400, "usage", "GET"),
    "a header too large": (GET + b"X: " + b"x" * 300_000 + b"\r\n", 400, "usage", "GET"),
    "headers too large": (GET + (b"X: " + b"x" * 30_000 + b"\r\n") * 9, 400, "usage", "GET"),
    "a length that is none": (POST + b"Content-Length: -1\r\n", 400, "usage_added", "POST"),
    "two lengths": (POST + b"Content-Length: 1\r\n" * 2, 400, "usage_added", "POST"),
    "chunks in HTTP/1.0": (
        b"POST /api/costs/usage HTTP/1.0\r\nTransfer-Encoding: chunked\r\n",
        400, "usage_added", "POST",
    ),
    "a coding that is none": (POST + b"Transfer-Encoding: x\r\n", 501, "usage_added", "POST"),
    "TRACE": (b"TRACE /api/costs/usage" + HOSTED, 405, "(none)", "TRACE"),
    "CONNECT": (b"CONNECT /api/costs/usage" + HOSTED, 405, "(none)", "CONNECT"),
    "an address too long": (
        b"PUT /api/costs/allocations/a/2026-01?x=" + b"x" * 300_000 + HOSTED,
        414, "allocation_saved", "PUT",
    ),
    "a percent sign alone": (b"GET /api/costs/usage/%zz" + HOSTED, 400, "(none)", "GET"),
    "a NUL in the path": (b"GET /api/costs/usage/%00" + HOSTED, 400, "(none)", "GET"),
    "a path above the root": (b"GET /../api/costs/usage" + HOSTED, 400, "(none)", "GET"),
    "a space in the address": (b"GET /api/costs/usage a" + HOSTED, 400, "usage", "GET"),
    "a version that is none": (b"GET /api/costs/usage HTTX/1.1\r\n", 400, "usage", "GET"),
    "a version to come": (b"GET /api/costs/usage HTTP/3.0\r\n", 505, "usage", "GET"),
    "another form": (b"GET http://a/api/costs/usage/%zz" + HOSTED, 400, "(none)", "GET"),
}  # fmt: skip
# What names no API, as nginx understands it, or no address at all.
NO_API = {
    "another path": b"GET /files HTTP/1.1\r\n",
    "a long other path": b"GET /files?" + b"x" * 300_000 + HOSTED,
    "the new API": b"GET /api/ai-management/v2/models HTTP/1.1\r\n",
    "another protocol": b"\x16\x03\x01\x00\xa5\x01\x00\x00",
    "no method": b"/api/costs/usage" + HOSTED,
    "small letters": b"get /api/costs/usage" + HOSTED,
    "no path": b"GET api/costs/usage" + HOSTED,
    "an asterisk": b"OPTIONS *" + HOSTED,
    "a tunnel": b"CONNECT a:443" + HOSTED,
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n",
}


def whole(port: int, request: bytes) -> Answer:
    """The one answer to these bytes, which the edge ends with the connection."""
    with socket.create_connection((HOST, port), timeout=5) as connection:
        connection.sendall(request + b"\r\n")
        parts = []
        # What the edge has not read to its end it may end with a reset.
        with suppress(ConnectionResetError):
            while part := connection.recv(65536):
                parts.append(part)
    head, _, body = b"".join(parts).partition(b"\r\n\r\n")
    assert head
    line, *lines = head.decode().split("\r\n")
    headers = tuple((one.split(": ", 1)[0], one.split(": ", 1)[1]) for one in lines)
    answer = Answer(status=int(line.split()[1]), headers=headers, body=body)
    assert answer.header("Content-Length") == str(len(body))
    assert answer.header("Connection") == "close"
    assert answer.header("Content-Type") == "application/json"
    assert answer.header("Server") == "nginx"
    return answer


def told(name: str, edge: Edge, legacy: Upstream, new: Upstream, side: str = "new") -> None:
    """A refused call of the API is answered, and counted, as one."""
    request, status, route, method = REFUSED[name]
    before = len(edge.log("usage.jsonl").splitlines())

    answer = whole(edge.port, request)

    assert (answer.status, list(answer.json)) == (status, ["error"])
    assert [len([1 for key, _ in answer.headers if key == one]) for one in NAMES] == [1, 1, 1]
    assert answer.header("Deprecation") == "@1794787200"
    line = last(edge, before + 1)
    assert [line[key] for key in ("endpoint", "route", "method", "side", "status")] == [
        "costs", route, method, side, status,
    ]  # fmt: skip
    assert (legacy.asked, new.asked) == ([], [])


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_call_of_an_api_announces_its_end(
    name: str, edge: Edge, legacy: Upstream, new: Upstream
) -> None:
    """What nginx itself refuses has the headers, the error's shape and the count of its API."""
    told(name, edge, legacy, new)


def test_it_does_so_whichever_side_answers(
    start: Callable[..., AbstractContextManager[Edge]], legacy: Upstream, new: Upstream
) -> None:
    """The same refusals, while the legacy system answers the API."""
    with start(side="legacy") as edge:
        for name in REFUSED:
            told(name, edge, legacy, new, side="legacy")


@pytest.mark.parametrize("name", NO_API)
def test_a_refused_call_of_nothing_announces_nothing(
    name: str, edge: Edge, legacy: Upstream, new: Upstream
) -> None:
    """What names no API is answered whole, without headers of any, and counted for none."""
    before = edge.log("usage.jsonl")

    answer = whole(edge.port, NO_API[name])

    assert (answer.status in (400, 414), list(answer.json)) == (True, ["code", "message"])
    assert [answer.header(one) for one in NAMES] == [None, None, None]
    assert (legacy.asked, new.asked, edge.log("usage.jsonl")) == ([], [], before)
    assert "js exception" not in edge.log("error.log")


def test_nothing_is_announced_before_the_day(
    start: Callable[..., AbstractContextManager[Edge]],
) -> None:
    """Up to the Deprecation date a refusal has the API's shape, and no header."""
    with start(at="@2026-11-15 23:59:00") as edge:
        answer = whole(edge.port, REFUSED["no host"][0])

    assert list(answer.json) == ["error"]
    assert [answer.header(one) for one in NAMES] == [None, None, None]


@pytest.mark.parametrize(
    ("place", "allowed"),
    [("usage", "GET, HEAD, POST"), ("usage/5", "GET, HEAD, DELETE"), ("nothing", None)],
)
def test_a_method_that_nginx_refuses_is_told_the_others(
    place: str, allowed: str | None, edge: Edge
) -> None:
    """To TRACE the edge says which methods the route has, as to any other wrong one."""
    assert ask(edge.port, f"/api/costs/{place}", method="TRACE").header("Allow") == allowed


def test_a_head_is_refused_without_a_body(edge: Edge) -> None:
    """A refused HEAD has the headers and the length, and no body."""
    answer = ask(edge.port, "/api/costs/usage", method="HEAD", headers={"Host": "a/b"})

    assert (answer.status, answer.body) == (400, b"")
    assert all(answer.header(one) for one in NAMES)


def test_a_refusal_waits_for_no_body(edge: Edge) -> None:
    """Whoever announces a body and sends none is refused at once."""
    for request, status in (
        (POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", b"400"),
        (b"TRACE /api/costs/usage" + HOSTED + b"Content-Length: 5\r\n\r\n", b"405"),
    ):
        with socket.create_connection((HOST, edge.port), timeout=5) as connection:
            connection.sendall(request)
            assert connection.recv(65536).split(b" ", 2)[1] == status


BROKEN = b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n"


def broken_chunks(target: bytes) -> Callable[[Edge, Upstream, Upstream], None]:
    """A body whose chunks are none is refused where its location reads it."""

    def check(edge: Edge, legacy: Upstream, new: Upstream) -> None:
        answer = whole(edge.port, b"POST " + target + HOSTED + BROKEN)
        assert (answer.status, list(answer.json)) == (400, ["error"])
        assert answer.header("Sunset")
        assert (legacy.asked, new.asked) == ([], [])

    return check


def test_broken_chunks_are_told(edge: Edge, legacy: Upstream, new: Upstream) -> None:
    """A body that nginx cannot take apart is refused in the API's shape, and goes nowhere."""
    broken_chunks(b"/api/costs/usage")(edge, legacy, new)


def no_room(target: str) -> Callable[[Edge, Upstream, Upstream], None]:
    """An edge that cannot keep a body says so in the API's shape."""

    def check(edge: Edge, _legacy: Upstream, _new: Upstream) -> None:
        room = edge.prefix / "body_temp"
        room.chmod(0)
        try:
            answer = ask(edge.port, target, method="POST", body=b"x" * 200_000)
        finally:
            room.chmod(0o700)
        assert (answer.status, answer.json) == (500, {"error": "the edge cannot pass this on"})
        assert answer.header("Link")

    return check
