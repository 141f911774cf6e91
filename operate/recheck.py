"""The rung L7: what is verified is looked at again, by the routines that generated files define."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from psycopg import sql

from operate import console, database
from operate.errors import DataCheckFailed, Refused
from render.names import generated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from operate.database import Connection
    from render.plan import Plan, Step

PART = "recheck"
RUNG = "L7"
SECONDS_BETWEEN_TURNS = 5.0
STOOD = """
    SELECT
        r.mapping, r.checked, r.passes, r.passed_at,
        (
            SELECT count(*)
            FROM migration.recheck_key AS q
            WHERE (q.migration, q.mapping) = (r.migration, r.mapping)
        ) AS waiting,
        (
            SELECT count(*)
            FROM migration.drift AS d
            WHERE (d.migration, d.mapping) = (r.migration, r.mapping)
        ) AS differences
    FROM migration.recheck AS r
    WHERE r.migration = %s AND r.mapping = ANY(%s)
    ORDER BY r.mapping
"""
DRIFT = """
    SELECT d.mapping, d.compared, d.legacy_key, d.kind, d.columns, d.expected, d.actual, d.found_at
    FROM migration.drift AS d
    WHERE d.migration = %s AND d.mapping = ANY(%s)
    ORDER BY d.mapping, d.legacy_key, d.compared
    LIMIT 20
"""


def chosen(plan: Plan, compared: Sequence[Step]) -> list[str]:
    """The mappings that are looked at again, in the order of the plan; a part is with its own."""
    specs = {step.spec for step in compared}
    names = [step.name for step in plan.steps if step.part == PART and step.spec in specs]
    if not names:
        raise Refused(
            f"{plan.settings.name} has nothing that is looked at again",
            help="`changeover validate` compares what it has",
        )
    return names


def one_pass(connection: Connection, plan: Plan, names: Sequence[str]) -> None:
    """Look at every key of these mappings once."""
    for name in names:
        routine = _routine(connection, plan, name)
        connection.execute(sql.SQL("CALL {}(NULL, true)").format(routine))


def follow(connection: Connection, plan: Plan, names: Sequence[str]) -> None:
    """Look at what changes and roll through the rest, until somebody interrupts or it differs."""
    while not database.rows(connection, DRIFT, plan.settings.name, list(names)):
        for name in names:
            routine = _routine(connection, plan, name)
            connection.execute(sql.SQL("CALL {}('10 seconds')").format(routine))
        time.sleep(SECONDS_BETWEEN_TURNS)


def told(connection: Connection, plan: Plan, names: Sequence[str]) -> dict[str, Any]:
    """Where the rung stands with each mapping, and the first differences that stand."""
    values = plan.settings.name, list(names)
    return {
        "mappings": database.rows(connection, STOOD, *values),
        "differences": database.rows(connection, DRIFT, *values),
    }


def show(found: dict[str, Any]) -> None:
    """All of it as tables."""
    heads = ("mapping", "checked", "passes", "waiting", "differences")
    console.table(heads, [[row[head] for head in heads] for row in found["mappings"]])
    if found["differences"]:
        console.out().print("\nDifferences that stand (the first 20)")
        console.table(
            ("compared", "legacy_key", "kind", "columns"),
            [
                [row["compared"], row["legacy_key"], row["kind"], ", ".join(row["columns"])]
                for row in found["differences"]
            ],
        )


def refuse_differences(found: dict[str, Any]) -> None:
    """Fail when a difference stands, and say how it is repaired."""
    apart = [row for row in found["mappings"] if row["differences"]]
    if apart:
        raise DataCheckFailed(
            f"the two sides differ in {', '.join(row['mapping'] for row in apart)}",
            detail="\n".join(
                f"{row['mapping']} {RUNG}: {console.count(row['differences'], 'difference')}"
                for row in apart
            ),
            help="all of them: SELECT * FROM migration.drift;\n"
            "repair them with `changeover reconcile`, then run this again",
        )


def _routine(connection: Connection, plan: Plan, name: str) -> sql.Identifier:
    """The procedure that looks at a mapping again."""
    routine = sql.Identifier(plan.settings.work_schema, generated(name, PART))
    shown = f"{routine.as_string(connection)}(interval, boolean)"
    if not database.value(connection, "SELECT to_regprocedure(%s) IS NOT NULL", shown):
        raise Refused(
            f"{name} cannot be looked at again yet: it is not verified",
            help="run `changeover apply --to verified`",
        )
    return routine
