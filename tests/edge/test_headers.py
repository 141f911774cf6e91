"""What a request says of itself on its way: who asked how, and what nobody may smuggle in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .client import ask
from .protection import HTTP, SERVER, Protection, needed

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
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


def upgraded(edge: Edge, system: Upstream, place: str, upgrade: str) -> tuple[str | None, ...]:
    """What a system hears of an upgrade that a client asks for."""
    system.asked.clear()
    system.says('{"calls":[]}')
    ask(edge.port, place, headers={"Upgrade": upgrade, "Connection": "Upgrade, HTTP2-Settings",
                                   "HTTP2-Settings": "AAMAAABk"})  # fmt: skip
    (heard,) = system.asked
    return heard.header("Connection"), heard.header("Upgrade")


def test_no_other_protocol_passes_the_edge(edge: Edge, legacy: Upstream, new: Upstream) -> None:
    """An upgrade to h2c, alone or beside WebSocket, reaches no system: it would go unseen."""
    for upgrade in ("h2c", "H2C", "websocket, h2c", "h2c, websocket", "TLS/1.2", "x websocket"):
        for place in NEW_PLACES:
            assert upgraded(edge, new, place, upgrade) == (None, None)
        for place in LEGACY_PLACES:
            assert upgraded(edge, legacy, place, upgrade) == (None, None)


def test_no_api_is_upgraded(edge: Edge, new: Upstream) -> None:
    """What belongs to an API is a request and its answer, also when WebSocket is asked for."""
    for place in NEW_PLACES[:2]:
        assert upgraded(edge, new, place, "websocket") == (None, None)
    assert upgraded(edge, new, NEW_PLACES[2], "WebSocket") == ("upgrade", "WebSocket")


def test_no_legacy_api_is_upgraded(
    start: Callable[..., AbstractContextManager[Edge]], legacy: Upstream
) -> None:
    """Nor is it where the legacy system still answers."""
    with start(side="legacy") as edge:
        for upgrade in ("h2c", "websocket"):
            assert upgraded(edge, legacy, "/api/costs/usage", upgrade) == (None, None)


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
    Protection(
        name="no other protocol passes",
        file=HTTP,
        old='"~*^websocket$"',
        new='"~."',
        check=test_no_other_protocol_passes_the_edge,
    ),
    Protection(
        name="an upgrade is one protocol",
        file=HTTP,
        old='"~*^websocket$"',
        new='"~*websocket"',
        check=test_no_other_protocol_passes_the_edge,
    ),
    Protection(
        name="no API is upgraded",
        file=SERVER,
        old='    proxy_set_header Connection "";\n',
        new="    proxy_set_header Upgrade $changeover_upgrade;\n"
        "    proxy_set_header Connection $changeover_connection;\n",
        check=lambda edge, _legacy, new: test_no_api_is_upgraded(edge, new),
    ),
)


@pytest.mark.parametrize("one", PROTECTIONS, ids=lambda one: one.name)
def test_without_it_a_test_of_headers_fails(
    one: Protection, generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """Each check passes on the edge as it is, and fails on the edge without its protection."""
    needed(one, generated, legacy, new, tmp_path)
