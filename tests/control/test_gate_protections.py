"""What keeps gates, approvals and owners true: take one protection away, and it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.control.gated import APPROVE, as_login, open_all, put, register
from tests.control.sessions import build, one, refusal, run
from tests.fixtures.approvals import COMMIT, login
from tests.fixtures.promises import NEVER, breaks, each_mutant, each_promise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.control.sessions import Connection
    from tests.fixtures.databases import Database
    from tests.fixtures.promises import Mutant, Promise, Protections

BEGIN = "SELECT migration.begin_switch('ai', 'costs')"
OWN = "SELECT migration.change_owner('ai', 'costs', 'new')"
CANCEL = "SELECT migration.begin_cancel('ai', 'costs', 'not now')"
CHECK = "SELECT migration.check_gates('ai', 'costs', 'switch')"
APPROVED = APPROVE.format(command="switch", commit=COMMIT)
QUARANTINED = """
INSERT INTO migration.quarantine (
    migration, mapping, legacy_key, legacy_row, reason, sqlstate, origin
)
VALUES ('ai', 'usage', '7', '{}', 'no', '22012', 'capture')
"""


def begin_asks_again(gated: Connection) -> None:
    """A gate that closed after it was checked refuses the switch."""
    gated.execute(QUARANTINED)
    assert refusal(gated, BEGIN).sqlstate == "MG134"


def owner_asks_again(gated: Connection) -> None:
    """A gate that closed after the switch began refuses the change of the owner."""
    gated.execute(BEGIN)
    gated.execute(QUARANTINED)
    assert refusal(gated, OWN).sqlstate == "MG134"


def nobody_gets_past_by_a_wrong_name(gated: Connection) -> None:
    """A data set that is not known has no gates, and is refused for that."""
    said = refusal(gated, "SELECT migration.demand_gates('ai', 'cost', 'switch')")
    assert "cost" in str(said.message_primary)


def checks_are_kept(gated: Connection) -> None:
    """Nothing is switched without a stored result of each gate."""
    gated.execute("DELETE FROM migration.gate_result")
    assert refusal(gated, BEGIN).sqlstate == "MG140"


def checks_are_of_this_plan(gated: Connection) -> None:
    """Results of another plan count for nothing."""
    gated.execute("UPDATE migration.gate_result SET plan_hash = 'other'")
    assert refusal(gated, BEGIN).sqlstate == "MG140"


def checks_grow_old(gated: Connection) -> None:
    """Results of yesterday count for nothing."""
    gated.execute("UPDATE migration.gate_result SET checked_at = checked_at - interval '1 day'")
    assert refusal(gated, BEGIN).sqlstate == "MG140"


def strangers_are_not_asked(gated: Connection) -> None:
    """A routine that a login wrote opens no gate."""
    gated.execute("""
        CREATE FUNCTION public.stranger(text) RETURNS TABLE (passed boolean, detail text)
        LANGUAGE sql AS $$ SELECT true, 'trust me' $$;
        UPDATE migration.gate SET routine = 'public.stranger' WHERE gate = 'steps'
    """)
    assert refusal(gated, BEGIN).sqlstate == "MG132"


def own_approval_counts_nothing(gated: Connection) -> None:
    """Who approved it does not run it."""
    gated.execute("DELETE FROM migration.gate WHERE gate <> 'approvals'")
    gated.execute("SELECT migration.void_approvals('ai', 'costs')")
    as_login(gated, "carla", APPROVED)
    gated.execute(CHECK)
    gated.execute("GRANT migration_runner TO carla")
    gated.execute("SET SESSION AUTHORIZATION carla")
    assert refusal(gated, BEGIN).sqlstate == "MG154"


def later_runners_count_nothing(gated: Connection) -> None:
    """Who runs a step after approving approved nothing."""
    gated.execute("GRANT migration_runner TO carla, dora")
    for name in ("carla", "dora"):
        gated.execute(f"SET SESSION AUTHORIZATION {name}".encode())
        run(gated, "table.a", "verify")
        gated.execute("RESET SESSION AUTHORIZATION")
    assert refusal(gated, BEGIN).sqlstate == "MG154"


def runners_approve_nothing(gated: Connection) -> None:
    """Who has run a step cannot approve."""
    gated.execute("GRANT migration_runner TO erna")
    gated.execute("SET SESSION AUTHORIZATION erna")
    run(gated, "table.a", "verify")
    assert refusal(gated, APPROVED).sqlstate == "MG145"


def approvals_are_of_this_plan(gated: Connection) -> None:
    """What was approved of another plan counts for nothing."""
    gated.execute("UPDATE migration.migration SET plan_hash = 'other'")
    gated.execute("DELETE FROM migration.gate WHERE gate <> 'approvals'")
    gated.execute(CHECK)
    assert refusal(gated, BEGIN).sqlstate == "MG154"


def approvals_name_the_plan(gated: Connection) -> None:
    """A plan that is not registered cannot be approved."""
    gated.execute("SET SESSION AUTHORIZATION erna")
    assert refusal(gated, APPROVED.replace("'plan'", "'other'")).sqlstate == "MG144"


def nobody_approves_for_another(gated: Connection) -> None:
    """Not even a superuser gives an approval in another's name, also in replication."""
    forged = (
        "INSERT INTO migration.approval (migration, data_set, command, git_commit, plan_hash,"
        f" because, approver) VALUES ('ai', 'costs', 'switch', '{COMMIT}', 'plan', 'y', 'erna')"
    )
    for role in ("origin", "replica"):
        gated.execute(f"SET session_replication_role = {role}".encode())
        assert refusal(gated, forged).sqlstate == "MG146"


