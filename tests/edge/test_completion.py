"""The end of the legacy API as a whole, and who may bring it about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.control.gated import as_login
from tests.control.sessions import one, refusal, rows, status
from tests.edge import known
from tests.edge.bench import TURN, Bench, everything_switched, lost, turned
from tests.fixtures.approvals import login
from tests.fixtures.promises import NEVER, Mutant, Mutants, each_mutant, each_promise

if TYPE_CHECKING:
    from collections.abc import Callable

COMPLETE = "SELECT migration.complete_edge('ai', 'nobody calls any more')"
BY_HAND = "SELECT migration.set_status('ai', 'api_migration', 'completed')"
FORGED = """
INSERT INTO migration.endpoint_turn (migration, endpoint, side, because, turned_by)
VALUES ('ai', 'costs', 'legacy', 'forged', 'erna')
"""
# What a runner may not write by hand.
FORGERIES = (
    (
        "INSERT INTO migration.endpoint_turn (migration, endpoint, side, because)"
        " VALUES ('ai', 'costs', 'legacy', 'mine')"
    ),
    "SELECT migration.forget_other_endpoints('ai', '{costs,models,page:console}')",
    "UPDATE migration.endpoint SET deprecation = '2000-01-01'",
    "UPDATE migration.edge_term SET quiet = '1 second'",
    "DELETE FROM migration.legacy_call",
    "INSERT INTO migration.edge_completion (migration, because) VALUES ('ai', 'mine')",
    (
        "INSERT INTO migration.edge_load (migration, kind, edge, lines, unread, unfinished)"
        " VALUES ('ai', 'usage', 'edge-1', 0, 0, false)"
    ),
)


def the_component_completes_as_a_whole(bench: Bench) -> None:
    """Not by its status, whoever sets it, and not while legacy answers or somebody calls."""
    everything_switched(bench)
    turned(bench, "costs", "models")
    for role in ("origin", "replica"):
        bench.session.execute(f"SET session_replication_role = {role}".encode())
        assert refusal(bench.session, BY_HAND).sqlstate == "MG219"
    bench.session.execute("SET session_replication_role = origin")
    said = refusal(bench.session, COMPLETE)
    assert said.sqlstate == "MG218"
    assert said.message_detail == "Still answered by the legacy system: page:console."
    turned(bench, "page:console")
    said = refusal(bench.session, COMPLETE)
    assert said.sqlstate == "MG218"
    assert str(said.message_detail).startswith("costs: no usage log was ever loaded")
    known.here(bench.database, bench.session)
    with bench.database.connect() as other:
        assert one(other, COMPLETE) is True
        assert one(other, COMPLETE) is False
        assert status(other, "api_migration") == "completed"
        assert one(other, TURN, "costs", "legacy") is True
        assert status(other, "api_migration") == "rolled_back"
        # What was completed once is no reason to complete it by hand the next time.
        assert one(other, TURN, "costs", "new") is True
        assert refusal(other, BY_HAND).sqlstate == "MG219"


def the_end_has_a_reason(bench: Bench) -> None:
    """Nobody completes the component without saying why."""
    said = refusal(bench.session, "SELECT migration.complete_edge('ai', ' ')")
    assert said.sqlstate == "MG063"


def production_waits(bench: Bench) -> None:
    """Production never does without a quiet term, nor without awaiting Sunset."""
    for change in ("quiet = '0 seconds'", "await_sunset = false"):
        said = refusal(bench.session, f"UPDATE migration.edge_term SET {change}")
        assert said.constraint_name == "edge_term_production_check"


def sessions_shorten_no_term(bench: Bench) -> None:
    """The terms of another environment hold only where a superuser has said so."""
    bench.session.execute(
        "INSERT INTO migration.term (migration, environment) VALUES ('ai', 'disposable')"
    )
    bench.session.execute("SET changeover.environment = 'disposable'")
    assert one(bench.session, "SELECT environment FROM migration.edge_environment") == "production"
    with bench.session.transaction(force_rollback=True):
        bench.session.execute("DELETE FROM migration.edge_term WHERE environment = 'production'")
        assert rows(bench.session, "TABLE migration.edge_environment") == []
    known.here(bench.database, bench.session)
    with bench.database.connect() as other:
        assert one(other, "SELECT environment FROM migration.edge_environment") == "disposable"


def a_runner_turns_only_by_the_routine(bench: Bench) -> None:
    """A runner may turn an endpoint; he registers none, writes no turn and completes nothing."""
    login(bench.session, "franz", "migration_runner")
    everything_switched(bench)
    as_login(bench.session, "franz", TURN.replace("%s", "'costs'", 1).replace("%s", "'new'"))
    assert one(bench.session, "SELECT turned_by FROM migration.endpoint_turn") == "franz"
    for query in FORGERIES:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_login(bench.session, "franz", query)
    bench.session.execute("SET SESSION AUTHORIZATION franz")
    assert refusal(bench.session, BY_HAND).sqlstate == "MG219"
    bench.session.execute("RESET SESSION AUTHORIZATION")


SAY = "--: Say in the catalog"
FORGETTING = """--: Let the runner forget.
GRANT EXECUTE ON FUNCTION migration.forget_other_endpoints(text, text[]) TO migration_runner;

