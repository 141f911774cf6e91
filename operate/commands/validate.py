"""`changeover validate`: compare the data again, and name every difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import psycopg

from operate import console, database, script
from operate.commands import options
from operate.errors import DataCheckFailed, Failure, from_database
from operate.ledger import started

if TYPE_CHECKING:
    from operate.database import Connection
    from operate.workspace import Migration
    from render.plan import Plan

PART = "validation"
TITLES = {
    "mappings": "source = migrated + quarantined + filtered + pending",
    "rungs": "What was compared",
    "differences": "Rows that differ (the first 20)",
}
MAPPINGS = """
    SELECT
        r.mapping, v.status AS outcome, r.source_rows AS source, r.migrated_rows AS migrated,
        r.quarantined_rows AS quarantined, r.filtered_rows AS filtered, r.pending_rows AS pending,
        r.finished_at
    FROM migration.validation AS v
    INNER JOIN migration.validation_run AS r ON r.run = v.run
    WHERE v.migration = %s
    ORDER BY r.mapping
"""
RUNGS = """
    SELECT v.mapping, e.rung, e.checked, e.differences, e.coverage, e.seconds
    FROM migration.validation AS v
    INNER JOIN migration.validation_result AS e ON e.run = v.run
    WHERE v.migration = %s
    ORDER BY v.mapping, e.rung
"""
DIFFERENCES = """
    SELECT v.mapping, d.rung, d.legacy_key, d.kind, d.columns, d.expected, d.actual
    FROM migration.validation AS v
    INNER JOIN migration.difference AS d ON d.run = v.run
    WHERE v.migration = %s
    ORDER BY v.mapping, d.rung, d.difference_number
    LIMIT 20
"""


@click.command("validate", cls=options.Command, examples=("changeover validate",))
@options.specs
@options.dsn
@options.as_json
def validate_command(migration: Migration, dsn: str, as_json: bool) -> None:
    """Compare the data of every mapping again.

    In one snapshot each, row by row. Ends with 5 when there are differences.
    """
    plan = migration.current().plan
    with database.connected(dsn) as connection:
        started(connection, plan.settings.name)
        problem = rerun(connection, migration, plan)
        found = results(connection, plan.settings.name)
    if as_json:
        console.print_json(found)
    else:
        show(found)
    if problem is not None:
        raise problem
    if any(row["outcome"] == "differences" for row in found["mappings"]):
        raise DataCheckFailed(
            "the new tables differ from the old",
            help="see migration.difference; correct the cause, then run this again",
        )
    migration.next("changeover status")


def rerun(connection: Connection, migration: Migration, plan: Plan) -> Failure | None:
    """Run the validation steps' files again; the first difference does not stop the others."""
    problem: Failure | None = None
    for step in plan.steps:
        if step.part != PART:
            continue
        try:
            script.execute(connection, script.read(migration.generated / step.file("apply")))
        except psycopg.Error as error:
            if connection.broken:
                raise
            database.clean_up(connection)
            failure = from_database(error, doing=step.id)
            if not isinstance(failure, DataCheckFailed):
                raise failure from error
            problem = problem or failure
    return problem


def results(connection: Connection, migration: str) -> dict[str, list[dict[str, Any]]]:
    """The latest comparison of each mapping: its accounting, its rungs, its first differences."""
    return {
        name: database.rows(connection, query, migration)
        for name, query in (("mappings", MAPPINGS), ("rungs", RUNGS), ("differences", DIFFERENCES))
    }


def show(found: dict[str, list[dict[str, Any]]]) -> None:
    """The accounting, the rungs and the first rows that differ, each as a table."""
    for name in ("mappings", "rungs", "differences"):
        rows = found[name]
        if rows:
            console.out().print(TITLES[name])
            console.table(list(rows[0]), [list(row.values()) for row in rows])
            console.out().print()
    every = sum(int(row["differences"]) for row in found["rungs"])
    if every > len(found["differences"]):
        console.out().print(f"All {every:,} differences are in migration.difference.")