def a_switch_uses_approvals_up(gated: Connection) -> None:
    """After a switch nothing is approved any more."""
    gated.execute(OWN)
    left = "SELECT count(*) FROM migration.approval WHERE voided_at IS NULL"
    assert one(gated, left) == 0


def a_cancel_uses_approvals_up(gated: Connection) -> None:
    """After a cancel nothing is approved any more."""
    gated.execute(CANCEL)
    left = "SELECT count(*) FROM migration.approval WHERE voided_at IS NULL"
    assert one(gated, left) == 0


def production_needs_approvals(gated: Connection) -> None:
    """Production never does without an approval."""
    said = refusal(gated, "UPDATE migration.term SET switch_approvals = 0")
    assert said.constraint_name == "term_approvals_check"


def sessions_shorten_nothing(gated: Connection) -> None:
    """Terms of an environment hold only where a superuser has said so."""
    gated.execute("INSERT INTO migration.term (migration, environment) VALUES ('ai', 'here')")
    gated.execute("SET changeover.environment = 'here'")
    assert one(gated, "SELECT environment FROM migration.environment") == "production"


def finalize_waits(gated: Connection) -> None:
    """Before its window has passed nothing is finalized."""
    put(gated, "switched")
    gated.execute("UPDATE migration.ownership SET changed_at = clock_timestamp()")
    said = refusal(gated, "SELECT migration.demand_gates('ai', 'costs', 'finalize')")
    assert said.sqlstate == "MG155"


def the_last_word_asks_again(gated: Connection) -> None:
    """Whoever calls the point of no return by hand is refused while a gate is closed."""
    put(gated, "switched")
    gated.execute("UPDATE migration.ownership SET changed_at = clock_timestamp()")
    assert refusal(gated, "SELECT migration.finalize('ai', 'costs')").sqlstate == "MG155"


def nothing_switched_is_cancelled(gated: Connection) -> None:
    """What the new tables own cannot be given up."""
    put(gated, "switched")
    assert refusal(gated, CANCEL).sqlstate == "MG150"


def what_is_given_up_stays_so(gated: Connection) -> None:
    """From the beginning of a cancel on no step of the data set is applied."""
    run(gated, "capture.a", "rollback")
    gated.execute(CANCEL)
    assert one(gated, "SELECT migration.begin_step('ai', 'capture.a', 'apply')") is False


def a_cancel_is_complete(gated: Connection) -> None:
    """Nothing is called cancelled of which a step is still there."""
    gated.execute(CANCEL)
    assert refusal(gated, "SELECT migration.end_cancel('ai', 'costs')").sqlstate == "MG151"


def after_finalize_is_no_way_back(gated: Connection) -> None:
    """What is finalized is not reversed."""
    put(gated, "finalized")
    said = refusal(gated, "SELECT migration.begin_reverse('ai', 'costs', 'too late')")
    assert said.sqlstate == "MG148"


def a_runner_makes_no_owner(gated: Connection) -> None:
    """A runner does not change the owner by hand, nor what is registered."""
    login(gated, "franz", "migration_runner")
    gated.execute("SET SESSION AUTHORIZATION franz")
    assert refusal(gated, OWN).sqlstate == "42501"
    assert refusal(gated, "SELECT migration.register_data_set('ai', 'x')").sqlstate == "42501"


