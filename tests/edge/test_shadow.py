"""Shadow reads: the client gets the legacy answer, and what the new one differs in is noted."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from demo.edge import serving

from .client import ask, raw
from .shadowed import LEGACY, NEW, TARGET, noted, one
from .upstream import Reply

if TYPE_CHECKING:
    from pathlib import Path

    from demo.edge import Edge

    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js")


def test_equal_answers_are_noted(shadowing: Edge, legacy: Upstream, new: Upstream) -> None:
    """What differs only in the digits of equal numbers is equal; the legacy answer is given."""
    legacy.says(LEGACY)
    new.says(NEW)

    body, line = one(shadowing)

    assert body.decode() == LEGACY
    assert (line["endpoint"], line["route"], line["outcome"]) == ("costs", "summary", "equal")
    assert (line["legacy_status"], line["new_status"], line["paths"]) == (200, 200, [])
    assert len(line["id"]) == 32
    assert line["legacy_ms"] >= 0


def test_a_difference_is_noted_by_its_place(
    shadowing: Edge, legacy: Upstream, new: Upstream
) -> None:
    """A value that stays different is named by its place, and no value is written down."""
    legacy.says(LEGACY)
    new.says(
        NEW.replace('"cost":12.50', '"cost":99.87').replace('"totalSpend":12.5', '"totalSpend":1')
    )

    body, line = one(shadowing)

    assert body.decode() == LEGACY
    assert (line["outcome"], line["paths"]) == ("different", ["total_cost", "breakdown[].cost"])
    assert "99.87" not in shadowing.log("shadow.jsonl")


def test_rows_that_change_meanwhile_are_no_difference(
    shadowing: Edge, legacy: Upstream, new: Upstream
) -> None:
    """What is equal when both are asked again had only changed between the two reads."""
    legacy.says(LEGACY)
    old = NEW.replace('"calls":3,"dim', '"calls":2,"dim')
    replies = iter([old, NEW, NEW, NEW])
    new.answer = lambda _asked: Reply(body=next(replies).encode())

    assert one(shadowing)[1]["outcome"] == "raced"


@pytest.mark.parametrize(
    "again", [Reply(cut=9), Reply(status=500, body=b"{}")], ids=["no", "error"]
)
def test_a_difference_is_not_taken_back_by_what_compares_nothing(
    again: Reply, shadowing: Edge, legacy: Upstream, new: Upstream
) -> None:
    """A further look that gets no answer, or two errors, leaves the difference as it was seen."""
    # The client's own read, the first comparison, and two more.
    mine = iter([Reply(body=LEGACY.encode())] * 2 + [again] * 2)
    theirs = iter([Reply(body=NEW.replace("12.5", "7").encode()), again, again])
    legacy.answer = lambda _asked: next(mine)
    new.answer = lambda _asked: next(theirs)

    line = one(shadowing)[1]

    assert (line["outcome"], line["paths"]) == ("different", ["total_cost", "breakdown[].cost"])


@pytest.mark.parametrize(
    ("body", "status", "outcome", "paths"),
    [
        ('{"code":"c","message":"m"}', 500, "different", ["(status)"]),
        ("{", 200, "failed", []),
        ("{}", 200, "failed", []),
    ],
)
def test_an_answer_that_cannot_stand_in_is_noted(
    body: str, status: int, outcome: str, paths: list[str], shadowing: Edge, legacy: Upstream,
    new: Upstream,
) -> None:  # fmt: skip
    """Another status is a difference; an answer in another shape is a failure."""
    legacy.says(LEGACY)
    new.says(body, status=status)

    line = one(shadowing)[1]

    assert (line["outcome"], line["paths"], line["new_status"]) == (outcome, paths, status)


def test_equal_errors_are_equal(shadowing: Edge, legacy: Upstream, new: Upstream) -> None:
    """An error that both give, each in its shape, is equal."""
    legacy.says('{"error":"m"}', status=404)
    new.says('{"message":"m","code":"c"}', status=404)

    assert one(shadowing, "/api/costs/usage/5")[1]["outcome"] == "equal_error"


MOVED = "/api/ai-management/v2/analytics/spending/calls/7"
SENT_ON: dict[str, Any] = {
    "status": 302, "body": "x", "headers": (("Location", "/api/costs/usage/7"),),
}  # fmt: skip


@pytest.mark.parametrize(
    ("mine", "theirs", "outcome", "paths"),
    [
        ({"status": 404, "body": "", "type": ""}, {}, "equal_error", []),
        ({"status": 404, "body": "no", "type": "text/plain"}, {}, "equal_error", []),
        (SENT_ON, {"body": "y"}, "equal_error", []),
        (SENT_ON, {"headers": (("Location", f"http://a.example{MOVED}"),)}, "equal_error", []),
        (SENT_ON, {"headers": (("Location", "/elsewhere"),)}, "different", ["(location)"]),
        (SENT_ON, {"headers": ()}, "different", ["(location)"]),
        ({"body": LEGACY}, {"body": LEGACY, "type": "text/plain"}, "different", ["(type)"]),
        ({"body": LEGACY}, {"body": NEW, "headers": (("Content-Encoding", "gzip"),)}, "failed", []),
        ({"status": 401, "body": "{}"}, {"body": '{"x":1}'}, "equal_error", []),
    ],
    ids=[
        "empty",
        "text",
        "sent on",
        "sent on by the new name",
        "sent elsewhere",
        "sent nowhere",
        "other type",
        "compressed",
        "error without fields",
    ],
)
def test_what_clients_would_get_is_compared(
    mine: dict[str, Any], theirs: dict[str, Any], outcome: str, paths: list[str],
    shadowing: Edge, legacy: Upstream, new: Upstream,
) -> None:  # fmt: skip
    """A shadow read judges as a real answer is judged: type, emptiness, redirects and all."""
    legacy.says(**mine)
    new.says(**{**mine, **theirs})

    line = one(shadowing, headers={"Host": "a.example"})[1]

    assert (line["outcome"], line["paths"]) == (outcome, paths)


def test_a_silent_legacy_system_is_not_the_new_one_s_fault(
    shadowing: Edge, legacy: Upstream, new: Upstream
) -> None:
    """When the legacy system does not answer, nothing was read that could be compared."""
    new.says(NEW)
    legacy.says("{", cut=100)
    before = len(shadowing.log("shadow.jsonl").splitlines())

    raw(shadowing.port, f"GET {TARGET} HTTP/1.1\r\nHost: a\r\n\r\n".encode())

    assert noted(shadowing, before + 1)[-1]["outcome"] == "unread"


def test_whoever_asks_is_the_same(shadowing: Edge, legacy: Upstream, new: Upstream) -> None:
    """Both systems see the client's credentials, and the new one the rewritten request."""
    legacy.says(LEGACY)
    new.says(NEW)

    one(shadowing, headers={"Authorization": "Bearer t", "Cookie": "s=1", "Host": "a.example"})

    asked = new.asked[0]
    assert asked.target == "/api/ai-management/v2/analytics/spending/summary?from=2026-01-01"
    for each in (asked, legacy.asked[-1]):
        assert [each.header(n) for n in ("Authorization", "Cookie", "Host")] == [
            "Bearer t", "s=1", "a.example",
        ]  # fmt: skip


