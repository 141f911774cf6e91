"""What legacy does not see, or sees otherwise: parked rows and substituted values, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from psycopg import sql

from operate import console, database
from render.names import generated

if TYPE_CHECKING:
    from operate.database import Connection
    from render.plan import Plan

PART = "parked"
READABLE = "SELECT coalesce(has_table_privilege(to_regclass(%s), 'SELECT'), false)"
COUNTED = """
    SELECT count(*) FILTER (WHERE NOT o.kept) AS unseen, count(*) FILTER (WHERE o.kept) AS kept
    FROM {} AS o
"""


def outside(connection: Connection, plan: Plan, data_set: str = "") -> list[dict[str, Any]]:
    """By mapping, how much legacy does not see, and how much waits for the next switch.

    Mappings of which nothing is outside, or of which the asker may not read it, are left out.
    """
    found = []
    for step in plan.steps:
        if step.part != PART or data_set not in {"", step.data_set}:
            continue
        view = sql.Identifier(plan.settings.work_schema, generated(step.name, "outside_legacy"))
        named = view.as_string(connection)
        if not database.value(connection, READABLE, named):
            continue
        (row,) = database.rows(connection, sql.SQL(COUNTED).format(view))
        if row["unseen"] or row["kept"]:
            found.append({"mapping": step.name, "view": named, **row})
    return found


def sentence(row: dict[str, Any]) -> str:
    """The same for people, with the view that lists it."""
    unseen = console.count(row["unseen"], "row or value", "rows or values")
    kept = f", {row['kept']:,} kept for the next switch" if row["kept"] else ""
    return f"outside legacy: {unseen} of {row['mapping']}{kept}; listed in {row['view']}"
