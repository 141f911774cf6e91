"""Every command in every state of a data set: done, or refused with 6 and a help."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from tests.control.gated import AFTER, BEFORE, GONE, OPEN, STATES, everything
from tests.fixtures.approvals import APPROVER, COMMIT, login
from tests.operate.final_toy import finalizable_toy, finalized, switched
from tests.operate.toy import Toy, live_toy, query

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

toy = live_toy
verified = finalizable_toy
NOT_VERIFIED = BEFORE[:-1]
BECAUSE = ("--because", "a test")
APPROVE = ("things", *BECAUSE, "--commit", COMMIT)
COMMANDS: dict[str, tuple[str, ...]] = {
    "apply": ("apply", "--yes"),
    "pause": ("pause", *BECAUSE),
    "resume": ("resume",),
    "approve switch": ("approve", "switch", *APPROVE),
    "approve reverse": ("approve", "reverse", *APPROVE),
    "approve finalize": ("approve", "finalize", *APPROVE),
    "switch": ("switch", "things", "--yes"),
    "reverse": ("reverse", "things", "--yes", *BECAUSE),
    "finalize": ("finalize", "things", "--yes"),
    "validate": ("validate",),
    "reconcile": ("reconcile", "moved"),
    "reconcile --yes": ("reconcile", "moved", "--yes"),
    "redrive": ("redrive", "moved"),
    "cancel": ("cancel", "things", "--yes", *BECAUSE),
    "cancel --take-back": ("cancel", "things", "--take-back", *BECAUSE),
    "rollback": ("rollback", "--to", "planned", "--yes", *BECAUSE),
    "status": ("status",),
    "plan": ("plan",),
}
# By command: the states in which it is refused, and why; in all others it ends with 0.
REFUSED: dict[str, dict[tuple[str, ...], str]] = {
    "apply": {GONE: "[MG147]"},
    "approve switch": {OPEN: "[MG142]", AFTER: "[MG142]", GONE: "[MG142]"},
    "approve reverse": {BEFORE: "[MG142]", AFTER: "[MG142]", GONE: "[MG142]"},
    "approve finalize": {BEFORE: "[MG142]", AFTER: "[MG142]", GONE: "[MG142]"},
    "switch": {NOT_VERIFIED: "[MG132]", GONE: "[MG147]"},
    "reverse": {AFTER: "[MG148]", GONE: "[MG147]"},
    "finalize": {BEFORE: "[MG190]", GONE: "[MG147]"},
    "validate": {AFTER: "[MG194]", GONE: "[MG147]"},
    "reconcile": {AFTER: "[MG194]", GONE: "[MG147]"},
    "reconcile --yes": {AFTER: "[MG194]", GONE: "[MG147]"},
    "redrive": {OPEN: "[MG135]", AFTER: "[MG194]", GONE: "[MG147]"},
    "cancel": {OPEN: "[MG150]", AFTER: "[MG150]"},
    "cancel --take-back": {
        BEFORE: "[MG153]",
        OPEN: "[MG153]",
        AFTER: "[MG153]",
        ("cancelling",): "[MG153]",
    },
    "rollback": {OPEN: "[MG064]", AFTER: "[MG064]"},
}
# By command: where the data set is afterwards, by state; in all others it is where it was.
REACHES: dict[str, dict[tuple[str, ...], str]] = {
    "apply": {BEFORE: "verified"},
    "switch": {("verified",): "switched"},
    "reverse": {OPEN: "verified"},
    "finalize": {(*OPEN, "finalized"): "holding"},
    "cancel": {(*BEFORE, "cancelling"): "cancelled"},
    "cancel --take-back": {("cancelled",): "expanded"},
    "rollback": {BEFORE: "planned"},
}
PHASE = "SELECT phase FROM migration.data_set WHERE name = 'things'"
# What a refused command may leave behind: what the gates said.
KEPT = "migration.gate_result"
SHORT = ("expanded", "verified", "switched", "finalized", "cancelling", "cancelled")


def wanted(command: str, state: str) -> str:
    """Why a command is refused in a state; empty where it is not."""
    for states, why in REFUSED.get(command, {}).items():
        if state in states:
            return why
    return ""


@contextmanager
def copy_of(original: Toy) -> Iterator[Toy]:
    """The same migration in a copy of its database."""
    name = psycopg.conninfo.conninfo_to_dict(original.dsn)["dbname"]
    other = f"{name}_state"
    elsewhere = psycopg.conninfo.make_conninfo(original.dsn, dbname="postgres")
    named = sql.Identifier(other)
    with psycopg.connect(elsewhere, autocommit=True) as connection:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(create.format(named, sql.Identifier(str(name))))
        try:
            yield replace(original, dsn=psycopg.conninfo.make_conninfo(original.dsn, dbname=other))
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(named))


def recorded(there: Toy) -> list[object]:
    """Everything that the control schema says, but for what gates said."""
    with psycopg.connect(there.dsn, autocommit=True) as connection:
        return [one for one in everything(connection) if one[0] != KEPT]


def reached(command: str, state: str) -> str:
    """Where a command that is not refused leaves the data set."""
    for states, phase in REACHES.get(command, {}).items():
        if state in states:
            return phase
    return state


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Why a command was refused, what is wrong with how it ended, and where its help sends one."""

    refused: str = ""
    wrong: tuple[str, ...] = ()
    sends: str = ""


