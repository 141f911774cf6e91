"""Whose announcements reach the client: the edge's own, on every way, beside links of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from demo.edge import serving

from . import test_deprecation
from .changed import SHADOWING, changed
from .client import ask
from .protection import SERVER, Protection, needed
from .test_deprecation import NAMES, links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from demo.edge import Edge

    from .protection import Check
    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
OWN = (("Deprecation", "@1"), ("Sunset", "Thu, 01 Jan 1970 00:00:00 GMT"))
OTHERS = (("Link", '</a>; rel="next"'), ("Link", '</b>; rel="next"'))
USAGE, EXPORT = "/api/costs/usage", "/api/costs/export.csv"
APPENDED = ["/a", "/b", "/migration/costs.md", "/migration/costs.json", "/migration/costs.md",
            "/api/ai-management/v2/analytics/spending/"]  # fmt: skip


def once(edge: Edge, system: Upstream, target: str, status: int = 200) -> None:
    """Each header is there once with the value of the spec, whatever the system says itself."""
    system.says('{"calls":[]}', status=status, headers=OWN)

    answer = ask(edge.port, target)

    assert answer.status == status
    assert [len([1 for name, _ in answer.headers if name == one]) for one in NAMES] == [1, 1, 1]
    assert answer.header("Deprecation") == "@1794787200"
    assert answer.header("Sunset") == "Wed, 30 Jun 2027 00:00:00 GMT"


def appended(edge: Edge, system: Upstream, target: str) -> None:
    """The links of the system stay, in their order, and those of the edge come after them."""
    system.says('{"calls":[]}', headers=OTHERS)

    assert [place for place, _ in links(ask(edge.port, target))] == APPENDED


@pytest.fixture(scope="module")
def before(start: Callable[..., AbstractContextManager[Edge]]) -> Iterator[Edge]:
    """An edge whose APIs the legacy system answers."""
    with start(side="legacy") as edge:
        yield edge


@pytest.fixture(scope="module")
def shadowed(
    generated: Path, legacy: Upstream, new: Upstream, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Edge]:
    """The same, with every read made twice."""
    folder = changed(generated, tmp_path_factory.mktemp("shadowed") / "nginx", *SHADOWING)
    with serving(folder, legacy.address, new.address, at="@2027-01-15 12:00:00") as edge:
        yield edge


@pytest.mark.parametrize("status", [200, 201, 400, 404, 500, 503])
def test_what_the_legacy_system_announces_itself_stays_behind(
    status: int, before: Edge, shadowed: Edge, legacy: Upstream
) -> None:
    """While legacy answers, too, each header is there exactly once: ours, not its own."""
    for edge in (before, shadowed):
        once(edge, legacy, USAGE, status)


def test_the_links_of_the_legacy_system_stay(
    before: Edge, shadowed: Edge, legacy: Upstream
) -> None:
    """Links that the legacy system gives stay, and ours come after them."""
    for edge in (before, shadowed):
        appended(edge, legacy, USAGE)


def test_the_links_of_a_stream_stay(edge: Edge, new: Upstream) -> None:
    """Links that come with a stream stay, and ours come after them."""
    appended(edge, new, EXPORT)


def new_once(target: str, status: int = 200) -> Check:
    """The new system's answer."""
    return lambda edge, _legacy, new: once(edge, new, target, status)


def legacy_once(edge: Edge, legacy: Upstream, _new: Upstream) -> None:
    """The legacy system's answer."""
    once(edge, legacy, USAGE)


def fresh(edge: Edge, _legacy: Upstream, new: Upstream) -> None:
    """The new API, whose paths begin like those of a legacy one."""
    new.says("{}")
    test_deprecation.test_the_new_api_is_not_deprecated(edge, new)


STREAMED = (
    "    proxy_hide_header Deprecation;\n"
    "    proxy_hide_header Sunset;\n"
    "    js_header_filter edge.streamedHeaders;\n"
)


def hidden(name: str) -> tuple[Protection, Protection, Protection]:
    """What hides a header of the systems: of the legacy one, shadowed or not, and of a stream."""
    line = f"    proxy_hide_header {name};\n"
    return (
        Protection(
            name=f"{name} of the legacy system is hidden", file=SERVER, old=line, new="",
            check=legacy_once, side="legacy",
        ),
        Protection(
            name=f"{name} of it is hidden where it is read twice", file=SERVER, old=line, new="",
            check=legacy_once, side="legacy", shadowing=True,
        ),
        Protection(
            name=f"{name} of a stream is hidden", file=SERVER, old=STREAMED,
            new=STREAMED.replace(line, ""), check=new_once(EXPORT),
        ),
    )  # fmt: skip


PROTECTIONS = (
    *hidden("Deprecation"),
    *hidden("Sunset"),
    *(
        Protection(
            name=f"errors have {name}, too",
            file=SERVER,
            old=f"add_header {name} $changeover_{name.lower()} always;",
            new=f"add_header {name} $changeover_{name.lower()};",
            check=new_once(USAGE, status=500),
        )
        for name in NAMES
    ),
    Protection(
        name="the new API is not the legacy API around it",
        file="njs/route.js",
        old="? undefined : owner(routes.endpoints, raw)",
        new="? owner(routes.endpoints, raw) : owner(routes.endpoints, raw)",
        check=fresh,
    ),
    Protection(
        name="links of the new system stay",
        file="njs/edge.js",
        old="|upgrade|deprecation|sunset)$/i",
        new="|upgrade|deprecation|sunset|link)$/i",
        check=lambda edge, _legacy, new: appended(edge, new, USAGE),
    ),
    Protection(
        name="links of a stream stay",
        file=SERVER,
        old=STREAMED,
        new=STREAMED + "    proxy_hide_header Link;\n",
        check=lambda edge, _legacy, new: appended(edge, new, EXPORT),
    ),
    Protection(
        name="links of the legacy system stay",
        file=SERVER,
        old="    proxy_hide_header Sunset;\n",
        new="    proxy_hide_header Sunset;\n    proxy_hide_header Link;\n",
        check=lambda edge, legacy, _new: appended(edge, legacy, USAGE),
        side="legacy",
    ),
)


@pytest.mark.parametrize("one", PROTECTIONS, ids=lambda one: one.name)
def test_without_it_a_test_of_announcements_fails(
    one: Protection, generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """Each check passes on the edge as it is, and fails on the edge without its protection."""
    needed(one, generated, legacy, new, tmp_path)
