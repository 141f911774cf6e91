"""`changeover approve`, `changeover cancel`, and what an environment makes of them."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.fixtures.approvals import COMMIT, login
from tests.operate.switch_toy import OWNER, switchable
from tests.operate.toy import Toy, live_toy, query

if TYPE_CHECKING:
    from click.testing import Result

toy = live_toy
BECAUSE = ("--because", "a test")
APPROVALS = """
SELECT a.approver, a.command, a.git_commit, a.because, a.plan_hash = m.plan_hash
FROM migration.approval AS a
INNER JOIN migration.migration AS m ON m.name = a.migration
ORDER BY a.approval
"""
PLACES = """
environments:
  disposable: {approvals: none, reverse_window: 0 seconds}
"""
HERE = """
ALTER DATABASE {} SET changeover.environment = 'disposable'
"""


@pytest.fixture
def applied(toy: Toy) -> Toy:
    """A migration at `verified`, which nobody has approved."""
    switchable(toy)
    toy.run("render")
    toy.run("apply", "--yes")
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        login(connection, "erna", "migration_approver")
    return toy


def by_erna(toy: Toy, *arguments: str) -> Result:
    """Approve the switch as somebody who has run nothing."""
    dsn = psycopg.conninfo.make_conninfo(toy.dsn, user="erna")
    return replace(toy, dsn=dsn).run("approve", "switch", "things", *arguments)


def git(toy: Toy, *arguments: str) -> str:
    """Run git in the repository."""
    identity = ("-c", "user.name=erna", "-c", "user.email=erna@example.org")
    command = ["git", *identity, "-C", str(toy.folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_a_switch_waits_for_somebody_else(applied: Toy) -> None:
    """Without an approval a switch is refused with 6, with the runner's own, too."""
    alone = applied.run("switch", "things", "--yes")
    own = applied.run("approve", "switch", "things", *BECAUSE, "--commit", COMMIT)
    approved = by_erna(applied, *BECAUSE, "--commit", COMMIT)
    done = applied.run("switch", "things", "--yes")

    assert [one.exit_code for one in (alone, own, approved, done)] == [6, 6, 0, 0]
    assert "switch of things is refused by the gate approvals [MG154]" in alone.stderr
    assert "Somebody else runs: changeover approve switch things --because '…'" in alone.stderr
    assert "postgres has run steps of toy and approves nothing of it [MG145]" in own.stderr
    assert approved.stdout.startswith(
        f"Approved switch of things by erna: commit {COMMIT[:12]}, plan "
    )
    assert approved.stderr == "Next: changeover switch things  (somebody else runs it)\n"
    assert query(applied, APPROVALS) == [("erna", "switch", COMMIT, "a test", True)]


def test_the_commit_is_the_one_checked_out(applied: Toy) -> None:
    """Outside git, or with changes that nobody committed, the commit must be named or made."""
    outside = by_erna(applied, *BECAUSE)
    git(applied, "init", "--quiet")
    git(applied, "add", ".")
    changed = by_erna(applied, *BECAUSE)
    git(applied, "commit", "--quiet", "--message", "reviewed")
    done = by_erna(applied, *BECAUSE)

    assert [one.exit_code for one in (outside, changed, done)] == [6, 6, 0]
    assert "which commit was reviewed is not known" in outside.stderr
    assert "--commit SHA" in outside.stderr
    assert "which commit was reviewed is not known" in changed.stderr
    assert query(applied, APPROVALS)[0][2] == git(applied, "rev-parse", "HEAD").strip()


def test_what_is_not_committed_is_not_approved(applied: Toy) -> None:
    """A spec that differs from the commit is not what was reviewed."""
    git(applied, "init", "--quiet")
    git(applied, "add", ".")
    git(applied, "commit", "--quiet", "--message", "reviewed")
    spec = applied.folder / "specs" / "toy" / "migration.yaml"
    spec.write_text(spec.read_text().replace("title: Toy", "title: Toys"))
    applied.run("render")

    done = by_erna(applied, *BECAUSE)

    assert done.exit_code == 6
    assert "the specs or the generated files are not what is committed" in done.stderr


