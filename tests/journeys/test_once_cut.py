"""The wire to the server is cut while a data set is finalized or given up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.operate.cutting import wired

from .once import ENDS, phase, ready, unclear
from .tally import DATA_SET
from .test_connection_cut import LOST, POINTS, SAMPLE, WAYS, prepared, there

if TYPE_CHECKING:
    from click.testing import Result

    from tests.operate.cutting import Way
    from tests.operate.toy import Toy

    from .tally import Prepared, Tally

__all__ = ["prepared", "there"]
COMMANDS = {
    "finalize": ("finalize", DATA_SET, "--yes"),
    "cancel": ("cancel", DATA_SET, "--yes", "--because", "a test"),
}
# By command: what ends it, done by the server and never acknowledged.
LAST = {"finalize": b"DO $finalize$", "cancel": b"SELECT migration.end_cancel"}


def untrue(tally: Tally, done: Result, command: str) -> list[str]:
    """What a command has said that is not so; 0 is for done, 4 for cut off."""
    now = phase(tally)
    final = now in ("finalized", "holding")
    claims = {
        "exit code": done.exit_code in (0, 4),
        "done": done.exit_code != 0 or now == ENDS[command],
        "not done": "was not committed" not in done.stderr or not final,
        "lost": LOST not in done.stderr or final,
    }
    return [f"{what}: {done.stderr}" for what, true in claims.items() if not true]


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.full)])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_whose_wire_is_cut_at_some_byte(
    command: str, way: Way, every: bool, prepared: Prepared, there: Toy
) -> None:
    """Wherever the wire is cut, the answer is true and the state is clear; again, it ends well."""
    tally, doubts = ready(prepared, command), {}
    there = replace(there, dsn=tally.life.database.dsn)
    with wired(tally.life.database) as (wire, dsn):
        assert replace(there, dsn=dsn).run(*COMMANDS[command]).exit_code == 0
    total = wire.passed[way]
    for point in range(1, POINTS) if every else SAMPLE:
        tally = ready(prepared, command)
        with wired(tally.life.database, way=way, byte=total * point // POINTS) as (wire, dsn):
            done = replace(there, dsn=dsn).run(*COMMANDS[command])
        tally.alone()
        doubts[f"{point}, cut"] = untrue(tally, done, command) + unclear(tally, command)
        again = there.run(*COMMANDS[command])
        doubts[f"{point}, again"] = untrue(tally, again, command) + unclear(tally, command)

        assert wire.cut
        assert (again.exit_code, phase(tally)) == (0, ENDS[command])

    assert {point: found for point, found in doubts.items() if found} == {}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_never_acknowledged(command: str, prepared: Prepared, there: Toy) -> None:
    """What the server commits while the wire is cut is found out: at once, or by the next run."""
    tally = ready(prepared, command)
    there = replace(there, dsn=tally.life.database.dsn)
    with wired(tally.life.database, statement=LAST[command]) as (wire, dsn):
        done = replace(there, dsn=dsn).run(*COMMANDS[command])
    tally.alone()
    again = there.run(*COMMANDS[command])

    assert wire.cut
    assert done.exit_code == (0 if command == "finalize" else 4), done.stderr
    assert (LOST in done.stderr) == (command == "finalize")
    assert again.exit_code == 0
    assert "nothing was done" in again.stdout
    assert (phase(tally), unclear(tally, command)) == (ENDS[command], [])
