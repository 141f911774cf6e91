"""A finalize whose session is lost or stopped: what is said, and what is completed by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from operate import cutover, script
from tests.operate.deaths import dying
from tests.operate.final_toy import finalizable_toy, switched
from tests.operate.switch_toy import OWNER
from tests.operate.toy import Toy, live_toy, query, runs

if TYPE_CHECKING:
    from operate.database import Connection
    from operate.script import Statement

toy = live_toy
finalizable = finalizable_toy
FINALIZE = ("finalize", "things", "--yes")
LOCKS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
COMMITTED = "SELECT xid::text, pg_xact_status(xid) FROM migration.finalization"
STATES = """
    SELECT s.step, migration.step_state(s.migration, s.step) FROM migration.step AS s
    WHERE s.step IN ('finalize.things', 'hold.things') ORDER BY 1
"""
RECORDED = [("finalize.things", "applied"), ("hold.things", "applied")]
HELD = [("new", 1, "holding")]


@pytest.fixture
def ready(finalizable: Toy) -> Toy:
    """The data set switched, and every gate of finalize open."""
    switched(finalizable)
    return finalizable


def test_lost_before_the_point_of_no_return(ready: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session that died before its COMMIT has finalized nothing: that is said, with 4."""
    dying(monkeypatch, ready.dsn, committed=False)

    lost = ready.run(*FINALIZE)
    between = query(ready, OWNER), query(ready, COMMITTED)
    again = ready.run(*FINALIZE)

    assert (lost.exit_code, again.exit_code) == (4, 0)
    assert "error: things is not finalized: the transaction was not committed\n" in lost.stderr
    assert "= help: run the same command again\n" in lost.stderr
    assert between == ([("new", 1, "switched")], [])
    assert (query(ready, OWNER), query(ready, STATES)) == (HELD, RECORDED)


@pytest.mark.parametrize(
    ("spared", "committed"),
    [(0, True), (1, False), (1, True)],
    ids=["once it is final", "before it is held", "once it is held"],
)
def test_lost_after_the_point_of_no_return(
    ready: Toy, monkeypatch: pytest.MonkeyPatch, spared: int, committed: bool
) -> None:
    """A session that died after it has finalized: that is said, and all that is left is done."""
    dying(monkeypatch, ready.dsn, committed=committed, spared=spared)

    done = ready.run(*FINALIZE)

    ((xid, fate),) = query(ready, COMMITTED)
    assert done.exit_code == 0, done.stderr
    assert fate == "committed"
    assert (
        f"things is finalized: the acknowledgement was lost, transaction {xid} is committed\n"
    ) in done.stderr
    assert f"owner new, epoch 1, transaction {xid}." in done.stdout
    assert (query(ready, OWNER), query(ready, STATES)) == (HELD, RECORDED)
    assert query(ready, LOCKS) == [(0,)]
    assert "57P01" in [run[3] for run in runs(ready)]


def test_nothing_is_claimed_while_it_may_still_commit(
    ready: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the lost session may still commit, nothing is claimed; the next run completes it."""
    with monkeypatch.context() as without:
        without.setattr(cutover, "SECONDS_TO_END", 0.3)
        without.setattr(cutover, "ENDED", "SELECT false AND %s > 0")
        dying(without, ready.dsn, committed=True)
        lost = ready.run(*FINALIZE)
    again = ready.run(*FINALIZE)

    assert (lost.exit_code, again.exit_code) == (4, 0)
    assert "error: whether things is finalized is not known: server process " in lost.stderr
    assert (query(ready, OWNER), query(ready, STATES)) == (HELD, RECORDED)


def test_an_interruption_after_the_commit(ready: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C past the point of no return says so; the same command completes the record."""
    real = script._execute

    def execute(connection: Connection, statement: Statement) -> None:
        real(connection, statement)
        if statement.sql.startswith("DO $finalize$"):
            raise KeyboardInterrupt

    with monkeypatch.context() as pressed:
        pressed.setattr(script, "_execute", execute)
        stopped = ready.run(*FINALIZE)
    again = ready.run(*FINALIZE)

    assert (stopped.exit_code, again.exit_code) == (130, 0)
    assert "error: interrupted, but things is finalized: transaction " in stopped.stderr
    assert (query(ready, OWNER), query(ready, STATES)) == (HELD, RECORDED)
