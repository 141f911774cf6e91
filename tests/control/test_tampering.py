"""Who may touch the record of gates, approvals and owners: nobody but its own routines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.control.gated import APPROVE, as_login, open_all, put, register
from tests.control.sessions import one, refusal, rows
from tests.fixtures.approvals import COMMIT, login

if TYPE_CHECKING:
    from collections.abc import Iterator

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
BY_OWNER = "SELECT migration.change_owner('ai', 'costs', 'new')"


@pytest.fixture
def gated(control: Connection) -> Iterator[Connection]:
    """A superuser's session with a data set at `verified`, every gate of its switch open."""
    register(control)
    open_all(control)
    control.execute("SELECT migration.check_gates('ai', 'costs', 'switch')")
    control.execute("CREATE ROLE application LOGIN")
    for group in ("migration_auditor", "migration_runner"):
        login(control, f"{group}_login", group)
    yield control
    control.execute("RESET SESSION AUTHORIZATION")


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


def test_whoever_runs_approves_nothing(gated: Connection) -> None:
    """A runner who is an approver, too, is refused; his approval from before counts no more."""
    approve = APPROVE.format(command="switch", commit=COMMIT)
    gated.execute("GRANT migration_approver TO migration_runner_login")
    gated.execute("GRANT migration_runner TO carla, dora")
    gated.execute("SET SESSION AUTHORIZATION migration_runner_login")
    gated.execute(approve.encode())
    for name in ("carla", "dora"):
        gated.execute(f"SET SESSION AUTHORIZATION {name}".encode())
        gated.execute("SELECT migration.begin_step('ai', 'table.a', 'verify')")
        gated.execute("SELECT migration.end_step('ai', 'table.a', 'verify')")
        assert refusal(gated, approve).sqlstate == "MG145"
    gated.execute("SET SESSION AUTHORIZATION migration_runner_login")
    own = refusal(gated, "SELECT migration.begin_switch('ai', 'costs')")
    gated.execute("RESET SESSION AUTHORIZATION")
    another = one(gated, "SELECT passed FROM migration.switch_is_approved('ai', 'costs')")

    assert (own.sqlstate, another) == ("MG154", True)
    assert own.message_detail == (
        "0 of 1 needed: carla (has run steps), dora (has run steps), "
        "migration_runner_login (asks himself)"
    )


def test_an_approval_names_the_plan_and_the_commit(gated: Connection) -> None:
    """Another plan, a commit in short, no reason or an unknown command is not approved."""
    login(gated, "erna", "migration_approver")
    wrong = {
        "MG144": ("switch", COMMIT, "other plan", "why"),
        "MG143": ("switch", COMMIT[:12], "plan", "why"),
        "MG063": ("switch", COMMIT, "plan", " "),
        "MG141": ("cancel", COMMIT, "plan", "why"),
    }
    found = {}
    gated.execute("SET SESSION AUTHORIZATION erna")
    for sqlstate, values in wrong.items():
        said = refusal(gated, "SELECT migration.approve('ai', 'costs', %s, %s, %s, %s)", *values)
        found[sqlstate] = said.sqlstate
    gated.execute("RESET SESSION AUTHORIZATION")

    assert list(found) == list(found.values())
    assert one(gated, "SELECT count(*) FROM migration.approval WHERE approver = 'erna'") == 0


def test_a_second_approval_of_the_same_is_the_first(gated: Connection) -> None:
    """Who approves twice has approved once."""
    before = rows(gated, "TABLE migration.approval")
    as_login(gated, "carla", APPROVE.format(command="switch", commit=COMMIT))

    assert rows(gated, "TABLE migration.approval") == before


def test_another_plan_needs_another_approval(gated: Connection) -> None:
    """When the plan changes, what was approved before refuses the switch, with the reason."""
    gated.execute("SELECT migration.register_migration('ai', 'spec', 'plan 2', 'changeover 1')")
    said = refusal(gated, "SELECT migration.begin_switch('ai', 'costs')")

    assert said.sqlstate == "MG154"
    assert said.message_detail == "0 of 1 needed: carla (another plan), dora (another plan)"


def test_not_even_a_superuser_approves_for_another(gated: Connection) -> None:
    """An approval in another's name, changed, or deleted, is refused to everybody."""
    other = (
        "INSERT INTO migration.approval (migration, data_set, command, git_commit, plan_hash,"
        f" because, approver) VALUES ('ai', 'costs', 'switch', '{COMMIT}', 'plan', 'y', 'carla')"
    )
    for role in ("origin", "replica"):
        gated.execute(f"SET session_replication_role = {role}".encode())
        for query in (
            other,
            "UPDATE migration.approval SET plan_hash = 'mine'",
            "UPDATE migration.approval SET approver = 'dora' WHERE approver = 'carla'",
            "DELETE FROM migration.approval",
            "TRUNCATE migration.approval",
        ):
            assert refusal(gated, query).sqlstate == "MG146", query
    gated.execute("SET session_replication_role = origin")
    gated.execute("SELECT migration.void_approvals('ai', 'costs')")

    assert refusal(gated, "UPDATE migration.approval SET voided_at = NULL").sqlstate == "MG146"


def test_stored_results_open_nothing_by_themselves(gated: Connection) -> None:
    """A gate that has closed since it was checked refuses, whatever was stored."""
    gated.execute(
        "INSERT INTO migration.quarantine (migration, mapping, legacy_key, legacy_row, reason,"
        " sqlstate, origin) VALUES ('ai', 'usage', '7', '{}', 'no', '22012', 'capture')"
    )

    assert refusal(gated, "SELECT migration.begin_switch('ai', 'costs')").sqlstate == "MG134"
    assert refusal(gated, BY_OWNER).sqlstate == "MG134"


