"""What a turn holds: no way back under the new system, no point of no return under legacy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg

from tests.control.sessions import refusal, rows
from tests.edge import known
from tests.edge.bench import TURN, Bench, everything_switched, lost, turned
from tests.edge.meanwhile import meanwhile
from tests.fixtures.promises import NEVER, Mutant, Mutants, each_mutant, each_promise

if TYPE_CHECKING:
    from collections.abc import Callable

BACK = "UPDATE migration.data_set SET owner = 'legacy' WHERE name = '{}'"
FINAL = "INSERT INTO migration.finalization (migration, data_set) VALUES ('ai', 'costs')"
BACK_TO_LEGACY = "SELECT migration.turn_endpoint('ai', '{}', 'legacy', 'slow')"
PAGE = "SELECT FROM migration.endpoint WHERE endpoint = 'page:console' FOR UPDATE"
SEVERAL = "SELECT migration.turn_endpoints('ai', '{costs,models,page:console}', 'new', 'all')"
SIDES = 'SELECT endpoint, side FROM migration.endpoint_side ORDER BY endpoint COLLATE "C"'
REGISTER = """
SELECT migration.register_endpoint('ai', %s, %s, '2020-01-01', %s, false)
"""
COMPLETE = "SELECT migration.complete_edge('ai', 'nobody calls any more')"
DAY = "UPDATE migration.endpoint SET deprecation = %s WHERE endpoint = 'page:console'"
FINALIZE = "SELECT migration.finalize('ai', 'costs')"
ONLY_TRAFFIC = """
UPDATE migration.gate SET routine = NULL WHERE command = 'finalize' AND gate <> 'traffic'
"""


def turn_refused(bench: Bench, endpoint: str) -> str | None:
    """The state with which a turn to the new system is refused; None when it is made."""
    try:
        bench.session.execute(TURN, (endpoint, "new"))
    except psycopg.Error as error:
        return error.sqlstate
    return None


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


def a_page_waits_for_its_day(bench: Bench) -> None:
    """Before its day a page is answered by legacy although it was turned; then nothing is final."""
    everything_switched(bench)
    turned(bench, "costs", "models", "page:console")
    bench.session.execute(DAY, ("2099-02-03 04:05+00",))
    for data_set in ("costs", "settings"):
        assert bench.verdict("answered_by_new", data_set) == (
            False, "Answered by the legacy system: page:console until 2099-02-03 04:05 UTC.",
        )  # fmt: skip
    assert refusal(bench.session, FINAL).sqlstate == "MG224"
    said = refusal(bench.session, COMPLETE)
    assert said.message_detail == "Still answered by the legacy system: page:console."
    # An API has no such day: what it announces does not say who answers.
    bench.session.execute(DAY, ("2020-01-01 00:00+00",))
    bench.session.execute(
        "UPDATE migration.endpoint SET deprecation = '2098-01-01' WHERE data_set IS NOT NULL"
    )
    assert bench.verdict("answered_by_new")[0]
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
    bench.session.execute(ONLY_TRAFFIC)
    turned(bench, "costs", "page:console")
    with bench.session.transaction():
        turned(bench, "costs", side="legacy")
        said = meanwhile(bench, FINALIZE)
    said.join()
    assert said.states == ["MG224"]


def a_finalize_and_a_turn_wait_for_each_other(bench: Bench) -> None:
    """A point of no return that is not committed yet keeps legacy from answering again."""
    everything_switched(bench)
    bench.session.execute(ONLY_TRAFFIC)
    turned(bench, "costs", "page:console")
    with bench.session.transaction():
        bench.session.execute(FINALIZE.encode())
        said = [meanwhile(bench, BACK_TO_LEGACY.format(one)) for one in ("costs", "page:console")]
    for one in said:
        one.join()
    assert [one.states for one in said] == [["MG214"], ["MG214"]]


def a_page_with_no_way_back_holds_nothing(bench: Bench) -> None:
    """Once a data set is final its page stays with the new system, and the others may go back."""
    everything_switched(bench)
    turned(bench, "costs", "models", "page:console")
    assert not bench.verdict("answered_by_legacy", "settings")[0]
    bench.session.execute(FINAL)
    turned(bench, "models", side="legacy")
    assert bench.verdict("answered_by_legacy", "settings")[0]
    bench.session.execute(BACK.format("settings").encode())


def what_is_given_up_holds_no_page(bench: Bench) -> None:
    """A page is turned although the legacy tables keep a data set that was cancelled."""
    known.switched(bench.session, "costs")
    assert refusal(bench.session, TURN, "page:console", "new").sqlstate == "MG213"
    bench.session.execute(
        "UPDATE migration.data_set SET phase = 'cancelled' WHERE name = 'settings'"
    )
    assert turn_refused(bench, "page:console") is None
    assert turn_refused(bench, "models") == "MG213"


def a_page_shows_what_no_endpoint_shows(bench: Bench) -> None:
    """A page stays with the new system, too, when a data set without endpoints is final."""
    everything_switched(bench)
    bench.session.execute("SELECT migration.register_data_set('ai', 'others')")
    turned(bench, "page:console")
    bench.session.execute(
        "INSERT INTO migration.finalization (migration, data_set) VALUES ('ai', 'others')"
    )
    assert refusal(bench.session, TURN, "page:console", "legacy").sqlstate == "MG214"


def what_comes_later_is_answered_by_new(bench: Bench) -> None:
    """What is registered once its tables are gone, or lives on after Sunset, is not legacy's."""
    everything_switched(bench)
    bench.session.execute(
        "UPDATE migration.endpoint SET sunset = '2020-06-01' WHERE sunset > now()"
    )
    turned(bench, "page:console")
    bench.session.execute(FINAL)
    for endpoint, data_set, sunset in (
        ("costs", "costs", "2099-01-01"),
        ("models", "settings", "2099-01-01"),
        ("page:new", None, None),
    ):
        bench.session.execute(REGISTER, (endpoint, data_set, sunset))
    assert rows(bench.session, SIDES) == [
        ("costs", "new"),
        ("models", "legacy"),
        ("page:console", "new"),
        ("page:new", "new"),
    ]


