"""Switching and reversing a real migration, by psql alone and by the command line."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import sql

from tests.fixtures.approvals import approve
from tests.fixtures.databases import Database
from tests.journeys.life import DISPOSABLE, begun
from tests.journeys.test_cli_path import seen
from tests.operate.deaths import dying
from tests.operate.shell import Shell, shell_in
from tests.operate.toy import Toy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.journeys.life import Life

BECAUSE = "a test of both ways"
COLUMNS = 80
PLAIN = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\r")
OWNERSHIP = "SELECT data_set, epoch, owner, changed_by FROM migration.ownership ORDER BY epoch"


@pytest.fixture
def verified(database: Database, tmp_path: Path) -> Life:
    """The flights with a few invented rows, up to `verified`."""
    life = begun("flights", database, tmp_path / "generated" / "flights")
    life.fill(60, invented=True)
    life.apply_only(*life.phases)
    return life


@contextmanager
def copy_of(life: Life) -> Iterator[Life]:
    """The same migration in a copy of its database."""
    server = life.database.server
    other = Database(server=server, name=f"{life.database.name}_copy")
    named = sql.Identifier(other.name)
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                named, sql.Identifier(life.database.name)
            )
        )
        try:
            yield replace(life, database=other)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(named))


def everything(life: Life) -> dict[str, Any]:
    """Every row, object and record, and who owned what."""
    with life.database.connect() as connection:
        owned = connection.execute(OWNERSHIP).fetchall()
    return {**seen(life), "ownership": owned}


def by_psql(life: Life, turn: str) -> None:
    """Run the driver of a turn."""
    (step,) = life.plan.finals if turn == "finalize" else life.plan.switches
    if turn == "switch":
        approve(life.database.dsn, life.name, step.name)
    if turn == "finalize":
        life.database.psql("--command", DISPOSABLE)
    driver = life.generated / step.folder / f"{step.name}.{turn}.sql"
    life.database.psql("--set", f"because={BECAUSE}", file=driver)


def by_command(shell: Shell, turn: str) -> None:
    """Run the command of a turn."""
    more = ("--because", BECAUSE) if turn == "reverse" else ()
    if turn == "switch":
        approve(shell.database.dsn, "flights", "flights")
    if turn == "finalize":
        shell.database.psql("--command", DISPOSABLE)
    done = shell.run(turn, "flights", "--yes", *more)
    assert done.returncode == 0, done.stderr


def test_both_ways_turn_alike(verified: Life, tmp_path: Path) -> None:
    """Rows, objects and records are equal whether psql or the command line ran the same files.

    After a finalize nothing is left of the legacy names, and the retired tables are held.
    """
    found: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
    with copy_of(verified) as other:
        shell = shell_in(tmp_path / "repository", "flights", other.database)
        for turn in ("switch", "reverse", "switch", "finalize"):
            if found:
                # Whoever owns the rows anew has them compared anew, and looked at again.
                for life in (verified, other):
                    life.validate()
                    life.look_again()
            by_psql(verified, turn)
            by_command(shell, turn)
            found[turn] = everything(verified), everything(other)
            for what, psql in found[turn][0].items():
                assert (turn, what, psql) == (turn, what, found[turn][1][what])

    assert [row[1:3] for row in found["switch"][0]["ownership"]] == [
        (1, "new"),
        (2, "legacy"),
        (3, "new"),
    ]


@pytest.mark.parametrize("committed", [False, True])
def test_a_lost_session_of_a_real_switch(
    verified: Life, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    """A session that dies around its COMMIT leaves a whole switch or none, and the answer is true.

    Run again, it ends with the rows and objects of a switch that was never disturbed.
    """
    with copy_of(verified) as other:
        by_psql(other, "switch")
        undisturbed = other.contents()
    shell = shell_in(tmp_path / "repository", "flights", verified.database)
    monkeypatch.chdir(shell.folder)
    approve(verified.database.dsn, "flights", "flights")
    there = Toy(folder=shell.folder, dsn=verified.database.dsn)
    dying(monkeypatch, there.dsn, committed=committed)

    done = there.run("switch", "flights", "--yes")
    again = there.run("switch", "flights", "--yes")

    assert (done.exit_code, again.exit_code) == (0 if committed else 4, 0)
    assert ("the acknowledgement was lost" in done.stderr) == committed
    assert ("the transaction was not committed" in done.stderr) != committed
    assert ("nothing was done" in again.stdout) == committed
    assert verified.contents() == undisturbed


def test_on_a_terminal_no_line_is_too_long(verified: Life, tmp_path: Path) -> None:
    """On a terminal of 80 columns neither a dry run nor a switch nor the status is cut."""
    shell = shell_in(tmp_path / "repository", "flights", verified.database)
    approve(verified.database.dsn, "flights", "flights")

    for line in (
        "switch --all --dry-run",
        "switch flights --yes",
        "status",
        "reverse --all --dry-run",
        "switch --help",
        "reverse --help",
    ):
        code, written = shell.on_terminal(*line.split())
        said = PLAIN.sub("", written).splitlines()

        assert (line, code) == (line, 0), written
        assert [text for text in said if len(text) > COLUMNS] == []
