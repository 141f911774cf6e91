"""What a request says of itself on its way: who asked how, and what nobody may smuggle in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .client import ask
from .protection import HTTP, SERVER, Protection, needed

if TYPE_CHECKING:
    from pathlib import Path

    from demo.edge import Edge

    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
# A legacy API as it is reshaped and streamed, a page of the new system, and all that is legacy's.
NEW_PLACES = ("/api/costs/usage", "/api/costs/export.csv", "/ai-management/x")
LEGACY_PLACES = ("/files",)
ODD = ('https"', "$scheme http", "{https}", "é", "https;a b", "x y" * 1300, "")


def sent(edge: Edge, *systems: Upstream, **headers: str) -> list[tuple[str | None, str | None]]:
    """The two headers as each system got them, wherever a request leads."""
    for system in systems:
        system.asked.clear()
        system.says('{"calls":[]}')
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    for place in (*NEW_PLACES, *LEGACY_PLACES):
        assert ask(edge.port, place, headers=named).status == 200
    return [
        (asked.header("X-Forwarded-Proto"), asked.header("X-Request-Id"))
        for system in systems
        for asked in system.asked
    ]


def test_what_a_proxy_in_front_says_is_kept(edge: Edge, legacy: Upstream, new: Upstream) -> None:
    """How the client came and the number of its request reach both systems as they were given."""
    for proto in ("https", "HTTPS", "http", "https, http"):
        found = sent(edge, legacy, new, X_Forwarded_Proto=proto, X_Request_Id="a-1:B/2=")
        assert found == [(proto, "a-1:B/2=")] * 4


def test_what_nobody_says_the_edge_says(edge: Edge, legacy: Upstream, new: Upstream) -> None:
    """Without a proxy in front it is http, and every request has a number of its own."""
    found = sent(edge, legacy, new)

    assert [proto for proto, _ in found] == ["http"] * 4
    numbers = {number for _, number in found if number is not None}
    assert sorted(map(len, numbers)) == [32] * 4


def test_what_nobody_could_mean_is_not_passed_on(
    edge: Edge, legacy: Upstream, new: Upstream
) -> None:
    """Quotes, dollars, long and empty values break nothing: the edge's own are sent instead."""
    for odd in ODD:
        found = sent(edge, legacy, new, X_Forwarded_Proto=odd, X_Request_Id=odd)

        assert [proto for proto, _ in found] == ["http"] * 4
        assert [len(number or "") for _, number in found] == [32] * 4


PROTECTIONS = (
    Protection(
        name="what a proxy in front says is kept",
        file=HTTP,
        old='?)*$" $http_x_forwarded_proto;',
        new='?)*$" $scheme;',
        check=test_what_a_proxy_in_front_says_is_kept,
    ),
    Protection(
        name="the number of a request is kept on the reshaped way",
        file=SERVER,
        old="    proxy_set_header X-Request-Id $changeover_request_id;",
        new="    proxy_set_header X-Request-Id $request_id;",
        check=test_what_a_proxy_in_front_says_is_kept,
    ),
    Protection(
        name="what nobody says the edge says",
        file=HTTP,
        old="    default $scheme;",
        new='    default "";',
        check=test_what_nobody_says_the_edge_says,
    ),
    Protection(
        name="an odd way is not passed on",
        file=HTTP,
        old='"~*^https?(?: *, *https?)*$"',
        new='"~*https?"',
        check=test_what_nobody_could_mean_is_not_passed_on,
    ),
    Protection(
        name="an odd number is not passed on",
        file=HTTP,
        old='"~^[A-Za-z0-9._:+/=@-]{1,128}$"',
        new='"~."',
        check=test_what_nobody_could_mean_is_not_passed_on,
    ),
)


@pytest.mark.parametrize("one", PROTECTIONS, ids=lambda one: one.name)
def test_without_it_a_test_of_headers_fails(
    one: Protection, generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """Each check passes on the edge as it is, and fails on the edge without its protection."""
    needed(one, generated, legacy, new, tmp_path)
