"""`changeover finalize`: what it says before, meanwhile and after, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg

from tests.operate.shell import Shell, shell_in

from .life import DISPOSABLE, begun

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.databases import Database

NAMES = "SELECT to_regclass('nyc.flights')::text, to_regclass('retired.nyc_flights')::text"


def test_there_is_no_way_back(database: Database, tmp_path: Path) -> None:
    """It is refused before the switch; after it, it says what goes, and nothing comes back.

    A dry run changes nothing. A reverse, a comparison and a second run say how things are.
    """
    life = begun("flights", database, tmp_path / "generated" / "flights")
    life.fill(60, invented=True)
    life.apply_only(*life.phases)
    database.psql("--command", DISPOSABLE)
    shell = shell_in(tmp_path / "repository", "flights", database)

    early = shell.run("finalize", "flights", "--yes")
    shell.run("switch", "flights", "--yes")
    waiting = shell.run("status")
    shell.run("validate")
    unseen = shell.run("status")
    looked = shell.run("validate", "--rung", "L7")
    ready = shell.run("status")
    dry = shell.run("finalize", "flights", "--dry-run")
    between = names(shell)
    done = shell.run("finalize", "flights", "--yes")
    again = shell.run("finalize", "flights", "--yes")
    database.psql(file=life.generated / "sql/90_holding/50_hold_flights.rollback.sql")
    released = names(shell)
    held = shell.run("finalize", "flights", "--yes")
    refused = [
        shell.run("reverse", "flights", "--because", "a test", "--yes"),
        shell.run("validate"),
        shell.run("validate", "--rung", "L7"),
        shell.run("rollback", "--to", "planned", "--because", "a test", "--yes"),
    ]
    status = shell.run("status")

    assert early.returncode == 6
    assert "first run: changeover switch flights" in early.stderr.lower()
    assert "refused: the gate comparison" in waiting.stdout
    assert "Next: changeover validate  (finalize waits for it)" in waiting.stderr
    assert "Next: changeover validate --rung L7  (finalize waits for it)" in unseen.stderr
    assert looked.returncode == 0, looked.stderr
    assert "Next: changeover finalize flights" in ready.stderr
    assert dry.returncode == 0, dry.stderr
    assert "the name nyc.flights goes; only flights.flight is left" in dry.stdout
    assert "Next: changeover finalize flights" in dry.stderr
    assert between == ("nyc.flights", None)
    assert "Finalized flights in " in done.stdout
    assert "Undo" not in done.stderr
    assert "it is finalized already" in again.stdout
    assert released == (None, None)
    assert "Finalized flights in " in held.stdout
    assert [one.returncode for one in refused] == [6, 6, 6, 6]
    assert "there is no way back" in refused[0].stderr
    for one in refused[1:3]:
        assert "There is nothing left to compare" in one.stderr
    assert names(shell) == (None, "retired.nyc_flights")
    assert "holding" in status.stdout
    assert "Undo" not in status.stderr


def names(shell: Shell) -> tuple[str | None, str | None]:
    """What has the legacy name, and what is held of it."""
    with psycopg.connect(shell.database.dsn) as connection:
        row = connection.execute(NAMES).fetchone()
    assert row
    return row[0], row[1]
