"""The whole server crashes in the middle of a switch or of its reverse, and is started again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from .tally import CLEAN, Prepared
from .turning import blows, struck

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from operate.disposable import Server

    from .tally import Tally
    from .turning import Blow

# Whoever comes here waits for the end of the server, with an advisory lock to be found by.
WAITING = """
CREATE FUNCTION changeover_kill.wait() RETURNS void LANGUAGE plpgsql AS $wait$
BEGIN
    PERFORM pg_advisory_xact_lock(4711);
    PERFORM pg_sleep(600);
END
$wait$;
"""
FOUND = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711"
OWNERS = {"switch": "new", "reverse": "legacy"}
# In every run the server crashes at each of so many points, in a complete sweep at all.
EVERY = 9


@pytest.fixture(scope="module")
def prepared(mortal: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """The migration `tally`, ready to be switched, on a server that may crash."""
    folder = tmp_path_factory.mktemp("crash")
    with Prepared(server=mortal, folder=folder) as ready:
        yield ready


def crashed(tally: Tally, command: str, path: Path, blow: Blow) -> None:
    """Crash the server while a command is at that point of a file."""
    waits = blow._replace(text=blow.text.replace("die()", "wait()"))
    with struck(path, waits), ThreadPoolExecutor() as pool:
        turning = pool.submit(tally.turned, command)
        with tally.life.database.connect() as connection:
            while not connection.execute(FOUND).fetchall():
                assert not turning.done(), f"{path.name}:{blow.line} was never reached"
        tally.life.database.server.kill()
        assert turning.result() != ""
    tally.life.database.server.start()


@pytest.mark.parametrize("every", [EVERY, pytest.param(1, marks=pytest.mark.full)])
@pytest.mark.parametrize("command", OWNERS)
def test_a_crash_of_the_server_leaves_one_owner(
    command: str, every: int, prepared: Prepared
) -> None:
    """Wherever the server crashes, one side owns the rows afterwards; again, it ends well."""
    tally, other = prepared.tried(), {"switch": "reverse", "reverse": "switch"}[command]
    (step,) = tally.life.plan.switches
    file = tally.life.generated / step.file("apply" if command == "switch" else "rollback")
    chosen = blows(file.read_text())[::every]
    with tally.life.database.connect() as connection:
        connection.execute(WAITING)
    doubts = {}
    for blow in chosen:
        tally.validate()
        if command == "reverse":
            assert tally.turned("switch") == ""
        crashed(tally, command, file, blow)
        doubts[f"{blow.line}, crashed"] = tally.in_doubt(tally.owner)
        assert tally.turned(command) == ""
        doubts[f"{blow.line}, again"] = tally.in_doubt(OWNERS[command])
        if command == "switch":
            assert tally.turned(other) == ""
    tally.validate()

    assert len(chosen) >= 2
    assert {point: found for point, found in doubts.items() if found} == {}
    assert tally.life.outcomes() == CLEAN