def test_what_the_edge_says_of_a_client_is_said_again(
    shadowing: Edge, legacy: Upstream, new: Upstream
) -> None:
    """Where the client is, how he came and which request it is are told as they are of a call."""
    legacy.says(LEGACY)
    new.says(NEW)
    claims = {"X-Forwarded-For": "10.0.0.1", "X-Forwarded-Proto": "gopher", "X-Request-Id": '"$x"'}

    one(shadowing, headers=claims)

    called, *read = [
        [asked.header(name) for name in claims] for asked in (*legacy.asked, *new.asked)
    ]
    assert called[:2] == ["10.0.0.1, 127.0.0.1", "http"]
    assert read == [called] * 2


def test_only_reads_are_made_twice(shadowing: Edge, legacy: Upstream, new: Upstream) -> None:
    """A request that could change something reaches the legacy system once and no other."""
    legacy.says("{}")
    for method in ("POST", "PUT", "PATCH", "DELETE", "HEAD"):
        ask(shadowing.port, "/api/costs/usage", method=method)
    ask(shadowing.port, "/api/costs/export.csv")
    ask(shadowing.port, "/api/costs/nothing")
    time.sleep(0.3)

    assert new.asked == []
    assert [one.method for one in legacy.asked] == [
        "POST", "PUT", "PATCH", "DELETE", "HEAD", "GET", "GET",
    ]  # fmt: skip


def test_a_share_is_read_twice(generated: Path, legacy: Upstream, new: Upstream) -> None:
    """Of a thousand reads about the share that the spec names is noted."""
    legacy.says(LEGACY)
    new.says(NEW)
    with serving(generated, legacy.address, new.address) as edge:
        for _ in range(1000):
            ask(edge.port, TARGET)
        found = settled(edge, legacy)

    assert len(legacy.asked) == 1000 + found
    # Ten percent; outside of five standard deviations one run in a million would be.
    assert 52 <= found <= 148


def settled(edge: Edge, legacy: Upstream) -> int:
    """How many reads were noted, once each that was made is."""
    deadline = time.monotonic() + 10
    while True:
        found = len(edge.log("shadow.jsonl").splitlines())
        if len(legacy.asked) == 1000 + found or time.monotonic() > deadline:
            return found
        time.sleep(0.02)
