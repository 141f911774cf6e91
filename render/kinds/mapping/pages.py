"""The generated page about a mapping, and what other pages need to know of it."""

from collections.abc import Iterator, Mapping

from ...kind import Spec
from ...markdown import (
    Markdown,
    bullets,
    code,
    codes,
    page,
    section,
    table,
    text,
)
from ...model import Move, Reference, Relation
from ...plan import Document
from ...project import Project
from ...sql import ident, literal
from .meaning import Meaning, identity_columns, meaning_of
from .objects import MIGRATED_AT
from .parts import Part
from .reading import reads
from .spec import Entry, MappingSpec
from .ways import Way, from_legacy, made_of

HEAD = (
    "legacy column",
    "legacy type",
    "NULL?",
    "target column",
    "target type",
    "how the value is made",
    "how it goes back",
)


def documents(spec: Spec, project: Project) -> Iterator[Document]:
    """The page about the mapping."""
    meaning = meaning_of(spec.body, project)
    title = f"{meaning.legacy.name} → {', '.join(meaning.spec.targets)}"
    lines = _lines(meaning, project)
    yield Document(
        path=_path(spec),
        text=page(spec.path, text(title), lines, up="../README.md"),
        spec=spec.path,
        title=title,
    )


def moves(spec: Spec, project: Project) -> Iterator[Move]:
    """The way of the mapping's rows."""
    body: MappingSpec = spec.body
    lookups = tuple(
        (body.target, _reference(entry, project)) for entry in body.entries if entry.hops
    )
    yield Move(
        name=body.name,
        legacy=body.legacy,
        targets=body.targets,
        page=_path(spec),
        where=body.where or "",
        because=body.because,
        lookups=lookups,
        quarantines=bool(lookups) and body.unmapped == "quarantine",
        identity=next(iter(identity_columns(project.relations[body.target], body)), ""),
    )


def _path(spec: Spec) -> str:
    return f"docs/mappings/{spec.name}.md"


def _reference(entry: Entry, project: Project) -> Reference:
    relation = project.relations[entry.hops[-1].table]
    return Reference(columns=(entry.target,), relation=relation.name, to=relation.key)


def _lines(meaning: Meaning, project: Project) -> Iterator[str]:
    yield from bullets(_facts(meaning, project))
    ways = from_legacy(meaning)
    yield from section(text("From each legacy column"), table(HEAD, map(_row, ways)))
    given = table(("target column", "type", "value"), _given(meaning))
    yield from section(text("What no legacy column gives"), given)
    yield from section(text("Expressions"), _expressions(meaning.spec))
    yield from section(text("Value maps"), _value_maps(meaning.spec))


def _facts(meaning: Meaning, project: Project) -> Iterator[Markdown]:
    """What is true of the mapping as a whole, a sentence each."""
    spec, legacy, target = meaning.spec, meaning.legacy, meaning.target
    data_set = project.data_set_of(legacy.name)
    yield Markdown(
        f"Mapping {code(spec.name)} of the component {code(spec.component)}"
        + (f", in the data set {code(data_set.name)}" if data_set else "")
        + "."
    )
    yield Markdown(f"From {code(f'{legacy.schema}.{legacy.name}')}: {text(legacy.comment)}")
    yield Markdown(f"To {code(f'{target.schema}.{target.name}')}: {text(target.comment)}")
    for part in meaning.parts:
        rows = f"a row for each element of {code(part.spec.each.of)}" if part.spec.each else "a row"
        yield Markdown(
            f"And to {code(f'{part.target.schema}.{part.target.name}')}, {rows}, found by"
            f" {code(part.spec.anchor)}: {text(part.target.comment)}"
        )
        if part.spec.one_way:
            yield Markdown(f"{code(part.target.name)} is one-way: {text(part.spec.one_way)}")
    if meaning.merged:
        yield text("Other mappings fill the same table; what this one carries is named after it.")
    yield Markdown(f"Rows: {_rows(spec)}")
    if meaning.lookups:
        yield Markdown(f"Values that a lookup does not find: {_unmapped(spec)}")
    yield Markdown(f"Rows that legacy cannot hold, after the switch: {_outside(spec)}")
    held = codes(column.held_in for column in meaning.key)
    yield Markdown(f"Legacy key: {codes(legacy.key)}, held in {held}.")
    yield Markdown(f"One target row for each: {codes(meaning.conflict)}.")
    sums = f" Sums that are compared as well: {codes(spec.sums)}." if spec.sums else ""
    yield Markdown(f"Validation compares every row.{sums}")


