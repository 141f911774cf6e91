"""A system behind the edge whose answers a test writes, and that remembers what it was asked."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it arrived: its target is not decoded."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header; None without one."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is answered; `pieces` are sent one by one, as chunks, with `pause` seconds between.

    With `cut` the system goes away before its answer is whole: so many bytes more were announced.
    """

    status: int = 200
    body: bytes = b""
    type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()
    pieces: tuple[bytes, ...] = ()
    pause: float = 0.0
    late: float = 0.0
    cut: int = 0


@dataclass(slots=True, kw_only=True)
class Upstream:
    """A running system: its address, what it answers next, and all that it was asked."""

    address: str = ""
    answer: Callable[[Asked], Reply] = field(default=lambda _asked: Reply(body=b"{}"))
    asked: list[Asked] = field(default_factory=list)

    def says(self, body: str = "", **more: Any) -> None:
        """Answer everything alike from now on."""
        self.gives(Reply(body=body.encode(), **more))

    def gives(self, reply: Reply) -> None:
        """Answer everything with this from now on."""
        self.answer = lambda _asked: reply


@contextmanager
def upstream() -> Iterator[Upstream]:
    """Run one on a free port of the loopback interface."""
    here = Upstream()

    class Handler(_Handler):
        system = here

    server = _Server(("127.0.0.1", 0), Handler)
    here.address = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of an edge that hangs up: it may, when it has heard enough."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    system: Upstream

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Every method is answered alike."""
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = Asked(
            method=self.command, target=self.path, headers=tuple(self.headers.items()), body=body
        )
        self.system.asked.append(asked)
        reply = self.system.answer(asked)
        time.sleep(reply.late)
        self.send_response(reply.status)
        if reply.type:
            self.send_header("Content-Type", reply.type)
        for name, value in reply.headers:
            self.send_header(name, value)
        if reply.pieces:
            self._chunks(reply)
            return
        if reply.status not in (204, 304):
            self.send_header("Content-Length", str(len(reply.body) + reply.cut))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)
        self.close_connection = self.close_connection or bool(reply.cut)

    def _chunks(self, reply: Reply) -> None:
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in filter(None, reply.pieces):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.flush()
            time.sleep(reply.pause)
        if reply.cut:
            self.close_connection = True
        else:
            self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_: object) -> None:
        """Keep the run quiet: what was asked is in `asked`."""
