"""The latest comparison of each mapping, as the control schema holds it and as people read it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from operate import console, coverage, database
from operate.errors import DataCheckFailed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from operate.database import Connection

# The ladder, as the generated routines of a mapping climb it.
RUNGS = {
    "L0": "columns, constraints, indexes and rights",
    "L1": "every row accounted for",
    "L2": "counts, sums and extremes per column",
    "L3": "checksums of 256 chunks",
    "L4": "every row, every column",
    "L5": "a sample and every edge, derived another way, there and back",
}
FIRST = 20
WIDEST = 40
NARROW = 28
EVERY = "SELECT * FROM migration.difference WHERE run IN (%s);"
MAPPINGS = """
    SELECT
        r.mapping, v.status AS outcome, r.source_rows AS source, r.migrated_rows AS migrated,
        r.quarantined_rows AS quarantined, r.filtered_rows AS filtered, r.pending_rows AS pending,
        r.run, r.finished_at
    FROM migration.validation AS v
    INNER JOIN migration.validation_run AS r ON r.run = v.run
    WHERE v.migration = %s AND r.mapping = ANY(%s)
    ORDER BY r.mapping
"""
RESULTS = """
    SELECT v.mapping, e.rung, e.checked, e.differences, e.coverage, e.seconds
    FROM migration.validation AS v
    INNER JOIN migration.validation_result AS e ON e.run = v.run
    WHERE v.migration = %s AND v.mapping = ANY(%s) AND coalesce(e.rung = ANY(%s), true)
    ORDER BY v.mapping, e.rung
"""
UNKNOWN = """
    SELECT
        v.mapping, kept.target_column AS column,
        (kept.counts ->> 'rows')::bigint AS rows,
        (kept.counts ->> 'values')::bigint AS values,
        (kept.counts ->> 'rows_without_value')::bigint AS rows_without_value,
        (
            SELECT json_agg(u.legacy_value ORDER BY u.place)
            FROM migration.unknown_value AS u
            WHERE
                u.run = v.run AND u.target_column = kept.target_column
                AND u.place <= 5 AND u.legacy_value IS NOT NULL
        ) AS most_frequent
    FROM migration.validation AS v
    INNER JOIN migration.validation_result AS e ON e.run = v.run AND e.rung = 'L1'
    CROSS JOIN LATERAL jsonb_each(e.detail -> 'unknown') AS kept (target_column, counts)
    WHERE v.migration = %s AND v.mapping = ANY(%s)
    ORDER BY v.mapping, kept.target_column
