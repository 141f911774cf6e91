"""What a turn holds: no way back under the new system, no point of no return under legacy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.control.sessions import refusal
from tests.edge import known
from tests.edge.known import TURN, Bench, Mutants, everything_switched, turned
from tests.edge.meanwhile import meanwhile

if TYPE_CHECKING:
    from collections.abc import Callable

NEVER = "IF false THEN"
BACK = "UPDATE migration.data_set SET owner = 'legacy' WHERE name = '{}'"
FINAL = "INSERT INTO migration.finalization (migration, data_set) VALUES ('ai', 'costs')"
FINALIZE = "SELECT migration.finalize('ai', 'costs')"


def rows_stay_where_they_are_answered_from(bench: Bench) -> None:
    """A data set goes back only when the new system answers none of its endpoints, nor a page."""
    everything_switched(bench)
    turned(bench, "costs")
    assert bench.verdict("answered_by_legacy") == (False, "Answered by the new system: costs.")
    assert bench.verdict("answered_by_legacy", "settings")[0]
    for role in ("origin", "replica"):
        bench.session.execute(f"SET session_replication_role = {role}".encode())
        assert refusal(bench.session, BACK.format("costs")).sqlstate == "MG212"
    turned(bench, "costs", side="legacy")
    assert bench.verdict("answered_by_legacy")[0]
    bench.session.execute(BACK.format("costs").encode())


def a_page_holds_every_data_set(bench: Bench) -> None:
    """While an old page leads to the new one, no data set goes back."""
    everything_switched(bench)
    turned(bench, "page:console")
    for data_set in ("costs", "settings"):
        said = bench.verdict("answered_by_legacy", data_set)
        assert said == (False, "Answered by the new system: page:console.")


def a_turn_and_a_reverse_wait_for_each_other(bench: Bench) -> None:
    """A turn that is not committed yet keeps the owner from changing meanwhile."""
    everything_switched(bench)
    with bench.session.transaction():
        turned(bench, "costs")
        said = meanwhile(bench, BACK.format("costs"))
    said.join()
    assert said.states == ["MG212"]


def nothing_is_final_that_legacy_answers(bench: Bench) -> None:
    """No data set passes the point of no return while legacy answers for it, or an old page."""
    everything_switched(bench)
    turned(bench, "models", "page:console")
    said = bench.verdict("answered_by_new")
    assert said == (False, "Answered by the legacy system: costs.")
    assert bench.verdict("answered_by_new", "settings")[0]
    for role in ("origin", "replica"):
        bench.session.execute(f"SET session_replication_role = {role}".encode())
        assert refusal(bench.session, FINAL).sqlstate == "MG224"
    turned(bench, "costs")
    assert bench.verdict("answered_by_new")[0]
    turned(bench, "page:console", side="legacy")
    said = bench.verdict("answered_by_new")
    assert said == (False, "Answered by the legacy system: page:console.")
    turned(bench, "page:console")
    bench.session.execute(FINAL)


def what_is_gone_is_answered_by_nobody(bench: Bench) -> None:
    """Past its Sunset an endpoint is answered by the edge itself, so it holds nothing."""
    everything_switched(bench)
    turned(bench, "page:console")
    bench.session.execute(
        "UPDATE migration.endpoint SET sunset = '2020-06-01' WHERE sunset > now()"
    )
    assert bench.verdict("answered_by_new")[0]
    bench.session.execute(FINAL)


def a_turn_and_a_finalize_wait_for_each_other(bench: Bench) -> None:
    """A turn back that is not committed yet keeps the point of no return from being passed."""
    everything_switched(bench)
    turned(bench, "costs", "page:console")
    with bench.session.transaction():
        turned(bench, "costs", side="legacy")
        said = meanwhile(bench, FINALIZE)
    said.join()
    assert said.states == ["MG224"]


def final_is_final(bench: Bench) -> None:
    """Once a data set is finalized, the legacy system answers neither its endpoints nor a page."""
    everything_switched(bench)
    turned(bench, "costs", "models", "page:console")
    bench.session.execute(FINAL)
    assert refusal(bench.session, TURN, "costs", "legacy").sqlstate == "MG214"
    assert refusal(bench.session, TURN, "page:console", "legacy").sqlstate == "MG214"
    turned(bench, "models", side="legacy")


MADE, SIDE, GATE = "edge_turn_made", "edge_side", "edge_turn_gate"
PROTECTIONS: dict[Callable[[Bench], None], Mutants] = {
    rows_stay_where_they_are_answered_from: (
        (GATE, "IF NOT said.passed THEN", NEVER),
        (GATE, "ALTER TABLE migration.data_set ENABLE ALWAYS TRIGGER answered_by_legacy;", ""),
        (GATE, "AND s.side = 'new'", "AND false"),
        (SIDE, "ORDER BY t.turn DESC", "ORDER BY t.turn"),
    ),
    a_page_holds_every_data_set: (
        (GATE, "coalesce(s.data_set, answered_by_legacy.data_set)", "s.data_set"),
    ),
    a_turn_and_a_reverse_wait_for_each_other: ((MADE, "FOR SHARE;", ";"),),
    nothing_is_final_that_legacy_answers: (
        (GATE, "ALTER TABLE migration.finalization ENABLE ALWAYS TRIGGER answered_by_new;", ""),
        (GATE, "AND s.side = 'legacy'", "AND false"),
        (GATE, "coalesce(s.data_set, answered_by_new.data_set)", "s.data_set"),
        (GATE, "FROM migration.answered_by_new(new.migration, new.data_set)",
         "FROM (SELECT true AS passed, '' AS detail) AS x"),
    ),
    what_is_gone_is_answered_by_nobody: (
        (GATE, "coalesce(s.sunset > clock_timestamp(), true)", "true"),
    ),
    a_turn_and_a_finalize_wait_for_each_other: ((MADE, "FOR SHARE;", ";"),),
    final_is_final: ((MADE, "IF side = 'legacy' AND final IS NOT NULL THEN", NEVER),),
}  # fmt: skip


@pytest.mark.parametrize("promise", PROTECTIONS, ids=lambda one: str(one.__name__))
def test_each_gate_of_the_traffic_holds(bench: Bench, promise: Callable[[Bench], None]) -> None:
    """What is promised of the gates that a turn opens and closes is so: see the case's name."""
    promise(bench)


@pytest.mark.parametrize(
    ("promise", "mutant"),
    [(promise, mutant) for promise, mutants in PROTECTIONS.items() for mutant in mutants],
    ids=lambda one: one.__name__ if callable(one) else one[0],
)
def test_without_its_protection_each_gate_opens(
    empty: Bench, promise: Callable[[Bench], None], mutant: known.Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    known.build(empty.session, mutant)
    mutated = Bench(database=empty.database, session=empty.session, mutant=mutant)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        promise(mutated)
