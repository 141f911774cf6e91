"""Waits for another session to get where a test wants it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg


def wait_until(connection: psycopg.Connection, query: str) -> None:
    """Wait until a query gives a row, five seconds at most."""
    for _ in range(500):
        if connection.execute(query.encode()).fetchall():
            return
        time.sleep(0.01)
    raise AssertionError(f"never got a row from: {query}")
