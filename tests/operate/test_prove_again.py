"""What a proof does itself between the migration's steps outlives the faults it makes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from operate import database
from operate.errors import Failure
from operate.prove import again as tries
from operate.prove.again import again

if TYPE_CHECKING:
    from collections.abc import Callable

    from operate.disposable import Server

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("connect", [database.connect, psycopg.connect])
def test_a_crashed_server_is_waited_for(
    connect: Callable[[str], psycopg.Connection[Any]], provable: Server
) -> None:
    """Whichever way it connects, a step of the proof's own goes on when the server is back."""
    refused = threading.Event()

    def look() -> None:
        try:
            connect(provable.dsn()).close()
        except Exception:
            refused.set()
            raise

    def back() -> None:
        refused.wait(10)
        provable.start()

    provable.kill()
    starting = threading.Thread(target=back)
    starting.start()
    try:
        again(look)
    finally:
        starting.join()

    assert refused.is_set()


@pytest.mark.parametrize(
    ("connect", "why"),
    [(database.connect, "no database answers"), (psycopg.connect, "Connection refused")],
)
def test_a_server_that_stays_away_ends_the_proof(
    connect: Callable[[str], psycopg.Connection[Any]], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody ever answers, the proof says how often it tried, and why it could not."""
    monkeypatch.setattr(tries, "TRIES", 2)

    with pytest.raises(Failure, match="could not go on: it tried 2 times") as refused:
        again(lambda: connect("host=127.0.0.1 port=9 dbname=nobody"))

    assert why in refused.value.detail