def turns_of_several_do_not_stop_each_other(bench: Bench) -> None:
    """Who turns several waits for who turns one of them; neither is stopped by a deadlock."""
    everything_switched(bench)
    with bench.session.transaction():
        bench.session.execute(PAGE)
        said = meanwhile(bench, SEVERAL)
        assert turn_refused(bench, "page:console") is None
    said.join()
    assert said.states == [None]
    assert rows(bench.session, SIDES) == [
        ("costs", "new"),
        ("models", "new"),
        ("page:console", "new"),
    ]


def final_is_final(bench: Bench) -> None:
    """Once a data set is finalized, the legacy system answers neither its endpoints nor a page."""
    everything_switched(bench)
    turned(bench, "costs", "models", "page:console")
    bench.session.execute(FINAL)
    assert refusal(bench.session, TURN, "costs", "legacy").sqlstate == "MG214"
    assert refusal(bench.session, TURN, "page:console", "legacy").sqlstate == "MG214"
    turned(bench, "models", side="legacy")


KNOWN, MADE = "edge_known", "edge_turn_made"
SIDE, GATE, WHOLE = "edge_side", "edge_turn_gate", "edge_whole"
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
        (GATE, "s.side = 'legacy' OR", "false OR"),
        (GATE, "coalesce(s.data_set, answered_by_new.data_set)", "s.data_set"),
        (GATE, "FROM migration.answered_by_new(new.migration, new.data_set)",
         "FROM (SELECT true AS passed, '' AS detail) AS x"),
    ),
    a_page_waits_for_its_day: (
        (GATE, " OR s.data_set IS NULL AND s.deprecation > clock_timestamp()", ""),
        (GATE, " AND s.deprecation > clock_timestamp()", ""),
        (GATE, "OR s.data_set IS NULL AND s.deprecation", "OR s.deprecation"),
        (WHOLE, " OR s.data_set IS NULL AND s.deprecation > clock_timestamp()", ""),
    ),
    what_is_gone_is_answered_by_nobody: (
        (GATE, "coalesce(s.sunset > clock_timestamp(), true)", "true"),
    ),
    a_turn_and_a_finalize_wait_for_each_other: ((MADE, "FOR SHARE;", ";"),),
    a_finalize_and_a_turn_wait_for_each_other: ((MADE, "FOR SHARE;", ";"),),
    a_page_with_no_way_back_holds_nothing: (
        (GATE, "s.data_set IS NOT NULL\n            OR NOT EXISTS (", "true OR NOT EXISTS ("),
    ),
    what_is_given_up_holds_no_page: (
        (MADE, "OR d.phase NOT IN ('cancelling', 'cancelled')\n                    AND EXISTS (",
         "OR EXISTS ("),
        (MADE, "d.name = turned.data_set\n                    OR ", ""),
    ),
    a_page_shows_what_no_endpoint_shows: (
        (MADE, "AND d.name = coalesce(turned.data_set, d.name);",
         "AND d.name IN (SELECT e.data_set FROM migration.endpoint AS e);"),
    ),
    what_comes_later_is_answered_by_new: (
        (KNOWN, "PERFORM migration.answer_what_is_final(", "PERFORM concat("),
        (KNOWN, "coalesce(s.data_set, f.data_set)", "s.data_set"),
        (KNOWN, "(s.migration, coalesce(s.data_set, f.data_set))", "(s.migration, f.data_set)"),
    ),
    turns_of_several_do_not_stop_each_other: (
        (MADE, "AND e.endpoint = ANY (turn_endpoints.endpoints)\n", "AND false\n"),
    ),
    final_is_final: ((MADE, "IF side = 'legacy' AND final IS NOT NULL THEN", NEVER),),
}  # fmt: skip


@each_promise(PROTECTIONS)
def test_each_gate_of_the_traffic_holds(bench: Bench, promise: Callable[[Bench], None]) -> None:
    """What is promised of the gates that a turn opens and closes is so: see the case's name."""
    promise(bench)


@each_mutant(PROTECTIONS)
def test_without_its_protection_each_gate_opens(
    empty: Bench, promise: Callable[[Bench], None], mutant: Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    lost(empty, promise, mutant)
