"""Wrong values in rows that are all there: what each rung of a comparison makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from psycopg import sql

from operate.sample.types import PgType
from render.typenames import canonical

from .victims import DoesNotFit

if TYPE_CHECKING:
    from collections.abc import Callable

    from .victims import Victim

TEXTS = ("text", "character varying")
EXACT = ("numeric",)
WHOLE = ("smallint", "integer", "bigint")
FLOATS = ("real", "double precision")
MOMENTS = ("timestamp with time zone", "timestamp without time zone")
FINITE = "{c} NOT IN ('NaN', 'Infinity', '-Infinity')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corruption:
    """A way to spoil a target, the rungs that must fire, and those that must not.

    A rung in neither list may do either, depending on the data.
    """

    name: str
    inject: Callable[[Victim], None]
    fires: str
    silent: str

    def __str__(self) -> str:
        """The name that its test has."""
        return self.name


def changed(
    types: tuple[str, ...],
    new: str,
    where: str,
    *,
    nullable: bool | None = None,
    every: bool = False,
    typmod: bool = True,
    places: int = 0,
) -> Callable[[Victim], None]:
    """Give the first fitting column a new value, in the first fitting row or in every one.

    A column with a size fits if it is asked for with `typmod`, and has so many decimal `places`.
    """

    def inject(victim: Victim) -> None:
        columns = [
            sql.Identifier(value.column)
            for value in victim.of_type(*types, nullable=nullable)
            for size in [PgType.parse(value.type).size]
            if not size or (typmod and places <= size[-1])
        ]
        victim.first(
            (
                "UPDATE {t} AS t SET {c} = {new} WHERE {which}",
                {
                    "c": column,
                    "new": sql.SQL(new).format(c=column),
                    "which": victim.met("t", fits) if every else victim.one(fits),
                },
            )
            for column in columns
            for fits in [sql.SQL(where).format(c=column)]
        )

    return inject


def swapped(victim: Victim) -> None:
    """Two rows have each other's value: every count, sum and extreme is as before."""
    victim.first(
        (
            """
            WITH one AS (
                SELECT t.tableoid AS part, t.ctid AS place, {c} AS value
                FROM {t} AS t WHERE {met} ORDER BY 1, 2 LIMIT 1
            ),
            two AS (
                SELECT t.tableoid AS part, t.ctid AS place, {c} AS value
                FROM {t} AS t WHERE {met} AND {c}::text <> (SELECT value::text FROM one)
                ORDER BY 1, 2 LIMIT 1
            )
            UPDATE {t} AS t
            SET {c} = CASE WHEN (t.tableoid, t.ctid) = (one.part, one.place)
                THEN two.value ELSE one.value END
            FROM one, two
            WHERE (t.tableoid, t.ctid) IN ((one.part, one.place), (two.part, two.place))
            """,
            {"c": column, "met": victim.met("t", sql.SQL("{} IS NOT NULL").format(column))},
        )
        for column in (sql.Identifier(value.column) for value in victim.values)
    )


def shifted(victim: Victim) -> None:
    """Two columns of one type have each other's values, in every row."""
    pairs = [
        (sql.Identifier(one.column), sql.Identifier(two.column))
        for one, two in combinations(victim.values, 2)
        if canonical(one.type) == canonical(two.type) and one.nullable == two.nullable
    ]
    victim.first(
        (
            "UPDATE {t} AS t SET {a} = {b}, {b} = {a} WHERE {a}::text <> {b}::text AND {met}",
            {"a": one, "b": two, "met": victim.met("t")},
        )
        for one, two in pairs
    )


def relabelled(victim: Victim) -> None:
    """Two labels of a column are exchanged in every row, so that each is as frequent as before."""
    victim.first(
        (
            """
            WITH label AS (
                SELECT {c} AS name, row_number() OVER (ORDER BY count(*) DESC, {c}) AS place
                FROM {t} AS t WHERE {met} GROUP BY {c}
            ),
            pair AS (
                SELECT one.name AS one, two.name AS two
                FROM label AS one, label AS two WHERE (one.place, two.place) = (1, 2)
            )
            UPDATE {t} AS t SET {c} = CASE {c} WHEN pair.one THEN pair.two ELSE pair.one END
            FROM pair WHERE {met} AND {c} IN (pair.one, pair.two)
            """,
            {"c": column, "met": victim.met("t", sql.SQL("{} IS NOT NULL").format(column))},
        )
        for column in (sql.Identifier(value.column) for value in victim.of_type(*TEXTS))
    )


def looked_up_wrongly(victim: Victim) -> None:
    """A row refers to another row of the looked-up table than its legacy value names."""
    if victim.is_part:
        raise DoesNotFit
    victim.first(
        (
            "UPDATE {t} AS t SET {c} = k.{k} FROM {known} AS k WHERE {one} AND k.{k} <> t.{c}",
            {
                "c": sql.Identifier(lookup.column),
                "k": sql.Identifier(lookup.taken),
                "known": sql.SQL(lookup.table),
                "one": victim.one(),
            },
        )
        for lookup in {one.column: one for one in victim.meaning.lookups}.values()
    )


