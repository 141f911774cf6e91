"""Every command in every state of a data set: allowed, or refused with its own SQLSTATE."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.control.gated import (
    AFTER,
    APPROVE,
    BEFORE,
    GONE,
    OPEN,
    STATES,
    everything,
    open_all,
    put,
    register,
)
from tests.control.sessions import one
from tests.fixtures.approvals import COMMIT, login

if TYPE_CHECKING:
    from tests.control.sessions import Connection

NOT_VERIFIED = BEFORE[:-1]
AS_ERNA = "SET SESSION AUTHORIZATION erna; {}; RESET SESSION AUTHORIZATION"
# By command: what it asks the database for.
COMMANDS = {
    "apply": "SELECT migration.begin_phase('ai', 'expanded')",
    "pause": "SELECT migration.pause('ai', 'month-end closing')",
    "resume": "SELECT migration.resume('ai')",
    "rollback": "SELECT migration.begin_step('ai', 'table.a', 'rollback')",
    "approve switch": AS_ERNA.format(APPROVE.format(command="switch", commit=COMMIT)),
    "approve reverse": AS_ERNA.format(APPROVE.format(command="reverse", commit=COMMIT)),
    "approve finalize": AS_ERNA.format(APPROVE.format(command="finalize", commit=COMMIT)),
    "switch": "SELECT migration.begin_switch('ai', 'costs')",
    "change the owner to new": "SELECT migration.change_owner('ai', 'costs', 'new')",
    "reverse": "SELECT migration.begin_reverse('ai', 'costs', 'the bills do not add up')",
    "change the owner to legacy": "SELECT migration.change_owner('ai', 'costs', 'legacy')",
    "finalize": "SELECT migration.demand_gates('ai', 'costs', 'finalize')",
    "cancel": "SELECT migration.begin_cancel('ai', 'costs', 'not now')",
    "end a cancel": "SELECT migration.end_cancel('ai', 'costs')",
    "start again": "SELECT migration.restart('ai', 'costs', 'now')",
}
# By command: the states in which it is refused, with the SQLSTATE; it is allowed in all others.
REFUSED: dict[str, dict[tuple[str, ...], str]] = {
    "apply": {GONE: "MG147"},
    "pause": {},
    "resume": {},
    "rollback": {OPEN: "MG064", AFTER: "MG064"},
    "approve switch": {OPEN: "MG142", AFTER: "MG142", GONE: "MG142"},
    "approve reverse": {BEFORE: "MG142", AFTER: "MG142", GONE: "MG142"},
    "approve finalize": {BEFORE: "MG142", AFTER: "MG142", GONE: "MG142"},
    "switch": {NOT_VERIFIED: "MG132", GONE: "MG147"},
    "change the owner to new": {
        NOT_VERIFIED: "MG132",
        OPEN: "MG131",
        AFTER: "MG131",
        GONE: "MG147",
    },
    "reverse": {BEFORE: "MG149", AFTER: "MG148", GONE: "MG147"},
    "change the owner to legacy": {BEFORE: "MG131", AFTER: "MG131", GONE: "MG147"},
    "finalize": {BEFORE: "MG155", AFTER: "MG155", GONE: "MG155"},
    "cancel": {OPEN: "MG150", AFTER: "MG150"},
    "end a cancel": {
        BEFORE: "MG152",
        OPEN: "MG152",
        AFTER: "MG152",
        ("cancelled",): "MG152",
        ("cancelling",): "MG151",
    },
    "start again": {BEFORE: "MG153", OPEN: "MG153", AFTER: "MG153", ("cancelling",): "MG153"},
}


def wanted(command: str, state: str) -> str | None:
    """The SQLSTATE with which a command is refused in a state; None where it is allowed."""
    for states, sqlstate in REFUSED[command].items():
        if state in states:
            return sqlstate
    return None


def asked(connection: Connection, command: str) -> str | None:
    """The SQLSTATE with which a command is refused, None when it is not; it is undone again."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(COMMANDS[command].encode())
    except psycopg.Error as error:
        connection.execute("RESET SESSION AUTHORIZATION")
        return error.sqlstate
    return None


