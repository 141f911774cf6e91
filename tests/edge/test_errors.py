"""What goes wrong behind the edge, or on the way to it, and how legacy clients are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from demo.edge import serving

from .client import ask
from .upstream import Reply

if TYPE_CHECKING:
    from pathlib import Path

    from demo.edge import Edge

    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")


def test_a_body_over_the_limit_is_refused_in_the_legacy_shape(edge: Edge, new: Upstream) -> None:
    """A request over the stated size is answered with 413 as legacy clients read errors."""
    answer = ask(edge.port, "/api/costs/usage", method="POST", body=b"x" * 1_100_000)

    assert (answer.status, list(answer.json)) == (413, ["error"])
    assert answer.header("Deprecation")
    assert new.asked == []


@pytest.mark.erratum(29)
@pytest.mark.parametrize("status", [400, 401, 404, 409, 422, 500, 503])
def test_errors_keep_their_status(status: int, edge: Edge, new: Upstream) -> None:
    """An error of the new system keeps its status and says its message where legacy says it."""
    new.says('{"code":"c","message":"nö"}', status=status, headers=(("Retry-After", "7"),))

    answer = ask(edge.port, "/api/costs/usage/5")

    assert (answer.status, answer.json) == (status, {"error": "nö"})
    assert answer.header("Retry-After") == "7"


@pytest.mark.parametrize(
    ("reply", "body"),
    [
        (Reply(status=204, type=""), b""),
        (Reply(status=200, body=b""), b""),
        (Reply(status=200, body=b"<p>hi</p>", type="text/html"), b"<p>hi</p>"),
        (Reply(status=200, body=bytes(range(256)), type="image/png"), bytes(range(256))),
        (Reply(status=500, body=b"oops", type="text/plain"), b"oops"),
        (Reply(status=502, body=b"not json", type="application/json"), b"not json"),
        (Reply(status=404, body=b"[1]", type="application/json"), b"[1]"),
    ],
    ids=["204", "empty", "html", "binary", "text error", "broken error", "other error"],
)
def test_what_is_no_json_passes_unharmed(
    reply: Reply, body: bytes, edge: Edge, new: Upstream
) -> None:
    """Answers without a body, in another format, and errors in another shape stay as they are."""
    new.answer = lambda _asked: reply

    answer = ask(edge.port, "/api/costs/usage")

    assert (answer.status, answer.body) == (reply.status, body)
    assert answer.header("Content-Type") == (reply.type or None)
    assert answer.header("Deprecation")


def test_an_answer_of_another_shape_is_an_error(edge: Edge, new: Upstream) -> None:
    """An answer that lacks what the legacy answer is made of becomes 502, never half an answer."""
    new.says('{"calls":[{"id":"0a"}]}')

    answer = ask(edge.port, "/api/costs/usage")

    assert (answer.status, list(answer.json)) == (502, ["error"])
    assert "costs.usage: missing: calls[].number" in edge.log("error.log")


@pytest.mark.parametrize("chunked", [False, True])
def test_an_answer_over_the_limit_is_an_error(chunked: bool, edge: Edge, new: Upstream) -> None:
    """An answer over the stated size becomes 502 in the legacy shape, with or without a length."""
    piece = b'{"calls":[' + b" " * 1_000_000
    new.answer = lambda _asked: Reply(pieces=(piece,) * 5) if chunked else Reply(body=piece * 5)

    answer = ask(edge.port, "/api/costs/usage")

    assert (answer.status, answer.json) == (
        502,
        {"error": "the answer of the new system is larger than allowed"},
    )
    assert answer.header("Link")


def test_a_compressed_answer_is_an_error(edge: Edge, new: Upstream) -> None:
    """No compressed answer is asked for, and one that says it is compressed is not read."""
    new.says('{"calls":[]}', headers=(("Content-Encoding", "gzip"),))

    assert ask(edge.port, "/api/costs/usage", headers={"Accept-Encoding": "gzip"}).status == 502
    assert new.asked[0].header("Accept-Encoding") is None


def test_a_slow_system_is_told(edge: Edge, new: Upstream) -> None:
    """A new system that does not answer in time becomes 504 in the legacy shape."""
    new.says("{}", late=11)

    answer = ask(edge.port, "/api/costs/usage")

    assert (answer.status, answer.json) == (
        504,
        {"error": "the new system did not answer in time"},
    )
    assert answer.header("Deprecation")


@pytest.mark.parametrize("chunked", [False, True])
def test_an_error_of_a_streamed_route_is_reshaped(chunked: bool, edge: Edge, new: Upstream) -> None:
    """A stream that does not begin is told as legacy clients read errors; a broken one as it is."""
    body = b'{"code":"c","message":"m"}'
    new.answer = lambda _asked: (
        Reply(status=400, pieces=(body[:9], body[9:])) if chunked else Reply(status=400, body=body)
    )

    answer = ask(edge.port, "/api/costs/export.csv", headers={"Accept-Encoding": "gzip"})
    assert answer.body == b'{"error":"m"}'
    assert new.asked[0].header("Accept-Encoding") is None
    new.says("no json", status=500)
    assert ask(edge.port, "/api/costs/export.csv").body == b"no json"


@pytest.mark.parametrize(
    ("method", "target", "status", "allow"),
    [
        ("GET", "/api/costs/nothing", 404, None),
        ("GET", "/api/costs", 404, None),
        ("GET", "/api/costs/usage/", 404, None),
        ("PATCH", "/api/costs/usage", 405, "GET, HEAD, POST"),
        ("POST", "/api/costs/usage/5", 405, "GET, HEAD, DELETE"),
    ],
)
def test_an_unknown_route_is_an_error_in_the_legacy_shape(
    method: str, target: str, status: int, allow: str | None, edge: Edge, new: Upstream
) -> None:
    """A path or a method that no route has is answered as legacy clients read errors."""
    answer = ask(edge.port, target, method=method)

    assert (answer.status, list(answer.json)) == (status, ["error"])
    assert answer.header("Allow") == allow
    assert new.asked == []


# Deeper than njs reads by itself.
DEEP = b"[" * 40 + b"]" * 40


@pytest.mark.parametrize(
    "body",
    [
        b"{", b'{"a":nope}', b"[]", b"\xff", b'"a"', b'{"a":"\xc3\x28"}', b'{"tokens":01}',
        b'{"d":' + DEEP + b',"service_name":nope}', b'{"d":' + DEEP + b"} trailing",
        b'{"d":' + DEEP.replace(b"[]", b"[}") + b"}", b'{"d":' + DEEP + b',"cost":12abc}',
        b'{"d":' + DEEP.replace(b"[]", b'["\\q"]') + b"}",
    ],
)  # fmt: skip
def test_a_broken_body_is_refused(body: bytes, edge: Edge, new: Upstream) -> None:
    """A body that is no JSON object is refused with 400, and the new system is not asked."""
    answer = ask(edge.port, "/api/costs/usage", method="POST", body=body)

    assert (answer.status, list(answer.json)) == (400, ["error"])
    assert new.asked == []


def test_a_system_that_is_down_is_told(generated: Path) -> None:
    """Whichever system is down, its clients get 502 in the legacy shape with the headers."""
    nobody = "127.0.0.1:9"
    with serving(generated, nobody, nobody, at="@2027-01-15 12:00:00") as edge:
        before = ask(edge.port, "/api/costs/usage")
        edge.turn({"costs": "new"})
        after = ask(edge.port, "/api/costs/usage")
        streamed = ask(edge.port, "/api/costs/export.csv")

    for answer, system in ((before, "legacy"), (after, "new"), (streamed, "new")):
        assert (answer.status, answer.json) == (
            502,
            {"error": f"the {system} system cannot be reached"},
        )
        assert answer.header("Deprecation")