"""
DIFFERENCES = """
    SELECT v.mapping, d.rung, d.legacy_key, d.kind, d.columns, d.expected, d.actual
    FROM migration.validation AS v
    INNER JOIN migration.difference AS d ON d.run = v.run
    WHERE v.migration = %s AND v.mapping = ANY(%s) AND coalesce(d.rung = ANY(%s), true)
    ORDER BY d.rung DESC, v.mapping, d.difference_number
    LIMIT %s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The accounting of each mapping, what its rungs found, and the first differences.

    `unknown` counts the migrated rows whose value a lookup did not know, by column. `coverage`
    says what was compared and what was not.

    `whole` says that these are all rungs, so that their outcome as a whole counts, too.
    """

    mappings: list[dict[str, Any]]
    unknown: list[dict[str, Any]]
    rungs: list[dict[str, Any]]
    differences: list[dict[str, Any]]
    coverage: list[dict[str, Any]]
    whole: bool

    @property
    def data(self) -> dict[str, list[dict[str, Any]]]:
        """All of it for programs."""
        return {
            "mappings": self.mappings,
            "unknown": self.unknown,
            "rungs": self.rungs,
            "differences": self.differences,
            "coverage": self.coverage,
        }

    def refuse_differences(self) -> None:
        """Fail when any rung found a difference, and say where to see all of them."""
        rungs = [row for row in self.rungs if row["differences"]]
        apart = [row for row in self.mappings if self.whole and row["outcome"] == "differences"]
        names = sorted({row["mapping"] for row in (*rungs, *apart)})
        if not names:
            return
        runs = [row["run"] for row in self.mappings if row["mapping"] in names]
        raise DataCheckFailed(
            f"the new tables differ from the old in {', '.join(names)}",
            detail="\n".join(
                f"{row['mapping']} {row['rung']}: {console.count(row['differences'], 'difference')}"
                for row in rungs
            ),
            help=f"all of them: {EVERY % ', '.join(map(str, runs))}\n"
            "correct the cause, then run this again",
        )


def latest(
    connection: Connection, migration: str, mappings: Sequence[str], rungs: Sequence[str]
) -> Comparison:
    """The latest comparison of these mappings, as far as these rungs tell; none means all."""
    chosen = migration, list(mappings)
    told_by = list(rungs) or None
    return Comparison(
        mappings=database.rows(connection, MAPPINGS, *chosen),
        unknown=database.rows(connection, UNKNOWN, *chosen),
        rungs=database.rows(connection, RESULTS, *chosen, told_by),
        differences=database.rows(connection, DIFFERENCES, *chosen, told_by, FIRST),
        coverage=coverage.covered(connection, *chosen, told_by),
        whole=not rungs,
    )


def show(found: Comparison) -> None:
    """The accounting, the rungs, what was compared and the first rows that differ, as tables."""
    out = console.out()
    heads = ("mapping", "source", "migrated", "quarantined", "filtered", "pending")
    out.print("source = migrated + quarantined + filtered + pending")
    console.table(heads, [[row[head] for head in heads] for row in found.mappings])
    out.print()
    if found.unknown:
        _show_unknown(found.unknown)
        out.print()
    rungs = sorted({row["rung"] for row in found.rungs})
    console.table(
        ("mapping", *rungs, "seconds"),
        [_climbed(row["mapping"], rungs, found.rungs) for row in found.mappings],
    )
    for rung in rungs:
        out.print(f"{rung} {RUNGS.get(rung, '')}".rstrip())
    if found.coverage:
        coverage.show(found.coverage)
    if found.differences:
        every = sum(row["differences"] for row in found.rungs)
        some = f"the first {FIRST} of {every:,}" if every > FIRST else f"all {every}"
        out.print(f"\nDifferences ({some}), expected → found")
        console.table(
            ("mapping", "rung", "kind", "legacy_key", ""),
            [
                [row["mapping"], row["rung"], row["kind"], row["legacy_key"], _apart(row)]
                for row in found.differences
            ],
        )


def _show_unknown(rows: list[dict[str, Any]]) -> None:
    """The migrated rows that stand under the unknown member of a lookup, and why."""
    console.out().print(
        "Of these, kept under the unknown member: no row of the lookup has the value"
    )
    console.table(
        ("column", "rows", "NULL", "values", "most frequent"),
        [
            [
                f"{row['mapping']}.{row['column']}",
                row["rows"],
                row["rows_without_value"],
                row["values"],
                _cut(", ".join(map(_text, row["most_frequent"] or ())), NARROW),
            ]
            for row in rows
        ],
    )


def _climbed(mapping: str, rungs: Sequence[str], rows: list[dict[str, Any]]) -> list[object]:
    """A mapping's line: `ok` or the number of differences for each rung, and the time."""
    own = {row["rung"]: row for row in rows if row["mapping"] == mapping}
    cells = [own[rung]["differences"] or "ok" if rung in own else None for rung in rungs]
    seconds = sum(row["seconds"] for row in own.values())
    return [mapping, *cells, f"{seconds:.2f}"]


def _apart(row: dict[str, Any]) -> str:
    """How two values of a difference are apart, column by column where there are columns."""
    expected, found = row["expected"], row["actual"]
    if row["kind"] in {"missing", "extra"}:
        return ""
    if row["kind"] == "checksum":
        return f"chunk {(expected or found)['chunk']}"
    if isinstance(expected, dict) and isinstance(found, dict) and row["columns"]:
        names = row["columns"]
        return "; ".join(f"{name}: {_from_to(expected[name], found[name])}" for name in names)
    name = f"{', '.join(row['columns'])}: " if row["columns"] else ""
    return name + _from_to(expected, found)


def _from_to(expected: object, found: object) -> str:
    return f"{_cut(_text(expected))} → {_cut(_text(found))}"


def _text(value: object) -> str:
    """A value as JSON: its control characters do nothing to a terminal."""
    return json.dumps(value, ensure_ascii=False)


def _cut(text: str, width: int = WIDEST) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
