"""What can be wrong with a mapping beyond its shape. One function, one kind of mistake."""

from collections.abc import Callable, Iterable, Iterator

from ...expression import Expression, check_expression
from ...findings import Finding, did_you_mean
from ...guard import expression_findings
from ...kind import Spec
from ...location import Location
from ...model import Relation
from ...project import Project
from ...typenames import canonical
from .faults import Place, fault, no_column
from .meaning import identity_columns, restored_columns
from .merge_rules import merged
from .outside_rules import substitutes, unanswered, unknown_substitutes
from .part_rules import broken_parts, parts
from .spec import Entry, MappingSpec

NUMBERS = ("smallint", "integer", "bigint", "numeric", "real", "double precision", "money")


def rules(spec: Spec, project: Project) -> Iterable[Finding]:
    """Every finding on a mapping; the later checks run only on columns that exist."""
    broken = [
        *_unknown_columns(spec, project),
        *broken_parts(spec, project),
        *unknown_substitutes(spec, project),
        *_one_value(spec, project),
    ]
    if broken:
        return broken
    found = [finding for check in CHECKS for finding in check(spec, project)]
    return found or (substitutes(spec, project) if spec.body.substitutes else ())


def _sides(spec: Spec, project: Project) -> tuple[MappingSpec, Relation, Relation]:
    body: MappingSpec = spec.body
    return body, project.relations[body.legacy], project.relations[body.target]


def _entry_place(entry: Entry, spec: Spec, field: str) -> Place:
    written = spec.data["columns"][entry.target]
    return ("columns", entry.target) if isinstance(written, str) else (
        "columns", entry.target, field,
    )  # fmt: skip


def _unknown_columns(spec: Spec, project: Project) -> Iterator[Finding]:
    body, legacy, target = _sides(spec, project)
    for entry in body.entries:
        if entry.target not in target.names:
            yield no_column(spec, ("columns", entry.target), entry.target, target, key=True)
        if entry.legacy is not None and entry.legacy not in legacy.names:
            yield no_column(spec, _entry_place(entry, spec, "from"), entry.legacy, legacy)
        for name in entry.inverse:
            if name not in legacy.names:
                place = ("columns", entry.target, "inverse", name)
                yield no_column(spec, place, name, legacy, key=True)
        yield from _unknown_lookup(spec, entry, project)
    for name in body.drop:
        if name not in legacy.names:
            yield no_column(spec, ("drop", name), name, legacy, key=True)
    for position, name in enumerate(body.sums):
        if name not in target.names:
            yield no_column(spec, ("validate", "sums", position), name, target)


def _unknown_lookup(spec: Spec, entry: Entry, project: Project) -> Iterator[Finding]:
    known = project.on_side("target")
    for depth, hop in enumerate(entry.hops):
        if hop.table not in known:
            yield Finding(
                rule="unknown-reference",
                message=f"there is no target table named `{hop.table}`",
                location=_in_lookup(spec, entry, depth, 0, hop.table),
                help=did_you_mean(hop.table, known),
            )
            return
        relation = project.relations[hop.table]
        if hop.column not in relation.names:
            yield Finding(
                rule="unknown-column",
                message=f"`{hop.table}` has no column `{hop.column}`",
                location=_in_lookup(spec, entry, depth, len(hop.table) + 1, hop.column),
                help=did_you_mean(hop.column, relation.names),
            )
        if hop.take is not None and hop.take not in relation.names:
            place = ("columns", entry.target, "through", hop.take)
            yield no_column(spec, place, hop.take, relation, key=True)


def _in_lookup(spec: Spec, entry: Entry, depth: int, offset: int, name: str) -> Location:
    """The place of a hop's table, or of its column, in `table.column`."""
    return spec.source.where_in(*_hop_place(entry, depth), offset=offset, length=len(name))


def _hop_place(entry: Entry, depth: int) -> Place:
    if depth == 0:
        return ("columns", entry.target, "lookup")
    return ("columns", entry.target, "through", str(entry.hops[depth - 1].take))


