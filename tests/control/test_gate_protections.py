"""What keeps a gate closed: take one protection away, and it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.control.gated import BEGIN, BY_OWNER, begun, put
from tests.control.sessions import one, refusal
from tests.fixtures.promises import NEVER, breaks, each_mutant, each_promise

if TYPE_CHECKING:
    from tests.control.sessions import Connection
    from tests.fixtures.promises import Mutant, Promise, Protections

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
    assert refusal(gated, BY_OWNER).sqlstate == "MG134"


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


CHECKS = "control_gates_checks"
PROTECTIONS: Protections[Connection] = {
    begin_asks_again: ((CHECKS, "IF NOT said.passed THEN", NEVER),),
    owner_asks_again: (
        (CHECKS, "g.again = coalesce(refuse_closed.again, g.again)", "NOT g.again"),
        ("control_owner", ("IF migration.owner_of(change_owner.migration, change_owner.data_set)"
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
}  # fmt: skip


@each_promise(PROTECTIONS)
def test_each_protection_of_the_gates_holds(
    session: Connection, promise: Promise[Connection]
) -> None:
    """What gates promise is so: see the name of each case."""
    begun(session, None)
    promise(session)


@each_mutant(PROTECTIONS)
def test_without_its_protection_each_gate_is_passed(
    session: Connection, promise: Promise[Connection], mutant: Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    begun(session, mutant)
    breaks(promise, session)
