"""What comes rarely: answers that are not whole, redirects, conditions, chunks, other protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .client import ask, raw
from .test_passing import CALL
from .upstream import Reply

if TYPE_CHECKING:
    from demo.edge import Edge

    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=b'{"calls":[]}', cut=400),
        Reply(body=b"", cut=400),
        Reply(body=b"abc", type="text/plain", cut=10),
        Reply(body=b'{"message":"m"}', status=500, cut=400),
        Reply(pieces=(b'{"calls":',), cut=1),
        Reply(pieces=(b"",), cut=1),
        Reply(pieces=(b'{"code":"c",', b'"mess'), status=409, cut=1),
        Reply(pieces=(b'{"code":"c",', b'"mess'), status=500, type="application/problem+json"),
    ],
    ids=["json", "nothing", "text", "error", "chunks", "no chunk", "error in chunks", "problem"],
)
def test_an_answer_that_is_not_whole_is_an_error(reply: Reply, edge: Edge, new: Upstream) -> None:
    """A new system that goes away in the middle of its answer becomes 502, not a piece of it."""
    new.answer = lambda _asked: reply

    answer = ask(edge.port, "/api/costs/usage")

    assert (answer.status, list(answer.json)) == (502, ["error"])


def test_a_removal_that_is_not_whole_is_an_error(edge: Edge, new: Upstream) -> None:
    """JSON of which no legacy answer is made is looked at, too, when its length is not known."""
    new.answer = lambda _asked: Reply(pieces=(b'{"gone":',), cut=1)

    answer = ask(edge.port, "/api/costs/usage/7", method="DELETE")

    assert (answer.status, list(answer.json)) == (502, ["error"])


@pytest.mark.parametrize(
    ("method", "status", "pieces", "body"),
    [
        ("DELETE", 200, (b"",), b""),
        ("DELETE", 202, (b'{"a":', b"1}"), b'{"a":1}'),
        ("GET", 404, (b"",), b""),
        ("GET", 503, (b"",), b""),
        ("GET", 404, (b'{"code":"c",', b'"message":"m"}'), b'{"error":"m"}'),
        ("GET", 404, (b"[", b"1]"), b"[1]"),
    ],
)
def test_what_is_whole_without_a_length_passes(
    method: str, status: int, pieces: tuple[bytes, ...], body: bytes, edge: Edge, new: Upstream
) -> None:
    """Chunks, and no chunk where no shape is made, are an answer with the status that they have."""
    new.answer = lambda _asked: Reply(status=status, pieces=pieces)

    answer = ask(edge.port, "/api/costs/usage/7", method=method)

    assert (answer.status, answer.body) == (status, body)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_keeps_its_address(status: int, edge: Edge, new: Upstream) -> None:
    """A redirect names the legacy address, once, whatever body comes with it."""
    place = "/api/ai-management/v2/analytics/spending/calls/7"
    for address in (place, f"http://a.example{place}"):
        new.says("Found. Redirecting", status=status, type="text/html",
                 headers=(("Location", address),))  # fmt: skip

        answer = ask(edge.port, "/api/costs/usage", headers={"Host": "a.example"})

        assert (answer.status, answer.header("Location")) == (status, "/api/costs/usage/7")
        assert answer.body == b""
    new.says("", status=status, headers=(("Location", "https://b.example/x"),))
    assert ask(edge.port, "/api/costs/usage").header("Location") == "https://b.example/x"


@pytest.mark.parametrize(
    ("method", "name", "value"),
    [
        ("POST", "If-Match", '"a"'),
        ("POST", "If-None-Match", "*"),
        ("DELETE", "If-Unmodified-Since", "Fri, 01 Jan 2027 00:00:00 GMT"),
        ("GET", "If-Match", '"a"'),
    ],
)
def test_a_condition_is_refused_before_anything_is_done(
    method: str, name: str, value: str, edge: Edge, new: Upstream
) -> None:
    """A request that holds for one version only is not made without its condition."""
    target = "/api/costs/usage/7" if method == "DELETE" else "/api/costs/usage"

    answer = ask(edge.port, target, method=method, headers={name: value})

    assert (answer.status, list(answer.json)) == (412, ["error"])
    assert new.asked == []


@pytest.mark.parametrize(("size", "status"), [(1_048_000, 201), (1_200_000, 413)])
def test_a_body_in_chunks_is_measured_alike(
    size: int, status: int, edge: Edge, new: Upstream
) -> None:
    """A body without a length passes up to the limit, and is refused in the legacy shape above."""
    new.says(CALL, status=201)
    body = b'{"model_name":"' + b"x" * (size - 17) + b'"}'
    chunks = b"".join(
        b"%x\r\n%s\r\n" % (len(part), part)
        for part in (body[at : at + 8000] for at in range(0, size, 8000))
    )
    head = b"POST /api/costs/usage HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"

    answer = raw(edge.port, head + b"Connection: close\r\n\r\n" + chunks + b"0\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert (b'"error"' in answer) == (status == 413)


@pytest.mark.parametrize(
    "target", ["/api/costs/nothing", "/api/costs//usage", "/api/costs/usage/5"]
)
@pytest.mark.parametrize("length", ["Content-Length: 2000000", "Transfer-Encoding: chunked"])
def test_no_body_is_kept_for_what_the_edge_answers(
    length: str, target: str, edge: Edge, new: Upstream
) -> None:
    """Where the edge itself answers it reads no body larger than any other may be."""
    piece = b"1f40\r\n" + b"x" * 8000 + b"\r\n"
    head = f"PUT {target} HTTP/1.1\r\nHost: a\r\n{length}\r\nConnection: close\r\n\r\n"

    answer = raw(edge.port, head.encode() + piece * 140)

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert answer.partition(b"\r\n\r\n")[2].startswith(b'{"error":"the ')
    assert new.asked == []


def test_an_empty_body_is_for_the_new_system_to_judge(edge: Edge, new: Upstream) -> None:
    """A request that brings no body reaches the new system without one."""
    new.says('{"code":"c","message":"m"}', status=422)

    assert ask(edge.port, "/api/costs/usage", method="POST", body=b"").status == 422
    assert new.asked[0].body == b""


def test_what_a_path_allows_is_asked_of_the_new_system(edge: Edge, new: Upstream) -> None:
    """A browser's question before a request of another origin gets the new system's answer."""
    new.says("", status=204, type="", headers=(("Access-Control-Allow-Origin", "*"),))

    answer = ask(edge.port, "/api/costs/usage/7", method="OPTIONS")

    assert (answer.status, answer.header("Access-Control-Allow-Origin")) == (204, "*")
    asked = new.asked[0]
    assert (asked.method, asked.target) == (
        "OPTIONS",
        "/api/ai-management/v2/analytics/spending/calls/7",
    )


def test_the_rest_of_the_legacy_system_is_left_alone(edge: Edge, legacy: Upstream) -> None:
    """Uploads, long headers, upgrades and old clients pass where no legacy API is."""
    legacy.says("ok", type="text/plain", headers=(("X-Long", "x" * 12_000),))

    upload = ask(edge.port, "/files", method="POST", body=b"x" * 2_000_000)
    ask(edge.port, "/ws", headers={"Upgrade": "websocket", "Connection": "Upgrade"})
    raw(edge.port, b"GET /old HTTP/1.0\r\n\r\n")

    assert (upload.status, len(upload.header("X-Long") or "")) == (200, 12_000)
    assert len(legacy.asked[0].body) == 2_000_000
    assert [legacy.asked[1].header(one) for one in ("Upgrade", "Connection")] == [
        "websocket",
        "upgrade",
    ]
    assert legacy.asked[2].header("Host")


def test_head_leaves_the_connection_usable(edge: Edge, new: Upstream) -> None:
    """What follows an answer to HEAD on the same connection is the next answer."""
    new.says('{"calls":[]}')
    one = b"HEAD /api/costs/usage HTTP/1.1\r\nHost: a\r\n\r\n"
    other = b"GET /api/costs/usage HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

    head, _, rest = raw(edge.port, one + other).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 200 ")
    assert rest.startswith(b"HTTP/1.1 200 ")
    assert rest.endswith(b"[]")