def _one_value(spec: Spec, project: Project) -> Iterator[Finding]:
    """An entry says in one way, and in no more than one, how its value is made."""
    del project
    body: MappingSpec = spec.body
    placed: list[tuple[Place, Entry]] = [
        (("columns", entry.target), entry) for entry in body.entries
    ]
    placed += [
        (("parts", part.target, "columns", entry.target), entry)
        for part in body.parts
        for entry in part.entries
    ]
    for place, entry in placed:
        ways = [way for way in (entry.legacy, entry.expression, entry.constant) if way is not None]
        if len(ways) != 1:
            message = f"`{entry.target}` is given {'no value' if not ways else 'several values'}"
            way_out = "write one of `from:`, `expression:` and `constant:`"
            yield fault(spec, "value-not-one", place, message, way_out, key=True)


def _unmapped_legacy_columns(spec: Spec, project: Project) -> Iterator[Finding]:
    body, legacy, _ = _sides(spec, project)
    entries = [*body.entries, *(entry for part in body.parts for entry in part.entries)]
    mapped = restored_columns(body) | {entry.legacy for entry in entries} | set(legacy.key)
    mapped |= {part.each.of for part in body.parts if part.each}
    elements = {part.each.element for part in body.parts if part.each}
    texts = [entry.expression for entry in entries if entry.expression is not None]
    for expression in (_read(text, legacy, elements) for text in texts):
        if expression is None:
            return  # What a refused expression was meant to read is not known.
        mapped |= expression.columns
    for name in legacy.names:
        if name not in mapped and name not in body.drop:
            message = f"the legacy column `{name}` is neither mapped nor dropped"
            way_out = f"map it to a target column, or write `drop: {{{name}: …}}` with the reason"
            yield fault(spec, "unmapped-legacy-column", ("columns",), message, way_out, key=True)


def _read(text: str, legacy: Relation, more: Iterable[str] = ()) -> Expression | None:
    """An expression over the legacy table and what stands beside it; None when it is refused."""
    return check_expression(text, columns=(*legacy.names, *more), what=legacy.name)[0]


def _target_columns_without_value(spec: Spec, project: Project) -> Iterator[Finding]:
    body, _, target = _sides(spec, project)
    filled = {entry.target for entry in body.entries}
    identity, *others = identity_columns(target, body) or ("",)
    for column in target.columns:
        if column.name in others:
            message = f"the key column `{column.name}` of the target gets no value"
            way_out = f"map a legacy column to it; the identity made for the row is `{identity}`"
        elif column.name in filled or column.name == identity or column.nullable or column.default:
            continue
        else:
            message = f"the target column `{column.name}` is NOT NULL and gets no value"
            way_out = "map a legacy column to it, give it a default, or allow NULL"
        yield fault(spec, "target-column-without-value", ("columns",), message, way_out, key=True)


def _identity_is_uuid(spec: Spec, project: Project) -> Iterator[Finding]:
    body, _, target = _sides(spec, project)
    for column in target.columns:
        is_identity = column.name in identity_columns(target, body)[:1]
        if is_identity and column.type != "uuid":
            message = f"the identity `{column.name}` is {column.type}, not uuid"
            way_out = "make the column a uuid, or map the legacy key onto the target's key"
            yield fault(spec, "identity-not-uuid", ("to",), message, way_out)


def _inverses(spec: Spec, project: Project) -> Iterator[Finding]:
    legacy = project.relations[spec.body.legacy]
    for entry in spec.body.entries:
        if entry.expression is not None and not entry.inverse and entry.one_way is None:
            read = _read(entry.expression, legacy)
            back = ", ".join(f"{name}: …" for name in sorted(read.columns)) if read else ""
            message = f"the expression of `{entry.target}` does not say how it goes back"
            way_out = f"add `inverse: {{{back or '…'}}}`, or `one_way:` with the reason"
            yield fault(
                spec, "inverse-missing", ("columns", entry.target), message, way_out, key=True
            )


def _lookups(spec: Spec, project: Project) -> Iterator[Finding]:
    body: MappingSpec = spec.body
    for entry in body.entries:
        for depth, hop in enumerate(entry.hops):
            if not project.relations[hop.table].is_unique(hop.column):
                message = f"`{hop.table}.{hop.column}` is not unique"
                way_out = "look up a column with a unique constraint, or add one to the table"
                place = _hop_place(entry, depth)
                yield fault(spec, "lookup-not-unique", place, message, way_out)
                break
        else:
            if entry.hops and body.unmapped == "keep":
                yield from _unknown_member(spec, entry, project.relations[entry.hops[-1].table])
            if entry.hops:
                yield from _lost_values(spec, entry, project)


