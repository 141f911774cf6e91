"""The rows that an oracle looks at whatever the sample is: those at the edges of what there is."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Column
from ...project import Project
from ...sql import Sql, ident, literal, qualified
from ...typenames import canonical
from .meaning import Meaning
from .parts import Part
from .spec import Entry

NUMBERS = ("numeric", "real", "double precision")
MOMENTS = ("date", "timestamp")
TEXTS = ("text", "character")
ORDERED = (
    *("smallint", "integer", "bigint", "boolean", "uuid", "bytea", "time", "interval"),
    *(*NUMBERS, *MOMENTS, *TEXTS),
)
ENDLESS = ("Infinity", "-Infinity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Which legacy rows `l` are at an edge, and which of them is taken: the first of an order."""

    what: str
    met: Sql
    order: Sql | None = None


def edges(meaning: Meaning, part: Part | None, project: Project) -> Iterator[Edge]:
    """The edges of every legacy column, of every value map, of every lookup and of every array."""
    for column in meaning.legacy.columns:
        yield from _of_column(column)
    for entry in part.spec.entries if part else meaning.spec.entries:
        yield from _of_values(entry)
        yield from _of_lookup(entry, project)
    if part and part.spec.each:
        array = f"l.{ident(part.spec.each.of)}"
        yield Edge(
            what=f"the longest array in {part.spec.each.of}",
            met=Sql(f"jsonb_typeof({array}) = 'array'"),
            order=Sql(
                f"CASE jsonb_typeof({array}) WHEN 'array' THEN jsonb_array_length({array}) END DESC"
            ),
        )


def _of_column(column: Column) -> Iterator[Edge]:
    name, kind = Sql(f"l.{ident(column.name)}"), canonical(column.type)
    # Of arrays only the missing one is an edge.
    kind = "" if kind.endswith("[]") else kind
    if column.nullable:
        yield Edge(what=f"no {column.name}", met=Sql(f"{name} IS NULL"))
    special: tuple[str, ...] = ()
    if kind.startswith(NUMBERS):
        special = (*ENDLESS, "NaN")
    elif kind.startswith(MOMENTS):
        special = ENDLESS
    elif kind.startswith(TEXTS):
        special = ("",)
    for value in special:
        what = f"{column.name} that is {value or 'empty'}"
        yield Edge(what=what, met=Sql(f"{name} = {literal(value)}"))
    if kind.startswith(ORDERED):
        listed = ", ".join(map(literal, special))
        met = Sql(f"{name} NOT IN ({listed})" if listed else f"{name} IS NOT NULL")
        yield Edge(what=f"the lowest {column.name}", met=met, order=name)
        yield Edge(what=f"the highest {column.name}", met=met, order=Sql(f"{name} DESC"))
    if kind == "jsonb":
        for shape in ("object", "array", "string", "null"):
            met = Sql(f"jsonb_typeof({name}) = {literal(shape)}")
            yield Edge(what=f"{column.name} of the type {shape}", met=met)


def _of_values(entry: Entry) -> Iterator[Edge]:
    for value in entry.values:
        met = Sql(f"l.{ident(str(entry.legacy))} = {literal(value)}")
        yield Edge(what=f"{entry.legacy} that is {value}", met=met)


def _of_lookup(entry: Entry, project: Project) -> Iterator[Edge]:
    """A value that gets lost at each hop; what a value map translates first is left to its own."""
    value = f"l.{ident(str(entry.legacy))}"
    joins = ""
    for place, hop in enumerate(entry.hops):
        relation = project.relations[hop.table]
        wanted = (
            value if place == 0 else f"hop_{place - 1}.{ident(str(entry.hops[place - 1].take))}"
        )
        joins += "\n    FROM " if place == 0 else "\n    JOIN "
        joins += f"{qualified(relation.schema, relation.name)} AS hop_{place}"
        joins += "" if place == 0 else f" ON hop_{place}.{ident(hop.column)} = {wanted}"
        met = f"{value} IS NOT NULL\nAND NOT EXISTS (\n    SELECT{joins}"
        met += f"\n    WHERE hop_0.{ident(entry.hops[0].column)} = {value}\n)"
        for old in entry.values:
            met += f"\nAND {value} <> {literal(old)}"
        yield Edge(what=f"{entry.legacy} that {hop.table} does not know", met=Sql(met))
