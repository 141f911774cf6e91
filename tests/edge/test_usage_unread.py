"""Calls that nobody could read, or of endpoints that nobody knows, close the gate of finalize."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.control.sessions import refusal
from tests.edge import known
from tests.edge.bench import Bench, lost
from tests.edge.lines import ago, call, log
from tests.edge.quiet import LATER, PAST, QUIET, closed, quiet
from tests.fixtures.promises import NEVER, Mutant, Mutants, each_mutant, each_promise

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.control.sessions import Connection

SEEN = "UPDATE migration.edge_log SET unread_at = unread_at - %s::interval"
FORGET = "SELECT migration.forget_other_endpoints('ai', %s)"
MOVE = """
SELECT migration.register_endpoint('ai', %s, 'settings', '2020-01-01', '2099-01-01', true)
"""


def done(session: Connection, query: str, *values: str) -> None:
    """Register or forget, which must work."""
    try:
        session.execute(query.encode(), values)
    except psycopg.Error as error:
        pytest.fail(str(error))


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


KNOWN, LOADS, VERDICT = "edge_known", "edge_loads", "edge_usage_verdict"
CALLED = "migration.called(no_legacy_calls.migration, no_legacy_calls.data_set, term.quiet)"
UNREAD = "migration.not_read(no_legacy_calls.migration, 'usage', term.quiet)"
PROTECTIONS: dict[Callable[[Bench], None], Mutants] = {
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
}  # fmt: skip


@each_promise(PROTECTIONS)
def test_each_call_that_is_not_known_is_held(
    bench: Bench, promise: Callable[[Bench], None]
) -> None:
    """What is promised of unread lines and forgotten endpoints is so: see the name of each case."""
    promise(bench)


@each_mutant(PROTECTIONS)
def test_without_its_protection_a_call_is_lost(
    empty: Bench, promise: Callable[[Bench], None], mutant: Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    lost(empty, promise, mutant)