"""
MADE, SIDE, WHOLE = "edge_turn_made", "edge_side", "edge_whole"
PROTECTIONS: dict[Callable[[Bench], None], Mutants] = {
    the_component_completes_as_a_whole: (
        (WHOLE, "IF new.status = 'completed'\n", "IF false\n"),
        (WHOLE, "(d.migration, d.xid) = (new.migration, pg_current_xact_id())",
         "d.migration = new.migration"),
        (WHOLE, "ALTER TABLE migration.migration_status ENABLE ALWAYS TRIGGER keep_edge_open;", ""),
        (WHOLE, "IF blocking IS NOT NULL THEN", NEVER),
        (WHOLE, "IF gate.passed IS NOT TRUE THEN", NEVER),
        (MADE, "ELSE s.status = 'completed'", "ELSE false"),
    ),
    the_end_has_a_reason: ((WHOLE, "IF coalesce(trim(because), '') = '' THEN", NEVER),),
    production_waits: (
        ("edge_endpoints", "quiet > '0 seconds' AND await_sunset", "quiet > '0 seconds'"),
        ("edge_endpoints", "quiet > '0 seconds' AND await_sunset", "await_sunset"),
    ),
    sessions_shorten_no_term: (
        ("edge_endpoints", "WHERE t.environment IN (e.environment, 'production')\n", ""),
        ("edge_endpoints", "ORDER BY t.migration, t.environment <> e.environment",
         "ORDER BY t.migration, t.environment = e.environment"),
    ),
    a_runner_turns_only_by_the_routine: (
        (SIDE, "GRANT SELECT\n", "GRANT SELECT, INSERT\n"),
        ("edge_known", SAY, FORGETTING + SAY),
        ("edge_endpoints", "GRANT SELECT\n", "GRANT SELECT, UPDATE\n"),
        ("edge_usage_log", "GRANT SELECT\n", "GRANT SELECT, DELETE\n"),
        (WHOLE, "GRANT SELECT\n", "GRANT SELECT, INSERT\n"),
        ("edge_loads", "GRANT SELECT\n", "GRANT SELECT, INSERT\n"),
        (WHOLE, "IF new.status = 'completed'\n", "IF false\n"),
    ),
}  # fmt: skip


@each_promise(PROTECTIONS)
def test_each_protection_of_the_end_holds(bench: Bench, promise: Callable[[Bench], None]) -> None:
    """What is promised of the end of the legacy API is so: see the name of each case."""
    promise(bench)


@each_mutant(PROTECTIONS)
def test_without_its_protection_the_end_comes_too_soon(
    empty: Bench, promise: Callable[[Bench], None], mutant: Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    lost(empty, promise, mutant)