def _rows(spec: MappingSpec) -> Markdown:
    if not spec.where:
        return text("all of them.")
    return Markdown(
        f"only those where {code(spec.where)}; the others stay behind, counted as filtered."
        f" {text(spec.because)}"
    )


def _unmapped(spec: MappingSpec) -> Markdown:
    if spec.unmapped == "keep":
        return text("the row refers to the unknown member, and the original value is carried.")
    return text("the row is quarantined until its value is known.")


def _outside(spec: MappingSpec) -> Markdown:
    if spec.parks:
        return text("they stay, and the legacy name does not show them until it can.")
    if not spec.substitutes:
        return text("they are refused.")
    shown = ", ".join(f"{code(name)} as {code(value)}" for name, value in spec.substitutes.items())
    return Markdown(f"legacy sees {shown}; other values are refused.")


def _row(way: Way) -> tuple[Markdown, ...]:
    key = " (key)" if way.in_key else ""
    return (
        Markdown(f"{code(way.legacy.name)}{key}"),
        code(way.legacy.type),
        text("yes" if way.legacy.nullable else "no"),
        code(f"{way.table}.{way.column}"),
        code(way.type),
        way.made,
        way.back,
    )


def _given(meaning: Meaning) -> Iterator[tuple[Markdown, ...]]:
    """The target columns whose value does not come from one column of the legacy row."""
    keys = {f"l.{ident(name)}" for name in meaning.legacy.key}
    made: dict[str, Markdown] = {}
    for value in meaning.identity:
        how = "the legacy key itself" if value.sql in keys else "made from the legacy key"
        made[value.column] = Markdown(f"identity, {how}: {code(value.sql)}")
    read = _read(meaning.spec.entries, meaning, made)
    yield from _unread(meaning.target, read, made)
    for part in meaning.parts:
        made = {part.spec.anchor: Markdown(f"the key of {code(meaning.target.name)}")}
        read = _read(part.spec.entries, meaning, made, part)
        if part.spec.each:
            read |= {entry.target for entry in part.spec.entries if entry.expression}
            made[part.spec.each.position] = text("the element's place, from 1")
        yield from _unread(part.target, read, made)


def _read(
    entries: tuple[Entry, ...],
    meaning: Meaning,
    made: dict[str, Markdown],
    part: Part | None = None,
) -> set[str]:
    """The columns that are made of a legacy column; what else an entry says joins `made`."""
    for entry in entries:
        made[entry.target] = made_of(entry, meaning.spec)
    each = part.spec.each if part else None
    return {entry.target for entry in entries if reads(entry, meaning.legacy, each)}


def _unread(
    target: Relation, read: set[str], made: Mapping[str, Markdown]
) -> Iterator[tuple[Markdown, ...]]:
    for column in target.columns:
        if column.name in read:
            continue
        default = (
            Markdown(f"its default, {code(column.default)}") if column.default else text("NULL")
        )
        how = made.get(column.name, default)
        yield code(f"{target.name}.{column.name}"), code(column.type), how
    when = text("when the row was last brought over")
    yield code(f"{target.name}.{MIGRATED_AT}"), code("timestamptz"), when


def _expressions(spec: MappingSpec) -> Iterator[str]:
    """The expressions of several lines, which would not fit into a table."""
    for entry in _all_entries(spec):
        lines = (entry.expression or "").strip().splitlines()
        if len(lines) > 1:
            indented = (f"    {line}".rstrip() for line in lines)
            yield from section(code(entry.target), indented, level=3)


def _value_maps(spec: MappingSpec) -> Iterator[str]:
    """The translations of legacy values, a table for each column that has some."""
    for entry in _all_entries(spec):
        rows = [(code(literal(old)), code(literal(new))) for old, new in entry.values.items()]
        title = Markdown(f"{code(entry.target)} from {code(str(entry.legacy))}")
        others = (text("every other value"), text("as it is"))
        lines = table(("legacy value", "new value"), [*rows, others] if rows else ())
        yield from section(title, lines, level=3)


def _all_entries(spec: MappingSpec) -> Iterator[Entry]:
    """The entries of the anchor, then those of the parts."""
    yield from spec.entries
    for part in spec.parts:
        yield from part.entries
