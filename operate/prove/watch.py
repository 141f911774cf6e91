"""A session of its own that looks at the server again and again, until it is told to stop."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import psycopg

SECONDS_BETWEEN_SESSIONS = 0.1
# A look may be late where many want the machine; who sees nothing for longer is told.
SECONDS_LATE = 1.0


@dataclass(slots=True, kw_only=True)
class Watch(ABC):
    """Looks at a database as often as it wants to, and connects again when its session is lost.

    `blind` are the longer spans in which it saw nothing; times are `time.monotonic()`.
    """

    dsn: str
    blind: list[tuple[float, float]] = field(default_factory=list)
    _last: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look."""
        self._last = time.monotonic()
        self._thread = threading.Thread(target=self._run, name=type(self).__name__, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop looking."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._looked()

    @abstractmethod
    def look(self, connection: psycopg.Connection[Any]) -> None:
        """Look once, and keep what is of interest."""

    @abstractmethod
    def pause(self) -> float:
        """The seconds until the next look."""

    def _run(self) -> None:
        while not self._stop.is_set():
            with (
                suppress(psycopg.Error),
                psycopg.connect(self.dsn, autocommit=True) as connection,
            ):
                while not self._stop.wait(self.pause()):
                    self.look(connection)
                    self._looked()
            self._stop.wait(SECONDS_BETWEEN_SESSIONS)

    def _looked(self) -> None:
        """Note until when nothing was seen, if that was long."""
        before, self._last = self._last, time.monotonic()
        if self._last - before > SECONDS_LATE:
            self.blind.append((before, self._last))
