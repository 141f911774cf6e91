"""What passes through the edge, reshaped or not, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from demo.edge import serving

from .client import arriving, ask
from .upstream import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from demo.edge import Edge

    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
CALL = (
    '{"id":"0a","number":90071992547409931,"feature":"photo-tagging","service":null,'
    '"model":"gpt-4o","userId":null,"tokensUsed":12345678901234567890,"responseTimeMs":120,'
    '"costUsd":0.1000,"status":"success","startedAt":"2026-01-01T00:00:00+00:00"}'
)
LEGACY_CALL = (
    '{"id":90071992547409931,"service_name":"photo_analysis","model_name":"gpt-4o",'
    '"user_id":null,"tokens":12345678901234567890,"response_time":120,"cost":0.1000,'
    '"success":true,"created_at":"2026-01-01T00:00:00+00:00"}'
)


@pytest.mark.erratum(28)
def test_an_answer_is_reshaped_and_keeps_every_digit(edge: Edge, new: Upstream) -> None:
    """Names, lists and values become legacy's; numbers keep their digits, also beyond 2^53."""
    new.says(f'{{"calls":[{CALL}]}}')

    answer = ask(edge.port, "/api/costs/usage?limit=2&before_id=7&user_id=a%20b&other=x")

    assert answer.body.decode() == f"[{LEGACY_CALL}]"
    assert answer.header("Content-Type") == "application/json"
    assert new.asked[0].target == (
        "/api/ai-management/v2/analytics/spending/calls?limit=2&before=7&user=a%20b&other=x"
    )


def test_what_only_the_new_route_reads_does_not_reach_it(edge: Edge, new: Upstream) -> None:
    """A parameter that legacy never read keeps its answer as it was, whatever it means today."""
    new.says('{"calls":[]}')

    ask(edge.port, "/api/costs/usage?feature=a&limit=2&us%65r=b&before&feature=c&other=x&page=3")

    assert new.asked[0].target == (
        "/api/ai-management/v2/analytics/spending/calls?limit=2&other=x&page=3"
    )


def test_a_body_is_reshaped_on_its_way_in(edge: Edge, new: Upstream) -> None:
    """A legacy body becomes the new one: translated, with defaults, without what is absent."""
    new.says(CALL, status=201)
    body = b'{"service_name":"search_ai","tokens":12345678901234567890,"cost":0.10,"success":false}'

    answer = ask(edge.port, "/api/costs/usage", method="POST", body=body)

    assert answer.status == 201
    assert answer.body.decode() == LEGACY_CALL
    asked = new.asked[0]
    assert (asked.method, asked.body.decode()) == (
        "POST",
        (
            '{"feature":"ai-search","service":"search_ai","tokensUsed":12345678901234567890,'
            '"costUsd":0.10,"status":"error"}'
        ),
    )


