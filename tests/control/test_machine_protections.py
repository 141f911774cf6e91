"""What keeps a data set in its state and with its owner: take one protection away, and it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.control.gated import BY_OWNER, CANCEL, begun, put
from tests.control.sessions import one, refusal, run
from tests.fixtures.approvals import login
from tests.fixtures.promises import NEVER, breaks, each_mutant, each_promise

if TYPE_CHECKING:
    from tests.control.sessions import Connection
    from tests.fixtures.promises import Mutant, Promise, Protections


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
    assert refusal(gated, BY_OWNER).sqlstate == "42501"
    assert refusal(gated, "SELECT migration.register_data_set('ai', 'x')").sqlstate == "42501"


GIVEN_UP = "control_cancel"
PROTECTIONS: Protections[Connection] = {
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


@each_promise(PROTECTIONS)
def test_each_protection_of_the_states_holds(
    session: Connection, promise: Promise[Connection]
) -> None:
    """What is promised of states and owners is so: see the name of each case."""
    begun(session, None)
    promise(session)


@each_mutant(PROTECTIONS)
def test_without_its_protection_each_state_is_left(
    session: Connection, promise: Promise[Connection], mutant: Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    begun(session, mutant)
    breaks(promise, session)
