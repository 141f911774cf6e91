"""What is called is compared: no route is switched that nobody has read from both systems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.edge import known
from tests.edge.bench import lost
from tests.edge.lines import ago, agreed, call, log, read
from tests.edge.test_shadow_gate import closed, opened

if TYPE_CHECKING:
    from tests.edge.bench import Bench
    from tests.fixtures.promises import Mutant, Mutants

FORGOTTEN = (
    "DELETE FROM migration.shadow_read; DELETE FROM migration.edge_log WHERE kind = 'shadow'"
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


VERDICT = "edge_shadow_verdict"
MUTANTS: Mutants = (
    (VERDICT, "never_compared(shadow_reads_agree.migration,", "never_compared('other',"),
    (VERDICT, "AND (c.method, c.side) = ('GET', 'legacy')\n", "AND c.side = 'legacy'\n"),
    (VERDICT, "AND (c.method, c.side) = ('GET', 'legacy')\n", "AND c.method = 'GET'\n"),
    (VERDICT, "AND c.status_class IN ('2xx', '3xx')\n", ""),
    (VERDICT, "AND c.last_at > clock_timestamp() - t.quiet\n", ""),
    (VERDICT, "AND r.reads > r.failed", ""),
    (VERDICT, "AND r.reads > r.failed", "AND r.reads + r.errors > r.failed"),
    (VERDICT, "= (k.migration, k.endpoint, k.route)\n                        AND r.reads",
     "= (k.migration, k.endpoint, r.route)\n                        AND r.reads"),
)  # fmt: skip


def test_what_is_called_is_compared(bench: Bench) -> None:
    """The gate waits for a comparison of each route that somebody has called."""
    what_is_called_is_compared(bench)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: one[1])
def test_without_its_protection_a_route_is_forgotten(empty: Bench, mutant: Mutant) -> None:
    """Each protection, taken away, makes the test of the promise fail."""
    lost(empty, what_is_called_is_compared, mutant)
