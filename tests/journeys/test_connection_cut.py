"""The wire to the server is cut at some byte, or just after a statement that ends a transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.fixtures.databases import without_new_roles
from tests.operate.cutting import wired
from tests.operate.shell import shell_in
from tests.operate.toy import Toy

from .life import Life, tree_of
from .tally import (
    CLEAN,
    DATA_SET,
    MIGRATION,
    Prepared,
    Tally,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

    from operate.disposable import Server
    from tests.fixtures.databases import Database
    from tests.operate.cutting import Way

COMMANDS = {
    "switch": ("switch", DATA_SET, "--yes"),
    "reverse": ("reverse", DATA_SET, "--yes", "--because", "a test"),
}
OWNERS = {"switch": "new", "reverse": "legacy"}
WAYS: tuple[Way, ...] = ("there", "back")
# In every run a wire is cut at a few of so many points, in a complete sweep at all.
POINTS = 40
SAMPLE = (4, 30, 37)
ROWS = 60
LOST = "the acknowledgement was lost, transaction "


@pytest.fixture(scope="module")
def prepared(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """The migration `tally`, ready to be switched."""
    folder = tmp_path_factory.mktemp("cut")
    with without_new_roles(server), Prepared(server=server, folder=folder) as ready:
        yield ready


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Database) -> Toy:
    """The command line in a repository with the specs."""
    shell = shell_in(tmp_path / "repository", MIGRATION, database)
    monkeypatch.chdir(shell.folder)
    return Toy(folder=shell.folder, dsn=database.dsn)


def before(tally: Tally, command: str) -> None:
    """Bring the data set to where that command has something to do."""
    owner = tally.owner
    tally.alone()
    if owner == "new" and command == "switch":
        assert tally.turned("reverse") == ""
    tally.validate()
    if owner == "legacy" and command == "reverse":
        assert tally.turned("switch") == ""


def passed(tally: Tally, there: Toy, command: str, way: Way) -> int:
    """How many bytes go over the wire when nobody cuts it."""
    before(tally, command)
    with wired(tally.life.database) as (wire, dsn):
        done = replace(there, dsn=dsn).run(*COMMANDS[command])
    assert done.exit_code == 0, done.stderr
    return wire.passed[way]


def untrue(tally: Tally, done: Result, command: str) -> list[str]:
    """What a command has said that is not so; 0 is for done, 4 for cut off."""
    turned = tally.owner == OWNERS[command]
    claims = {
        "exit code": done.exit_code in (0, 4),
        "done": done.exit_code != 0 or turned,
        "not done": "was not committed" not in done.stderr or not turned,
        "lost": LOST not in done.stderr or (turned and "is committed" in done.stderr),
    }
    return [f"{what}: {done.stderr}" for what, true in claims.items() if not true]


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.full)])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_turn_whose_wire_is_cut_at_some_byte(
    command: str, way: Way, every: bool, prepared: Prepared, there: Toy
) -> None:
    """Wherever the wire is cut, the answer is true, one side owns the rows, and again all is well.

    The command ends with 0 when its work is done, and with 4 when it was cut off.
    """
    tally, wanted = prepared.tried(), OWNERS[command]
    there = replace(there, dsn=tally.life.database.dsn)
    total = passed(tally, there, command, way)
    doubts = {}
    for point in range(1, POINTS) if every else SAMPLE:
        before(tally, command)
        with wired(tally.life.database, way=way, byte=total * point // POINTS) as (wire, dsn):
            done = replace(there, dsn=dsn).run(*COMMANDS[command])
        tally.alone()
        doubts[f"{point}, cut"] = untrue(tally, done, command) + tally.in_doubt(tally.owner)
        again = there.run(*COMMANDS[command])
        doubts[f"{point}, again"] = untrue(tally, again, command) + tally.in_doubt(wanted)

        assert wire.cut
        assert again.exit_code == 0

    assert {point: found for point, found in doubts.items() if found} == {}
    before(tally, "switch")
    assert tally.life.outcomes() == CLEAN


@pytest.mark.parametrize("command", COMMANDS)
def test_a_turn_that_is_never_acknowledged(command: str, prepared: Prepared, there: Toy) -> None:
    """A switch that the server commits while the wire is cut is found out, and said to be done."""
    tally = prepared.tried()
    before(tally, command)
    with wired(tally.life.database, statement=f"DO ${command}$".encode()) as (wire, dsn):
        done = replace(there, dsn=dsn).run(*COMMANDS[command])

    assert wire.cut
    assert done.exit_code == 0, done.stderr
    assert LOST in done.stderr
    assert tally.in_doubt(OWNERS[command]) == []


def test_an_apply_whose_wire_is_cut_again_and_again(database: Database, there: Toy) -> None:
    """A migration whose every session is cut off, each a little later, ends with no difference."""
    life = Life(name=MIGRATION, database=database, generated=there.folder / "generated" / MIGRATION)
    life.fill(ROWS, hostile=False)
    total = sum(len(text) for path, text in tree_of(MIGRATION).items() if "apply.sql" in path)
    statements = (
        b"CALL migration_tally.tallies_backfill",
        b"CALL migration_tally.tallies_validate",
    )
    cuts: list[dict[str, Any]] = [
        *({"byte": total * n // 5, "way": "there"} for n in (1, 2)),
        *({"statement": statement} for statement in statements),
        {},
    ]
    codes = []
    for cut in cuts:
        with wired(database, **cut) as (_, dsn):
            codes.append(replace(there, dsn=dsn).run("apply", "--yes").exit_code)
        tally = Tally(life=life)
        tally.alone()

    assert codes[:-1] == [4] * (len(cuts) - 1)
    assert codes[-1] == 0
    assert life.outcomes() == CLEAN
    assert tally.in_doubt("legacy") == []