CHECKS, APPROVALS = "control_gates_checks", "control_approvals"
GATES, OWNER, GIVEN_UP = "control_gates", "control_owner", "control_cancel"
PROTECTIONS: Protections[Connection] = {
    begin_asks_again: ((CHECKS, "IF NOT said.passed THEN", NEVER),),
    owner_asks_again: (
        (CHECKS, "g.again = coalesce(refuse_closed.again, g.again)", "NOT g.again"),
        (OWNER, ("IF migration.owner_of(change_owner.migration, change_owner.data_set)"
         " <> change_owner.owner THEN"), NEVER),
    ),
    nobody_gets_past_by_a_wrong_name: (
        (CHECKS, "PERFORM migration.owner_of(refuse_closed.migration, refuse_closed.data_set);",
         ""),
    ),
    checks_are_kept: ((CHECKS, "IF unchecked IS NOT NULL THEN", NEVER),),
    checks_are_of_this_plan: (
        (CHECKS, ("AND (r.epoch, r.plan_hash, r.environment)"
         " = (d.epoch, m.plan_hash, e.environment)"), ""),
    ),
    checks_grow_old: (
        (CHECKS, "BETWEEN clock_timestamp() - '15 minutes'::interval", "BETWEEN '-infinity'"),
    ),
    strangers_are_not_asked: (
        (CHECKS, "IF known.owner NOT IN ('migration_owner', 'migration_sync') THEN", NEVER),
    ),
    own_approval_counts_nothing: (
        (APPROVALS, "            a.approver <> session_user\n            AND ", "            "),
    ),
    later_runners_count_nothing: (
        (APPROVALS, "AND NOT migration.has_run(a.migration, a.approver) AS counts", "AS counts"),
    ),
    runners_approve_nothing: (
        (APPROVALS, "IF migration.has_run(approve.migration, session_user) THEN", NEVER),
    ),
    approvals_are_of_this_plan: ((APPROVALS, "AND a.plan_hash = m.plan_hash\n", ""),),
    approvals_name_the_plan: (
        (APPROVALS, "IF approve.plan_hash IS DISTINCT FROM registered THEN", NEVER),
    ),
    nobody_approves_for_another: (
        (GATES, "AND new.approver = session_user ", ""),
        (GATES, "ALTER TABLE migration.approval ENABLE ALWAYS TRIGGER kept_by_row;", ""),
    ),
    a_switch_uses_approvals_up: (
        (OWNER, "PERFORM migration.void_approvals(changed.migration, changed.name);", ""),
    ),
    a_cancel_uses_approvals_up: (
        (GIVEN_UP, "PERFORM migration.void_approvals(here.migration, here.name);", ""),
    ),
    production_needs_approvals: (
        ("control_terms", ("environment <> 'production' OR switch_approvals > 0"
         " AND finalize_approvals > 0"), "true"),
    ),
    sessions_shorten_nothing: (
        ("control_terms", ("LEFT JOIN (\n    -- A session's own setting counts for nothing; that of"
         " the database does.\n    SELECT split_part(s.setting, '=', 2) AS name"),
         ("LEFT JOIN (\n    SELECT current_setting('changeover.environment', true) AS name"
         " UNION\n    SELECT split_part(s.setting, '=', 2) AS name")),
    ),
    finalize_waits: (
        ("control_gates_shared",
         "AND clock_timestamp() >= o.changed_at + e.reverse_window", ""),
    ),
    the_last_word_asks_again: (
        ("control_final", "PERFORM migration.refuse_closed(", "PERFORM concat("),
    ),
    nothing_switched_is_cancelled: (
        (GIVEN_UP, ("IF here.owner = 'new'\n        OR migration.phase_position(here.phase)"
         " >= migration.phase_position('switched')\n    THEN"), NEVER),
    ),
    what_is_given_up_stays_so: (
        (GIVEN_UP, "SET phase = 'cancelling',", "SET phase = d.phase,"),
        ("control_steps_begin", "IF reached IN ('cancelling', 'cancelled')", "IF false"),
    ),
    a_cancel_is_complete: ((GIVEN_UP, "IF blocking IS NOT NULL THEN", NEVER),),
    after_finalize_is_no_way_back: (
        ("control_turns", "IF reached IN ('finalized', 'holding', 'completed') THEN", NEVER),
    ),
    a_runner_makes_no_owner: (
        ("control_grants_runner", "        migration.refuse_switched(text, text),\n",
         ("        migration.refuse_switched(text, text),\n"
         "        migration.change_owner(text, text, text),\n")),
        ("control_grants_runner", "        migration.refuse_switched(text, text),\n",
         ("        migration.refuse_switched(text, text),\n"
         "        migration.register_data_set(text, text),\n")),
    ),
}  # fmt: skip


@pytest.fixture
def session(database: Database) -> Iterator[Connection]:
    """A superuser's session in an empty database."""
    with database.connect() as connection:
        yield connection


def begun(connection: Connection, mutant: Mutant | None) -> None:
    """A control schema, mutated or not, with a data set of which every gate is open."""
    build(connection, mutant)
    register(connection)
    open_all(connection)
    login(connection, "erna", "migration_approver")
    connection.execute(CHECK)


@each_promise(PROTECTIONS)
def test_each_protection_of_the_gates_holds(
    session: Connection, promise: Promise[Connection]
) -> None:
    """What gates, approvals and owners promise is so: see the name of each case."""
    begun(session, None)
    promise(session)


@each_mutant(PROTECTIONS)
def test_without_its_protection_each_gate_is_passed(
    session: Connection, promise: Promise[Connection], mutant: Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    begun(session, mutant)
    breaks(promise, session)
