"""Systems that take their time, stop in the middle, or are not there are told, in time."""

from __future__ import annotations

import http.client
import shutil
import socket
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from demo.edge import UPSTREAM, serving

from .client import HOST, ask
from .protection import SERVER, Protection, needed
from .test_usage_lines import last
from .upstream import Reply

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from demo.edge import Edge

    from .protection import Check
    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
USAGE, EXPORT = "/api/costs/usage", "/api/costs/export.csv"
NOBODY = f"{HOST}:9"
DOWN, LATE = "cannot be reached", "did not answer in time"
# The edge waits for one second, a client for some more, and a system is slower than both.
PATIENCE, SLOW = 4.0, 5.0
STREAMED = "    proxy_hide_header Sunset;\n    js_header_filter edge.streamedHeaders;\n"
ERRORS = "    error_page 400 413 500 502 504 /changeover/failed;\n"


@contextmanager
def black_hole() -> Iterator[str]:
    """An address that takes no connection and refuses none: whoever knocks waits."""
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        listening.listen(0)
        knocking = [socket.socket() for _ in range(4)]
        for one in knocking:
            one.setblocking(False)
            one.connect_ex(listening.getsockname())
        yield "{}:{}".format(*listening.getsockname())
        for one in knocking:
            one.close()


def move(edge: Edge, address: str) -> None:
    """Let both systems be at another address."""
    both = "".join(UPSTREAM.format(side=side, address=address) for side in ("legacy", "new"))
    (edge.prefix / "upstreams.conf").write_text(both)
    edge.reload()


def is_told(edge: Edge, target: str, status: int, message: str) -> None:
    """An error in the legacy shape with the headers, in time."""
    answer = ask(edge.port, target, patience=PATIENCE)
    assert (answer.status, answer.json) == (status, {"error": message})
    assert answer.header("Deprecation")
    assert answer.header("Link")


def late(target: str, system: str) -> Check:
    """A system that has a connection and says nothing."""

    def check(edge: Edge, legacy: Upstream, new: Upstream) -> None:
        for one in (legacy, new):
            one.says("{}", late=SLOW)
        is_told(edge, target, 504, f"the {system} system {LATE}")

    return check


def down(target: str, system: str) -> Check:
    """A system that refuses connections."""

    def check(edge: Edge, _legacy: Upstream, _new: Upstream) -> None:
        move(edge, NOBODY)
        is_told(edge, target, 502, f"the {system} system {DOWN}")

    return check


def nowhere(target: str, system: str) -> Check:
    """A system that takes no connection and refuses none."""

    def check(edge: Edge, _legacy: Upstream, _new: Upstream) -> None:
        with black_hole() as address:
            move(edge, address)
            is_told(edge, target, 504, f"the {system} system {LATE}")

    return check


def nowhere_else(target: str) -> Check:
    """The same where no API is: nginx says so itself, in time."""

    def check(edge: Edge, _legacy: Upstream, _new: Upstream) -> None:
        with black_hole() as address:
            move(edge, address)
            assert ask(edge.port, target, patience=PATIENCE).status == 504

    return check


def stalls(edge: Edge, _legacy: Upstream, new: Upstream) -> None:
    """An answer that stops in its middle is told as not whole, not waited for and not cut."""
    for begun in (b'{"calls":[', b'{"calls":[' + b" " * 99_999):
        reply = Reply(pieces=(begun, b"]}"), pause=SLOW)
        new.gives(reply)
        answer = ask(edge.port, USAGE, patience=PATIENCE)
        assert (answer.status, list(answer.json)) == (502, ["error"])
        assert answer.header("Sunset")


def stops(edge: Edge, _legacy: Upstream, new: Upstream) -> None:
    """A stream that stops ends in time, and its client can see that it was not whole."""
    new.answer = lambda _asked: Reply(pieces=(b"begun", b"!"), pause=SLOW, type="text/csv")
    began = time.monotonic()
    with pytest.raises(http.client.IncompleteRead) as ended:
        ask(edge.port, EXPORT, patience=PATIENCE)
    assert ended.value.partial == b"begun"
    assert time.monotonic() - began < PATIENCE


