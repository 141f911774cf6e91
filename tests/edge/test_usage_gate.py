"""The gate of finalize: somebody looked, and nobody has called for long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.control.sessions import refusal
from tests.edge import known
from tests.edge.known import Bench, Mutants, ago, call, log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.control.sessions import Connection
    from tests.fixtures.databases import Database

NEVER = "IF false THEN"
BACKDATE = "UPDATE migration.edge_load SET loaded_at = loaded_at - %s::interval"
SEEN = "UPDATE migration.edge_log SET unread_at = unread_at - %s::interval"
# A load of an edge on each of the days before today, as far back as a term goes.
DAILY = """
INSERT INTO migration.edge_load (migration, kind, edge, lines, unread, unfinished, loaded_at)
SELECT 'ai', 'usage', %s, 0, 0, false, clock_timestamp() - d * interval '1 day'
FROM generate_series(1, %s) AS d
"""
LATER = """
INSERT INTO migration.legacy_call
VALUES (
    'ai', 'x', '2020-01-01', 'costs', 'export', 'GET', %s, 'reporting', '2xx', %s,
    clock_timestamp() - interval '13 days'
)
"""
PAST = "UPDATE migration.endpoint SET sunset = '2020-06-01' WHERE sunset > now()"
FORGET = "SELECT migration.forget_other_endpoints('ai', %s)"
MOVE = """
SELECT migration.register_endpoint('ai', %s, 'settings', '2020-01-01', '2099-01-01', true)
"""
QUIET = (True, "Nobody has called for 14 days.")


def looked(bench: Bench, *edges: str, days: int = 15) -> None:
    """Let somebody have looked at these edges daily, and today."""
    for edge in edges:
        bench.session.execute(DAILY, (edge, days))
        bench.loaded("usage", "", name=edge)


def done(session: Connection, query: str, *values: str) -> None:
    """Register or forget, which must work."""
    try:
        session.execute(query.encode(), values)
    except psycopg.Error as error:
        pytest.fail(str(error))


def quiet(bench: Bench) -> None:
    """Let Sunset have passed, and somebody have looked daily."""
    bench.session.execute(PAST)
    looked(bench, "edge-1")
    assert bench.verdict("no_legacy_calls") == QUIET


def closed(bench: Bench, text: str) -> None:
    """The gate is closed, and says so."""
    passed, detail = bench.verdict("no_legacy_calls")
    assert not passed
    assert text in detail


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
    closed(bench, "edge-2: no load on 1 of 14 days, the last of them ")
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
            closed(bench, "edge-1: no load within 24 hours")


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


def what_nobody_read_closes_the_gate(bench: Bench) -> None:
    """A line that nobody could read may be a call: the gate is closed for the whole term."""
    quiet(bench)
    text = "broken\n" + log(call(1, ago(days=15)))
    bench.loaded("usage", text)
    closed(bench, "edge-1: unread lines: 1")
    bench.session.execute(SEEN, ("13 days",))
    bench.loaded("usage", log(call(2, ago(days=15))))
    bench.loaded("usage", text)
    closed(bench, "edge-1: unread lines: 1")
    bench.session.execute(SEEN, ("2 days",))
    bench.loaded("usage", text)
    assert bench.verdict("no_legacy_calls") == QUIET
    bench.loaded("usage", text + "also broken\n" + log(call(3, ago(days=15))))
    closed(bench, "edge-1: unread lines: 2")


def an_unknown_endpoint_is_no_longer_unread_once_it_is_known(bench: Bench) -> None:
    """Once an endpoint is registered, its lines are read by the next load of the same log."""
    quiet(bench)
    text = log(call(1, ago(days=15), endpoint="older"))
    bench.loaded("usage", text)
    closed(bench, "edge-1: unread lines: 1")
    costs, models = known.project().of("endpoint")
    more = known.project(costs, models, known.endpoint("older", "settings"))
    known.apply(bench.session, more, bench.mutant)
    bench.session.execute(PAST)
    assert "1 lines, 1 new calls, 0 unread" in bench.loaded("usage", text)
    assert bench.verdict("no_legacy_calls") == QUIET


def a_new_unread_line_is_seen_beside_one_that_is_read_by_now(bench: Bench) -> None:
    """A line that nobody can read closes the gate, also when another is read since."""
    quiet(bench)
    text = log(call(1, ago(days=15)), call(2, ago(days=15), endpoint="older"))
    bench.loaded("usage", text)
    bench.session.execute(SEEN, ("15 days",))
    costs, models = known.project().of("endpoint")
    more = known.project(costs, models, known.endpoint("older", "settings"))
    known.apply(bench.session, more, bench.mutant)
    bench.session.execute(PAST)
    assert bench.verdict("no_legacy_calls") == QUIET
    bench.loaded("usage", text + "broken\n")
    closed(bench, "edge-1: unread lines: 1")


def what_was_forgotten_is_unread_again(bench: Bench) -> None:
    """Lines of an endpoint that nobody knows any more are unread by the next load."""
    quiet(bench)
    text = log(call(1, ago(days=15), endpoint="models"))
    bench.loaded("usage", text)
    assert bench.verdict("no_legacy_calls") == QUIET
    done(bench.session, FORGET, "{costs}")
    bench.loaded("usage", text)
    for data_set in ("costs", "settings"):
        assert bench.verdict("no_legacy_calls", data_set) == (False, "edge-1: unread lines: 1.")


def what_is_called_is_neither_forgotten_nor_moved(bench: Bench) -> None:
    """An endpoint that was called within the quiet term stays with its data set."""
    text = log(call(1, ago(days=13)), call(2, ago(days=15), endpoint="models"))
    bench.loaded("usage", text)
    known.apply(bench.session, known.project(), bench.mutant)
    for query, value in ((FORGET, "{models,page:console}"), (MOVE, "costs")):
        said = refusal(bench.session, query, value)
        assert said.sqlstate == "MG223"
        assert str(said.message_detail).startswith("It was called last ")
        assert str(said.message_hint).startswith("Keep it in the specs as it was until nobody has ")
    done(bench.session, MOVE.replace("settings", "costs"), "models")
    done(bench.session, FORGET, "{costs,models}")
    bench.session.execute("UPDATE migration.legacy_call SET last_at = now() + interval '1 hour'")
    known.here(bench.database, bench.session)
    with bench.database.connect() as session:
        done(session, MOVE, "costs")
        done(session, FORGET, "{}")


def calls_of_what_nobody_knows_count_against_all(bench: Bench) -> None:
    """A call of an endpoint that is gone may be of any data set, also of one without endpoints."""
    quiet(bench)
    bench.session.execute(LATER.replace("'costs'", "'gone'"), ("legacy", 3))
    said = "Calls: 3 of gone.export (forgotten) by reporting, last "
    closed(bench, said)
    done(bench.session, FORGET, "{}")
    closed(bench, said)
    bench.session.execute("DELETE FROM migration.legacy_call")
    assert bench.verdict("no_legacy_calls") == (True, "It has no endpoints.")


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


KNOWN, LOADS, VERDICT = "edge_known", "edge_loads", "edge_usage_verdict"
CALLED = "migration.called(no_legacy_calls.migration, no_legacy_calls.data_set, term.quiet)"
UNREAD = "migration.not_read(no_legacy_calls.migration, 'usage', term.quiet)"
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
    what_nobody_read_closes_the_gate: (
        (VERDICT, UNREAD, "NULL"),
        (LOADS, "WHEN note_load.unread > 0 THEN known.unread_at",
         "WHEN note_load.unread > 0 THEN clock_timestamp()"),
        (LOADS, "WHEN note_load.unread > coalesce(known.unread, 0)\n",
         "WHEN note_load.unread > known.unread\n"),
    ),
    a_new_unread_line_is_seen_beside_one_that_is_read_by_now: (
        (LOADS, "OR note_load.last_unread > known.lines", ""),
        ("load_usage", "max(c.number) FILTER (WHERE NOT c.counts)",
         "min(c.number) FILTER (WHERE c.counts)"),
    ),
    what_was_forgotten_is_unread_again: (
        (LOADS, "WHEN note_load.unread > coalesce(known.unread, 0)\n",
         "WHEN known.log IS NULL AND note_load.unread > 0\n"),
        (VERDICT, UNREAD, f"CASE WHEN served THEN {UNREAD} END"),
    ),
    what_is_called_is_neither_forgotten_nor_moved: (
        (KNOWN, "IF last IS NOT NULL THEN", NEVER),
        (KNOWN, "PERFORM migration.refuse_loss(moved);", ""),
        (KNOWN, "PERFORM migration.refuse_loss(gone);", ""),
        (KNOWN, "coalesce(clock_timestamp() - quiet, '-infinity')", "'-infinity'"),
        (KNOWN, "AND quiet IS DISTINCT FROM '0 seconds'", "AND true"),
        (KNOWN, "AND e.data_set IS DISTINCT FROM register_endpoint.data_set", ""),
    ),
    calls_of_what_nobody_knows_count_against_all: (
        (VERDICT, " OR e.endpoint IS NULL)", ")"),
        (VERDICT, CALLED, f"CASE WHEN served THEN {CALLED} END"),
    ),
    an_unknown_endpoint_is_no_longer_unread_once_it_is_known: (
        (LOADS, "        unread = excluded.unread,\n        unread_at = excluded.unread_at;",
         "        unread = known.unread, unread_at = known.unread_at;"),
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


@pytest.fixture
def empty(database: Database) -> Iterator[Bench]:
    """A superuser's session in an empty database."""
    with database.connect() as connection:
        yield Bench(database=database, session=connection)


@pytest.mark.erratum(33)
@pytest.mark.parametrize("promise", PROTECTIONS, ids=lambda one: str(one.__name__))
def test_each_protection_of_the_quiet_term_holds(
    bench: Bench, promise: Callable[[Bench], None]
) -> None:
    """What is promised of the quiet term is so: see the name of each case."""
    promise(bench)


@pytest.mark.parametrize(
    ("promise", "mutant"),
    [(promise, mutant) for promise, mutants in PROTECTIONS.items() for mutant in mutants],
    ids=lambda one: one.__name__ if callable(one) else one[0],
)
def test_without_its_protection_usage_is_misjudged(
    empty: Bench, promise: Callable[[Bench], None], mutant: known.Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    known.build(empty.session, mutant)
    mutated = Bench(database=empty.database, session=empty.session, mutant=mutant)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        promise(mutated)
