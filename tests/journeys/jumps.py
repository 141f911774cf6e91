"""A server whose clock jumps by a month, either way, and the migration `tally` on it."""

from __future__ import annotations

import itertools
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from tests.fixtures.clocks import clocked
from tests.fixtures.databases import Database

from .life import begun, tree_of
from .tally import MIGRATION, nobody_approves

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from operate.disposable import Server
    from tests.fixtures.clocks import Clock

    from .life import Life
    from .mutants import Mutant
    from .tally import Tally

MONTH = 31
ROWS = 400
PAUSE = 0.015
# Time for a comparison, the gates and a switch between two jumps, most of the time.
LONGER = 0.5
ATTEMPTS = 50


@pytest.fixture(scope="module")
def server_and_clock() -> Iterator[tuple[Server, Clock]]:
    """A server of these tests alone, and its clock."""
    with clocked() as both:
        yield both


@pytest.fixture
def clock(server_and_clock: tuple[Server, Clock]) -> Iterator[Clock]:
    """The clock, which is right before and after each test."""
    _, clock = server_and_clock
    yield clock
    clock.set(0)


@pytest.fixture
def place(server_and_clock: tuple[Server, Clock]) -> Iterator[Database]:
    """An empty database under that clock."""
    server, _ = server_and_clock
    name = sql.Identifier("under a clock")
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(name))
        yield Database(server=server, name="under a clock")
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@contextmanager
def jumping(clock: Clock, pause: float = PAUSE) -> Iterator[None]:
    """Let the clock go wrong all the time, by a month in either direction."""
    stop = threading.Event()

    def jump() -> None:
        for days in itertools.cycle((MONTH, 0, -MONTH, 0)):
            if stop.wait(pause):
                return
            clock.set(days)

    with ThreadPoolExecutor() as pool:
        jumped = pool.submit(jump)
        try:
            yield
        finally:
            stop.set()
            jumped.result()


def tally_in(database: Database, folder: Path, mutant: Mutant | None = None) -> Life:
    """The migration `tally` with its legacy rows, before anything ran."""
    nobody_approves(database)
    tree = tree_of(MIGRATION)
    life = begun(MIGRATION, database, folder, mutant.of(tree) if mutant else tree)
    life.fill(ROWS, hostile=False)
    return life


def until_done(tally: Tally, command: str) -> None:
    """Compare and turn, until the clock leaves the comparison fresh for long enough."""
    for _ in range(ATTEMPTS):
        tally.validate()
        tally.life.look_again()
        if not tally.turned(command):
            return
        tally.alone()
    raise AssertionError(f"no {command} within {ATTEMPTS} attempts")