@pytest.mark.parametrize("state", STATES)
def test_every_command_in_every_state(control: Connection, state: str) -> None:
    """In each state exactly the commands that belong to it run; what is refused changes nothing."""
    register(control)
    open_all(control)
    login(control, "erna", "migration_approver")
    put(control, state)
    for command in ("switch", "reverse", "finalize"):
        control.execute("SELECT migration.check_gates('ai', 'costs', %s)", (command,))
    before = everything(control)

    found = {command: asked(control, command) for command in COMMANDS}

    assert found == {command: wanted(command, state) for command in COMMANDS}
    assert everything(control) == before


def test_every_phase_is_a_state(control: Connection) -> None:
    """The table of states and commands leaves out no phase."""
    known = one(
        control, "SELECT array_agg(p.name::text ORDER BY p.position) FROM migration.phase AS p"
    )

    assert tuple(known) == STATES
    assert set(COMMANDS) == set(REFUSED)


def test_a_life_with_every_gate(control: Connection) -> None:
    """Through all gates a data set is switched, reversed, cancelled and started again."""
    register(control)
    open_all(control)
    told = []
    for query in (
        "SELECT migration.begin_switch('ai', 'costs')",
        "SELECT count(*) FROM migration.check_gates('ai', 'costs', 'switch')",
        "SELECT migration.begin_switch('ai', 'costs')",
        "SELECT migration.begin_step('ai', 'switch.costs', 'apply')",
        "SELECT migration.change_owner('ai', 'costs', 'new')",
        "SELECT migration.end_step('ai', 'switch.costs', 'apply')",
        "SELECT migration.begin_cancel('ai', 'costs', 'too late')",
        "SELECT migration.begin_reverse('ai', 'costs', 'a test')",
        "SELECT migration.begin_step('ai', 'switch.costs', 'rollback')",
        "SELECT migration.change_owner('ai', 'costs', 'legacy')",
        "SELECT migration.end_step('ai', 'switch.costs', 'rollback')",
        "SELECT migration.change_owner('ai', 'costs', 'new')",
        "SELECT migration.begin_cancel('ai', 'costs', 'enough')",
        "SELECT migration.begin_step('ai', 'capture.a', 'apply')",
        "SELECT migration.begin_step('ai', 'capture.a', 'rollback')",
        "SELECT migration.end_step('ai', 'capture.a', 'rollback')",
        "SELECT migration.begin_step('ai', 'capture.a', 'rollback')",
        "SELECT migration.end_cancel('ai', 'costs')",
        "SELECT migration.begin_cancel('ai', 'costs', 'once more')",
        "SELECT migration.restart('ai', 'costs', 'again')",
        "SELECT migration.begin_step('ai', 'capture.a', 'apply')",
    ):
        try:
            told.append(one(control, query))
        except psycopg.Error as error:
            told.append(error.sqlstate)

    assert told == [
        "MG140", 5, "", True, 1, "", "MG150",
        "", True, 2, "", "MG133",
        True, False, True, "", False, "", False,
        "", True,
    ]  # fmt: skip
    assert one(control, "SELECT phase FROM migration.data_set WHERE name = 'costs'") == "expanded"
    assert one(control, "SELECT count(*) FROM migration.approval WHERE voided_at IS NULL") == 0


def test_a_data_set_that_is_given_up_stops_nobody(control: Connection) -> None:
    """Beside a cancelled data set the others go on: phases begin and end without its steps."""
    register(control)
    for step in ("table.a", "table.b"):
        control.execute("SELECT migration.begin_step('ai', %s, 'apply')", (step,))
        control.execute("SELECT migration.end_step('ai', %s, 'apply')", (step,))
    control.execute("SELECT migration.begin_cancel('ai', 'costs', 'not now')")
    control.execute("SELECT migration.end_cancel('ai', 'costs')")

    for phase in ("capturing", "copying"):
        control.execute("SELECT migration.begin_phase('ai', %s)", (phase,))
        control.execute("SELECT migration.end_phase('ai', %s)", (phase,))

    phases = "SELECT string_agg(d.phase, ' ' ORDER BY d.name) FROM migration.data_set AS d"
    assert one(control, phases) == "cancelled copying"
