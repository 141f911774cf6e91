"""Turns: which system answers an endpoint, who says so, and what stays known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg

from tests.control.sessions import one, refusal, rows, status
from tests.edge import known
from tests.edge.bench import TURN, Bench, everything_switched, lost, turned
from tests.edge.meanwhile import meanwhile
from tests.fixtures.promises import NEVER, Mutant, Mutants, each_mutant, each_promise

if TYPE_CHECKING:
    from collections.abc import Callable

TURNS = "SELECT endpoint, side, because FROM migration.endpoint_turn ORDER BY turn"
MOVE = """
SELECT migration.register_endpoint('ai', 'costs', 'settings', '2020-01-01', '2099-01-01', true)
"""
FINAL = "INSERT INTO migration.finalization (migration, data_set) VALUES ('ai', '{}')"
FORGET = "SELECT migration.forget_other_endpoints('ai', '{{{}}}')"
FORGED = """
INSERT INTO migration.endpoint_turn (migration, endpoint, side, because, turned_by)
VALUES ('ai', 'costs', 'legacy', 'forged', 'erna')
"""
EVENTS = """
SELECT subject, detail ->> 'from', detail ->> 'to', detail ->> 'because'
FROM migration.migration_events WHERE event = 'endpoint_turned' ORDER BY seq
"""


def refused(bench: Bench, endpoint: str, side: str = "new") -> str | None:
    """The state with which a turn is refused."""
    return refusal(bench.session, TURN, endpoint, side).sqlstate


def forgotten(bench: Bench, kept: str) -> str | None:
    """The state with which it is refused to forget all endpoints but these; None when it is not."""
    try:
        bench.session.execute(FORGET.format(kept).encode())
    except psycopg.Error as error:
        return error.sqlstate
    return None


def a_turn_has_a_reason(bench: Bench) -> None:
    """Nobody turns an endpoint without saying why."""
    everything_switched(bench)
    said = refusal(bench.session, TURN.replace("rehearsed", " "), "costs", "new")
    assert said.sqlstate == "MG063"


def new_answers_from_its_own_rows(bench: Bench) -> None:
    """The new system answers an endpoint only once the new tables own its data set."""
    known.switched(bench.session, "settings")
    assert refused(bench, "costs") == "MG213"
    turned(bench, "models")


def a_page_waits_for_all(bench: Bench) -> None:
    """An old page is led to the new one only once the new tables own everything it may show."""
    known.switched(bench.session, "settings")
    assert refused(bench, "page:console") == "MG213"
    known.switched(bench.session, "costs")
    turned(bench, "page:console")


def nothing_is_turned_after_its_sunset(bench: Bench) -> None:
    """What is gone is not given to the new system any more; it may still be taken from it."""
    everything_switched(bench)
    bench.session.execute(
        "UPDATE migration.endpoint SET sunset = '2020-06-01' WHERE sunset > now()"
    )
    assert refused(bench, "costs") == "MG216"


def turns_stay_as_they_were_made(bench: Bench) -> None:
    """Not even a superuser changes, removes or forges a turn, also in replication."""
    everything_switched(bench)
    turned(bench, "costs")
    for role in ("origin", "replica"):
        bench.session.execute(f"SET session_replication_role = {role}".encode())
        for query in (
            "UPDATE migration.endpoint_turn SET because = 'mine'",
            "DELETE FROM migration.endpoint_turn",
            "TRUNCATE migration.endpoint_turn",
            FORGED,
        ):
            assert refusal(bench.session, query).sqlstate == "MG217", query


def the_same_side_again_changes_nothing(bench: Bench) -> None:
    """Who turns an endpoint to where it is has turned nothing."""
    everything_switched(bench)
    assert one(bench.session, TURN, "costs", "legacy") is False
    turned(bench, "costs")
    assert one(bench.session, TURN, "costs", "new") is False
    assert rows(bench.session, TURNS) == [("costs", "new", "rehearsed")]


def every_turn_is_in_the_log(bench: Bench) -> None:
    """The hash-chained log says what was turned, from where to where, and why."""
    everything_switched(bench)
    turned(bench, "costs")
    turned(bench, "costs", side="legacy")
    assert rows(bench.session, EVENTS) == [
        ("costs", "legacy", "new", "rehearsed"),
        ("costs", "new", "legacy", "rehearsed"),
    ]
    assert rows(bench.session, "SELECT * FROM migration.verify_events()") == []


def the_first_turn_starts_the_component(bench: Bench) -> None:
    """The component of the edge is in progress from the first turn on."""
    everything_switched(bench)
    assert status(bench.session, "api_migration") == "pending"
    turned(bench, "models")
    assert status(bench.session, "api_migration") == "in_progress"


def a_pause_stops_turns_to_new(bench: Bench) -> None:
    """While the migration is paused nothing goes on, but everything may go back."""
    everything_switched(bench)
    turned(bench, "costs")
    bench.session.execute("SELECT migration.pause('ai', 'month-end closing')")
    assert refused(bench, "models") == "MG042"
    turned(bench, "costs", side="legacy")


def what_the_new_system_answers_stays_known(bench: Bench) -> None:
    """Nothing that the new system answers is forgotten or moved, so that a reverse sees it."""
    everything_switched(bench)
    turned(bench, "costs", "page:console")
    known.apply(bench.session, known.project(), bench.mutant)
    for query in (MOVE, FORGET.format("models,page:console"), FORGET.format("costs,models")):
        said = refusal(bench.session, query)
        assert said.sqlstate == "MG223", query
        assert str(said.message_detail).startswith("The new system answers it")
    assert "changeover traffic page:console --to legacy" in str(said.message_hint)
    turned(bench, "costs", "page:console", side="legacy")
    bench.session.execute(MOVE)
    bench.session.execute(FORGET.format("models").encode())


def what_is_final_may_be_forgotten(bench: Bench) -> None:
    """Once nothing can be given back, what the new system answers may leave the specs."""
    everything_switched(bench)
    turned(bench, "costs", "models", "page:console")
    assert forgotten(bench, kept="models,page:console") == "MG223"
    bench.session.execute(FINAL.format("costs").encode())
    assert forgotten(bench, kept="models,page:console") is None
    assert forgotten(bench, kept="models") == "MG223"
    bench.session.execute(FINAL.format("settings").encode())
    assert forgotten(bench, kept="") is None


def a_turn_and_a_loss_wait_for_each_other(bench: Bench) -> None:
    """A turn that is not committed yet keeps its endpoint from being lost meanwhile."""
    everything_switched(bench)
    for query in (MOVE, FORGET.format("models,page:console")):
        with bench.session.transaction():
            turned(bench, "costs")
            said = meanwhile(bench, query)
        said.join()
        assert said.states == ["MG223"], query
        turned(bench, "costs", side="legacy")


KNOWN, MADE, SIDE = "edge_known", "edge_turn_made", "edge_side"
PROTECTIONS: dict[Callable[[Bench], None], Mutants] = {
    a_turn_has_a_reason: ((MADE, "IF coalesce(trim(because), '') = '' THEN", NEVER),),
    new_answers_from_its_own_rows: ((MADE, "IF legacy IS NOT NULL THEN", NEVER),),
    a_page_waits_for_all: (
        (MADE, "coalesce(turned.data_set, d.name)", "turned.data_set"),
    ),
    nothing_is_turned_after_its_sunset: (
        (MADE, "IF turned.sunset <= clock_timestamp() THEN", NEVER),
    ),
    turns_stay_as_they_were_made: (
        (SIDE, " AND new.turned_by = session_user THEN", " THEN"),
        (SIDE, "ALTER TABLE migration.endpoint_turn ENABLE ALWAYS TRIGGER kept_by_row;", ""),
        (SIDE, "ALTER TABLE migration.endpoint_turn ENABLE ALWAYS TRIGGER kept_by_statement;", ""),
        (SIDE, "BEFORE INSERT OR UPDATE OR DELETE ON", "BEFORE INSERT OR UPDATE ON"),
    ),
    the_same_side_again_changes_nothing: (
        (MADE, "IF present = turn_endpoint.side THEN", NEVER),
    ),
    every_turn_is_in_the_log: ((MADE, "'from', present, 'to'", "'from', 'x', 'to'"),),
    the_first_turn_starts_the_component: (
        (MADE, "THEN s.status IN ('pending', 'failed', 'rolled_back')", "THEN false"),
    ),
    a_pause_stops_turns_to_new: ((MADE, "IF FOUND THEN", NEVER),),
    what_the_new_system_answers_stays_known: (
        (KNOWN, "WHERE (s.migration, s.endpoint, s.side) = (lost.migration, lost.endpoint, 'new')",
         "WHERE false"),
        (KNOWN, "PERFORM migration.refuse_loss(moved);", ""),
        (KNOWN, "PERFORM migration.refuse_loss(gone);", ""),
        (KNOWN, "AND e.data_set IS DISTINCT FROM register_endpoint.data_set", ""),
    ),
    what_is_final_may_be_forgotten: (
        (KNOWN, "AND NOT migration.is_final(d.migration, d.name)", ""),
        (KNOWN, "coalesce(s.data_set, d.name)", "s.data_set"),
    ),
    a_turn_and_a_loss_wait_for_each_other: (
        (KNOWN, "register_endpoint.data_set\n    FOR UPDATE;", "register_endpoint.data_set;"),
        (KNOWN, "ORDER BY e.endpoint\n        FOR UPDATE\n", "ORDER BY e.endpoint\n"),
    ),
}  # fmt: skip


@each_promise(PROTECTIONS)
def test_each_protection_of_the_traffic_holds(
    bench: Bench, promise: Callable[[Bench], None]
) -> None:
    """What is promised of sides and turns is so: see the name of each case."""
    promise(bench)


@each_mutant(PROTECTIONS)
def test_without_its_protection_each_turn_is_made(
    empty: Bench, promise: Callable[[Bench], None], mutant: Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    lost(empty, promise, mutant)