def ended(there: Toy, command: str, state: str) -> Ended:
    """How a command ends in a state; whoever is refused is told what to do, and nothing changes."""
    user = APPROVER if command.startswith("approve") else "postgres"
    before = recorded(there)
    as_user = replace(there, dsn=psycopg.conninfo.make_conninfo(there.dsn, user=user))
    done = as_user.run(*COMMANDS[command])
    ((phase,),) = query(there, PHASE)
    if done.exit_code == 0:
        right = reached(command, state)
        return Ended(wrong=() if phase == right else (f"{command}: {phase}, not {right}",))
    assert done.exit_code == 6, (command, done.stdout, done.stderr)
    first = done.stderr[done.stderr.index("error: ") :].splitlines()[0]
    _, helped, advice = done.stderr.partition("= help: ")
    wrong = {"changed": recorded(there) != before, "no help": not helped}
    return Ended(
        refused=first[first.rindex("[") :],
        wrong=tuple(f"{command}: {one}" for one, is_so in wrong.items() if is_so),
        sends=sent_to(advice),
    )


def sent_to(advice: str) -> str:
    """The command that a help names; empty when it names none of those above."""
    if "--take-back" in advice:
        return "cancel --take-back"
    word = re.search(r"changeover (\w+)", advice)
    return word[1] if word and word[1] in COMMANDS else ""


def astray(found: Mapping[str, Ended]) -> list[str]:
    """The helps that send one on, and at last to a command that is refused and sends nowhere."""
    led = []
    for command in found:
        way = [command]
        while (end := found[way[-1]]).refused and end.sends and end.sends not in way:
            way.append(end.sends)
        if len(way) > 1 and end.refused:
            led.append(" → ".join(way))
    return led


def put(there: Toy, state: str) -> None:
    """Put the data set into a state as commands do, and by hand where no command gets there."""
    if state in OPEN:
        switched(there)
    if state in AFTER:
        finalized(there, held=state != "finalized")
    named = "" if state in GONE else " WHERE name = 'things'"
    with psycopg.connect(there.dsn, autocommit=True) as connection:
        login(connection, APPROVER, "migration_approver")
        connection.execute(f"UPDATE migration.data_set SET phase = '{state}'{named}".encode())


@pytest.mark.parametrize(
    "state",
    [state if state in SHORT else pytest.param(state, marks=pytest.mark.full) for state in STATES],
)
def test_every_command_in_every_state(verified: Toy, state: str) -> None:
    """In each state a command does its work, or is refused with 6 and changes nothing.

    Whoever is refused gets a help, and the commands that it names lead to one that does its work.
    """
    put(verified, state)

    found = {}
    for command in COMMANDS:
        with copy_of(verified) as there:
            found[command] = ended(there, command, state)

    refused = {command: end.refused for command, end in found.items()}
    assert refused == {command: wanted(command, state) for command in COMMANDS}
    assert [one for end in found.values() for one in end.wrong] == []
    assert astray(found) == []


def test_all_leaves_out_what_is_cancelled(verified: Toy) -> None:
    """With --all the data sets that are cancelled are named and left out."""
    verified.run("cancel", "things", "--yes", *BECAUSE)

    done = verified.run("switch", "--all", "--yes")

    assert done.exit_code == 0
    assert "Left out, as they are cancelled: things.\n" in done.stderr
    assert query(verified, "SELECT DISTINCT owner FROM migration.data_set") == [("legacy",)]
