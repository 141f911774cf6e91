"""Typical rows: plausible data in bulk, made by the server in one INSERT … SELECT.

Every value is a function of the row's number `g`, the seed and the column, so the same call gives
the same rows anywhere, and any single row can be made again.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from psycopg import sql

from operate.sample.freedom import counting, listed
from operate.sample.types import PgType
from operate.sample.values import Made, drawn, numbered, picked
from render.sql import ident

if TYPE_CHECKING:
    from collections.abc import Mapping

    from render.model import Column, Relation

NULL_SHARE = 0.1


def typical(relation: Relation, rows: int, *, first: int = 1, seed: int = 0) -> sql.Composed:
    """The statement that inserts rows number `first` to `first + rows - 1`."""
    made = expressions(relation, rows=max(rows, first + rows - 1), seed=seed)
    return sql.SQL(
        "INSERT INTO {}.{} ({})\nSELECT\n    {}\nFROM generate_series({}, {}) AS g"
    ).format(
        sql.Identifier(relation.schema),
        sql.Identifier(relation.name),
        sql.SQL(", ").join(map(sql.Identifier, made)),
        sql.SQL(",\n    ").join(sql.SQL(text) for text in made.values()),
        sql.Literal(first),
        sql.Literal(first + rows - 1),
    )


def expressions(relation: Relation, *, rows: int, seed: int = 0) -> Mapping[str, str]:
    """For each column, the SQL of its value in row number `g`.

    Args:
        relation: the table's contract.
        rows: how many rows there will be; times are spread over their range by it.
        seed: another seed gives other rows.
    """
    counts = _counters(relation)
    return {
        column.name: _expression(relation, column, counts.get(column.name), rows, seed)
        for column in relation.columns
    }


def _counters(relation: Relation) -> dict[str, str]:
    """The columns that count, with what they count: `g`, or the part of it that others leave.

    In a composite key the columns with listed values are the low digits of `g`, so that a key of
    (day, service) uses up all services before it needs the next day.
    """
    counters = {column.name: "g" for column in counting(relation)}
    stride = 1
    free = [name for name in counters if name in relation.key]
    for name in relation.key:
        values = listed(relation.column(name))
        if name in counters or not values or not free:
            continue
        counters[name] = f"(g / {stride}) % {len(values)}"
        stride *= len(values)
    if free and stride > 1:
        counters[free[0]] = f"(g / {stride})"
    return counters


def _expression(
    relation: Relation, column: Column, counter: str | None, rows: int, seed: int
) -> str:
    made = Made(table=relation.name, column=column, rows=rows, salt=_salt(relation, column, seed))
    kind = PgType.parse(column.type)
    if counter is not None and "%" in counter:
        return picked(made, f"{counter} + 1")
    if counter is not None:
        return f"({numbered(made, kind, counter)})::{column.type}"
    value = f"({drawn(made, kind)})::{column.type}"
    share = column.sample.get("null_share", NULL_SHARE)
    if not column.nullable or not share:
        return value
    return f"CASE WHEN {made.share('null')} < {float(share)} THEN NULL ELSE {value} END"


def _salt(relation: Relation, column: Column, seed: int) -> int:
    text = f"{seed}/{ident(relation.name)}/{ident(column.name)}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:7])
