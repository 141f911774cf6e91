"""What passes through the edge, reshaped or not, and arrives as it should."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .client import arriving, ask
from .upstream import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

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


BYTES = ("ETag", "Digest", "Content-Digest", "Repr-Digest", "Signature", "Signature-Input")


@pytest.mark.parametrize(
    ("target", "status", "text"),
    [
        ("/api/costs/usage", 200, '{"calls":[]}'),
        ("/api/costs/usage", 404, '{"code":"c","message":"m"}'),
        ("/api/costs/export.csv", 404, '{"code":"c","message":"m"}'),
    ],
)
def test_what_was_said_of_other_bytes_stays_behind(
    target: str, status: int, text: str, edge: Edge, new: Upstream
) -> None:
    """A reshaped body has no digest, signature or version of the one that it was made of."""
    new.says(text, status=status, headers=(*((name, '"x"') for name in BYTES), ("X-Page", "3")))

    answer = ask(edge.port, target)

    assert (answer.status, answer.header("X-Page")) == (status, "3")
    assert {name: answer.header(name) for name in BYTES} == dict.fromkeys(BYTES)


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


def test_head_has_no_body(edge: Edge, new: Upstream) -> None:
    """HEAD asks the new system for HEAD, and no length of another body is announced."""
    new.says('{"calls":[]}')

    answer = ask(edge.port, "/api/costs/usage", method="HEAD")

    assert (answer.status, answer.body, answer.header("Content-Length")) == (200, b"", None)
    assert answer.header("Sunset")
    assert new.asked[0].method == "HEAD"


def test_an_answer_just_below_the_limit_is_reshaped(edge: Edge, new: Upstream) -> None:
    """An answer of nearly four megabytes is reshaped whole."""
    rows = 17_000
    new.says('{"calls":[' + ",".join([CALL] * rows) + "]}")

    answer = ask(edge.port, "/api/costs/usage")

    assert answer.status == 200
    assert answer.body.decode() == "[" + ",".join([LEGACY_CALL] * rows) + "]"


def test_a_streamed_route_streams(edge: Edge, new: Upstream) -> None:
    """An unreshaped body arrives while the rest is still being made."""
    pieces = tuple(b"%d\n" % number * 1000 for number in range(4))
    new.answer = lambda _asked: Reply(pieces=pieces, pause=0.4, type="text/csv")

    arrived = arriving(edge.port, "/api/costs/export.csv?from=1")

    assert b"".join(part for _, part in arrived).endswith(b"".join(pieces))
    first = next(at for at, part in arrived if pieces[0] in part)
    assert arrived[-1][0] - first > 0.6
    assert new.asked[0].target == "/api/ai-management/v2/analytics/spending/export.csv?from=1"


def test_a_location_leads_back_to_the_legacy_api(edge: Edge, new: Upstream) -> None:
    """Where the new system names the row that it made, the client gets the legacy address."""
    place = "/api/ai-management/v2/analytics/spending/calls/7"
    new.says(CALL, status=201, headers=(("Location", place),))

    answer = ask(edge.port, "/api/costs/usage", method="POST", body=b"{}")

    assert answer.header("Location") == "/api/costs/usage/7"


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
