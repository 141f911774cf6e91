"""A switch or a reverse whose session is lost or stopped: what is said, and what is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from operate import cutover, script
from tests.operate.deaths import dying
from tests.operate.switch_toy import OWNER, turns, verified_toy
from tests.operate.toy import Toy, live_toy, query

if TYPE_CHECKING:
    from operate.database import Connection
    from operate.script import Statement

toy = live_toy
verified = verified_toy
BECAUSE = ("--because", "a test")
NOBODY = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"


@pytest.mark.parametrize("command", ["switch", "reverse"])
def test_a_session_lost_before_the_commit(
    verified: Toy, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """A session that died before its COMMIT has changed nothing: that is said, with 4."""
    more = BECAUSE if command == "reverse" else ()
    if more:
        verified.run("switch", "things", "--yes")
    before = query(verified, OWNER)
    dying(monkeypatch, verified.dsn, committed=False)

    lost = verified.run(command, "things", "--yes", *more)
    between = query(verified, OWNER)
    again = verified.run(command, "things", "--yes", *more)

    done = "reversed" if more else "switched"
    assert (lost.exit_code, again.exit_code) == (4, 0)
    assert f"error: things is not {done}: the transaction was not committed\n" in lost.stderr
    assert "= help: run the same command again\n" in lost.stderr
    assert between == before
    assert query(verified, OWNER)[0][1] == before[0][1] + 1
    assert [run[1:] for run in turns(verified)][-2:] == [("failed", "57P01"), ("done", None)]


@pytest.mark.parametrize("command", ["switch", "reverse"])
def test_a_session_lost_after_the_commit(
    verified: Toy, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """A session that died after its COMMIT has done its work: that is said, and recorded."""
    more = BECAUSE if command == "reverse" else ()
    if more:
        verified.run("switch", "things", "--yes")
    ((_, epoch, _),) = query(verified, OWNER)
    dying(monkeypatch, verified.dsn, committed=True)

    done = verified.run(command, "things", "--yes", *more)

    ((xid,),) = query(
        verified, "SELECT xid::text FROM migration.ownership ORDER BY epoch DESC LIMIT 1"
    )
    word = "reversed" if more else "switched"
    assert done.exit_code == 0
    assert (
        f"things is {word}: the acknowledgement was lost, transaction {xid} is committed\n"
    ) in done.stderr
    assert f"{word.capitalize()} things in " in done.stdout
    assert query(verified, OWNER)[0][1] == epoch + 1
    assert [run[1:] for run in turns(verified)][-2:] == [("failed", "57P01"), ("done", None)]
    assert query(verified, NOBODY) == [(0,)]


def test_a_session_that_does_not_end(verified: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the lost session may still commit, nothing is claimed: not known, with 4."""
    monkeypatch.setattr(cutover, "SECONDS_TO_END", 0.3)
    monkeypatch.setattr(cutover, "ENDED", "SELECT false AND %s > 0")
    dying(monkeypatch, verified.dsn, committed=True)

    lost = verified.run("switch", "things", "--yes")
    monkeypatch.undo()

    assert lost.exit_code == 4
    assert "error: whether things is switched is not known: server process " in lost.stderr
    assert "it finds out" in lost.stderr


def test_a_server_that_does_not_come_back(verified: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    """When no new session is given, nothing is claimed; the same command completes it later."""
    dying(monkeypatch, verified.dsn, committed=True)
    real = cutover._reconnected
    with monkeypatch.context() as without:
        without.setattr(cutover, "SECONDS_TO_END", 0.0)
        without.setattr(
            cutover, "_reconnected", lambda _dsn, end: real("host=127.0.0.1 port=1", end)
        )
        lost = verified.run("switch", "things", "--yes")

    again = verified.run("switch", "things", "--yes")

    assert lost.exit_code == 4
    assert "whether things is switched is not known: no database answers" in lost.stderr
    assert again.exit_code == 0
    assert query(verified, OWNER) == [("new", 1, "switched")]
    assert turns(verified) == [("apply", "failed", "57P01"), ("apply", "done", None)]


def test_an_interruption_after_the_commit(verified: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C after the COMMIT says that it is committed; the same command completes the record."""
    real = script._execute

    def execute(connection: Connection, statement: Statement) -> None:
        real(connection, statement)
        if statement.sql == "COMMIT":
            raise KeyboardInterrupt

    with monkeypatch.context() as pressed:
        pressed.setattr(script, "_execute", execute)
        stopped = verified.run("switch", "things", "--yes")
    again = verified.run("switch", "things", "--yes")

    assert (stopped.exit_code, again.exit_code) == (130, 0)
    assert "error: interrupted, but things is switched: transaction " in stopped.stderr
    assert turns(verified)[-1] == ("apply", "done", None)


def test_what_a_failed_switch_leaves_can_be_tidied(
    verified: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A switch that was cut off before its COMMIT can be taken back; no transaction is made up."""
    dying(monkeypatch, verified.dsn, committed=False)
    verified.run("switch", "things", "--yes")

    done = verified.run("reverse", "things", "--yes", *BECAUSE)

    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1].endswith("s: owner legacy, epoch 0.")
    assert query(verified, OWNER) == [("legacy", 0, "verified")]
