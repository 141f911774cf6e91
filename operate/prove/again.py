"""What a proof does itself, done again when a fault has hit it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import psycopg

from operate.errors import Failure, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable

# Together they take as long as a server may take to start.
TRIES = 200
SECONDS_BETWEEN_TRIES = 0.3


def again(run: Callable[[], object]) -> None:
    """Do something of the proof's own, again when a fault has hit it."""
    said = ""
    for _ in range(TRIES):
        try:
            run()
        except (psycopg.OperationalError, Unreachable) as error:
            said = str(error)
            time.sleep(SECONDS_BETWEEN_TRIES)
        else:
            return
    raise Failure(f"the proof could not go on: it tried {TRIES} times", detail=said.strip())
