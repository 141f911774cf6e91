"""What the demo found: read from the control schema, judged, and shown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from psycopg import sql
from rich.console import Console
from rich.table import Table

from operate import database

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from operate.database import Connection
    from operate.demo.writer import Waits
    from render.project import Project

RUNS = """
SELECT DISTINCT ON (r.mapping)
    r.mapping, r.outcome, r.source_rows, r.migrated_rows, r.quarantined_rows, r.filtered_rows,
    r.pending_rows,
    (SELECT coalesce(sum(x.differences), 0)::bigint
     FROM migration.validation_result AS x WHERE x.run = r.run) AS differences
FROM migration.validation_run AS r
WHERE r.migration = %s AND r.finished_at IS NOT NULL
ORDER BY r.mapping, r.run DESC
"""
SPEED = """
SELECT
    b.mapping,
    sum(b.rows_read)
    / nullif(extract(epoch FROM max(b.finished_at) - min(b.started_at)), 0)::float8 AS speed
FROM migration.backfill_batch AS b
WHERE b.migration = %s
GROUP BY b.mapping
"""
WIDTH = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One mapping after its last comparison; `legacy_rows` were counted by the demo itself."""

    mapping: str
    legacy_rows: int
    source: int
    migrated: int
    quarantined: int
    filtered: int
    pending: int
    differences: int
    speed: float
    compared: bool

    @property
    def lost(self) -> int:
        """Legacy rows that are neither there nor accounted for."""
        return self.source - self.migrated - self.quarantined - self.filtered - self.pending


def moved(connection: Connection, project: Project, mappings: Mapping[str, str]) -> list[Moved]:
    """What became of each mapping; `mappings` gives the legacy table of each."""
    name = project.settings.name
    runs = {row["mapping"]: row for row in database.rows(connection, RUNS, name)}
    speeds = {row["mapping"]: row["speed"] for row in database.rows(connection, SPEED, name)}
    found = []
    for mapping, table in mappings.items():
        run = runs.get(mapping, {})
        count = sql.SQL("SELECT count(*) FROM {}").format(
            sql.Identifier(project.settings.legacy_schema, table)
        )
        found.append(
            Moved(
                mapping=mapping,
                legacy_rows=database.value(connection, count),
                source=run.get("source_rows", 0),
                migrated=run.get("migrated_rows", 0),
                quarantined=run.get("quarantined_rows", 0),
                filtered=run.get("filtered_rows", 0),
                pending=run.get("pending_rows", 0),
                differences=run.get("differences", 0),
                compared=bool(run),
                speed=float(speeds.get(mapping) or 0),
            )
        )
    return found


def problems(
    mappings: Sequence[Moved], waits: Mapping[str, Waits], failed: Sequence[str]
) -> list[str]:
    """Everything that is not as it must be; empty when all is well."""
    found = list(failed)
    for one in mappings:
        if one.source != one.legacy_rows and not failed:
            found.append(f"{one.mapping}: {one.source:,} of {one.legacy_rows:,} rows were compared")
        if not one.compared:
            found.append(f"{one.mapping}: never compared")
        if one.lost:
            found.append(f"{one.mapping}: {one.lost:,} rows are not accounted for")
        if one.differences:
            found.append(f"{one.mapping}: {one.differences:,} differences")
        if one.pending:
            found.append(f"{one.mapping}: {one.pending:,} rows are still in the journal")
    for stage, felt in waits.items():
        found += [
            f"during {stage} the application saw {times} times: {error}"
            for error, times in felt.errors.items()
        ]
        if not felt.calls:
            found.append(f"during {stage} the application did not write")
    return found


def show(mappings: Sequence[Moved], waits: Mapping[str, Waits], found: Sequence[str]) -> None:
    """The two tables and the verdict."""
    out = Console(highlight=False, emoji=False)
    # Without a terminal there is no width to fit into.
    out.width = out.width if out.is_terminal else WIDTH
    out.print(_mappings_table(mappings))
    out.print(_waits_table(waits))
    for problem in found:
        out.print(f"✗ {problem}", style="red", markup=False)
    if not found:
        writes = sum(felt.calls for felt in waits.values())
        out.print(
            f"✓ nothing lost, nothing different, none of {writes:,} writes failed", style="green"
        )


def _mappings_table(mappings: Sequence[Moved]) -> Table:
    heads = ("migrated", "quarantined", "filtered", "pending", "lost", "differences", "rows/s")
    table = Table(title="What was moved", title_justify="left")
    table.add_column("mapping")
    for head in ("legacy", *heads):
        table.add_column(head, justify="right")
    for one in mappings:
        numbers = (one.legacy_rows, one.migrated, one.quarantined, one.filtered, one.pending)
        rest = (one.lost, one.differences, round(one.speed))
        table.add_row(one.mapping, *(f"{number:,}" for number in (*numbers, *rest)))
    return table


def _waits_table(waits: Mapping[str, Waits]) -> Table:
    table = Table(title="What the application felt meanwhile", title_justify="left")
    table.add_column("during")
    for head in ("writes", "errors", "median ms", "worst ms"):
        table.add_column(head, justify="right")
    for stage, felt in waits.items():
        numbers = (f"{felt.typical_ms:.1f}", f"{felt.worst_ms:.1f}")
        table.add_row(stage, f"{felt.calls:,}", f"{felt.errors.total():,}", *numbers)
    return table


def write(
    path: Path, mappings: Sequence[Moved], waits: Mapping[str, Waits], found: Sequence[str]
) -> None:
    """The same for programs."""
    data: dict[str, Any] = {
        "mappings": [
            {name: getattr(one, name) for name in (*Moved.__slots__, "lost")} for one in mappings
        ],
        "waits": {
            stage: {
                "writes": felt.calls,
                "errors": felt.errors,
                "median_ms": felt.typical_ms,
                "worst_ms": felt.worst_ms,
            }
            for stage, felt in waits.items()
        },
        "problems": found,
    }
    path.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
