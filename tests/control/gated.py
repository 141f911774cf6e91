"""A small migration whose gates are all open, and the states that its data sets can be in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from render.kinds.migration.gates import shared_gates
from tests.control.sessions import build, rows, run
from tests.fixtures.approvals import COMMIT, login

if TYPE_CHECKING:
    from tests.control.sessions import Connection
    from tests.fixtures.promises import Mutant

BEFORE = ("planned", "expanded", "capturing", "copying", "copied", "verified")
OPEN = ("switched", "rolling_out")
AFTER = ("finalized", "holding", "completed")
GONE = ("cancelling", "cancelled")
STATES = (*BEFORE, *OPEN, *AFTER, *GONE)
APPROVERS = ("carla", "dora")
APPROVE = "SELECT migration.approve('ai', 'costs', '{command}', '{commit}', 'plan', 'rehearsed')"
CHECK = "SELECT migration.check_gates('ai', 'costs', 'switch')"
BEGIN = "SELECT migration.begin_switch('ai', 'costs')"
BY_OWNER = "SELECT migration.change_owner('ai', 'costs', 'new')"
CANCEL = "SELECT migration.begin_cancel('ai', 'costs', 'not now')"
STEPS = {
    "table.a": ("expanded", ""),
    "table.b": ("expanded", ""),
    "capture.a": ("capturing", "costs"),
}
GATE = """
INSERT INTO migration.gate (
    migration, data_set, command, gate, rank, demands, routine, sqlstate, hint
)
VALUES ('ai', 'costs', %s, %s, %s, %s, %s, %s, %s)
"""
CLEAN = """
INSERT INTO migration.validation_run (
    migration, mapping, spec_hash, plan_hash, outcome, finished_at
)
VALUES ('ai', 'usage', 'spec', 'plan', 'clean', clock_timestamp())
"""
FINALIZATION = "INSERT INTO migration.finalization (migration, data_set) VALUES ('ai', 'costs')"
HELD_TABLE = "retired.public_usage"
HOLDING = f"""
INSERT INTO migration.holding (migration, data_set, held_table, held_until)
VALUES ('ai', 'costs', '{HELD_TABLE}', clock_timestamp() + interval '30 days')
"""
OWNERSHIP = """
INSERT INTO migration.ownership (migration, data_set, epoch, owner, changed_at)
VALUES ('ai', 'costs', 1, 'new', clock_timestamp() - interval '15 days')
"""
LOOKED = """
INSERT INTO migration.recheck (migration, mapping, passed_epoch, looked_at)
VALUES ('ai', 'usage', 1, clock_timestamp())
"""


def register(connection: Connection) -> None:
    """Register a migration of two data sets, with the gates that every migration has."""
    connection.execute("""
        SELECT migration.register_migration('ai', 'spec', 'plan', 'changeover 1'),
            migration.register_data_set('ai', 'costs'),
            migration.register_data_set('ai', 'settings'),
            migration.register_step('ai', 'table.a', 'expanded', 1, 'a', 'ra'),
            migration.register_step('ai', 'table.b', 'expanded', 2, 'b', 'rb'),
            migration.register_step('ai', 'capture.a', 'capturing', 3, 'c', 'rc', 'costs'),
            migration.register_step('ai', 'switch.costs', 'switched', 4, 'd', 'rd', 'costs'),
            migration.register_mapping('ai', 'usage', 'costs')
    """)
    for one in shared_gates():
        values = (one.command, one.name, one.rank, one.demands, one.routine, one.sqlstate, one.hint)
        connection.execute(GATE, values)


def open_all(connection: Connection) -> None:
    """Apply the steps, compare, and let two others approve: every gate of the switch is open."""
    for step in STEPS:
        run(connection, step)
    connection.execute("UPDATE migration.data_set SET phase = 'verified'")
    connection.execute(CLEAN)
    for name in APPROVERS:
        login(connection, name, "migration_approver")
    for name in APPROVERS:
        as_login(connection, name, APPROVE.format(command="switch", commit=COMMIT))


def begun(connection: Connection, mutant: Mutant | None) -> None:
    """A control schema, mutated or not, with a data set of which every gate is open."""
    build(connection, mutant)
    register(connection)
    open_all(connection)
    login(connection, "erna", "migration_approver")
    connection.execute(CHECK)


def put(connection: Connection, state: str) -> None:
    """Put both data sets into a state, with all that belongs to it."""
    owner = "new" if state in (*OPEN, *AFTER) else "legacy"
    if owner == "new":
        connection.execute(
            "UPDATE migration.data_set SET epoch = 1, owner = 'new', phase = 'switched'"
        )
        connection.execute(OWNERSHIP)
        connection.execute(LOOKED)
        run(connection, "switch.costs")
        for name in APPROVERS:
            as_login(connection, name, APPROVE.format(command="finalize", commit=COMMIT))
    if state in AFTER:
        connection.execute(FINALIZATION)
    if state == "holding":
        connection.execute(HOLDING)
    connection.execute("UPDATE migration.data_set SET phase = %s", (state,))


def as_login(connection: Connection, name: str, query: str) -> None:
    """Run one statement as another login."""
    connection.execute(f"SET SESSION AUTHORIZATION {name}".encode())
    try:
        connection.execute(query.encode())
    finally:
        connection.execute("RESET SESSION AUTHORIZATION")


def everything(connection: Connection) -> list[tuple[Any, ...]]:
    """Every row of every table of the control schema."""
    tables = rows(
        connection,
        "SELECT c.oid::regclass::text FROM pg_class AS c "
        "WHERE c.relnamespace = 'migration'::regnamespace AND c.relkind = 'r' ORDER BY 1",
    )
    return [
        (name, rows(connection, f"SELECT t::text FROM {name} AS t ORDER BY 1"))
        for (name,) in tables
    ]