def test_without_git_the_commit_is_named(applied: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is not installed the way out is to name the commit."""
    monkeypatch.setenv("PATH", "/nowhere")
    unknown = by_erna(applied, *BECAUSE)
    done = by_erna(applied, *BECAUSE, "--commit", COMMIT)

    assert (unknown.exit_code, done.exit_code) == (6, 0)
    assert "git is not installed" in unknown.stderr


def test_another_plan_is_not_approved(applied: Toy) -> None:
    """What is checked out here must be what is registered there; an empty reason is no reason."""
    spec = applied.folder / "specs" / "toy" / "migration.yaml"
    spec.write_text(spec.read_text() + "approvals: {switch: 2}\n")
    applied.run("render")

    done = by_erna(applied, *BECAUSE, "--commit", COMMIT)
    empty = by_erna(applied, "--because", " ", "--commit", COMMIT)

    assert (done.exit_code, empty.exit_code) == (6, 2)
    assert "the plan that was reviewed is not the one that is registered [MG144]" in done.stderr
    assert query(applied, APPROVALS) == []


def test_as_many_approve_as_the_spec_says(applied: Toy) -> None:
    """A spec that wants two approvals is content with two different people only."""
    spec = applied.folder / "specs" / "toy" / "migration.yaml"
    spec.write_text(spec.read_text() + "approvals: {switch: 2}\n")
    applied.run("render")
    applied.run("apply", "--yes")
    applied.run("validate")
    for _ in range(2):
        by_erna(applied, *BECAUSE, "--commit", COMMIT)
    one = applied.run("switch", "things", "--yes")
    with psycopg.connect(applied.dsn, autocommit=True) as connection:
        login(connection, "fritz", "migration_approver")
    dsn = psycopg.conninfo.make_conninfo(applied.dsn, user="fritz")
    other = replace(applied, dsn=dsn)
    other.run("approve", "switch", "things", *BECAUSE, "--commit", COMMIT)
    two = applied.run("switch", "things", "--yes")

    assert (one.exit_code, two.exit_code) == (6, 0)
    assert "1 of 2 needed: erna at commit" in one.stderr


def test_a_disposable_place_is_visibly_one(applied: Toy) -> None:
    """Where a superuser says that a database is disposable nobody approves, and it is said."""
    spec = applied.folder / "specs" / "toy" / "migration.yaml"
    spec.write_text(spec.read_text() + PLACES)
    applied.run("render")
    applied.run("apply", "--yes")
    applied.run("validate")
    name = str(psycopg.conninfo.conninfo_to_dict(applied.dsn)["dbname"])
    production = applied.run("switch", "things", "--dry-run")
    with psycopg.connect(applied.dsn, autocommit=True) as connection:
        connection.execute(HERE.format(name).encode())
    told = [
        applied.run("plan", "--dsn", applied.dsn).stderr,
        applied.run("status").stdout,
        applied.run("switch", "things", "--yes").stderr,
        applied.run("reverse", "things", "--dry-run").stderr,
    ]
    data = json.loads(applied.run("status", "--json").stdout)

    sentence = "environment disposable, not production: 0 approvals for switch, 0 for finalize"
    assert [sentence in text for text in told] == [True] * 4
    assert sentence not in production.stdout + production.stderr
    assert data["environment"]["environment"] == "disposable"
    assert {row["environment"] for row in data["status"]} == {"disposable"}
    assert query(applied, "SELECT DISTINCT environment FROM migration.gate_result") == [
        ("disposable",)
    ]
    assert query(
        applied,
        "SELECT detail ->> 'environment' FROM migration.migration_events WHERE event = 'switched'",
    ) == [("disposable",)]


def test_the_status_lists_the_gates(applied: Toy) -> None:
    """The status names the gates of the next command, those that refuse with the way out."""
    shown = applied.run("status").stdout
    data = json.loads(applied.run("status", "--json").stdout)

    assert (
        "switch things: passed steps, comparison, recheck, quarantine; "
        "not required dependants, statements, access_paths; refused approvals\n" in shown
    )
    assert "\n  refused: the gate approvals: 0 of 1 needed; Somebody else runs: " in shown
    (gates,) = [row["gates"] for row in data["gates"] if row["data_set"] == "things"]
    assert [(one["gate"], one["passed"]) for one in gates] == [
        ("steps", True),
        ("comparison", True),
        ("recheck", True),
        ("quarantine", True),
        ("dependants", None),
        ("statements", None),
        ("access_paths", None),
        ("approvals", False),
    ]


def test_a_cancel_is_foreseen_and_needs_a_reason(applied: Toy) -> None:
    """A dry run changes nothing; without a reason, or without a confirmation, nothing is done."""
    before = query(applied, "SELECT * FROM migration.data_set ORDER BY name")
    dry = applied.run("cancel", "--all", "--dry-run")
    back = applied.run("cancel", "things", "--take-back", "--dry-run")
    none = applied.run("cancel", "things", "--yes")
    nobody = applied.run("cancel", "things", *BECAUSE)

    assert [one.exit_code for one in (dry, back, none, nobody)] == [0, 0, 2, 6]
    assert "things: 0 steps would be rolled back\n" in dry.stdout
    assert dry.stderr == "Next: changeover cancel --all --because '…'\n"
    assert back.stdout == "things: would start again, with what is expanded.\n"
    assert "nobody is there to confirm: cancel things of toy" in nobody.stderr
    assert query(applied, "SELECT * FROM migration.data_set ORDER BY name") == before


def test_an_interrupted_cancel_comes_next(applied: Toy) -> None:
    """While a data set is being given up, ending that is what the status says comes next."""
    with psycopg.connect(applied.dsn, autocommit=True) as connection:
        connection.execute("SELECT migration.begin_cancel('toy', 'things', 'not now')")
    before = applied.run("status")
    applied.run("cancel", "things", "--yes", *BECAUSE)
    after = applied.run("status")

    assert before.stderr == "Next: changeover cancel things --because '…'\n"
    assert "cancelled" in after.stdout
    assert query(applied, OWNER) == [("legacy", 0, "cancelled")]
