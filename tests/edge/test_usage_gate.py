"""The gate of finalize: somebody looked, and nobody has called for long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.edge import known
from tests.edge.bench import Bench, lost
from tests.edge.lines import ago, call, log
from tests.edge.quiet import LATER, PAST, QUIET, closed, looked, quiet
from tests.fixtures.promises import NEVER, Mutant, Mutants, each_mutant, each_promise

if TYPE_CHECKING:
    from collections.abc import Callable

BACKDATE = "UPDATE migration.edge_load SET loaded_at = loaded_at - %s::interval"


def nobody_looked_is_not_nobody_called(bench: Bench) -> None:
    """Without a load the gate is closed, however quiet it seems."""
    bench.session.execute(PAST)
    closed(bench, "no usage log was ever loaded")
    looked(bench, "edge-1")
    assert bench.verdict("no_legacy_calls") == QUIET


def every_edge_is_looked_at_daily(bench: Bench) -> None:
    """One day without a load of one of the edges closes the gate."""
    quiet(bench)
    looked(bench, "edge-2", days=13)
    closed(bench, "edge-2: no load of its usage log on 1 of 14 days, the last of them ")
    assert "edge-1" not in bench.verdict("no_legacy_calls")[1]


def the_last_look_is_of_today(bench: Bench) -> None:
    """A last load of more than a day ago closes the gate, and so does one in the future."""
    quiet(bench)
    for shift in ("25 hours", "-1 hour"):
        with bench.session.transaction(force_rollback=True):
            bench.session.execute(
                "DELETE FROM migration.edge_load WHERE loaded_at < now() - interval '1 hour'"
            )
            bench.session.execute(BACKDATE, (shift,))
            closed(bench, "edge-1: no load of its usage log within 24 hours")


def a_call_closes_the_gate(bench: Bench) -> None:
    """A call within the quiet term closes it, whichever side answered; an older one does not."""
    quiet(bench)
    bench.loaded("usage", log(call(1, ago(days=14, minutes=1), route="usage")))
    assert bench.verdict("no_legacy_calls") == QUIET
    for number, side in enumerate(("legacy", "new"), 2):
        with bench.session.transaction(force_rollback=True):
            bench.session.execute(LATER, (side, number))
            closed(bench, f"Calls: {number} of costs.export by reporting, last ")


def a_call_of_another_data_set_does_not(bench: Bench) -> None:
    """Calls of the endpoints of another data set, and of old pages, do not close the gate."""
    quiet(bench)
    page = call(2, ago(hours=1), endpoint="page:console", route="page")
    bench.loaded("usage", log(call(1, ago(hours=1), endpoint="models"), page))
    assert bench.verdict("no_legacy_calls") == QUIET
    assert not bench.verdict("no_legacy_calls", "settings")[0]


def a_line_that_is_never_finished_closes_the_gate(bench: Bench) -> None:
    """A half line is being written for an hour at most; then it may be a call that nobody sees."""
    quiet(bench)
    for text in (log(call(1, ago(days=15))) + '{"id":"', '{"id":"'):
        with bench.session.transaction():
            bench.session.execute("DELETE FROM migration.edge_load WHERE unfinished")
        bench.loaded("usage", text)
        assert bench.verdict("no_legacy_calls") == QUIET
        bench.session.execute(
            "UPDATE migration.edge_load SET loaded_at = loaded_at - interval '61 minutes'"
            " WHERE unfinished"
        )
        bench.loaded("usage", text)
        closed(bench, "edge-1: a line was never finished")
    bench.loaded("usage", log(call(2, ago(days=15))))
    assert bench.verdict("no_legacy_calls") == QUIET


def sunset_is_awaited(bench: Bench) -> None:
    """Where the environment awaits it, nothing is finalized before Sunset."""
    looked(bench, "edge-1")
    assert bench.verdict("no_legacy_calls") == (
        False, "Sunset of costs is 2099-01-01 00:00 UTC.",
    )  # fmt: skip


def a_disposable_place_waits_for_nothing(bench: Bench) -> None:
    """With a quiet term of zero calls do not count; Sunset does where it is awaited."""
    bench.loaded("usage", log("broken", call(1, ago(hours=1))))
    bench.session.execute(BACKDATE, ("2 days",))
    known.here(bench.database, bench.session)
    with bench.database.connect() as session:
        there = Bench(database=bench.database, session=session)
        assert there.verdict("no_legacy_calls")[0]
        session.execute("UPDATE migration.edge_term SET await_sunset = true")
        closed(there, "Sunset of costs is 2099-01-01 00:00 UTC.")


def without_terms_nothing_passes(bench: Bench) -> None:
    """Where nobody has said how long to wait, nobody has waited long enough."""
    bench.session.execute("DELETE FROM migration.edge_term")
    closed(bench, "No terms of the edge are registered.")


LOADS, VERDICT = "edge_loads", "edge_usage_verdict"
PROTECTIONS: dict[Callable[[Bench], None], Mutants] = {
    nobody_looked_is_not_nobody_called: (
        (VERDICT, "WHEN NOT EXISTS (SELECT FROM looked)", "WHEN false"),
    ),
    every_edge_is_looked_at_daily: (
        (VERDICT, "WHERE (l.edge, l.day) = (e.edge, d.day)", "WHERE l.day = d.day"),
        (VERDICT, "HAVING count(*) > 0\n                UNION ALL",
         "HAVING false\n                UNION ALL"),
    ),
    the_last_look_is_of_today: (
        (VERDICT, "BETWEEN clock_timestamp() - '24 hours'::interval", "BETWEEN '-infinity'"),
        (VERDICT, "                            AND clock_timestamp()", "AND 'infinity'"),
    ),
    a_call_closes_the_gate: (
        (VERDICT, "AND c.last_at > clock_timestamp() - called.within", "AND false"),
        (VERDICT, "AND c.last_at > clock_timestamp() - called.within",
         "AND c.last_at > clock_timestamp() - called.within AND c.side = 'legacy'"),
        (VERDICT, "AND c.last_at > clock_timestamp() - called.within", ""),
        (VERDICT, "AND c.last_at > clock_timestamp() - called.within",
         "AND c.day > clock_timestamp() - called.within"),
    ),
    a_call_of_another_data_set_does_not: (
        (VERDICT, "AND (e.data_set = called.data_set OR e.endpoint IS NULL)", ""),
        (VERDICT, "(e.data_set = called.data_set OR e.endpoint IS NULL)",
         "coalesce(e.data_set, called.data_set) = called.data_set"),
    ),
    a_line_that_is_never_finished_closes_the_gate: (
        (LOADS, "AND o.unfinished\n", "AND false\n"),
        (LOADS, "clock_timestamp() - '1 hour'::interval", "'-infinity'"),
        (LOADS, "clock_timestamp() - '1 hour'::interval", "clock_timestamp()"),
        (LOADS, "AND n.lines > o.lines", ""),
    ),
    sunset_is_awaited: ((VERDICT, "IF term.await_sunset THEN", NEVER),),
    a_disposable_place_waits_for_nothing: (
        (VERDICT, "IF term.quiet > '0 seconds' THEN", "IF true THEN"),
    ),
    without_terms_nothing_passes: (
        (VERDICT, "IF NOT FOUND THEN\n        RETURN QUERY SELECT false",
         "IF NOT FOUND THEN\n        RETURN QUERY SELECT true"),
    ),
}  # fmt: skip


@pytest.mark.erratum(33)
@each_promise(PROTECTIONS)
def test_each_protection_of_the_quiet_term_holds(
    bench: Bench, promise: Callable[[Bench], None]
) -> None:
    """What is promised of the quiet term is so: see the name of each case."""
    promise(bench)


@each_mutant(PROTECTIONS)
def test_without_its_protection_usage_is_misjudged(
    empty: Bench, promise: Callable[[Bench], None], mutant: Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    lost(empty, promise, mutant)
