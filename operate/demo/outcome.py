"""What was moved, and how fast: read from the control schema, and shown."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from operate import console, database

if TYPE_CHECKING:
    from collections.abc import Sequence

    from operate.database import Connection
    from render.plan import Plan

RUNS = """
SELECT DISTINCT ON (r.mapping)
    r.mapping, r.source_rows AS source, r.migrated_rows AS migrated,
    r.quarantined_rows AS quarantined, r.filtered_rows AS filtered, r.pending_rows AS pending,
    (SELECT coalesce(sum(x.differences), 0)::bigint
     FROM migration.validation_result AS x WHERE x.run = r.run) AS differences,
    coalesce((
        SELECT
            sum(b.rows_read)
            / nullif(extract(epoch FROM max(b.finished_at) - min(b.started_at)), 0)::float8
        FROM migration.backfill_batch AS b
        WHERE (b.migration, b.mapping) = (r.migration, r.mapping)
    ), 0)::float8 AS speed
FROM migration.validation_run AS r
WHERE r.migration = %s AND r.finished_at IS NOT NULL
ORDER BY r.mapping, r.run DESC
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One mapping after its last comparison."""

    mapping: str
    source: int
    migrated: int
    quarantined: int
    filtered: int
    pending: int
    differences: int
    speed: float

    @property
    def lost(self) -> int:
        """Legacy rows that are neither there nor accounted for."""
        return self.source - self.migrated - self.quarantined - self.filtered - self.pending

    @property
    def data(self) -> dict[str, Any]:
        """The same for programs."""
        return {**asdict(self), "lost": self.lost}


def moved(connection: Connection, plan: Plan) -> list[Moved]:
    """What became of each mapping, as far as it was ever compared."""
    if not database.value(connection, "SELECT to_regclass('migration.validation_run')"):
        return []
    return [Moved(**row) for row in database.rows(connection, RUNS, plan.settings.name)]


def show(mappings: Sequence[Moved]) -> None:
    """A line for each mapping."""
    heads = ("source", "migrated", "quarantined", "filtered", "pending", "lost", "differences")
    console.out().print("\nWhat was moved", style="bold")
    console.table(
        ("mapping", *heads, "rows/s"),
        [[one.mapping, *(one.data[head] for head in heads), round(one.speed)] for one in mappings],
    )
    console.out().print()
