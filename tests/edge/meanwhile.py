"""Another session that asks something, and may have to wait."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from tests.edge.bench import Bench


class Meanwhile(threading.Thread):
    """A query in another session, which may have to wait, and the state with which it ended."""

    def __init__(self, bench: Bench, query: str) -> None:
        """Nothing is asked yet."""
        super().__init__()
        self.bench, self.query = bench, query
        self.states: list[str | None] = []

    def run(self) -> None:
        """Ask, and wait for the answer."""
        with self.bench.database.connect() as other:
            try:
                other.execute("SET lock_timeout = '10s'")
                other.execute(self.query.encode())
                self.states.append(None)
            except psycopg.Error as error:
                self.states.append(error.sqlstate)


def meanwhile(bench: Bench, query: str) -> Meanwhile:
    """Start a query in another session, and give it the time to come as far as it can."""
    started = Meanwhile(bench, query)
    started.start()
    started.join(0.5)
    return started
