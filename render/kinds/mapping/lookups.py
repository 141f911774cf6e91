"""What a lookup means in SQL: the key of another table's row, found by a legacy value.

Lookups are scalar subqueries, so that `l` stays alone in the FROM clause and `FOR SHARE OF l`
locks the legacy row and no other. A lookup of several hops is one subquery inside the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Relation
from ...names import generated
from ...project import Project
from ...sql import Sql, ident, indented, literal, qualified
from ...typenames import canonical
from .objects import routine
from .spec import Entry, Hop, MappingSpec

TEXTS = ("text", "character varying")
"""The types whose values an index finds by how their text form begins."""
BEGINS = 100
"""How many characters of a value are in that index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """One hop of a column that holds the key of another table's row, found by a legacy value.

    `name` tells the hops of a column apart; its first hop is called like the column. `in_legacy`
    and `in_target` are the value looked for, read from the legacy row `l` and from `held_in`, the
    column of the target row `t` that still holds what legacy says; `taken` is what the found row
    gives. `found` is what the column of `t` should hold in the end, NULL where the row is refused.
    `unknown` is, of the last hop, the key of the member for all other values, if there is one.
    A table that a mapping `fills` gets and loses rows while we copy. `indexed` is whether an index
    finds rows by what `held_in` begins with: what is no text, or is translated, has none.
    """

    name: str
    column: str
    table: Sql
    lookup_column: str
    taken: str
    held_in: str
    in_legacy: Sql
    in_target: Sql
    found: Sql
    indexed: bool
    unknown: Sql | None
    filled: bool


def lookups_of(spec: MappingSpec, project: Project, carried_of: dict[str, str]) -> Iterator[Lookup]:
    """The lookups of a mapping whose legacy-only columns are carried in these columns."""
    filled = {name for other in project.of("mapping") for name in other.body.targets}
    legacy = project.relations[spec.legacy]
    plain = {entry.legacy: entry.target for entry in spec.entries if entry.is_plain}
    for entry in spec.entries:
        held_in = carried_of.get(str(entry.legacy)) or plain.get(entry.legacy, "")
        held = Sql(f"t.{ident(held_in)}")
        for depth, hop in enumerate(entry.hops):
            relation = project.relations[hop.table]
            last = hop is entry.hops[-1]
            yield Lookup(
                name=_name(entry, depth),
                column=entry.target,
                table=qualified(relation.schema, relation.name),
                lookup_column=hop.column,
                taken=hop.take or relation.key[0],
                held_in=held_in,
                in_legacy=_followed(entry, depth, _translated(entry), project),
                in_target=_followed(entry, depth, _translated(entry, held), project),
                found=_found(entry, _translated(entry, held), spec, project),
                indexed=depth == 0 and not entry.values and _is_text(entry, legacy),
                unknown=_unknown(entry, project) if last and spec.unmapped == "keep" else None,
                filled=hop.table in filled,
            )


def lookup_depth(spec: MappingSpec, project: Project, above: frozenset[str] = frozenset()) -> int:
    """How many mappings must have copied before this one finds every row that it looks up.

    A mapping that looks up what it fills itself, directly or around a corner, waits for nobody
    there: its lookups are followed.
    """
    above |= {spec.name}
    looked_up = {hop.table for entry in spec.entries for hop in entry.hops}
    fillers = [
        other.body
        for other in project.of("mapping")
        if looked_up & set(other.body.targets) and other.body.name not in above
    ]
    return max((1 + lookup_depth(filler, project, above) for filler in fillers), default=0)


def value_of(entry: Entry, spec: MappingSpec, project: Project) -> Sql:
    """The expression that gives a target column its value, over the legacy row `l`."""
    if entry.constant is not None:
        return literal(entry.constant)
    if entry.expression is not None:
        return Sql(entry.expression)
    if not entry.hops:
        return _translated(entry)
    return _found_or_refused(entry, spec, project)


def _translated(entry: Entry, column: Sql | None = None) -> Sql:
    """The legacy value after the entry's value map; other values pass unchanged."""
    column = column or Sql(f"l.{ident(str(entry.legacy))}")
    if not entry.values:
        return column
    cases = "\n".join(
        f"    WHEN {literal(old)} THEN {literal(new)}" for old, new in entry.values.items()
    )
    return Sql(f"CASE {column}\n{cases}\n    ELSE {column}\nEND")


def _followed(entry: Entry, hops: int, value: Sql, project: Project) -> Sql:
    """What a legacy value has become after so many hops."""
    for hop in entry.hops[:hops]:
        value = member(hop, project.relations[hop.table], value)
    return value


def member(hop: Hop, relation: Relation, value: Sql) -> Sql:
    """What the looked-up row that has this value gives, as a scalar subquery."""
    table = qualified(relation.schema, relation.name)
    return Sql(
        f"(\n    SELECT known.{ident(hop.take or relation.key[0])}\n    FROM {table} AS known\n"
        f"    WHERE known.{ident(hop.column)} = {indented(value, 4)}\n)"
    )


def _unknown(entry: Entry, project: Project) -> Sql:
    """The key of the member that stands for every value that the last hop does not know."""
    hop = entry.hops[-1]
    return member(hop, project.relations[hop.table], literal(entry.unknown))


def beginning(value: Sql) -> Sql:
    """What an index finds a value by: a whole one may be too long for any index."""
    return Sql(f"left(({value})::text, {BEGINS})")


def _is_text(entry: Entry, legacy: Relation) -> bool:
    return canonical(legacy.column(str(entry.legacy)).type).startswith(TEXTS)


def _name(entry: Entry, depth: int) -> str:
    """What a hop is called; no two hops go through the same column."""
    if depth == 0:
        return entry.target
    return generated(entry.target, "through", str(entry.hops[depth - 1].take))


def _found(entry: Entry, value: Sql, spec: MappingSpec, project: Project) -> Sql:
    """The key that the last hop gives for a value, or that of the unknown member; else NULL."""
    found = _followed(entry, len(entry.hops), value, project)
    return _or(found, _unknown(entry, project)) if spec.unmapped == "keep" else found


def _found_or_refused(entry: Entry, spec: MappingSpec, project: Project) -> Sql:
    """The key that the last hop gives; without one the row is refused, unless it is kept."""
    found = _found(entry, _translated(entry), spec, project)
    if spec.unmapped == "keep":
        return found
    relation = project.relations[entry.hops[-1].table]
    kind = relation.column(relation.key[0]).type
    refuse = routine(project.settings, spec, "refuse")
    legacy = f"l.{ident(str(entry.legacy))}"
    return _or(found, Sql(f"{refuse}({literal(entry.target)}, {legacy}::text)::{kind}"))


def _or(found: Sql, fallback: Sql) -> Sql:
    return Sql(f"COALESCE(\n    {indented(found, 4)},\n    {indented(fallback, 4)}\n)")
