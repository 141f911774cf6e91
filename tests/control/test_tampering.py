"""Who may touch the record of gates, approvals and owners: nobody but its own routines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.control.gated import BY_OWNER, as_login
from tests.control.sessions import rows
from tests.fixtures.approvals import COMMIT

if TYPE_CHECKING:
    from tests.control.sessions import Connection

# By group: the tables that its members may write to directly, with what they may do.
COPIED = """
backfill_batch backfill_range difference drift mapping_estimate recheck recheck_key unknown_value
validation_result
"""
WRITES = {
    "application": set[str](),
    "migration_auditor": set[str](),
    "migration_approver": set[str](),
    "migration_runner": {
        *(
            f"{verb} {table}"
            for verb in ("INSERT", "UPDATE", "DELETE")
            for table in (*COPIED.split(), "validation_run")
        ),
        "DELETE quarantine",
    },
}
# By group: the routines that its members may call and that change what gates are asked about.
STEERING = (
    "approve",
    "begin_cancel",
    "begin_finalize",
    "begin_reverse",
    "begin_switch",
    "change_owner",
    "check_gates",
    "end_cancel",
    "finalize",
    "hold",
    "register_data_set",
    "register_migration",
    "register_step",
    "release_held",
    "forget_other_steps",
    "restart",
    "void_approvals",
)
CALLS = {
    "application": [],
    "migration_auditor": [],
    "migration_approver": ["approve"],
    "migration_runner": [
        "begin_cancel", "begin_finalize", "begin_reverse", "begin_switch", "check_gates",
        "end_cancel", "finalize", "hold", "release_held", "restart",
    ],
}  # fmt: skip
PRIVILEGES = """
SELECT verb || ' ' || c.relname
FROM pg_class AS c
CROSS JOIN unnest('{INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) AS verb
WHERE c.relnamespace = 'migration'::regnamespace AND c.relkind IN ('r', 'v')
    AND has_table_privilege(%s, c.oid, verb)
"""
ROUTINES = """
SELECT p.proname FROM pg_proc AS p
WHERE p.pronamespace = 'migration'::regnamespace AND p.proname = ANY (%s)
    AND has_function_privilege(%s, p.oid, 'EXECUTE')
ORDER BY 1
"""
# What would let somebody through a gate, or make an owner of the wrong side.
FORGERIES = (
    "UPDATE migration.data_set SET owner = 'new', epoch = 1, phase = 'switched'",
    "UPDATE migration.data_set SET phase = 'verified'",
    "INSERT INTO migration.ownership VALUES ('ai', 'costs', 1, 'new')",
    "UPDATE migration.gate SET routine = NULL",
    "DELETE FROM migration.gate",
    "UPDATE migration.gate_result SET passed = true",
    (
        "INSERT INTO migration.gate_result (migration, data_set, command, gate, passed, detail,"
        " epoch, plan_hash, environment)"
        " VALUES ('ai', 'costs', 'switch', 'steps', true, '', 0, 'plan', 'x')"
    ),
    (
        "INSERT INTO migration.approval (migration, data_set, command, git_commit, plan_hash,"
        f" because) VALUES ('ai', 'costs', 'switch', '{COMMIT}', 'plan', 'why')"
    ),
    "UPDATE migration.approval SET voided_at = NULL",
    "DELETE FROM migration.step_run",
    "UPDATE migration.term SET switch_approvals = 0, verification = '1 year'",
    "INSERT INTO migration.term (migration, environment) VALUES ('ai', 'disposable')",
    "UPDATE migration.migration SET plan_hash = 'mine'",
    "DELETE FROM migration.step",
    "ALTER TABLE migration.approval DISABLE TRIGGER ALL",
    "DROP TABLE migration.gate",
    "SET ROLE migration_owner",
    "SET ROLE migration_sync",
)
LOGINS = {
    "application": "application",
    "migration_auditor": "migration_auditor_login",
    "migration_approver": "carla",
    "migration_runner": "migration_runner_login",
}


@pytest.mark.parametrize("group", LOGINS)
def test_nobody_writes_the_record_by_hand(gated: Connection, group: str) -> None:
    """Application, auditor, approver and runner may write no table but what copies leave."""
    name = LOGINS[group]

    found = {verb for (verb,) in rows(gated, PRIVILEGES, name)}
    calls = [name for (name,) in rows(gated, ROUTINES, list(STEERING), name)]

    assert found == WRITES[group]
    assert calls == CALLS[group]


@pytest.mark.parametrize("group", LOGINS)
def test_forgeries_are_refused(gated: Connection, group: str) -> None:
    """No direct statement of theirs forges an owner, an epoch, a gate or an approval."""
    forgeries = [*FORGERIES, BY_OWNER]
    for query in forgeries:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_login(gated, LOGINS[group], query)

    assert rows(gated, "SELECT DISTINCT owner, epoch FROM migration.data_set") == [("legacy", 0)]