def test_results_that_are_old_or_of_another_plan_count_for_nothing(gated: Connection) -> None:
    """Gates that are open now still refuse until they were checked, by this plan, lately."""
    begin = "SELECT migration.begin_switch('ai', 'costs')"
    for change in (
        "UPDATE migration.gate_result SET checked_at = checked_at - interval '16 minutes'",
        "UPDATE migration.gate_result SET plan_hash = 'other'",
        "UPDATE migration.gate_result SET environment = 'disposable'",
        "UPDATE migration.gate_result SET epoch = 7",
        "UPDATE migration.gate_result SET passed = false",
        "DELETE FROM migration.gate_result WHERE gate = 'quarantine'",
    ):
        with gated.transaction(force_rollback=True):
            gated.execute(begin)
            gated.execute(change.encode())
            with gated.transaction(force_rollback=True):
                assert refusal(gated, begin).sqlstate == "MG140", change


def test_a_gate_that_a_stranger_wrote_is_closed(gated: Connection) -> None:
    """A routine of a login is not run; one that fails, is missing or says nothing is closed."""
    gated.execute("""
        CREATE FUNCTION public.stranger(text) RETURNS TABLE (passed boolean, detail text)
        LANGUAGE sql AS $$ SELECT true, 'trust me' $$;
        CREATE FUNCTION public.failing(text) RETURNS TABLE (passed boolean, detail text)
        LANGUAGE sql AS $$ SELECT true, (1 / 0)::text $$;
        CREATE FUNCTION public.silent(text) RETURNS TABLE (passed boolean, detail text)
        LANGUAGE sql AS $$ SELECT true, '' WHERE false $$;
        GRANT CREATE ON SCHEMA public TO migration_owner;
        ALTER FUNCTION public.failing(text) OWNER TO migration_owner;
        ALTER FUNCTION public.silent(text) OWNER TO migration_owner;
        UPDATE migration.gate SET routine = 'public.' || CASE gate
            WHEN 'steps' THEN 'stranger' WHEN 'comparison' THEN 'failing'
            WHEN 'quarantine' THEN 'missing' ELSE 'silent'
        END
    """)
    found = rows(
        gated,
        "SELECT gate, passed, detail FROM migration.look_at_gates('ai', 'costs', 'switch')",
    )

    assert found == [
        ("steps", False, "public.stranger belongs to postgres, who may not say so"),
        ("comparison", False, "public.failing failed: division by zero [22012]"),
        ("recheck", False, ""),
        ("quarantine", False, "public.missing is not there yet"),
        ("approvals", False, ""),
    ]


def test_a_gate_without_a_routine_is_not_required(gated: Connection) -> None:
    """A gate whose kind is absent refuses nothing, and is stored as not required."""
    gated.execute("UPDATE migration.gate SET routine = NULL WHERE gate = 'approvals'")
    gated.execute("SELECT migration.check_gates('ai', 'costs', 'switch')")
    gated.execute("SELECT migration.begin_switch('ai', 'costs')")

    assert rows(
        gated,
        "SELECT passed, detail FROM migration.gate_result WHERE gate = 'approvals' "
        "ORDER BY result DESC LIMIT 1",
    ) == [(None, "not required")]


def test_only_the_database_says_where_it_is(gated: Connection) -> None:
    """A session's own setting shortens nothing; a superuser's for the database does, visibly."""
    gated.execute(
        "INSERT INTO migration.term (migration, environment, switch_approvals, "
        "finalize_approvals, reverse_window) VALUES ('ai', 'disposable', 0, 0, '0')"
    )
    put(gated, "switched")
    named = one(gated, "SELECT quote_ident(current_database())")
    here = "SELECT environment FROM migration.environment"
    as_login(gated, "migration_runner_login", "SET changeover.environment = 'disposable'")
    own = one(gated, here)
    setting = f"ALTER DATABASE {named} SET changeover.environment = '{{}}'"
    gated.execute(f"ALTER DATABASE {named} OWNER TO migration_runner_login".encode())
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_login(gated, "migration_runner_login", setting.format("disposable"))
    gated.execute(f"ALTER DATABASE {named} OWNER TO postgres".encode())
    gated.execute(setting.format("unknown").encode())
    unknown = one(gated, here)
    gated.execute(setting.format("disposable").encode())
    gated.execute("SELECT migration.check_gates('ai', 'costs', 'finalize')")

    assert (own, unknown, one(gated, here)) == ("production", "production", "disposable")
    assert rows(gated, "SELECT DISTINCT environment FROM migration.gate_result") == [
        ("production",),
        ("disposable",),
    ]
    assert one(
        gated,
        "SELECT detail FROM migration.look_at_gates('ai', 'costs', 'finalize') "
        "WHERE gate = 'approvals'",
    ).startswith("2 of 0 needed")


def test_production_needs_approvals(gated: Connection) -> None:
    """No spec and no statement lets production do without an approval."""
    said = refusal(gated, "UPDATE migration.term SET switch_approvals = 0")

    assert said.constraint_name == "term_approvals_check"


def test_finalize_waits_for_its_window(gated: Connection) -> None:
    """Before the window has passed finalize is refused, with the time at which it ends."""
    put(gated, "switched")
    demand = "SELECT migration.demand_gates('ai', 'costs', 'finalize')"
    gated.execute("SELECT migration.check_gates('ai', 'costs', 'finalize')")
    gated.execute(demand.encode())
    gated.execute("UPDATE migration.ownership SET changed_at = clock_timestamp()")

    said = refusal(gated, demand)

    assert said.sqlstate == "MG155"
    assert "the window of 14 days ends" in (said.message_detail or "")
