"""`changeover switch` and `changeover reverse`: the side that owns a data set."""

from __future__ import annotations

import json
import re

import psycopg
import pytest

from tests.operate.switch_toy import OWNER, switchable, turns, verified_toy
from tests.operate.toy import Toy, live_toy, query

toy = live_toy
verified = verified_toy
BECAUSE = ("--because", "a test")
# Everything that a run could change, but for statistics and for what gates said.
STATE = """
    SELECT
        (SELECT array_agg(r::text ORDER BY r.run) FROM migration.step_run AS r),
        (SELECT array_agg(e::text ORDER BY e.seq) FROM migration.migration_events AS e),
        (SELECT array_agg(d::text ORDER BY d.name) FROM migration.data_set AS d),
        (SELECT array_agg(o::text ORDER BY o.epoch) FROM migration.ownership AS o),
        (
            SELECT array_agg(s.last_value::text ORDER BY 1)
            FROM pg_sequences AS s
            WHERE s.sequencename <> 'gate_result_result_seq'
        ),
        to_regclass('public.things')::text
"""


def test_there_and_back(verified: Toy) -> None:
    """A switch and its reverse say who owns, since when and by which transaction; then what next.

    The status shows how far the data is and who owns it apart, and how it can be taken back.
    """
    before = verified.run("status")
    switched = verified.run("switch", "things", "--yes")
    after = verified.run("status")
    xids = query(verified, "SELECT xid::text FROM migration.ownership ORDER BY epoch")
    reversed_ = verified.run("reverse", "things", "--yes", *BECAUSE)

    assert (switched.exit_code, reversed_.exit_code) == (0, 0)
    head, line, said = switched.stdout.splitlines()
    assert (head, line[:17]) == ("switched", "  ✓ switch things")
    assert said.startswith("Switched things in 0.")
    assert said.endswith(f"s: owner new, epoch 1, transaction {xids[0][0]}.")
    assert switched.stderr == (
        "Undo: changeover reverse things --because '…'\nNext: changeover status\n"
    )
    assert "Reversed things in 0." in reversed_.stdout
    assert "owner legacy, epoch 2, transaction " in reversed_.stdout
    assert before.stderr == "Next: changeover switch things\n"
    rows = [line.split() for line in after.stdout.splitlines() if line.startswith("things ")]
    assert rows[0] == ["things", "switched", "new", "1", "clean", "0"]
    assert after.stderr.startswith("Undo: changeover reverse things --because '…'\n")
    assert query(verified, OWNER) == [("legacy", 2, "verified")]
    assert turns(verified) == [("apply", "done", None), ("rollback", "done", None)]


def test_psql_users_see_the_next_command_too(verified: Toy) -> None:
    """The view `migration.status` names the switch before it, and the way back after it."""
    commands = "SELECT next_command, reverse_command FROM migration.status WHERE data_set = '{}'"

    before = query(verified, commands.format("things"))
    other = query(verified, commands.format("others"))
    verified.run("switch", "things", "--yes")

    assert before == [("changeover switch things --specs specs/toy", None)]
    assert other == [("changeover validate --specs specs/toy", None)]
    assert query(verified, commands.format("things")) == [
        (None, "changeover reverse things --because '…' --specs specs/toy")
    ]


def test_apply_names_the_cut_over(toy: Toy) -> None:
    """When all phases are applied, the look at the cut-over is what comes next."""
    switchable(toy)
    toy.run("render")

    done = toy.run("apply", "--yes")

    assert done.stderr.splitlines()[-1].startswith("Next: changeover switch --all --dry-run  (")


