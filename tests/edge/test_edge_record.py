"""What the edge leaves in the control schema: verified, explained, written by nobody by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.control.sessions import one, refusal, rows
from tests.edge import known
from tests.edge.bench import TURN, everything_switched, turned
from tests.fixtures.approvals import login

if TYPE_CHECKING:
    from tests.edge.bench import Bench

RELATIONS = [
    "edge_completion", "edge_component", "edge_environment", "edge_load", "edge_log", "edge_term",
    "endpoint", "endpoint_read", "endpoint_side", "endpoint_turn", "last_caller", "legacy_call",
    "shadow_difference", "shadow_read", "usage_by_day",
]  # fmt: skip
CALLS = {
    "application": [],
    "migration_approver": [
        "answered_by_legacy", "answered_by_new", "no_legacy_calls", "shadow_reads_agree",
        "traffic_map",
    ],
    "migration_auditor": [
        "answered_by_legacy", "answered_by_new", "no_legacy_calls", "shadow_reads_agree",
        "traffic_map",
    ],
    "migration_runner": [
        "answered_by_legacy", "answered_by_new", "begin_load", "complete_edge", "load_shadow",
        "load_usage", "no_legacy_calls", "read_shadow", "read_usage", "shadow_reads_agree",
        "traffic_map", "turn_endpoint",
    ],
}  # fmt: skip
OWN = [
    "answered_by_legacy", "answered_by_new", "before_sunset", "begin_load", "called",
    "complete_edge", "forget_other_endpoints", "keep_edge_open", "keep_turn", "load_shadow",
    "load_usage", "never_compared", "no_legacy_calls", "not_looked_at", "not_read", "note_load",
    "read_shadow", "read_usage", "reads_are_slow", "reads_differ", "refuse_answered_by_new",
    "refuse_final_of_legacy", "refuse_loss", "refuse_turn", "register_endpoint",
    "shadow_reads_agree", "too_few_reads", "traffic_map", "turn_endpoint", "without_route",
]  # fmt: skip
ROUTINES = """
SELECT p.proname FROM pg_proc AS p
WHERE p.pronamespace = 'migration'::regnamespace AND p.proname = ANY (%s)
    AND has_function_privilege(%s, p.oid, 'EXECUTE')
ORDER BY 1
"""
PRIVILEGES = """
SELECT c.relname, string_agg(verb, ' ' ORDER BY verb)
FROM pg_class AS c
CROSS JOIN unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) AS verb
WHERE c.relnamespace = 'migration'::regnamespace AND c.relname = ANY (%s)
    AND has_table_privilege(%s, c.oid, verb)
