"""A wire to a server that is cut at a chosen byte, or once a statement is sent.

Only the first time: whoever connects again gets through.
"""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from psycopg.conninfo import make_conninfo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fixtures.databases import Database

HOST = "127.0.0.1"
# Closing sends a reset instead of a farewell, as a firewall would.
ABRUPTLY = struct.pack("ii", 1, 0)
SECONDS_UNTIL_SENT = 0.05

Way = Literal["there", "back"]


@dataclass(slots=True, kw_only=True)
class Wire:
    """What went over the wire so far, and where it is cut."""

    server: int
    way: Way = "there"
    byte: int = 0
    """The number of bytes that still get through; 0 for all of them."""
    statement: bytes = b""
    """The beginning of the statement that is done by the server and never answered."""
    passed: dict[Way, int] = field(default_factory=lambda: {"there": 0, "back": 0})
    cut: bool = False
    unheard: socket.socket | None = None
    """The client that hears nothing any more."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def serve(self, listener: socket.socket) -> None:
        """Take connections until the listener is closed."""
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = socket.create_connection((HOST, self.server))
                for way, source, sink in (("there", client, server), ("back", server, client)):
                    threading.Thread(
                        target=self._pass, args=(way, source, sink), daemon=True
                    ).start()

    def _pass(self, way: Way, source: socket.socket, sink: socket.socket) -> None:
        """Pass on what comes from one side to the other."""
        with suppress(OSError):
            while data := source.recv(65536):
                with self.lock:
                    kept = self._kept(way, data)
                    if way == "there" and self._is_last(data):
                        self.unheard = source
                if sink is self.unheard:
                    # The server has done its work, and gets rid of the answer.
                    break
                sink.sendall(kept)
                if source is self.unheard:
                    self._send_rest(source, sink)
                    return
                if len(kept) < len(data):
                    source.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABRUPTLY)
                    sink.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABRUPTLY)
                    break
        _close(source, sink)

    def _kept(self, way: Way, data: bytes) -> bytes:
        """What gets through of it."""
        before = self.passed[way]
        self.passed[way] += len(data)
        if self.cut or way != self.way or not self.byte or self.passed[way] < self.byte:
            return data
        self.cut = True
        return data[: self.byte - before - 1]

    def _is_last(self, data: bytes) -> bool:
        """Whether the client will never hear of what it has just sent."""
        if self.cut or not self.statement or self.statement not in data:
            return False
        self.cut = True
        return True

    def _send_rest(self, client: socket.socket, server: socket.socket) -> None:
        """Send the rest of the statement, then drop the client, and let the server do its work."""
        client.settimeout(SECONDS_UNTIL_SENT)
        with suppress(TimeoutError):
            while data := client.recv(65536):
                server.sendall(data)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABRUPTLY)
        client.close()


def _close(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def wired(
    database: Database, *, way: Way = "there", byte: int = 0, statement: bytes = b""
) -> Iterator[tuple[Wire, str]]:
    """A wire to a database, and the libpq connection string of its near end."""
    wire = Wire(server=database.server.port, way=way, byte=byte, statement=statement)
    with socket.create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
        threading.Thread(target=wire.serve, args=(listener,), daemon=True).start()
        try:
            yield wire, make_conninfo(database.dsn, port=port)
        finally:
            listener.shutdown(socket.SHUT_RDWR)
