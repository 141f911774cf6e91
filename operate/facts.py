"""What several legacy tables state of one fact, as last compared and as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from operate import console, database

if TYPE_CHECKING:
    from collections.abc import Sequence

    from operate.database import Connection
    from render.plan import Plan, Step

PART = "fact_comparison"
EVERY = "SELECT * FROM %s;"
LATEST = """
    SELECT DISTINCT ON (c.fact)
        c.fact, c.winner, c.keys, c.agreeing, c.differing + c.silent AS disagreeing, c.silent,
        c.problem, c.listed_in, c.compared_at, c.seconds
    FROM migration.fact_comparison AS c
    WHERE c.migration = %s AND c.fact = ANY(%s) AND c.voided_at IS NULL
    ORDER BY c.fact, c.comparison DESC
"""


def comparing(plan: Plan) -> list[Step]:
    """The steps that compare facts; many migrations have none."""
    return [step for step in plan.steps if step.part == PART]


def latest(connection: Connection, migration: str, facts: Sequence[str]) -> list[dict[str, Any]]:
    """The latest comparison of each of these facts."""
    return database.rows(connection, LATEST, migration, list(facts)) if facts else []


def show(found: Sequence[dict[str, Any]]) -> None:
    """A line for each fact: how many keys disagree, and the statement that lists them."""
    if not found:
        return
    out = console.out()
    out.print("\nFacts that several legacy tables state; one wins, nothing is merged")
    for row in found:
        out.print(console.wrapped(out, f"{row['fact']}: {_outcome(row)}", rest="    "))


def _outcome(row: dict[str, Any]) -> str:
    if row["problem"] is not None:
        # The database's own words, which may hold a value: its control characters do nothing here.
        said = "".join(one if one.isprintable() else " " for one in row["problem"])
        return f"cannot be compared: {said}"
    if not row["keys"]:
        return "no table says anything of it"
    if not row["disagreeing"]:
        return f"all {row['keys']:,} keys agree"
    silent = f", {row['silent']:,} as a table says nothing" if row["silent"] else ""
    return (
        f"{row['disagreeing']:,} of {console.count(row['keys'], 'key')} disagree{silent}; "
        f"{EVERY % row['listed_in']}"
    )
