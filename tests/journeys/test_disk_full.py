"""The disk under a tablespace is full during the copy, the capture and every turn of the owner."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import sql

from operate.disposable import disposable, programs
from tests.fixtures.databases import Database
from tests.fixtures.disks import TABLESPACE, small_disk

from .life import begun, tree_of
from .mutants import Mutant
from .once import ENDS, phase, unclear
from .tally import BY_LEGACY, BY_NEW, CLEAN, MIGRATION, Tally, nobody_approves

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from operate.disposable import Server
    from tests.fixtures.disks import Disk

    from .life import Life

pytestmark = pytest.mark.needs("root")
ROWS = 2000
# A reverse that was done on the full disk, and needs no second one.
NOTHING_LEFT = "MG149"
FULL = "53100"
MOVED = f"""
ALTER TABLE tally.counts SET TABLESPACE {TABLESPACE};
ALTER INDEX tally.counts_pkey SET TABLESPACE {TABLESPACE};
"""
WRITES = """
INSERT INTO public.tallies (token, times)
    SELECT repeat('x', 900) || n, n FROM generate_series(1, 200) AS n;
UPDATE public.tallies SET times = times + 1, token = token || repeat('y', 500) WHERE id % 20 = 0;
DELETE FROM public.tallies WHERE id % 30 = 0;
"""
HELD = "SELECT count(*) FROM migration.quarantine"
# As it was before: a row is to blame for whatever fails.
BLAMED = [
    Mutant(
        files=f"*{name}_tallies.apply.sql",
        old="OR insufficient_resources OR system_error\n",
        new="\n",
    )
    for name in ("68_bring", "70_settle", "70_capture")
]


@pytest.fixture(scope="module")
def machine() -> Iterator[Server]:
    """A server from programs of this machine, so that it can have a disk of this machine."""
    engine = "local" if programs.local() else "embedded"
    with disposable(engine) as running:
        yield running


@contextmanager
def place(server: Server, tablespace: str) -> Iterator[Database]:
    """An empty database in a tablespace."""
    name = sql.Identifier("full")
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE template0 TABLESPACE {}")
        connection.execute(create.format(name, sql.Identifier(tablespace)))
        try:
            yield Database(server=server, name="full")
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def shown(life: Life) -> list[list[tuple[Any, ...]]]:
    """The rows that both names show."""
    with life.database.connect() as connection:
        return [
            sorted(connection.execute(query.encode()).fetchall(), key=lambda row: row[1])
            for query in (BY_LEGACY, BY_NEW)
        ]


def write(life: Life) -> None:
    """Write as an application does that knows of no migration."""
    with life.database.connect() as connection:
        connection.execute(WRITES)


def held(life: Life) -> int:
    """How many rows are in quarantine."""
    with life.database.connect() as connection:
        ((count,),) = connection.execute(HELD).fetchall()
    return int(count)


def copied_on_a_full_disk(life: Life, disk: Disk) -> None:
    """Copy until the disk of the new tables is full, let the application write, and go on."""
    life.fill(ROWS, hostile=False)
    life.apply(to="capturing")
    life.database.psql("--command", MOVED)
    disk.fill(but=100_000)

    failed = life.psql("copying", "apply", check=False)
    write(life)
    disk.fill()
    again = life.psql("copying", "apply", check=False)
    write(life)

    assert "could not extend file" in failed.stderr
    assert "could not extend file" in again.stderr
    assert held(life) == 0
    disk.clear()
    life.apply(after="capturing")
    legacy, new = shown(life)
    assert len(legacy) > ROWS
    assert new == legacy
    assert life.outcomes() == CLEAN


def test_a_full_disk_under_the_new_tables(machine: Server, tmp_path: Path) -> None:
    """A copy on a full disk says so and blames no row; writes go on, and freed, it resumes."""
    with small_disk(machine, 12) as disk, place(machine, "pg_default") as database:
        copied_on_a_full_disk(begun(MIGRATION, database, tmp_path), disk)


def test_a_row_that_is_blamed_for_a_full_disk_is_found(machine: Server, tmp_path: Path) -> None:
    """Without the look at what failed, rows that fit end in quarantine, and the test sees it."""
    tree = dict(tree_of(MIGRATION))
    for mutant in BLAMED:
        tree = mutant.of(tree)
    with small_disk(machine, 12) as disk, place(machine, "pg_default") as database:
        life = begun(MIGRATION, database, tmp_path, tree)
        with pytest.raises((AssertionError, pytest.fail.Exception)):
            copied_on_a_full_disk(life, disk)


@contextmanager
def turnable(machine: Server, folder: Path) -> Iterator[tuple[Tally, Disk]]:
    """The migration `tally` at `verified` on a small disk."""
    with small_disk(machine, 30) as disk, place(machine, TABLESPACE) as database:
        nobody_approves(database)
        life = begun(MIGRATION, database, folder)
        life.fill(3, hostile=False)
        with database.connect() as connection:
            connection.execute("UPDATE public.tallies SET token = 'token ' || chr(96 + id::int)")
        life.apply()
        yield Tally(life=life), disk


@pytest.mark.parametrize("free", [0, 50_000, 200_000])
def test_a_full_disk_during_a_turn(machine: Server, tmp_path: Path, free: int) -> None:
    """On a full disk a switch or a reverse happens whole or not at all; freed, it is done."""
    with turnable(machine, tmp_path) as (tally, disk):
        said = []
        for command, owner in (("switch", "new"), ("reverse", "legacy")):
            disk.fill(but=free)
            said.append(tally.turned(command))
            now = tally.owner
            disk.clear()
            assert tally.in_doubt(now) == []
            tally.alone()
            assert tally.turned(command) in {"", NOTHING_LEFT}
            assert tally.in_doubt(owner) == []
        tally.validate()

        assert set(said) <= {"", FULL}
        assert free or FULL in said
        assert tally.life.outcomes() == CLEAN


@pytest.mark.parametrize(
    "free", [0, *(pytest.param(free, marks=pytest.mark.full) for free in (50_000, 200_000))]
)
@pytest.mark.parametrize("command", ENDS)
def test_a_full_disk_during_what_is_done_once(
    machine: Server, tmp_path: Path, command: str, free: int
) -> None:
    """On a full disk a finalize or a cancel leaves a clear state; freed, it is done."""
    with turnable(machine, tmp_path) as (tally, disk):
        if command == "finalize":
            assert tally.turned("switch") == ""
            tally.validate()
            tally.life.look_again()
        disk.fill(but=free)
        said = tally.turned(command)
        disk.clear()
        between = unclear(tally, command)
        tally.alone()
        again = tally.turned(command)

        assert said in {"", FULL}
        assert free or said == FULL
        assert (between, again, unclear(tally, command)) == ([], "", [])
        assert phase(tally) == ENDS[command]
