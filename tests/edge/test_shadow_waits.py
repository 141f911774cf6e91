"""Shadow reads and time: nobody waits for the new system, and it is not waited for without end."""

from __future__ import annotations

import http.client
import json
import time
from typing import TYPE_CHECKING

import pytest

from .client import ask, raw
from .shadowed import LEGACY, NEW, TARGET, noted, one
from .upstream import Reply

if TYPE_CHECKING:
    from demo.edge import Edge

    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js")


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
