"""Giving a real data set up, by psql alone and by the command line, and starting it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fixtures.approvals import approve
from tests.journeys.test_cli_cutover import copy_of, everything, verified
from tests.operate.shell import shell_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.life import Life

__all__ = ["verified"]
BECAUSE = ("--because", "a test")
PHASE = "SELECT phase, owner, epoch FROM migration.data_set"


def test_both_ways_give_up_alike(verified: Life, tmp_path: Path) -> None:
    """Rows, objects and records are equal whether psql or the command line gave the data set up."""
    with copy_of(verified) as other:
        shell = shell_in(tmp_path / "repository", "flights", other.database)
        verified.cancel("flights")
        done = shell.run("cancel", "flights", "--yes", *BECAUSE)
        by_psql, by_command = everything(verified), everything(other)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "Cancelled flights: the legacy tables keep it."
    for what, found in by_psql.items():
        assert (what, found) == (what, by_command[what])


def test_what_was_given_up_starts_again(verified: Life, tmp_path: Path) -> None:
    """After a cancel everything but looking is refused; after --take-back all gates are passed."""
    shell = shell_in(tmp_path / "repository", "flights", verified.database)
    shell.run("cancel", "flights", "--yes", *BECAUSE)

    validate = shell.run("validate")
    apply = shell.run("apply", "--yes")
    plan = shell.run("plan", "--dsn", verified.database.dsn)
    status = shell.run("status")
    back = [
        shell.run("cancel", "flights", "--take-back", *BECAUSE),
        shell.run("status"),
        shell.run("apply", "--yes"),
    ]
    approve(verified.database.dsn, "flights", "flights")
    back.append(shell.run("switch", "flights", "--yes"))

    assert (validate.returncode, apply.returncode) == (6, 6)
    assert "the data set flights is cancelled [MG147]" in validate.stderr
    assert "the data set flights is cancelled [MG147]" in apply.stderr
    assert "nothing to apply" in plan.stdout
    assert (plan.returncode, status.returncode) == (0, 0)
    assert "Next: " not in status.stderr
    assert [one.returncode for one in back] == [0, 0, 0, 0], [one.stderr for one in back]
    assert "Next: changeover apply --to capturing" in back[1].stderr
    assert shell.query(PHASE) == [("switched", "new", 1)]


def test_a_rollback_ends_what_was_given_up(verified: Life, tmp_path: Path) -> None:
    """What a cancel leaves, because others use it, goes with a rollback of the migration."""
    shell = shell_in(tmp_path / "repository", "flights", verified.database)
    shell.run("cancel", "flights", "--yes", *BECAUSE)

    done = shell.run("rollback", "--to", "planned", "--yes", *BECAUSE)

    assert done.returncode == 0, done.stderr
    assert verified.rows("flights") == {}
    assert shell.query(PHASE) == [("cancelled", "legacy", 0)]
