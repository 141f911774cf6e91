"""A session of its own that looks at the server again and again, until it is told to stop."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import psycopg

SECONDS_BETWEEN_SESSIONS = 0.1


@dataclass(slots=True, kw_only=True)
class Watch(ABC):
    """Looks at a database as often as it wants to, and connects again when its session is lost."""

    dsn: str
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look."""
        self._thread = threading.Thread(target=self._run, name=type(self).__name__, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop looking."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

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
            self._stop.wait(SECONDS_BETWEEN_SESSIONS)
