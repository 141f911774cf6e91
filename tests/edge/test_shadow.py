"""Shadow reads: the client gets the legacy answer, and what the new one differs in is noted."""

from __future__ import annotations

import http.client
import json
import shutil
import time
from typing import TYPE_CHECKING, Any

import pytest

from demo.edge import Edge, serving

from .client import ask, raw
from .protection import SHADOWING
from .upstream import Reply

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js")
LEGACY = (
    '{"total_cost":12.50,"currency":"USD","calls":3,'
    '"breakdown":[{"service":"photo_analysis","calls":3,"cost":12.5}]}'
)
NEW = (
    '{"totalSpend":12.5,"calls":3,"dimensions":{"byFeature":'
    '[{"feature":"photo-tagging","service":null,"calls":3,"cost":12.50}]}}'
)
TARGET = "/api/costs/summary?from=2026-01-01"


@pytest.fixture(scope="module")
def shadowing(
    generated: Path, legacy: Upstream, new: Upstream, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Edge]:
    """An edge that reads everything twice, while the legacy system answers."""
    folder = tmp_path_factory.mktemp("shadowing") / "nginx"
    shutil.copytree(generated, folder)
    for file, old, text in SHADOWING:
        before = (folder / file).read_text()
        assert old in before
        (folder / file).write_text(before.replace(old, text))
    with serving(folder, legacy.address, new.address) as running:
        yield running


def noted(edge: Edge, number: int, seconds: float = 5.0) -> list[dict[str, Any]]:
    """The lines of the shadow log, once there are so many."""
    deadline = time.monotonic() + seconds
    while len(lines := edge.log("shadow.jsonl").splitlines()) < number:
        assert time.monotonic() < deadline, edge.log("error.log")
        time.sleep(0.02)
    return [json.loads(line) for line in lines]


def one(edge: Edge, target: str = TARGET, **more: Any) -> tuple[bytes, dict[str, Any]]:
    """The answer to a request, and what is noted of its shadow."""
    before = len(edge.log("shadow.jsonl").splitlines())
    answer = ask(edge.port, target, **more)
    return answer.body, noted(edge, before + 1)[-1]


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


@pytest.mark.parametrize(
    ("mine", "theirs", "outcome", "paths"),
    [
        ({"status": 404, "body": "", "type": ""}, {}, "equal_error", []),
        ({"status": 404, "body": "no", "type": "text/plain"}, {}, "equal_error", []),
        ({"status": 302, "body": "x"}, {"body": "y"}, "equal", []),
        ({"body": LEGACY}, {"body": LEGACY, "type": "text/plain"}, "different", ["(type)"]),
        ({"body": LEGACY}, {"body": NEW, "headers": (("Content-Encoding", "gzip"),)}, "failed", []),
        ({"status": 401, "body": "{}"}, {"body": '{"x":1}'}, "equal_error", []),
    ],
    ids=["empty", "text", "redirect", "other type", "compressed", "error without fields"],
)
def test_what_clients_would_get_is_compared(
    mine: dict[str, Any], theirs: dict[str, Any], outcome: str, paths: list[str],
    shadowing: Edge, legacy: Upstream, new: Upstream,
) -> None:  # fmt: skip
    """A shadow read judges as a real answer is judged: type, emptiness, redirects and all."""
    legacy.says(**mine)
    new.says(**{**mine, **theirs})

    line = one(shadowing)[1]

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


@pytest.mark.parametrize("request_", ["HTTP/1.0\r\n", "HTTP/1.1\r\nConnection: close\r\n"])
def test_who_waits_for_the_end_of_the_connection_is_not_shadowed(
    request_: str, shadowing: Edge, legacy: Upstream, new: Upstream
) -> None:
    """A connection ends after its copies: such a client would wait for the new system."""
    legacy.says(LEGACY)

    assert raw(shadowing.port, f"GET {TARGET} {request_}Host: a\r\n\r\n".encode())
    assert new.asked == []


def test_nobody_waits_for_the_new_system(shadowing: Edge, legacy: Upstream, new: Upstream) -> None:
    """While the new system takes its time, the client has the legacy answer."""
    legacy.says(LEGACY)
    new.says(NEW, late=1.5)
    before = len(shadowing.log("shadow.jsonl").splitlines())

    answer = ask(shadowing.port, TARGET)
    waiting = len(shadowing.log("shadow.jsonl").splitlines())

    assert (answer.body.decode(), waiting) == (LEGACY, before)
    line = noted(shadowing, before + 1)[-1]
    usage = json.loads(shadowing.log("usage.jsonl").splitlines()[-1])
    assert usage["ms"] < 1400 <= line["new_ms"]


def test_the_next_request_of_a_session_does_not_wait(
    shadowing: Edge, legacy: Upstream, new: Upstream
) -> None:
    """Whoever asks again at once, in one session, has both legacy answers before the new one."""
    legacy.says(LEGACY)
    new.says(NEW, late=1.5)
    before = len(shadowing.log("shadow.jsonl").splitlines())
    session = http.client.HTTPConnection("127.0.0.1", shadowing.port, timeout=30)
    began = time.monotonic()
    bodies = []
    for _ in range(2):
        session.request("GET", TARGET)
        bodies.append(session.getresponse().read().decode())
    session.close()

    assert (bodies, time.monotonic() - began < 1.4) == ([LEGACY] * 2, True)
    assert len(noted(shadowing, before + 2)) == before + 2


def test_what_is_not_read_twice_keeps_its_connection(
    shadowing: Edge, legacy: Upstream, new: Upstream
) -> None:
    """Only a connection that somebody could wait on is given up."""
    legacy.says("{}")
    session = http.client.HTTPConnection("127.0.0.1", shadowing.port, timeout=30)
    for method in ("POST", "DELETE", "PUT"):
        session.request(method, "/api/costs/usage")
        answer = session.getresponse()
        answer.read()
        assert (answer.status, answer.getheader("Connection")) == (200, "keep-alive")
    session.close()
    assert new.asked == []


def test_a_read_of_a_system_that_hangs_ends(
    shadowing: Edge, legacy: Upstream, new: Upstream
) -> None:
    """A new system that does not answer is waited for no longer than it may take."""
    legacy.says(LEGACY)
    new.says(NEW, late=5)

    line = one(shadowing)[1]

    assert (line["outcome"], line["new_status"]) == ("failed", 0)
    assert 1900 < line["new_ms"] < 4000


@pytest.mark.parametrize("drips", [False, True])
def test_an_answer_that_comes_too_late_failed(
    drips: bool, shadowing: Edge, legacy: Upstream, new: Upstream
) -> None:
    """What takes the new system longer than it may is no agreement, and the log says why."""
    legacy.says(LEGACY)
    pieces = tuple(NEW[at : at + 40].encode() for at in range(0, len(NEW), 40))
    slow = Reply(pieces=pieces, pause=0.7) if drips else Reply(body=NEW.encode(), late=2.2)
    new.answer = lambda _asked: slow

    line = one(shadowing)[1]

    assert (line["outcome"], line["paths"]) == ("failed", ["(late)"])


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
