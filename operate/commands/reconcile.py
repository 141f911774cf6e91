"""`changeover reconcile`: repair rows that a comparison names, from the side that owns them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

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
    from operate.workspace import Migration
    from render.plan import Plan

PART = "repair"
WIDEST = 90
# What a generated file says of itself; keys are read and written in these forms.
SETTINGS = (
    "SET changeover.writer = 'migration'",
    "SET timezone = 'UTC'",
    "SET datestyle = 'ISO, YMD'",
    "SET row_security = off",
)
REPAIRED = "SELECT count(*) FROM migration.repair WHERE (migration, mapping) = (%s, %s)"


@click.command(
    "reconcile",
    cls=options.Command,
    examples=("changeover reconcile", "changeover reconcile usage_logs --yes"),
)
@click.argument("mapping", required=False)
@options.specs
@options.dsn
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True,
              help="Rows of each mapping that are shown before anything is changed.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Repair them; without it nothing is changed.")
@options.as_json
def reconcile_command(
    migration: Migration, mapping: str | None, dsn: str, limit: int, yes: bool, as_json: bool
) -> None:
    """Repair the rows that the last comparisons name.

    Those of one mapping or of all. The side that owns a data set is believed: before the switch
    the new tables are written as the legacy rows say, after it the retired tables as the new rows
    say. Without --yes it shows what would change. Each repaired row is logged, and what was
    compared before counts no longer: a new comparison is due.
    """
    plan = migration.current().plan
    steps = [step for step in plan.steps if step.part == PART]
    known = [step.name for step in steps]
    if mapping is not None and mapping not in known:
        raise options.unknown("mapping", mapping, known)
    with database.connected(dsn) as connection:
        for setting in SETTINGS:
            connection.execute(setting.encode())
        ledger = started(connection, plan.settings.name)
        chosen = [step for step in steps if mapping in (None, step.name)]
        chosen = two_sided(ledger, chosen, "repair")
        done = [_one(connection, plan, step.name, limit, yes=yes) for step in chosen]
    if as_json:
        console.print_json(done)
    else:
        _show(done, yes=yes)
    # Not the status: while a comparison differs in what names no row, it would send back here.
    repairable = not yes and any(one["named"] for one in done)
    migration.next("changeover reconcile --yes" if repairable else "changeover validate")


def _one(connection: Connection, plan: Plan, name: str, limit: int, *, yes: bool) -> dict[str, Any]:
    """What one mapping's named rows become, or would become."""
    work = plan.settings.work_schema

    def routine(suffix: str) -> sql.Identifier:
        return sql.Identifier(work, generated(name, suffix))

    there = "SELECT to_regprocedure(%s) IS NOT NULL"
    if not database.value(connection, there, f"{routine('named').as_string(connection)}()"):
        raise Refused(
            f"{name} cannot be reconciled yet: the routine that does it has not been applied",
            help="run `changeover apply`",
        )
    query = sql.SQL("SELECT n.key FROM {}() AS n (key) ORDER BY n.key").format(routine("named"))
    keys = [row[0] for row in connection.execute(query)]
    told: dict[str, Any] = {"mapping": name, "named": len(keys)}
    if yes:
        before = database.value(connection, REPAIRED, plan.settings.name, name)
        if keys:
            connection.execute(sql.SQL("CALL {}()").format(routine("repair_named")))
        repaired = database.value(connection, REPAIRED, plan.settings.name, name) - before
        return {**told, "repaired": repaired}
    with connection.transaction(force_rollback=True):
        preview = sql.SQL("SELECT legacy_key, was, became FROM {}(%s::jsonb[])").format(
            routine("repair")
        )
        first = [json.dumps(key) for key in keys[:limit]]
        rows = connection.execute(preview, (first,)).fetchall()
    heads = ("legacy_key", "was", "became")
    return {**told, "would": [dict(zip(heads, row, strict=True)) for row in rows]}


def _show(done: list[dict[str, Any]], *, yes: bool) -> None:
    """How many rows each mapping's comparison names, and what became or would become of them."""
    if yes:
        heads = ("mapping", "named", "repaired")
        console.table(heads, [[one[head] for head in heads] for one in done])
        return
    console.table(("mapping", "named"), [[one["mapping"], one["named"]] for one in done])
    shown = [(one["mapping"], row) for one in done for row in one["would"]]
    if shown:
        console.out().print("\nWould change, now → then; nothing has been changed")
        console.table(
            ("mapping", "legacy_key", ""),
            [[mapping, row["legacy_key"], _change(row)] for mapping, row in shown],
        )


def _change(row: dict[str, Any]) -> str:
    """What is different in the rows of a key, by table and column."""
    was, became = _columns(row["was"]), _columns(row["became"])
    told = [
        f"{name}: {_text(was.get(name))} → {_text(became.get(name))}"
        for name in sorted({*was, *became})
        if was.get(name) != became.get(name)
    ]
    line = "; ".join(told)
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…"


def _columns(held: object, prefix: str = "") -> dict[str, object]:
    """Every value of a picture of rows, by table, place and column."""
    if isinstance(held, dict):
        parts = held.items()
    elif isinstance(held, list):
        parts = {str(place): one for place, one in enumerate(held, 1)}.items()
    else:
        return {prefix: held}
    return {
        name: value
        for key, one in parts
        for name, value in (
            _columns(one, f"{prefix}{'.' if prefix else ''}{key}")
            if prefix.count(".") < 2 and isinstance(one, dict | list)
            else {f"{prefix}{'.' if prefix else ''}{key}": one}
        ).items()
    }


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
