"""Paths that only some servers take for one of an API: never unseen, and never taken for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .client import ask
from .protection import Protection, needed
from .test_usage_lines import last

if TYPE_CHECKING:
    from pathlib import Path

    from demo.edge import Edge

    from .protection import Check
    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
ANNOUNCED = ("Deprecation", "Sunset", "Link")
# Capitals are small letters for many servers, and what a semicolon begins is no part of a segment.
SPELLED = (
    "/API/costs/summary",
    "/api/Costs/summary?a=1",
    "/api/costs;v=1/summary",
    "/api;a/costs;b/summary",
    "/API/COSTS",
)
# A backslash is a slash for many, and no honest client sends one.
REFUSED = (
    "/api\\costs/summary",
    "/api%5ccosts/summary",
    "/api\\Costs\\summary",
    "/API//costs/summary",
    "/API/./costs/summary",
)
FRESH = ("/api/ai-management/v2/models", "/api/ai-management/%762/models", "/ai-managemen%74")


def counted_as_legacy_s(edge: Edge, legacy: Upstream, new: Upstream) -> None:
    """The legacy system answers as ever; the end is announced, and the call is counted."""
    legacy.says('{"a":1}')
    for target in SPELLED:
        before = len(edge.log("usage.jsonl").splitlines())
        answer = ask(edge.port, target)
        assert (answer.status, answer.body) == (200, b'{"a":1}'), target
        assert all(answer.header(name) for name in ANNOUNCED), target
        line = last(edge, before + 1)
        said = [line[key] for key in ("endpoint", "route", "side", "status")]
        assert said == ["costs", "(none)", "legacy", 200], target
    assert ([one.target for one in legacy.asked], new.asked) == ([*SPELLED], [])


def refused_as_the_api_s(edge: Edge, legacy: Upstream, new: Upstream) -> None:
    """It is refused in the shape of the API, and counted as a call of it."""
    for target in REFUSED:
        before = len(edge.log("usage.jsonl").splitlines())
        answer = ask(edge.port, target)
        assert (answer.status, list(answer.json)) == (400, ["error"]), target
        assert all(answer.header(name) for name in ANNOUNCED), target
        assert last(edge, before + 1)["endpoint"] == "costs", target
    assert (legacy.asked, new.asked) == ([], [])


def the_new_system_s_own(edge: Edge, legacy: Upstream, new: Upstream) -> None:
    """A path of the new system announces nothing and is no call, whatever letters are encoded."""
    new.says("{}")
    before = edge.log("usage.jsonl")
    for target in FRESH:
        answer = ask(edge.port, target)
        assert answer.status == 200, target
        assert [answer.header(name) for name in ANNOUNCED] == [None] * 3, target
    assert ([one.target for one in new.asked], legacy.asked) == ([*FRESH], [])
    assert edge.log("usage.jsonl") == before


def long_methods_are_read(edge: Edge, _legacy: Upstream, _new: Upstream) -> None:
    """A method that no loader would read is counted as another one."""
    before = len(edge.log("usage.jsonl").splitlines())
    ask(edge.port, "/api/costs/usage", method="A" * 101)
    ask(edge.port, "/api/costs/usage", method="M-SEARCH")
    assert last(edge, before + 2)["method"] == "M-SEARCH"
    assert '"method":"OTHER"' in edge.log("usage.jsonl").splitlines()[before]


@pytest.mark.parametrize(
    "check",
    [counted_as_legacy_s, refused_as_the_api_s, the_new_system_s_own, long_methods_are_read],
)
def test_what_is_spelled_otherwise(
    check: Check, edge: Edge, legacy: Upstream, new: Upstream
) -> None:
    """What others would read otherwise is counted, refused or left alone: see the case's name."""
    check(edge, legacy, new)


PROTECTIONS = (
    Protection(
        name="other letters are seen",
        file="njs/subject.js",
        old="read(r) || route.spelled(routes, route.path(uri(r)))",
        new="read(r)",
        check=counted_as_legacy_s,
    ),
    Protection(
        name="capitals are small letters",
        file="njs/route.js",
        old=".replace(/;[^/]*/g, '')).toLowerCase()",
        new=".replace(/;[^/]*/g, ''))",
        check=counted_as_legacy_s,
    ),
    Protection(
        name="a semicolon ends a segment",
        file="njs/route.js",
        old=".replace(/;[^/]*/g, '')).toLowerCase()",
        new=").toLowerCase()",
        check=counted_as_legacy_s,
    ),
    Protection(
        name="only legacy answers other letters",
        file="njs/count.js",
        old="var endpoint = subject.read(r);",
        new="var endpoint = subject.meant(r);",
        check=counted_as_legacy_s,
    ),
    Protection(
        name="a backslash is refused",
        file="njs/edge.js",
        old="route.spelled(routes, path)",
        new="false",
        check=refused_as_the_api_s,
    ),
    Protection(
        name="encoded letters of the new system are its own",
        file="njs/route.js",
        old=" || owner(routes.fresh, unescaped(raw))",
        new="",
        check=the_new_system_s_own,
    ),
    Protection(
        name="a method is short enough for a log",
        file="njs/count.js",
        old="name.length > 32 ? 'OTHER' : name",
        new="name",
        check=long_methods_are_read,
    ),
)


@pytest.mark.parametrize("one", PROTECTIONS, ids=lambda one: one.name)
def test_without_it_a_call_is_misread(
    one: Protection, generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """Each check passes on the edge as it is, and fails on the edge without its protection."""
    needed(one, generated, legacy, new, tmp_path)
