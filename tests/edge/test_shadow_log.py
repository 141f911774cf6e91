"""Shadow logs: how they come in, what is counted, and what is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.control.gated import as_login
from tests.control.sessions import one, refusal, rows
from tests.edge.bench import Bench, lost
from tests.edge.lines import ago, agreed, call, log, read
from tests.fixtures.approvals import login
from tests.fixtures.promises import NEVER, Mutant, Mutants, each_mutant, each_promise

if TYPE_CHECKING:
    from collections.abc import Callable

READS = """
SELECT endpoint, route, reads, equal, different, raced, failed, p95_legacy_ms, p95_new_ms
FROM migration.shadow_read ORDER BY 1, 2, day
"""
DIFFERENCES = """
SELECT line, request_id, route, outcome, legacy_status, new_status, paths
FROM migration.shadow_difference ORDER BY line
"""
EVERYTHING = (
    "SELECT r::text FROM migration.shadow_read AS r UNION ALL"
    " SELECT d::text FROM migration.shadow_difference AS d UNION ALL"
    " SELECT l::text FROM migration.edge_log AS l ORDER BY 1"
)


def reads_are_counted(bench: Bench) -> None:
    """Every read is counted by its outcome; twice the same log is once, a longer one adds."""
    lines = [
        read(1, "2026-11-01T10:00:00+00:00", legacy_ms=10, new_ms=5),
        read(2, "2026-11-01T23:30:00-01:00", "raced", legacy_ms=20, new_ms=8.5),
        read(3, "2026-11-01T11:00:00+00:00", "failed", new_status=None, new_ms=None),
        read(4, "2026-11-01T12:00:00+00:00", "different", route="usage"),
    ]
    said = bench.loaded("shadow", log(*lines[:3]))
    bench.loaded("shadow", log(*lines))
    before = rows(bench.session, EVERYTHING)
    again = bench.loaded("shadow", log(*lines))
    assert said == "edge-1: 3 lines, 3 reads, 0 different, 1 failed, 0 errors, 0 unread\n"
    assert again == "edge-1: 4 lines, 4 reads, 1 different, 1 failed, 0 errors, 0 unread\n"
    assert rows(bench.session, EVERYTHING) == before
    assert rows(bench.session, READS) == [
        ("costs", "summary", 2, 1, 0, 0, 1, 12, 5),
        ("costs", "summary", 1, 0, 0, 1, 0, 20, 8.5),
        ("costs", "usage", 1, 0, 1, 0, 0, 12, 9),
    ]


def differences_say_where(bench: Bench) -> None:
    """Of a difference the request, both statuses and the fields are kept, and nothing else."""
    line = read(2, ago(hours=1), "different") | {"body": {"salary": 1}}
    bench.loaded("shadow", log(read(1, ago(hours=2)), line))
    assert rows(bench.session, DIFFERENCES) == [
        (2, f"{2:032x}", "summary", "different", 200, 200, ["breakdown[].service"]),
    ]
    assert "salary" not in str(rows(bench.session, EVERYTHING))


def the_first_hundred_are_kept(bench: Bench) -> None:
    """Of each route the first 100 differences are kept; all are counted."""
    lines = [read(1 + i, ago(hours=2), "different") for i in range(102)]
    lines.append(read(200, ago(hours=1), "failed", route="usage"))
    bench.loaded("shadow", log(*lines))
    kept = (
        "SELECT route, count(*), max(line) FROM migration.shadow_difference GROUP BY 1 ORDER BY 1"
    )
    assert rows(bench.session, kept) == [("summary", 100, 100), ("usage", 1, 103)]
    assert one(bench.session, "SELECT sum(different) FROM migration.shadow_read") == 102


def a_log_of_reads_only_grows(bench: Bench) -> None:
    """A shadow log that shrank is refused; one of usage does not pass for it."""
    lines = agreed()
    bench.loaded("shadow", log(*lines))
    assert "this log is not what was loaded before" in bench.refused("shadow", log(*lines[:2]))
    said = bench.loaded("shadow", log(call(9, ago(hours=1))))
    assert "1 lines, 0 reads, 0 different, 0 failed, 0 errors, 1 unread" in said


def every_read_is_accounted_for(bench: Bench) -> None:
    """A load that does not say what became of every line is refused."""
    said = refusal(
        bench.session,
        "SELECT migration.load_shadow('ai', 'edge-1', 'x', 2, NULL, 'y', 1, 1, false, '[]', '[]')",
    )
    assert said.sqlstate == "MG222"


def broken_reads_are_told(bench: Bench) -> None:
    """Lines that are no reads are counted and said; the others are stored."""
    broken = (
        "{", "[]", json.dumps(read(2, ago(hours=1), "perhaps")),
        json.dumps(read(3, ago(hours=1), endpoint="other")),
        json.dumps(read(4, ago(hours=1), legacy_ms="fast")),
        json.dumps(read(5, ago(hours=1), paths=7)),
    )  # fmt: skip
    done = bench.load("shadow", log(read(1, ago(hours=1)), *broken, read(6, ago(hours=1))))
    assert b"8 lines, 2 reads, 0 different, 0 failed, 0 errors, 6 unread" in done.stdout
    assert b"WARNING:  6 of 8 lines could not be read" in done.stderr


def a_runner_loads_reads(bench: Bench) -> None:
    """A runner who is nothing else loads shadow logs, and writes them no other way."""
    login(bench.session, "franz", "migration_runner")
    bench.loaded("shadow", log(*agreed()), user="franz")
    for table in ("shadow_read", "shadow_difference", "edge_log"):
        with pytest.raises(Exception, match=f"permission denied for table {table}"):
            as_login(bench.session, "franz", f"DELETE FROM migration.{table}")


READ = "edge_shadow_read"
PROTECTIONS: dict[Callable[[Bench], None], Mutants] = {
    reads_are_counted: (
        (READ, "(r.migration, r.log) = (load_shadow.migration, load_shadow.log)", "false"),
        ("load_shadow", "(r.at AT TIME ZONE 'UTC')::date AS day", "'2026-11-01'::date AS day"),
    ),
    differences_say_where: ((READ, "n.outcome, n.legacy_status", "'failed', n.legacy_status"),),
    the_first_hundred_are_kept: (
        ("load_shadow", "WHERE d.place <= 100", ""),
        ("load_shadow", "PARTITION BY r.endpoint, r.route ", ""),
    ),
    a_log_of_reads_only_grows: (
        ("edge_loads", "IF note_load.lines < known.lines\n        OR", "IF false AND"),
        ("load_shadow", "migration.read_shadow(l.line)", "migration.read_usage(l.line)"),
    ),
    every_read_is_accounted_for: (
        (READ, "became.reads + became.errors + load_shadow.unread <> load_shadow.lines", "false"),
    ),
    broken_reads_are_told: (
        (READ, "IF load_shadow.unread > 0 THEN", NEVER),
        (READ, "WHEN OTHERS THEN", "WHEN no_data_found THEN"),
        (READ, "AND said ->> 'outcome' IN (", "AND said ->> 'outcome' NOT IN (''"),
        ("load_shadow", " AND e.endpoint IS NOT NULL AS counts", " AS counts"),
    ),
    a_runner_loads_reads: (
        (READ, "TO migration_runner;", "TO migration_auditor;"),
        ("edge_shadow_log", "GRANT SELECT\n", "GRANT SELECT, DELETE\n"),
        ("edge_loads", "GRANT SELECT\n", "GRANT SELECT, DELETE\n"),
    ),
}  # fmt: skip


@each_promise(PROTECTIONS)
def test_each_protection_of_the_reads_holds(bench: Bench, promise: Callable[[Bench], None]) -> None:
    """What is promised of shadow logs is so: see the name of each case."""
    promise(bench)


@each_mutant(PROTECTIONS)
def test_without_its_protection_reads_are_miscounted(
    empty: Bench, promise: Callable[[Bench], None], mutant: Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    lost(empty, promise, mutant)