def _lost_values(spec: Spec, entry: Entry, project: Project) -> Iterator[Finding]:
    """New values that the looked-up table has no row for, where nobody but its spec fills it."""
    hop = entry.hops[0]
    members = [str(row.get(hop.column)) for row in project.relations[hop.table].rows]
    filled = {name for other in project.of("mapping") for name in other.body.targets}
    if not members or hop.table in filled:
        return
    for old, new in entry.values.items():
        if new not in members:
            message = f"`{hop.table}` has no reference row `{new}`, so `{old}` would be unknown"
            place = ("columns", entry.target, "values", old)
            way_out = did_you_mean(new, members)
            yield fault(spec, "mapped-value-unknown", place, message, way_out)


def _unknown_member(spec: Spec, entry: Entry, relation: Relation) -> Iterator[Finding]:
    place: Place = ("columns", entry.target)
    if entry.unknown is None:
        message = f"the lookup of `{entry.target}` names no unknown member"
        way_out = "add `unknown:` with a reference row, or set `unmapped: quarantine`"
        yield fault(spec, "lookup-without-unknown", place, message, way_out, key=True)
        return
    members = [str(row.get(entry.hops[-1].column)) for row in relation.rows]
    if entry.unknown not in members:
        message = f"`{relation.name}` has no reference row `{entry.unknown}`"
        way_out = did_you_mean(entry.unknown, members)
        yield fault(spec, "unknown-member-missing", (*place, "unknown"), message, way_out)


def _partition_key(spec: Spec, project: Project) -> Iterator[Finding]:
    body, legacy, target = _sides(spec, project)
    if target.partition_key is None:
        return
    for entry in body.entries:
        if entry.target != target.partition_key:
            continue
        wanted = target.column(entry.target).type
        source = legacy.column(str(entry.legacy)) if entry.is_plain else None
        if source is None or source.nullable or canonical(source.type) != canonical(wanted):
            message = (
                f"the partition key `{entry.target}` must be a plain column, NOT NULL, {wanted}"
            )
            way_out = "map a legacy column of that type to it, unchanged"
            yield fault(
                spec, "partition-key-not-plain", ("columns", entry.target), message, way_out
            )


def _sums(spec: Spec, project: Project) -> Iterator[Finding]:
    body, _, target = _sides(spec, project)
    for position, name in enumerate(body.sums):
        type_ = target.column(name).type
        if canonical(type_).partition("(")[0] not in NUMBERS:
            message = f"`{name}` is {type_}, which has no sum"
            way_out = "list numeric columns only; every other column is compared row by row"
            place = ("validate", "sums", position)
            yield fault(spec, "sum-not-numeric", place, message, way_out)


def _data_set(spec: Spec, project: Project) -> Iterator[Finding]:
    if project.data_set_of(spec.body.legacy) is None:
        message = f"`{spec.body.legacy}` belongs to no data set"
        way_out = "name it in a data set of `migration.yaml`"
        yield fault(spec, "table-without-data-set", ("from",), message, way_out)


def _expressions(spec: Spec, project: Project) -> Iterator[Finding]:
    body, legacy, target = _sides(spec, project)
    for entry in body.entries:
        place: Place = ("columns", entry.target)
        if entry.expression is not None:
            yield from _guard(spec, (*place, "expression"), entry.expression, legacy)
        for name, text in entry.inverse.items():
            yield from _guard(spec, (*place, "inverse", name), text, target)
    if body.where is not None:
        yield from _guard(spec, ("filter", "where"), body.where, legacy)


def _guard(spec: Spec, place: Place, text: str, relation: Relation) -> Iterator[Finding]:
    return expression_findings(spec, place, text, table=relation.name, columns=relation.names)


CHECKS: tuple[Callable[[Spec, Project], Iterator[Finding]], ...] = (
    _unmapped_legacy_columns,
    _target_columns_without_value,
    _identity_is_uuid,
    _inverses,
    _lookups,
    _partition_key,
    _sums,
    _data_set,
    _expressions,
    merged,
    parts,
    unanswered,
)
