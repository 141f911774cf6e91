"""`changeover redrive`: bring quarantined rows in after their cause was corrected."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click
from psycopg import sql

from operate import console, database
from operate.commands import options
from operate.errors import Refused
from operate.ledger import started
from operate.sides import two_sided
from render.names import generated

if TYPE_CHECKING:
    from operate.database import Connection
    from operate.ledger import Ledger
    from operate.workspace import Migration
    from render.plan import Plan, Step

PART = "mapping"


@click.command(
    "redrive",
    cls=options.Command,
    examples=("changeover redrive", "changeover redrive usage_logs"),
)
@click.argument("mapping", required=False)
@options.specs
@options.dsn
@options.as_json
def redrive_command(migration: Migration, mapping: str | None, dsn: str, as_json: bool) -> None:
    """Bring quarantined rows in.

    Those of one mapping or of all, after the cause was corrected.
    """
    plan = migration.current().plan
    steps = [step for step in plan.steps if step.part == PART]
    known = tuple(dict.fromkeys(step.name for step in steps))
    if not known:
        raise click.UsageError(f"{migration.shown} has no mapping")
    if mapping is not None and mapping not in known:
        raise options.unknown("mapping", mapping, known)
    with database.connected(dsn) as connection:
        # As generated files do: the new tables are fenced against everybody else.
        connection.execute("SET changeover.writer = 'migration'")
        ledger = started(connection, plan.settings.name)
        chosen = [step for step in steps if mapping in (None, step.name)]
        chosen = two_sided(ledger, chosen, "bring in")
        chosen = chosen if mapping else _not_switched(ledger, chosen)
        names = dict.fromkeys(step.name for step in chosen)
        done = [_one(connection, ledger, plan, name) for name in names]
    heads = ("mapping", "before", "brought_in", "after")
    if as_json:
        console.print_json([dict(zip(heads, row, strict=True)) for row in done])
    else:
        console.table(heads, done)
    migration.next("changeover validate")


def _not_switched(ledger: Ledger, chosen: list[Step]) -> list[Step]:
    """The steps of data sets that the legacy tables own; all of them, to be refused, if none is.

    A data set is switched only when nothing of it is in quarantine.
    """
    switched = {row["name"] for row in ledger.rows("data_set") if row["owner"] == "new"}
    left = [step for step in chosen if step.data_set not in switched]
    out = sorted({step.data_set for step in chosen} & switched)
    if left and out:
        console.say(f"Switched, left out: {', '.join(out)}.")
    return left or chosen


def _one(
    connection: Connection, ledger: Ledger, plan: Plan, name: str
) -> tuple[str, int, int, int]:
    before = quarantined(ledger)[name]
    routine = sql.Identifier(plan.settings.work_schema, generated(name, "redrive"))
    known = "SELECT to_regprocedure(%s) IS NOT NULL"
    if not database.value(connection, known, f"{routine.as_string(connection)}()"):
        raise Refused(
            f"{name} cannot be redriven yet: the routine that does it has not been applied",
            help="run `changeover apply`",
        )
    connection.execute(sql.SQL("CALL {}()").format(routine))
    after = quarantined(ledger)[name]
    return name, before, max(before - after, 0), after


def quarantined(ledger: Ledger) -> Counter[str]:
    """How many rows each mapping has in the quarantine."""
    query = """
        SELECT q.mapping, count(*) AS rows
        FROM migration.quarantine AS q
        WHERE q.migration = %s
        GROUP BY q.mapping
    """
    found = database.rows(ledger.connection, query, ledger.migration)
    return Counter({row["mapping"]: row["rows"] for row in found})
