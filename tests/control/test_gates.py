"""What closes a gate, whatever was stored of it, and where a gate is not required."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.control.gated import BY_OWNER, as_login, put
from tests.control.sessions import one, refusal, rows

if TYPE_CHECKING:
    from tests.control.sessions import Connection


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
