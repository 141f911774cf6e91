"""A client of the edge that sends exactly what a test writes."""

from __future__ import annotations

import http.client
import json
import socket
import time
from dataclasses import dataclass
from typing import Any

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer as it came."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header, its lines joined as RFC 9110 allows; None without one."""
        lines = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(lines) if lines else None

    @property
    def json(self) -> Any:
        """The body as data."""
        return json.loads(self.body)


def ask(
    port: int,
    target: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
    patience: float = 30,
) -> Answer:
    """Send one request with a target that nobody tidies up, and wait no longer than so."""
    connection = http.client.HTTPConnection(HOST, port, timeout=patience)
    # The check of http.client would refuse what hostile clients send.
    connection._validate_path = lambda _target: None  # type: ignore[attr-defined]
    try:
        connection.request(method, target, body=body, headers=headers or {})
        reply = connection.getresponse()
        return Answer(status=reply.status, headers=tuple(reply.getheaders()), body=reply.read())
    finally:
        connection.close()


def arriving(port: int, target: str) -> list[tuple[float, bytes]]:
    """What comes back to an HTTP/1.0 request, piece by piece, each with the time of its arrival."""
    with socket.create_connection((HOST, port), timeout=30) as connection:
        connection.sendall(f"GET {target} HTTP/1.0\r\nHost: a\r\n\r\n".encode())
        parts = []
        while part := connection.recv(65536):
            parts.append((time.monotonic(), part))
        return parts


def raw(port: int, request: bytes) -> bytes:
    """Send bytes as they are; everything that comes back until the edge closes or is silent."""
    with socket.create_connection((HOST, port), timeout=2) as connection:
        connection.sendall(request)
        parts = []
        try:
            while part := connection.recv(65536):
                parts.append(part)
        except TimeoutError:
            pass
        return b"".join(parts)
