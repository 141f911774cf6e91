"""Whose approval counts, and until when: take one protection away, and it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.control.gated import APPROVE, BEGIN, BY_OWNER, CANCEL, CHECK, as_login, begun
from tests.control.sessions import one, refusal, run
from tests.fixtures.approvals import COMMIT
from tests.fixtures.promises import NEVER, breaks, each_mutant, each_promise

if TYPE_CHECKING:
    from tests.control.sessions import Connection
    from tests.fixtures.promises import Mutant, Promise, Protections

APPROVED = APPROVE.format(command="switch", commit=COMMIT)


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
    gated.execute(BY_OWNER)
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


APPROVALS, GATES = "control_approvals", "control_gates"
PROTECTIONS: Protections[Connection] = {
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
        ("control_owner", "PERFORM migration.void_approvals(changed.migration, changed.name);", ""),
    ),
    a_cancel_uses_approvals_up: (
        ("control_cancel", "PERFORM migration.void_approvals(here.migration, here.name);", ""),
    ),
    production_needs_approvals: (
        ("control_terms", ("environment <> 'production' OR switch_approvals > 0"
         " AND finalize_approvals > 0"), "true"),
    ),
}  # fmt: skip


@each_promise(PROTECTIONS)
def test_each_protection_of_the_approvals_holds(
    session: Connection, promise: Promise[Connection]
) -> None:
    """What approvals promise is so: see the name of each case."""
    begun(session, None)
    promise(session)


@each_mutant(PROTECTIONS)
def test_without_its_protection_each_approval_counts(
    session: Connection, promise: Promise[Connection], mutant: Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    begun(session, mutant)
    breaks(promise, session)
