"""What a real nginx writes into the usage log of a request that went wrong on its way."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from demo.edge import serving

from .client import ask
from .protection import Protection, needed

if TYPE_CHECKING:
    from pathlib import Path

    from demo.edge import Edge

    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
METHODS = (
    ("POST", "/api/costs/usage", "usage_added"),
    ("PUT", "/api/costs/allocations/photo_analysis/2026-01", "allocation_saved"),
)


def last(edge: Edge, number: int) -> dict[str, Any]:
    """The last line of the usage log, once there are so many."""
    deadline = time.monotonic() + 5
    while len(lines := edge.log("usage.jsonl").splitlines()) < number:
        assert time.monotonic() < deadline, edge.log("error.log")
        time.sleep(0.02)
    said: dict[str, Any] = json.loads(lines[-1])
    return said


def told(edge: Edge, method: str, target: str, status: int, body: bytes = b"{}") -> dict[str, Any]:
    """The usage line of a request that the edge itself answers with an error."""
    before = len(edge.log("usage.jsonl").splitlines())
    answer = ask(edge.port, target, method=method, body=body)
    assert (answer.status, list(answer.json)) == (status, ["error"])
    return last(edge, before + 1)


def nothing_is_counted_as_another(edge: Edge, legacy: Upstream, _new: Upstream) -> None:
    """What is too large, or waited for in vain, is counted as what was asked for."""
    legacy.says("{}", late=1.5)
    for method, target, name in METHODS:
        for status, body in ((504, b"{}"), (413, b"x" * 1_100_000)):
            line = told(edge, method, target, status, body)
            assert (line["method"], line["route"], line["status"]) == (method, name, status)


def test_a_line_that_is_being_written_is_none_yet(edge: Edge) -> None:
    """Who looks at a log while nginx writes it sees whole lines."""
    before = edge.log("usage.jsonl")
    with (edge.prefix / "usage.jsonl").open("a") as log:
        log.write('{"half":')
        log.flush()
        assert edge.log("usage.jsonl") == before
        log.write('"whole"}\n')
    assert last(edge, 1) == {"half": "whole"}


@pytest.mark.parametrize("side", ["legacy", "new"])
def test_a_request_to_a_system_that_is_down_is_counted_as_what_it_was(
    side: str, generated: Path
) -> None:
    """A POST and a PUT that end in 502 are counted by their own method and route."""
    nobody = "127.0.0.1:9"
    with serving(generated, nobody, nobody, at="@2027-01-15 12:00:00") as edge:
        edge.turn({"costs": side})
        for method, target, name in METHODS:
            line = told(edge, method, target, 502)
            assert (line["method"], line["route"], line["side"]) == (method, name, side)


def a_page_is_of_whoever_answered(edge: Edge, legacy: Upstream, _new: Upstream) -> None:
    """Before its day a page that was turned is legacy's, and the log says so."""
    legacy.says("<p>old</p>", type="text/html")
    answer = ask(edge.port, "/platform/costs")
    assert (answer.status, answer.body) == (200, b"<p>old</p>")
    line = last(edge, 1)
    assert (line["endpoint"], line["side"]) == ("page:costs", "legacy")


def test_from_its_day_on_a_page_is_the_new_system_s(edge: Edge) -> None:
    """A page that was turned leads to the new one from its day on, and the log says so."""
    before = len(edge.log("usage.jsonl").splitlines())

    assert ask(edge.port, "/platform/costs").status == 307
    line = last(edge, before + 1)
    assert (line["endpoint"], line["side"], line["status"]) == ("page:costs", "new", 307)


def test_the_side_of_a_page_is_who_answered(
    generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """What a page was turned to is not yet who answers it: the log must tell the difference."""
    one = Protection(
        name="the side of a page is who answered",
        file="njs/count.js",
        old="pages.way(r) !== 'legacy'",
        new="subject.isNew(r, subject.pageOf(r))",
        check=a_page_is_of_whoever_answered,
        at="@2026-11-01 00:00:00",
    )
    needed(one, generated, legacy, new, tmp_path)


def test_the_method_that_was_sent_is_counted(
    generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """What ends in an error is a GET for nginx, and then the wrong route would be counted."""
    one = Protection(
        name="the method that was sent is counted",
        file="njs/subject.js",
        old="first === null ? r.method : first[1]",
        new="r.method",
        check=nothing_is_counted_as_another,
        side="legacy",
    )
    needed(one, generated, legacy, new, tmp_path)