@pytest.mark.parametrize("size", [20_000, 900_000])
def test_a_large_body_passes(size: int, edge: Edge, new: Upstream) -> None:
    """A request of 20 KB or nearly the stated limit arrives whole."""
    new.says(CALL, status=201)
    name = "ä" * (size // 2)

    answer = ask(
        edge.port, "/api/costs/usage", method="POST", body=f'{{"model_name":"{name}"}}'.encode()
    )

    assert answer.status == 201
    assert new.asked[0].body.decode() == f'{{"feature":"unassigned","model":"{name}"}}'


def test_a_body_over_the_limit_is_refused_in_the_legacy_shape(edge: Edge, new: Upstream) -> None:
    """A request over the stated size is answered with 413 as legacy clients read errors."""
    answer = ask(edge.port, "/api/costs/usage", method="POST", body=b"x" * 1_100_000)

    assert (answer.status, list(answer.json)) == (413, ["error"])
    assert answer.header("Deprecation")
    assert new.asked == []


def test_a_long_query_passes(edge: Edge, new: Upstream) -> None:
    """A query of 20 KB arrives whole, and its other parameters as they were written."""
    new.says('{"calls":[]}')
    query = "filter=" + "%C3%A4" * 3_300

    assert ask(edge.port, f"/api/costs/usage?{query}").body == b"[]"
    assert new.asked[0].target.partition("?")[2] == query


@pytest.mark.erratum(28)
def test_headers_pass_both_ways(edge: Edge, new: Upstream) -> None:
    """Credentials, cookies and names of clients reach the new system, its headers the client."""
    new.says(
        '{"calls":[]}', headers=(("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("X-Page", "3"))
    )
    sent = {"Authorization": "Bearer t", "Cookie": "s=1", "X-Client-Id": "reporting", "Host": "a.b"}

    answer = ask(edge.port, "/api/costs/usage", headers=sent)

    asked = new.asked[0]
    assert {name: asked.header(name) for name in sent} == sent
    assert [value for name, value in answer.headers if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert answer.header("X-Page") == "3"


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


def test_head_has_no_body(edge: Edge, new: Upstream) -> None:
    """HEAD asks the new system for HEAD, and no length of another body is announced."""
    new.says('{"calls":[]}')

    answer = ask(edge.port, "/api/costs/usage", method="HEAD")

    assert (answer.status, answer.body, answer.header("Content-Length")) == (200, b"", None)
    assert answer.header("Sunset")
    assert new.asked[0].method == "HEAD"


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


def test_an_answer_just_below_the_limit_is_reshaped(edge: Edge, new: Upstream) -> None:
    """An answer of nearly four megabytes is reshaped whole."""
    rows = 17_000
    new.says('{"calls":[' + ",".join([CALL] * rows) + "]}")

    answer = ask(edge.port, "/api/costs/usage")

    assert answer.status == 200
    assert answer.body.decode() == "[" + ",".join([LEGACY_CALL] * rows) + "]"


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


def test_a_streamed_route_streams(edge: Edge, new: Upstream) -> None:
    """An unreshaped body arrives while the rest is still being made."""
    pieces = tuple(b"%d\n" % number * 1000 for number in range(4))
    new.answer = lambda _asked: Reply(pieces=pieces, pause=0.4, type="text/csv")

    arrived = arriving(edge.port, "/api/costs/export.csv?from=1")

    assert b"".join(part for _, part in arrived).endswith(b"".join(pieces))
    first = next(at for at, part in arrived if pieces[0] in part)
    assert arrived[-1][0] - first > 0.6
    assert new.asked[0].target == "/api/ai-management/v2/analytics/spending/export.csv?from=1"


@pytest.mark.parametrize("chunked", [False, True])
def test_an_error_of_a_streamed_route_is_reshaped(chunked: bool, edge: Edge, new: Upstream) -> None:
    """A stream that does not begin is told as legacy clients read errors; a broken one as it is."""
    body = b'{"code":"c","message":"m"}'
    new.answer = lambda _asked: (
        Reply(status=400, pieces=(body[:9], body[9:])) if chunked else Reply(status=400, body=body)
    )

    assert ask(edge.port, "/api/costs/export.csv").body == b'{"error":"m"}'
    new.says("no json", status=500)
    assert ask(edge.port, "/api/costs/export.csv").body == b"no json"


def test_a_location_leads_back_to_the_legacy_api(edge: Edge, new: Upstream) -> None:
    """Where the new system names the row that it made, the client gets the legacy address."""
    place = "/api/ai-management/v2/analytics/spending/calls/7"
    new.says(CALL, status=201, headers=(("Location", place),))

    answer = ask(edge.port, "/api/costs/usage", method="POST", body=b"{}")

    assert answer.header("Location") == "/api/costs/usage/7"


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


@pytest.mark.parametrize("body", [b"{", b'{"a":nope}', b"[]", b"\xff", b'"a"', b'{"a":"\xc3\x28"}'])
def test_a_broken_body_is_refused(body: bytes, edge: Edge, new: Upstream) -> None:
    """A body that is no JSON object is refused with 400, and the new system is not asked."""
    answer = ask(edge.port, "/api/costs/usage", method="POST", body=body)

    assert (answer.status, list(answer.json)) == (400, ["error"])
    assert new.asked == []


def test_legacy_answers_as_ever_until_it_is_turned(
    start: Callable[..., AbstractContextManager[Edge]], legacy: Upstream, new: Upstream
) -> None:
    """Before an API is turned, the legacy system gets and gives everything byte for byte."""
    legacy.says('{"a": 1.50}', headers=(("ETag", '"x"'),))
    with start(side="legacy") as edge:
        answer = ask(edge.port, "/api/costs/usage?a=%20b&a=c", method="POST", body=b"{x")

    assert (answer.status, answer.body, answer.header("ETag")) == (200, b'{"a": 1.50}', '"x"')
    assert answer.header("Deprecation")
    asked = legacy.asked[0]
    assert (asked.method, asked.target, asked.body) == (
        "POST",
        "/api/costs/usage?a=%20b&a=c",
        b"{x",
    )
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