CHECKS: dict[str, tuple[str, Check]] = {
    "a slow legacy system": ("legacy", late(USAGE, "legacy")),
    "a slow new system": ("new", late(USAGE, "new")),
    "a slow stream": ("new", late(EXPORT, "new")),
    "an answer that stops": ("new", stalls),
    "a stream that stops": ("new", stops),
    "no legacy system": ("legacy", down(USAGE, "legacy")),
    "no new system": ("new", down(USAGE, "new")),
    "no stream": ("new", down(EXPORT, "new")),
    "a legacy system that is nowhere": ("legacy", nowhere(USAGE, "legacy")),
    "a new system that is nowhere": ("new", nowhere(USAGE, "new")),
    "a stream from nowhere": ("new", nowhere(EXPORT, "new")),
    "nothing behind the rest": ("legacy", nowhere_else("/files")),
    "nothing behind an old page": ("legacy", nowhere_else("/platform/costs")),
    "nothing behind a new page": ("new", nowhere_else("/ai-management")),
    "nothing behind the new API": ("new", nowhere_else("/api/ai-management/v2/models")),
}


def without(name: str, old: str, new: str = "") -> Protection:
    """A line of the server that one of the checks needs."""
    side, check = CHECKS[name]
    return Protection(name=name, file=SERVER, old=old, new=new, check=check, side=side)


PROTECTIONS = (
    without("a slow legacy system", "413 500 502 504 /", "413 500 502 /"),
    without("a slow new system", "    error_page 504 @changeover_late;\n"),
    without("a slow stream", ERRORS + "    proxy_hide_header Deprecation;\n" + STREAMED),
    without(
        "a stream that stops",
        "_streamed_to;\n    proxy_connect_timeout 1s;\n    proxy_read_timeout 10000ms;",
        "_streamed_to;\n    proxy_connect_timeout 1s;",
    ),
    without("no legacy system", "413 500 502 504 /", "413 500 504 /"),
    without("no new system", "    error_page 502 @changeover_down;\n"),
    without("no stream", "413 500 502 504 /", "413 500 504 /"),
    without(
        "a legacy system that is nowhere",
        "$request_uri;\n    proxy_connect_timeout 30000ms;\n"
        "    proxy_read_timeout 30000ms;\n    # A",
        "$request_uri;\n    proxy_read_timeout 30000ms;\n    # A",
    ),
    without("a new system that is nowhere", "$changeover_target;\n    proxy_connect_timeout 1s;",
            "$changeover_target;"),
    without("a stream from nowhere", "_streamed_to;\n    proxy_connect_timeout 1s;",
            "_streamed_to;"),
    without("nothing behind the rest", "_legacy;\n    proxy_connect_timeout 30000ms;", "_legacy;"),
    without(
        "nothing behind an old page",
        "$request_uri;\n    proxy_connect_timeout 30000ms;\n    proxy_read_timeout 30000ms;\n}",
        "$request_uri;\n}",
    ),
    without(
        "nothing behind a new page",
        "_new$request_uri;\n    proxy_connect_timeout 10000ms;", "_new$request_uri;",
    ),
    without(
        "nothing behind the new API", "_new;\n    proxy_connect_timeout 10000ms;", "_new;"
    ),
    Protection(
        name="an answer that stops",
        file="njs/edge.js",
        old="(isCut(r, here, reply) ? 'cut' : '')",
        new="''",
        check=stalls,
    ),
)  # fmt: skip


def test_every_check_has_its_protection() -> None:
    """Whatever is slow or gone in one of these ways is proven to be told."""
    assert {one.name for one in PROTECTIONS} == set(CHECKS)


@pytest.mark.parametrize("one", PROTECTIONS, ids=lambda one: one.name)
def test_what_is_slow_or_gone_is_told_in_time(
    one: Protection, generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """A system that is slow, stops or is gone is told as the API tells errors; without this not."""
    needed(one, generated, legacy, new, tmp_path)


def test_a_client_that_does_not_send_on_is_left(
    generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """A body that does not come has no answer in nginx: the connection ends, counted as 408."""
    folder = tmp_path / "nginx"
    shutil.copytree(generated, folder)
    server = folder / SERVER
    server.write_text(server.read_text() + "client_body_timeout 1s;\n")
    request = b"POST /api/costs/usage HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{"
    with (
        serving(folder, legacy.address, new.address) as edge,
        socket.create_connection((HOST, edge.port), timeout=5) as connection,
    ):
        connection.sendall(request)
        assert connection.recv(65536) == b""
        line = last(edge, 1)

    assert (line["endpoint"], line["route"], line["status"]) == ("costs", "usage_added", 408)
    assert (legacy.asked, new.asked) == ([], [])