ALL = "L0 L1 L2 L3 L4 L5"
SHOWN = {"fires": "L3 L4 L5", "silent": "L0 L1"}
HIDDEN = {"fires": "L3 L4 L5", "silent": "L0 L1 L2"}
COUNTED = {"fires": "L2 L3 L4 L5", "silent": "L0 L1"}
EQUAL = {"fires": "", "silent": ALL}
OTHER_CASE = "CASE WHEN upper({c}) = {c} THEN lower({c}) ELSE upper({c}) END"
BERLIN = """
    CASE WHEN isfinite({c})
    THEN ({c} AT TIME ZONE 'Europe/Berlin') - ({c} AT TIME ZONE 'UTC') = '2 hours' END
"""
LONG = "CASE WHEN abs({c}) BETWEEN 0.001 AND 1e9 THEN {c} <> {c}::real END"
UNORDERED = "(SELECT jsonb_object_agg(key, value ORDER BY key DESC) FROM jsonb_each({c}))"
OBJECT = "jsonb_typeof({c}) = 'object' AND {c} <> '{{}}'"
SMALL = f"abs({{c}}) < 9 AND {FINITE}"
DECOMPOSED = "normalize({c}, NFD)"
WHOLE_SECOND = "date_trunc('second', {c})"
NO_MONTHS = "justify_days({c})"
VALUES = (
    ("values of two rows swapped", swapped, HIDDEN),
    ("two columns shifted", shifted, SHOWN),
    ("labels exchanged", relabelled, HIDDEN),
    ("wrong row looked up", looked_up_wrongly, HIDDEN),
    ("NULL becomes empty", changed(TEXTS, "''", "{c} IS NULL", nullable=True), COUNTED),
    ("empty becomes NULL", changed(TEXTS, "NULL", "{c} = ''", nullable=True), COUNTED),
    ("trailing space", changed(TEXTS, "{c} || ' '", "{c} IS NOT NULL"), SHOWN),
    ("other case", changed(TEXTS, OTHER_CASE, "upper({c}) <> lower({c})"), SHOWN),
    ("other normal form", changed(TEXTS, DECOMPOSED, f"{{c}} <> {DECOMPOSED}"), SHOWN),
    ("text cut short", changed(TEXTS, "left({c}, -1)", "length({c}) > 1"), SHOWN),
    ("a cent more", changed(EXACT, "{c} + 0.01", SMALL, places=2), SHOWN),
    ("a cent more in every row",
     changed(EXACT, "{c} + 0.01", SMALL, every=True, places=2), SHOWN),
    ("one more", changed(WHOLE, "{c} + 1", "{c} BETWEEN 1 AND 1000"), SHOWN),
    ("other sign", changed((*EXACT, *WHOLE, *FLOATS), "-{c}", "{c} BETWEEN 1 AND 1000"), SHOWN),
    ("scale of 1.0 and 1.00", changed(EXACT, "{c} * 1.00", FINITE, typmod=False), EQUAL),
    ("minus zero", changed(FLOATS, "-{c}", "{c} = 0"), EQUAL),
    ("half the precision", changed(("double precision",), "{c}::real", LONG), SHOWN),
    ("shifted time zone", changed(MOMENTS, "{c} + '5:30'", "isfinite({c})", every=True), COUNTED),
    ("hour of summer time", changed(MOMENTS[:1], "{c} + '1 hour'", BERLIN, every=True), SHOWN),
    ("microseconds cut", changed(MOMENTS, WHOLE_SECOND, f"{{c}} <> {WHOLE_SECOND}"), SHOWN),
    ("another day", changed(("date",), "{c} + 1", "isfinite({c}) AND {c} < '9999-01-01'"), SHOWN),
    ("thirty days for a month",
     changed(("interval",), NO_MONTHS, f"{NO_MONTHS}::text <> {{c}}::text"), SHOWN),
    ("boolean NULL becomes false",
     changed(("boolean",), "false", "{c} IS NULL", nullable=True), COUNTED),
    ("boolean turned round", changed(("boolean",), "NOT {c}", "{c} IS NOT NULL"), HIDDEN),
    ("order of JSON keys", changed(("jsonb",), UNORDERED, OBJECT), EQUAL),
    ("value in JSON", changed(("jsonb",), "{c} || '{{\"\": 0}}'", OBJECT), HIDDEN),
    ("bytes added", changed(("bytea",), "{c} || '\\x00'", "{c} IS NOT NULL"), HIDDEN),
)  # fmt: skip
VALUE_CORRUPTIONS = tuple(
    Corruption(name=name, inject=inject, **said) for name, inject, said in VALUES
)
