"""How an API announces its end: exactly by RFC 9745, RFC 8594 and RFC 8288."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import http_sf
import pytest

from render.source import read

from .client import ask
from .conftest import SPECS

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from demo.edge import Edge

    from .client import Answer
    from .upstream import Upstream

    Start = Callable[..., AbstractContextManager[Edge]]

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
NAMES = ("Deprecation", "Sunset", "Link")
LINK = re.compile(r'<([^<>]*)>((?:; [a-z]+="[^"]*")+)')
# Relations that IANA has registered; any other one would have to be a URI (RFC 8288, 2.1).
REGISTERED = {"deprecation", "sunset", "successor-version", "next"}


def links(answer: Answer) -> list[tuple[str, dict[str, str]]]:
    """Every link of an answer: its target and its parameters."""
    value = (answer.header("Link") or "").replace(",<", ", <")
    found = [
        (target, dict(re.findall(r'([a-z]+)="([^"]*)"', rest)))
        for target, rest in LINK.findall(value)
    ]
    assert ", ".join(match.group() for match in LINK.finditer(value)) == value
    return found


def spec(name: str) -> dict[str, Any]:
    """What the spec of an endpoint says."""
    source, _ = read(SPECS / "endpoints" / f"{name}.yaml")
    assert source is not None
    data: dict[str, Any] = source.data
    return data


def moment(day: str) -> datetime:
    """The first moment of a day, UTC."""
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


ENDPOINTS = sorted(path.stem for path in (SPECS / "endpoints").glob("*.yaml"))


@pytest.mark.erratum(32)
@pytest.mark.parametrize("name", ENDPOINTS)
def test_headers_say_the_dates_of_the_spec(name: str, edge: Edge, new: Upstream) -> None:
    """A structured-field library reads the date of the spec, and Sunset is later."""
    new.says("{}")
    said = spec(name)

    answer = ask(edge.port, said["api"].replace("*", "anything"))

    header = (answer.header("Deprecation") or "").encode()
    assert http_sf.parse(header, tltype="item") == (moment(said["deprecation"]), {})
    sunset = parsedate_to_datetime(answer.header("Sunset") or "")
    assert sunset == moment(said["sunset"])
    assert sunset > moment(said["deprecation"])
    # An IMF-fixdate, whose weekday a library has computed (RFC 9110, 5.6.7).
    assert answer.header("Sunset") == sunset.strftime("%a, %d %b %Y %H:%M:%S GMT")


@pytest.mark.erratum(32)
def test_the_values_of_the_document_say_nothing() -> None:
    """What the document writes is no date of a structured field, and no HTTP-date."""
    date = datetime(2026, 11, 16, tzinfo=UTC).isoformat().replace("+00:00", ".000Z")

    with pytest.raises(http_sf.StructuredFieldError):
        http_sf.parse(date.encode(), tltype="item")
    with pytest.raises(ValueError, match="Invalid date"):
        parsedate_to_datetime(date)
    assert "documentation" not in REGISTERED


@pytest.mark.parametrize("status", [200, 201, 204, 304, 400, 404, 500, 502, 503])
def test_every_answer_announces_the_end(status: int, edge: Edge, new: Upstream) -> None:
    """Whatever the new system answers, each header is there exactly once: ours, not its own."""
    own = (("Deprecation", "@1"), ("Sunset", "Thu, 01 Jan 1970 00:00:00 GMT"))
    new.says("" if status in (204, 304) else '{"calls":[]}', status=status, headers=own)

    for target in ("/api/costs/usage", "/api/costs/export.csv"):
        answer = ask(edge.port, target)

        assert answer.status == status
        assert [len([1 for name, _ in answer.headers if name == one]) for one in NAMES] == [1, 1, 1]
        assert answer.header("Deprecation") == "@1794787200"


@pytest.mark.erratum(32)
def test_links_are_appended(edge: Edge, new: Upstream) -> None:
    """Links that the new system gives stay, and ours come after them."""
    new.says('{"calls":[]}', headers=(("Link", '</a>; rel="next"'), ("Link", '</b>; rel="next"')))

    found = links(ask(edge.port, "/api/costs/usage"))

    assert [target for target, _ in found[:2]] == ["/a", "/b"]
    assert [more["rel"] for _, more in found] == [
        "next", "next", "deprecation", "deprecation", "sunset", "successor-version",
    ]  # fmt: skip
    assert {more["rel"] for _, more in found} <= REGISTERED


def test_nothing_is_announced_before_the_day(start: Start, new: Upstream) -> None:
    """Up to the last second before the Deprecation date there is no header, then there is."""
    new.says('{"calls":[]}')
    with start(at="@2026-11-15 23:59:00") as edge:
        before = ask(edge.port, "/api/costs/usage")
        missing = ask(edge.port, "/api/costs/nothing")
    with start(at="@2026-11-16 00:00:00") as edge:
        after = ask(edge.port, "/api/costs/usage")

    assert [before.header(name) for name in NAMES] == [None, None, None]
    assert [missing.header(name) for name in NAMES] == [None, None, None]
    assert after.header("Deprecation") == "@1794787200"


@pytest.mark.parametrize("side", ["legacy", "new"])
def test_after_sunset_the_api_is_gone(
    side: str, start: Start, legacy: Upstream, new: Upstream
) -> None:
    """From the Sunset date on each route answers 410 with the links, and no system is asked."""
    with start(side=side, at="@2027-06-30 00:00:00") as edge:
        asked = [("GET", "/api/costs/usage"), ("POST", "/api/costs/usage"), ("GET", "/api/costs/x")]
        answers = [ask(edge.port, target, method=method) for method, target in asked]
        head = ask(edge.port, "/api/costs/usage", method="HEAD")

    for answer in answers:
        assert (answer.status, list(answer.json)) == (410, ["error"])
        assert {more["rel"] for _, more in links(answer)} == REGISTERED - {"next"}
    assert (head.status, head.body) == (410, b"")
    assert (legacy.asked, new.asked) == ([], [])


@pytest.mark.slow
def test_the_clock_of_these_tests_goes_on(start: Start) -> None:
    """The time that a test gives to nginx holds beyond the ten seconds that libfaketime keeps."""
    with start(at="@2027-06-30 00:00:00") as edge:
        time.sleep(11)
        assert ask(edge.port, "/api/costs/usage").status == 410


def test_up_to_sunset_the_api_answers(start: Start, new: Upstream) -> None:
    """One minute before the Sunset date it still answers."""
    new.says('{"calls":[]}')
    with start(at="@2027-06-29 23:59:00") as edge:
        assert ask(edge.port, "/api/costs/usage").status == 200


@pytest.mark.erratum(31)
def test_the_new_api_is_not_deprecated(edge: Edge, new: Upstream) -> None:
    """Routes of the new API, new pages and the notices announce no end."""
    for target in (
        "/api/ai-management/v2/models",
        "/ai-management/spending",
        "/migration/costs.md",
    ):
        answer = ask(edge.port, target)
        assert [answer.header(name) for name in NAMES] == [None, None, None], target


@pytest.mark.parametrize("name", ENDPOINTS)
def test_notices_say_what_the_spec_says(name: str, edge: Edge, generated: Path) -> None:
    """The notices that the headers name are served, and say the dates and each route."""
    said = spec(name)

    found = {
        more["type"]: ask(edge.port, target)
        for target, more in links(ask(edge.port, said["api"].replace("*", "anything")))
        if "type" in more
    }

    assert {kind: one.header("Content-Type") for kind, one in found.items()} == {
        "text/markdown": "text/markdown; charset=utf-8",
        "application/json": "application/json; charset=utf-8",
    }
    data = json.loads(found["application/json"].body)
    assert data["sunset"] == moment(said["sunset"]).isoformat()
    page = found["text/markdown"].body.decode()
    routes = [one["legacy"] for one in said["routes"].values()]
    assert [one["legacy"] for one in data["routes"]] == routes
    assert all(f"`{one}`" in page for one in (*routes, *[r["new"] for r in data["routes"]]))
    assert said["deprecation"] in page
    assert said["sunset"] in page
