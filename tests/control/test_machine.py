"""Every command in every state of a data set: done, or refused with its own SQLSTATE and a help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.control.gated import (
    AFTER,
    APPROVE,
    BEFORE,
    GONE,
    HELD_TABLE,
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
    "ask the gates of finalize": "SELECT migration.demand_gates('ai', 'costs', 'finalize')",
    "begin to finalize": "SELECT migration.begin_finalize('ai', 'costs')",
    "finalize": "SELECT migration.finalize('ai', 'costs')",
    # This data set has no gates: the state alone refuses it.
    "finalize without gates": "SELECT migration.finalize('ai', 'settings')",
    "compare": "SELECT migration.refuse_final('ai', 'costs')",
    "hold": "SELECT migration.hold('ai', 'costs', 'retired.public_costs')",
    "hold once more": f"SELECT migration.hold('ai', 'costs', '{HELD_TABLE}')",
    "take off hold": f"SELECT migration.release_held('ai', 'costs', '{HELD_TABLE}')",
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
    "ask the gates of finalize": {BEFORE: "MG155", AFTER: "MG155", GONE: "MG155"},
    "begin to finalize": {BEFORE: "MG190", GONE: "MG147"},
    "finalize": {BEFORE: "MG155", AFTER: "MG155", GONE: "MG155"},
    "finalize without gates": {BEFORE: "MG190", AFTER: "MG190", GONE: "MG190"},
    "compare": {AFTER: "MG194"},
    "hold": {BEFORE: "MG193", OPEN: "MG193", ("completed",): "MG193", GONE: "MG193"},
    "hold once more": {BEFORE: "MG193", OPEN: "MG193", ("completed",): "MG193", GONE: "MG193"},
    "take off hold": {
        BEFORE: "MG195",
        OPEN: "MG195",
        ("finalized", "completed"): "MG195",
        GONE: "MG195",
    },
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


# By command: what it changes of what is recorded, by state; where it is neither refused nor named
# here, it changes none of this.
DOES: dict[str, dict[tuple[str, ...], dict[str, object]]] = {
    "pause": {STATES: {"paused": True}},
    "rollback": {(*BEFORE, *GONE): {"running": "rollback table.a"}},
    "approve switch": {BEFORE: {"approvals": 1}},
    "approve reverse": {OPEN: {"approvals": 1}},
    "approve finalize": {OPEN: {"approvals": 1}},
    "change the owner to new": {
        ("verified",): {"costs": "switched", "owner": "new", "epoch": 1, "approvals": -2}
    },
    "change the owner to legacy": {
        OPEN: {"costs": "verified", "owner": "legacy", "epoch": 2, "approvals": -4}
    },
    "finalize": {OPEN: {"costs": "finalized", "final": ["costs"]}},
    "finalize without gates": {OPEN: {"settings": "finalized", "final": ["settings"]}},
    "hold": {
        ("finalized",): {"costs": "holding", "held": ["retired.public_costs"]},
        ("holding",): {"held": ["retired.public_costs", HELD_TABLE]},
    },
    "hold once more": {("finalized",): {"costs": "holding", "held": [HELD_TABLE]}},
    "take off hold": {("holding",): {"costs": "finalized", "held": []}},
    "cancel": {BEFORE: {"costs": "cancelling", "approvals": -2}},
    "start again": {("cancelled",): {"costs": "expanded"}},
}
RECORDED = """
SELECT jsonb_build_object(
    'costs', d.phase, 'settings', other.phase, 'owner', d.owner, 'epoch', d.epoch,
    'paused', c.paused,
    'approvals', (SELECT count(*) FROM migration.approval AS a WHERE a.voided_at IS NULL),
    'final', ARRAY(SELECT f.data_set FROM migration.finalization AS f ORDER BY 1),
    'held', ARRAY(SELECT h.held_table FROM migration.holding AS h ORDER BY 1),
    'running', (SELECT r.action || ' ' || r.step FROM migration.step_run AS r
        WHERE r.state = 'running')
)
FROM migration.data_set AS d
JOIN migration.data_set AS other ON (other.migration, other.name) = (d.migration, 'settings')
JOIN migration.control AS c ON c.migration = d.migration
WHERE d.name = 'costs'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of a command: refused with a code, or what it changed of what is recorded."""

    refused: str | None = None
    changed: dict[str, object] | None = None
    helped: bool = True


def wanted(command: str, state: str) -> Answer:
    """What must become of a command in a state."""
    for states, sqlstate in REFUSED[command].items():
        if state in states:
            return Answer(refused=sqlstate)
    for states, does in DOES.get(command, {}).items():
        if state in states:
            return Answer(changed=does)
    return Answer(changed={})


def apart(before: dict[str, Any], after: dict[str, Any]) -> dict[str, object]:
    """What is recorded otherwise than before; of approvals, how many more."""
    found = {name: after[name] for name in before if before[name] != after[name]}
    if "approvals" in found:
        found["approvals"] = after["approvals"] - before["approvals"]
    return found


def asked(connection: Connection, command: str) -> Answer:
    """What becomes of a command; it is undone again."""
    before = one(connection, RECORDED)
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(COMMANDS[command].encode())
            return Answer(changed=apart(before, one(connection, RECORDED)))
    except psycopg.Error as error:
        connection.execute("RESET SESSION AUTHORIZATION")
        return Answer(refused=error.sqlstate, helped=bool(error.diag.message_hint))


@pytest.mark.parametrize("state", STATES)
def test_every_command_in_every_state(control: Connection, state: str) -> None:
    """In each state exactly the commands that belong to it do their work.

    All others are refused with a code and a help, and change nothing.
    """
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
    assert set(COMMANDS) == set(REFUSED) >= set(DOES)


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