GROUP BY c.relname ORDER BY c.relname
"""


def test_the_map_is_what_nginx_reads(bench: Bench) -> None:
    """The map has one sorted line for each endpoint and page, with the side that answers."""
    everything_switched(bench)
    turned(bench, "models", "page:console")

    assert one(bench.session, "SELECT migration.traffic_map('ai')") == (
        "costs legacy;\nmodels new;\npage:console new;\n"
    )
    assert one(bench.session, "SELECT migration.traffic_map('other')") == ""


def test_what_is_registered_is_verified_and_recorded(bench: Bench) -> None:
    """Applied again nothing changes; another spec is registered, recorded, and found by verify."""
    usual = known.project()
    before = rows(bench.session, "TABLE migration.migration_events")
    known.apply(bench.session, usual)
    again = rows(bench.session, "TABLE migration.migration_events")
    found = known.problems(bench.session, usual)
    other = known.project(
        known.endpoint("costs", "costs", known.STREAM, sunset=datetime(2098, 1, 1, tzinfo=UTC))
    )
    stale = known.problems(bench.session, other)
    known.apply(bench.session, other)

    assert (again, found) == (before, [])
    assert [row[0] for row in stale] == ["costs", "models"]
    assert known.problems(bench.session, other) == []
    assert rows(bench.session, "SELECT endpoint, reads FROM migration.endpoint") == [
        ("page:console", False),
        ("costs", False),
    ]
    # Nothing of it can be compared any more, and nothing is waited for.
    assert rows(bench.session, "TABLE migration.endpoint_read") == []
    assert rows(
        bench.session,
        "SELECT event, subject FROM migration.migration_events WHERE seq > %s ORDER BY seq",
        len(before),
    ) == [("endpoint_forgotten", "models"), ("endpoint_registered", "costs")]


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE migration.endpoint_turn DISABLE TRIGGER kept_by_row",
        "ALTER TABLE migration.data_set DISABLE TRIGGER answered_by_legacy",
        "ALTER TABLE migration.finalization ENABLE TRIGGER answered_by_new",
        "ALTER TABLE migration.migration_status ENABLE TRIGGER keep_edge_open",
        "ALTER TABLE migration.legacy_call DROP COLUMN client CASCADE",
        "GRANT EXECUTE ON FUNCTION migration.turn_endpoint(text, text, text, text) TO PUBLIC",
        "DROP FUNCTION migration.no_legacy_calls(text, text)",
        "ALTER TABLE migration.edge_load OWNER TO postgres",
        "UPDATE migration.edge_term SET quiet = '1 day'",
        "DELETE FROM migration.edge_component",
        "DELETE FROM migration.endpoint_read WHERE endpoint = 'costs'",
        "UPDATE migration.endpoint_read SET route = 'other' WHERE endpoint = 'costs'",
    ],
)
def test_what_is_not_as_it_was_applied_is_found(bench: Bench, change: str) -> None:
    """The verify files find a missing trigger, column, routine or row, and a right too many."""
    bench.session.execute(change.encode())

    assert known.problems(bench.session, known.project())


def test_an_unknown_endpoint_or_side_is_named(bench: Bench) -> None:
    """Whoever mistypes an endpoint or a side learns which there are."""
    endpoint = refusal(bench.session, TURN, "cost", "new")
    side = refusal(bench.session, TURN, "costs", "both")

    assert (endpoint.sqlstate, side.sqlstate) == ("MG215", "MG215")
    assert endpoint.message_hint == "There are costs, models, page:console"
    assert side.message_hint == "The sides are legacy and new."


@pytest.mark.parametrize("group", CALLS)
def test_nobody_writes_the_record_of_the_edge_by_hand(bench: Bench, group: str) -> None:
    """Applications see nothing; auditors and approvers read; a runner calls routines besides."""
    if group == "application":
        bench.session.execute("CREATE ROLE application LOGIN")
    else:
        login(bench.session, f"{group}_login", group)
    name = group if group == "application" else f"{group}_login"

    assert [row[0] for row in rows(bench.session, ROUTINES, OWN, name)] == CALLS[group]
    assert rows(bench.session, PRIVILEGES, RELATIONS, name) == (
        [] if group == "application" else [(relation, "SELECT") for relation in RELATIONS]
    )
    assert one(
        bench.session,
        "SELECT count(*) FROM pg_class AS c WHERE c.relnamespace = 'migration'::regnamespace"
        " AND c.relname = ANY (%s)",
        RELATIONS,
    ) == len(RELATIONS)
    assert one(
        bench.session,
        "SELECT count(*) FROM pg_proc AS p WHERE p.pronamespace = 'migration'::regnamespace"
        " AND p.proname = ANY (%s) AND pg_get_userbyid(p.proowner) = 'migration_owner'",
        OWN,
    ) == len(OWN)


def test_everything_is_explained_in_the_catalog(bench: Bench) -> None:
    """Every table, column, view and routine of the edge says what it is."""
    unexplained = rows(
        bench.session,
        """
        SELECT c.relname::text, a.attname::text FROM pg_class AS c
        INNER JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND c.relkind = 'r'
        WHERE c.relname = ANY (%s) AND col_description(c.oid, a.attnum) IS NULL
        UNION ALL
        SELECT c.relname::text, '' FROM pg_class AS c
        WHERE c.relname = ANY (%s) AND obj_description(c.oid, 'pg_class') IS NULL
        UNION ALL
        SELECT p.oid::regprocedure::text, '' FROM pg_proc AS p
        WHERE p.pronamespace = 'migration'::regnamespace
            AND obj_description(p.oid, 'pg_proc') IS NULL
        """,
        RELATIONS,
        RELATIONS,
    )

    assert unexplained == []
