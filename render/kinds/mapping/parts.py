"""What a split means in SQL: the rows of further tables that a legacy row becomes.

The anchor's row and the rows of all parts are written together, so that a legacy row is migrated
whole or not at all. A part's rows are found by the anchor's key, in the column `anchor`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...model import Relation
from ...names import generated
from ...project import Project
from ...sql import Sql, comma_list, ident, literal, qualified
from .lookups import value_of
from .spec import Each, MappingSpec, PartSpec
from .values import Value, upsert, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part compiled: its values over the legacy row `l`, and what stands beside `l` in FROM.

    `anchored` is true when the anchor has its row: a legacy row that came a moment ago, and that
    its writer only noted, has none yet.
    """

    spec: PartSpec
    name: str
    target: Relation
    values: tuple[Value, ...]
    beside: Sql
    anchored: Sql

    @property
    def table(self) -> Sql:
        """The part's table."""
        return qualified(self.target.schema, self.target.name)

    @property
    def own_index(self) -> str:
        """The name of the index that finds the rows of the new system alone."""
        return generated(self.target.name, "parked")

    @property
    def key(self) -> tuple[Value, ...]:
        """What makes a row of the part unique: the values of its primary key."""
        by_name = {value.column: value for value in self.values}
        return tuple(by_name[name] for name in self.target.key)

    @property
    def texts(self) -> Mapping[str, Sql]:
        """The lists that templates print: columns, expressions, key and upsert."""
        key = [value.column for value in self.key]
        updated = [value for value in self.values if value.column not in key]
        return {
            "anchor": ident(self.spec.anchor),
            **written(self.values),
            "conflict": comma_list(map(ident, key)),
            "upsert": upsert(updated),
            "key_l": comma_list(value.sql for value in self.key),
            "key_p": comma_list(f"p.{ident(name)}" for name in key),
        }


def parts_of(spec: MappingSpec, anchor: Value, project: Project) -> Iterator[Part]:
    """The parts of a mapping whose anchor's rows have this key."""
    relation = project.relations[spec.target]
    table = qualified(relation.schema, relation.name)
    for part in spec.parts:
        target = project.relations[part.target]
        yield Part(
            spec=part,
            name=generated(spec.name, part.target),
            target=target,
            values=tuple(_values(spec, part, anchor, target, project)),
            beside=_elements(part.each) if part.each else Sql(""),
            anchored=Sql(
                f"EXISTS (\n    SELECT FROM {table} AS a\n"
                f"    WHERE a.{ident(anchor.column)} = {anchor.sql}\n)"
            ),
        )


def _values(
    spec: MappingSpec, part: PartSpec, anchor: Value, target: Relation, project: Project
) -> Iterator[Value]:
    made = {part.anchor: anchor.sql}
    if part.each:
        made[part.each.position] = Sql("item.ordinality::integer")
    made |= {entry.target: value_of(entry, spec, project) for entry in part.entries}
    for name, expression in made.items():
        column = target.column(name)
        yield Value(column=name, sql=expression, type=column.type, nullable=column.nullable)


def _elements(each: Each) -> Sql:
    """One row for each element of the array; a value that is none has no elements."""
    column = f"l.{ident(each.of)}"
    return Sql(
        "\nCROSS JOIN LATERAL jsonb_array_elements(\n"
        f"    CASE jsonb_typeof({column}) WHEN {literal('array')} THEN {column} ELSE '[]' END\n"
        f") WITH ORDINALITY AS item ({ident(each.element)}, ordinality)"
    )
