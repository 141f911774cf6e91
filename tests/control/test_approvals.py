"""Which approvals count: of this plan and commit, and given by others in their own names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.control.gated import APPROVE, as_login
from tests.control.sessions import one, refusal, rows
from tests.fixtures.approvals import COMMIT, login

if TYPE_CHECKING:
    from tests.control.sessions import Connection


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


def test_production_needs_approvals(gated: Connection) -> None:
    """No spec and no statement lets production do without an approval."""
    said = refusal(gated, "UPDATE migration.term SET switch_approvals = 0")

    assert said.constraint_name == "term_approvals_check"