def test_a_dry_run_changes_nothing(verified: Toy) -> None:
    """A dry run names locks, names, owner and what waits; no row and no sequence is touched."""
    before = query(verified, STATE)

    switch = verified.run("switch", "things", "--dry-run")
    verified.run("switch", "things", "--yes")
    between = query(verified, STATE)
    back = verified.run("reverse", "things", "--dry-run")
    already = verified.run("switch", "--all", "--dry-run")

    assert (switch.exit_code, back.exit_code, already.exit_code) == (0, 0, 0)
    gates = re.sub(r"since .* UTC", "since then", switch.stdout)
    assert gates == (
        "things: ready; owner legacy, epoch 0\n"
        "  public.things becomes a view over shop.first; the table becomes public.things_retired\n"
        "  locks: ACCESS EXCLUSIVE for a moment, retried, on public.things\n"
        "  waiting: 0 keys in the journals; 0 rows in quarantine\n"
        "  passed: the gate steps: 4 steps are applied\n"
        "  passed: the gate comparison: Clean since then\n"
        "  passed: the gate recheck: no difference stands; nothing was looked at again yet\n"
        "  passed: the gate quarantine: No row is in quarantine\n"
        "  not required: the gate dependants\n"
        "  not required: the gate statements\n"
        "  not required: the gate access_paths\n"
        "  passed: the gate approvals: 1 of 1 needed: carla_approves at commit 4b825dc642cb\n"
    )
    assert switch.stderr == "Next: changeover switch things\n"
    assert back.stdout.startswith(
        "things: ready; owner new, epoch 1\n  public.things_retired becomes public.things again; "
    )
    assert back.stderr == "Next: changeover reverse things --because '…'\n"
    assert already.stdout == "things: already there; owner new, epoch 1\n"
    assert before[0][0] != between[0][0]
    assert query(verified, STATE) == between


def test_a_dry_run_counts_what_waits(verified: Toy) -> None:
    """Keys in the journals and quarantined rows of the data set's mappings are counted."""
    with psycopg.connect(verified.dsn, autocommit=True) as connection:
        connection.execute("SELECT migration.register_mapping('toy', 'moved', 'things')")
        connection.execute("CREATE SCHEMA IF NOT EXISTS migration_toy")
        connection.execute("CREATE TABLE migration_toy.moved_journal AS SELECT 1 AS id")
        connection.execute(
            "INSERT INTO migration.quarantine SELECT 'toy', 'moved', to_jsonb(i), '{}', 'why', "
            "'22012', 'backfill' FROM generate_series(1, 2) AS i"
        )

    done = verified.run("switch", "things", "--dry-run")

    waiting = "  waiting: 1 key in the journals; 2 rows in quarantine"
    assert waiting in done.stdout.splitlines()
    assert done.exit_code == 6
    assert "the legacy application would lose sight of them" in done.stdout


def test_refused_before_verified(toy: Toy) -> None:
    """Before the data is verified a switch is refused with 6, and so is its dry run."""
    switchable(toy)
    toy.run("render")
    never = toy.run("switch", "things", "--yes")
    toy.run("apply", "--yes", "--to", "copied")
    before = query(toy, STATE)

    dry = toy.run("switch", "things", "--dry-run")
    done = toy.run("switch", "things", "--yes")

    assert (never.exit_code, dry.exit_code, done.exit_code) == (6, 6, 6)
    assert "has not been started on this database" in never.stderr
    assert dry.stdout.splitlines()[0] == "things: refused; owner legacy, epoch 0"
    assert (
        "  refused: the gate steps: "
        "Not applied: validation.moved; First run: changeover apply --to verified"
    ) in dry.stdout.splitlines()
    assert dry.stderr == (
        "error: things cannot be switched now\n"
        "  = help: remove what refuses, then run the same command again\n"
    )
    assert done.stderr == (
        "error: switch of things is refused by the gate steps [MG132]\n"
        "  = note: Not applied: validation.moved.\n"
        "  = help: First run: changeover apply --to verified\n"
    )
    assert query(toy, STATE) == before
    assert query(
        toy,
        "SELECT gate, passed, environment FROM migration.gate_result "
        "WHERE gate IN ('steps', 'quarantine') ORDER BY result",
    ) == [("steps", False, "production"), ("quarantine", True, "production")]


def test_steps_that_are_applied_are_not_a_phase_that_is_reached(verified: Toy) -> None:
    """A run killed before its phase ended leaves every step applied; the gate still refuses."""
    with psycopg.connect(verified.dsn, autocommit=True) as connection:
        connection.execute("UPDATE migration.data_set SET phase = 'copied'")

    dry = verified.run("switch", "things", "--dry-run")
    done = verified.run("switch", "things", "--yes")

    assert (dry.exit_code, done.exit_code) == (6, 6)
    assert "It is copied" in dry.stdout
    assert "= note: It is copied.\n" in done.stderr


