"""What is called is known and compared: nothing is switched that nobody has looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.edge import known
from tests.edge.bench import Bench, lost
from tests.edge.lines import ago, agreed, call, log, read
from tests.edge.test_shadow_gate import closed, opened
from tests.fixtures.promises import Mutant, Mutants, each_mutant, each_promise

if TYPE_CHECKING:
    from collections.abc import Callable

FORGOTTEN = (
    "DELETE FROM migration.shadow_read; DELETE FROM migration.edge_log WHERE kind = 'shadow'"
)
NONE = {"route": "(none)"}
BACKDATE = (
    "UPDATE migration.edge_load SET loaded_at = loaded_at - interval '25 hours' WHERE kind = %s"
)
SEVERAL = known.project(
    known.endpoint("costs", "costs", known.READ, known.USAGE, known.STREAM, known.WRITE),
    known.endpoint("models", "settings"),
)


def what_is_called_is_compared(bench: Bench) -> None:
    """A read that was called within the quiet term is compared at least once, however seldom."""
    known.apply(bench.session, SEVERAL, bench.mutant)
    bench.loaded("shadow", log(*agreed()))
    opened(bench)
    # Who only writes, streams, is refused, came long ago or was answered by new is not waited for.
    others: tuple[dict[str, Any], ...] = (
        {"route": "saved", "method": "PUT"},
        {"route": "export"},
        {"route": "usage", "method": "HEAD"},
        {"route": "usage", "status": 404},
        {"route": "usage", "side": "new"},
        {"route": "models", "endpoint": "models"},
    )
    lines = [call(1 + i, ago(hours=1), **said) for i, said in enumerate(others)]
    lines += [call(20, ago(days=15), route="usage"), call(21, ago(hours=1))]
    bench.loaded("usage", log(*lines))
    opened(bench)
    lines += [call(22, ago(days=13), route="usage"), call(23, ago(days=12), route="usage")]
    bench.loaded("usage", log(*lines))
    closed(bench, "costs.usage: called 2 times and never compared.")
    for number, line in enumerate((
        read(30, ago(hours=2.5), "failed", route="usage"),
        read(31, ago(hours=2.5), "equal_error", route="usage"),
    ), 40):  # fmt: skip
        bench.session.execute(FORGOTTEN)
        bench.loaded("shadow", log(line, *agreed(), read(number, ago(hours=1))))
        closed(bench, "costs.usage: called 2 times and never compared")
    bench.session.execute(FORGOTTEN)
    bench.loaded("shadow", log(read(50, ago(hours=2), route="usage"), *agreed()))
    opened(bench)


def what_no_route_has_is_not_lost(bench: Bench) -> None:
    """While legacy answers calls that no route has, nothing is switched: they would be lost."""
    bench.loaded("shadow", log(*agreed()))
    # What was refused, came long ago, was answered by new or is of another data set is not missed.
    others: tuple[dict[str, Any], ...] = (
        {"status": 404},
        {"side": "new"},
        {"endpoint": "models"},
    )
    lines = [
        call(1 + i, ago(hours=1), **{"route": "(none)", **said}) for i, said in enumerate(others)
    ]
    lines += [call(20, ago(days=15), route="(none)")]
    bench.loaded("usage", log(*lines))
    opened(bench)
    for number, said in enumerate(({}, {"method": "POST", "status": 302}), 1):
        lines.append(call(30 + number, ago(days=13), **NONE, **said))
        bench.loaded("usage", log(*lines))
        closed(bench, f"costs: legacy answered {number} calls that no route has, last ")


def every_edge_was_looked_at(bench: Bench) -> None:
    """Both logs of each edge were loaded lately: where nobody looks nobody sees a difference."""
    lines = log(*agreed())
    bench.loaded("shadow", lines)
    closed(bench, "no usage log was ever loaded")
    bench.loaded("usage", "")
    opened(bench)
    bench.loaded("usage", "", name="edge-2")
    closed(bench, "edge-2: no load of its shadow log within 24 hours")
    bench.loaded("shadow", "", name="edge-2")
    opened(bench)
    for kind in ("usage", "shadow"):
        with bench.session.transaction(force_rollback=True):
            bench.session.execute(BACKDATE, (kind,))
            closed(bench, f"edge-1: no load of its {kind} log within 24 hours")


VERDICT, USAGE = "edge_shadow_verdict", "edge_usage_verdict"
REFUSED = "-- What legacy itself refused nobody will miss.\n"
LOOKED = "migration.not_looked_at(shadow_reads_agree.migration, '{}', '0 seconds')"
PROTECTIONS: dict[Callable[[Bench], None], Mutants] = {
    what_is_called_is_compared: (
        (VERDICT, "never_compared(shadow_reads_agree.migration,", "never_compared('other',"),
        (VERDICT, "AND (c.method, c.side) = ('GET', 'legacy')\n", "AND c.side = 'legacy'\n"),
        (VERDICT, "AND (c.method, c.side) = ('GET', 'legacy')\n", "AND c.method = 'GET'\n"),
        (VERDICT, "AND c.status_class IN ('2xx', '3xx')\n", ""),
        (VERDICT, "AND c.last_at > clock_timestamp() - t.quiet\n", ""),
        (VERDICT, "AND r.reads > r.failed", ""),
        (VERDICT, "AND r.reads > r.failed", "AND r.reads + r.errors > r.failed"),
        (VERDICT, "= (k.migration, k.endpoint, k.route)\n                        AND r.reads",
         "= (k.migration, k.endpoint, r.route)\n                        AND r.reads"),
    ),
    what_no_route_has_is_not_lost: (
        (VERDICT, "migration.without_route(shadow_reads_agree.migration,",
         "migration.without_route('other',"),
        (VERDICT, "(c.route, c.side) = ('(none)', 'legacy')", "c.route = '(none)'"),
        (VERDICT, f"{REFUSED}                AND c.status_class IN ('2xx', '3xx')\n", REFUSED),
        (VERDICT, "AND c.last_at > clock_timestamp() - t.quiet\n            GROUP BY e.endpoint",
         "GROUP BY e.endpoint"),
        (VERDICT, "(without_route.migration, without_route.data_set)",
         "(without_route.migration, e.data_set)"),
    ),
    every_edge_was_looked_at: (
        (VERDICT, LOOKED.format("usage"), "NULL"),
        (VERDICT, LOOKED.format("shadow"), "NULL"),
        (USAGE, "WHERE o.migration = not_looked_at.migration\n",
         "WHERE (o.migration, o.kind) = (not_looked_at.migration, not_looked_at.kind)\n"),
    ),
}  # fmt: skip


@each_promise(PROTECTIONS)
def test_what_is_called_is_known_and_compared(
    bench: Bench, promise: Callable[[Bench], None]
) -> None:
    """What is promised of calls before a switch is so: see the name of each case."""
    promise(bench)


@each_mutant(PROTECTIONS)
def test_without_its_protection_a_call_is_forgotten(
    empty: Bench, promise: Callable[[Bench], None], mutant: Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    lost(empty, promise, mutant)
