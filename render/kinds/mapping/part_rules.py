"""What can be wrong with the parts of a mapping, the further tables that a legacy row fills."""

from collections.abc import Collection, Iterator

from ...findings import Finding, did_you_mean
from ...guard import expression_findings
from ...kind import Spec
from ...model import Relation
from ...project import Project
from ...typenames import canonical
from .faults import Place, fault, no_column
from .spec import MappingSpec, PartSpec


def broken_parts(spec: Spec, project: Project) -> Iterator[Finding]:
    """Tables and columns of parts that do not exist; nothing else can be checked before."""
    body: MappingSpec = spec.body
    legacy = project.relations[body.legacy]
    known = project.on_side("target")
    for part in body.parts:
        place: Place = ("parts", part.target)
        if part.target not in known:
            message = f"there is no target table named `{part.target}`"
            way_out = did_you_mean(part.target, known)
            yield fault(spec, "unknown-reference", place, message, way_out, key=True)
            continue
        target = project.relations[part.target]
        if part.anchor not in target.names:
            yield no_column(spec, (*place, "anchor"), part.anchor, target)
        if part.each and part.each.position not in target.names:
            yield no_column(spec, (*place, "each", "position"), part.each.position, target)
        if part.each and part.each.of not in legacy.names:
            yield no_column(spec, (*place, "each", "of"), part.each.of, legacy)
        yield from _unknown_columns(spec, part, legacy, target)


def _unknown_columns(
    spec: Spec, part: PartSpec, legacy: Relation, target: Relation
) -> Iterator[Finding]:
    for entry in part.entries:
        place: Place = ("parts", part.target, "columns", entry.target)
        if entry.target not in target.names:
            yield no_column(spec, place, entry.target, target, key=True)
        if entry.legacy is not None and entry.legacy not in legacy.names:
            plain = isinstance(spec.data["parts"][part.target]["columns"][entry.target], str)
            where = place if plain else (*place, "from")
            yield no_column(spec, where, entry.legacy, legacy)
        for name in entry.inverse:
            if name not in legacy.names:
                yield no_column(spec, (*place, "inverse", name), name, legacy, key=True)


def parts(spec: Spec, project: Project) -> Iterator[Finding]:
    """Every finding on parts whose tables and columns exist."""
    body: MappingSpec = spec.body
    if body.parts:
        yield from _anchor(spec, project.relations[body.target], project.relations[body.legacy])
    for part in body.parts:
        target = project.relations[part.target]
        yield from _shared(spec, part, project)
        yield from _key(spec, part, target, project.relations[body.target])
        yield from _without_value(spec, part, target)
        yield from _elements(spec, part, target, project.relations[body.legacy])
        yield from _expressions(spec, part, target, project.relations[body.legacy])


def _anchor(spec: Spec, anchor: Relation, legacy: Relation) -> Iterator[Finding]:
    for entry in spec.body.entries:
        if entry.target == anchor.key[0] and not (entry.is_plain and legacy.key == (entry.legacy,)):
            message = f"the anchor's key `{entry.target}` is neither made nor the legacy key"
            way_out = "leave the key out, so that it is made, or map the legacy key to it unchanged"
            place: Place = ("columns", entry.target)
            yield fault(spec, "anchor-key-not-kept", place, message, way_out, key=True)
    if len(anchor.key) > 1 or anchor.partition_key is not None:
        message = f"the anchor `{anchor.name}` cannot be named by one column"
        way_out = "choose an anchor that is not partitioned and has one key column"
        yield fault(spec, "anchor-not-one-column", ("to",), message, way_out)


def _shared(spec: Spec, part: PartSpec, project: Project) -> Iterator[Finding]:
    others = [
        other.name
        for other in project.of("mapping")
        if part.target in other.body.targets and other.name != spec.name
    ]
    if others or part.target == spec.body.target:
        by = ", ".join(f"`{name}`" for name in others) or "the anchor's rows"
        message = f"`{part.target}` is filled by {by} already"
        way_out = "give the part a table of its own"
        place = ("parts", part.target)
        yield fault(spec, "part-shares-table", place, message, way_out, key=True)


def _key(spec: Spec, part: PartSpec, target: Relation, anchor: Relation) -> Iterator[Finding]:
    if target.key[0] != part.anchor or target.partition_key is not None:
        message = f"the primary key of `{part.target}` does not begin with `{part.anchor}`"
        way_out = "begin the key of an unpartitioned table with the column of the anchor's key"
    elif canonical(target.column(part.anchor).type) != canonical(anchor.column(anchor.key[0]).type):
        message = f"`{part.anchor}` and the key of `{anchor.name}` have different types"
        way_out = "give both columns the same type"
    else:
        return
    yield fault(spec, "part-key", ("parts", part.target, "anchor"), message, way_out)


def _without_value(spec: Spec, part: PartSpec, target: Relation) -> Iterator[Finding]:
    filled = {part.anchor, *(entry.target for entry in part.entries)}
    if part.each:
        filled.add(part.each.position)
    for column in target.columns:
        needed = column.name in target.key or not (column.nullable or column.default)
        if needed and column.name not in filled:
            message = f"the column `{column.name}` of `{part.target}` gets no value"
            way_out = "map a legacy column to it, give it a default, or allow NULL"
            place: Place = ("parts", part.target, "columns")
            yield fault(spec, "target-column-without-value", place, message, way_out, key=True)


def _elements(spec: Spec, part: PartSpec, target: Relation, legacy: Relation) -> Iterator[Finding]:
    if part.each is None:
        return
    place: Place = ("parts", part.target, "each")
    kind = legacy.column(part.each.of).type
    if canonical(kind) != "jsonb":
        message = f"`{part.each.of}` is {kind}, not jsonb"
        way_out = "name a column that holds a jsonb array"
        yield fault(spec, "elements-not-jsonb", (*place, "of"), message, way_out)
    if part.each.element in (*legacy.names, "ordinality"):
        message = f"`{part.each.element}` already means something else in expressions"
        way_out = "call the element by a name that no legacy column has"
        yield fault(spec, "element-name-taken", (*place, "element"), message, way_out)
    kind = target.column(part.each.position).type
    if canonical(kind) != "integer":
        message = f"`{part.each.position}` is {kind}, not integer"
        way_out = "make the column an integer; it numbers the elements from 1"
        yield fault(spec, "position-not-integer", (*place, "position"), message, way_out)


def _expressions(
    spec: Spec, part: PartSpec, target: Relation, legacy: Relation
) -> Iterator[Finding]:
    beside = (part.each.element,) if part.each else ()
    place: Place = ("parts", part.target)
    for entry in part.entries:
        where = (*place, "columns", entry.target)
        if entry.expression is not None:
            columns = (*legacy.names, *beside)
            yield from _guard(spec, (*where, "expression"), entry.expression, legacy, columns)
        for name, text in entry.inverse.items():
            yield from _guard(spec, (*where, "inverse", name), text, target, target.names)
    one_way = [entry for entry in part.entries if entry.expression and not entry.inverse]
    if (one_way or part.each) and part.one_way is None:
        message = f"the rows of `{part.target}` do not say how they go back"
        way_out = "add `inverse:` to each expression, or `one_way:` to the part with the reason"
        yield fault(spec, "inverse-missing", place, message, way_out, key=True)


def _guard(
    spec: Spec, place: Place, text: str, relation: Relation, columns: Collection[str]
) -> Iterator[Finding]:
    return expression_findings(spec, place, text, table=relation.name, columns=columns)
