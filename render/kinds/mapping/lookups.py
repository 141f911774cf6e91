"""What a lookup means in SQL: the key of another table's row, found by a legacy value.

Lookups are scalar subqueries, so that `l` stays alone in the FROM clause and `FOR SHARE OF l`
locks the legacy row and no other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Relation
from ...project import Project
from ...sql import Sql, ident, indented, literal, qualified
from .objects import routine
from .spec import Entry, MappingSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """A column that holds the key of another table's row, found by a legacy value.

    `in_legacy` and `in_target` are the value looked for, read from the legacy row `l` and from
    `held_in`, the column of the target row `t` that still holds what legacy says. `unknown` is the
    key of the member for all other values, if there is one. A table that a mapping `fills` gets
    and loses rows while we copy.
    """

    column: str
    table: Sql
    lookup_column: str
    key_column: str
    held_in: str
    in_legacy: Sql
    in_target: Sql
    found: Sql
    unknown: Sql | None
    filled: bool


def lookups_of(spec: MappingSpec, project: Project, carried_of: dict[str, str]) -> Iterator[Lookup]:
    """The lookups of a mapping whose legacy-only columns are carried in these columns."""
    filled = {other.body.target for other in project.of("mapping")}
    plain = {entry.legacy: entry.target for entry in spec.entries if entry.is_plain}
    for entry in spec.entries:
        if entry.lookup_table is None:
            continue
        relation = project.relations[entry.lookup_table]
        held_in = carried_of.get(str(entry.legacy)) or plain[entry.legacy]
        yield Lookup(
            column=entry.target,
            table=qualified(relation.schema, relation.name),
            lookup_column=str(entry.lookup_column),
            key_column=relation.key[0],
            held_in=held_in,
            in_legacy=_translated(entry),
            in_target=_translated(entry, Sql(f"t.{ident(held_in)}")),
            found=value_of(entry, spec, project),
            unknown=(
                _member(entry, relation, literal(entry.unknown))
                if spec.unmapped == "keep"
                else None
            ),
            filled=entry.lookup_table in filled,
        )


def lookup_depth(spec: MappingSpec, project: Project, above: frozenset[str] = frozenset()) -> int:
    """How many mappings must have copied before this one finds every row that it looks up.

    A mapping that looks up what it fills itself, directly or around a corner, waits for nobody
    there: its lookups are followed.
    """
    above |= {spec.name}
    looked_up = {entry.lookup_table for entry in spec.entries}
    fillers = [
        other.body
        for other in project.of("mapping")
        if other.body.target in looked_up and other.body.name not in above
    ]
    return max((1 + lookup_depth(filler, project, above) for filler in fillers), default=0)


def value_of(entry: Entry, spec: MappingSpec, project: Project) -> Sql:
    """The expression that gives a target column its value, over the legacy row `l`."""
    if entry.expression is not None:
        return Sql(entry.expression)
    if entry.lookup_table is None:
        return _translated(entry)
    return _found(entry, spec, project)


def _translated(entry: Entry, column: Sql | None = None) -> Sql:
    """The legacy value after the entry's value map; other values pass unchanged."""
    column = column or Sql(f"l.{ident(str(entry.legacy))}")
    if not entry.values:
        return column
    cases = "\n".join(
        f"    WHEN {literal(old)} THEN {literal(new)}" for old, new in entry.values.items()
    )
    return Sql(f"CASE {column}\n{cases}\n    ELSE {column}\nEND")


def _member(entry: Entry, relation: Relation, value: Sql) -> Sql:
    """The key of the looked-up row that has this value, as a scalar subquery."""
    table = qualified(relation.schema, relation.name)
    return Sql(
        f"(\n    SELECT known.{ident(relation.key[0])}\n    FROM {table} AS known\n"
        f"    WHERE known.{ident(str(entry.lookup_column))} = {indented(value, 4)}\n)"
    )


def _found(entry: Entry, spec: MappingSpec, project: Project) -> Sql:
    relation = project.relations[str(entry.lookup_table)]
    found = f"    {indented(_member(entry, relation, _translated(entry)), 4)}"
    if spec.unmapped == "keep":
        member = _member(entry, relation, literal(entry.unknown))
        fallback = f"    {indented(member, 4)}"
    else:
        kind = relation.column(relation.key[0]).type
        refuse = routine(project.settings, spec, "refuse")
        legacy = f"l.{ident(str(entry.legacy))}"
        fallback = f"    {refuse}({literal(entry.target)}, {legacy}::text)::{kind}"
    return Sql(f"COALESCE(\n{found},\n{fallback}\n)")