def test_pause_and_another_session_refuse(verified: Toy) -> None:
    """A paused migration, and one that another session works on, are named by the dry run."""
    verified.run("pause", "--because", "month-end closing")
    with psycopg.connect(verified.dsn, autocommit=True) as other:
        other.execute("SELECT migration.acquire('toy')")
        dry = verified.run("switch", "things", "--dry-run")
        held = verified.run("switch", "things", "--yes")
    paused = verified.run("switch", "things", "--yes")

    assert (dry.exit_code, held.exit_code, paused.exit_code) == (6, 6, 6)
    assert "refused: toy is paused: month-end closing\n" in dry.stdout
    assert "is applying or rolling back; wait for it\n" in dry.stdout
    assert "another session is applying toy [MG041]" in held.stderr
    assert "toy is paused: month-end closing [MG042]" in paused.stderr
    assert query(verified, OWNER) == [("legacy", 0, "verified")]


@pytest.mark.parametrize("command", ["switch", "reverse"])
def test_which_data_set(verified: Toy, command: str) -> None:
    """No data set, an unknown one, or one besides --all is wrong usage and ends with 2."""
    more = BECAUSE if command == "reverse" else ()

    missing = verified.run(command, *more)
    both = verified.run(command, "things", "--all", *more)
    near = verified.run(command, "thinks", *more)
    far = verified.run(command, "zzz", *more)
    without = verified.run(command, "others", *more)

    assert [one.exit_code for one in (missing, both, near, far, without)] == [2, 2, 2, 2, 6]
    assert "which data set? Name one or give --all: things, others" in missing.stderr
    assert "name a data set or give --all, not both" in both.stderr
    assert "there is no data set `thinks`; did you mean `things`?" in near.stderr
    assert "there is no data set `zzz`; there are `things`, `others`" in far.stderr
    assert "others cannot be switched: no SQL is generated for it" in without.stderr


def test_a_reverse_needs_a_reason(verified: Toy) -> None:
    """Without a reason, or with an empty one, nothing is reversed; the reason is in the log."""
    verified.run("switch", "things", "--yes")

    missing = verified.run("reverse", "things", "--yes")
    empty = verified.run("reverse", "things", "--yes", "--because", " ")
    done = verified.run("reverse", "things", "--yes", "--because", "the bills do not add up")

    assert [one.exit_code for one in (missing, empty, done)] == [2, 2, 0]
    assert "--because" in missing.stderr
    assert "say why; it is recorded" in empty.stderr
    assert query(
        verified,
        "SELECT subject, detail ->> 'because' FROM migration.migration_events "
        "WHERE event = 'reverse_begun'",
    ) == [("things", "the bills do not add up")]


def test_nobody_confirms(verified: Toy) -> None:
    """Without a terminal and without --yes nothing is switched, with 6."""
    done = verified.run("switch", "--all")

    assert done.exit_code == 6
    assert "nobody is there to confirm: switch things of toy in the database" in done.stderr
    assert query(verified, OWNER) == [("legacy", 0, "verified")]


def test_what_is_there_already_is_left_alone(verified: Toy) -> None:
    """A second switch, and a reverse of what was never switched, say so and do nothing."""
    back = verified.run("reverse", "things", *BECAUSE)
    verified.run("switch", "things", "--yes")
    before = query(verified, STATE)
    again = verified.run("switch", "--all")

    assert (back.exit_code, again.exit_code) == (0, 0)
    assert back.stdout == ("things: the legacy tables own it already, epoch 0; nothing was done.\n")
    assert again.stdout == "things: the new tables own it already, epoch 1; nothing was done.\n"
    assert again.stderr == (
        "Left out, as no SQL is generated for them: others.\nNext: changeover status\n"
    )
    assert query(verified, STATE) == before


def test_the_status_as_data(verified: Toy) -> None:
    """For programs the status has each data set's phase, owner and epoch, and both commands."""
    verified.run("switch", "things", "--yes")

    data = json.loads(verified.run("status", "--json").stdout)

    (row,) = [row for row in data["status"] if row["data_set"] == "things"]
    assert {key: row[key] for key in ("phase", "owner", "epoch", "next_command")} == {
        "phase": "switched",
        "owner": "new",
        "epoch": 1,
        "next_command": None,
    }
    assert row["reverse_command"].startswith("changeover reverse things ")
