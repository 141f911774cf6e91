"""An edge at which somebody looked daily, and nobody has called for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.edge.bench import Bench


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
QUIET = (True, "Nobody has called for 14 days.")


def looked(bench: Bench, *edges: str, days: int = 15) -> None:
    """Let somebody have looked at these edges daily, and today."""
    for edge in edges:
        bench.session.execute(DAILY, (edge, days))
        bench.loaded("usage", "", name=edge)


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
