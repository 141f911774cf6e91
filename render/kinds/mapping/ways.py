"""How the value of each legacy column gets into the target's columns and back, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...markdown import Markdown, code, text
from ...model import Column, Relation
from .meaning import Meaning
from .parts import Part
from .reading import reads
from .spec import Entry, MappingSpec
from .values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The way of a legacy column into one column of a target table, and back."""

    legacy: Column
    in_key: bool
    table: str
    column: str
    type: str
    made: Markdown
    back: Markdown


def from_legacy(meaning: Meaning) -> Iterator[Way]:
    """Every way, in the order of the legacy columns; each column has at least one."""
    for column in meaning.legacy.columns:
        for entry in meaning.spec.entries:
            if column.name in reads(entry, meaning.legacy):
                made = made_of(entry, meaning.spec)
                yield _way(meaning, column, meaning.target, entry, made)
        for part in meaning.parts:
            yield from _into_part(meaning, column, part)
        for value in meaning.carried:
            if value.carries == column.name:
                yield Way(
                    legacy=column,
                    in_key=column.name in meaning.legacy.key,
                    table=meaning.target.name,
                    column=value.column,
                    type=value.type,
                    made=_carried(value, meaning),
                    back=text("as it is"),
                )


def _into_part(meaning: Meaning, column: Column, part: Part) -> Iterator[Way]:
    each = part.spec.each
    for entry in part.spec.entries:
        if column.name in reads(entry, meaning.legacy, part.spec.each):
            yield _way(meaning, column, part.target, entry, made_of(entry, meaning.spec))
        elif each and column.name == each.of and entry.expression is not None:
            made = Markdown(f"of each element: {made_of(entry, meaning.spec)}")
            yield _way(meaning, column, part.target, entry, made)


def _way(meaning: Meaning, legacy: Column, table: Relation, entry: Entry, made: Markdown) -> Way:
    return Way(
        legacy=legacy,
        in_key=legacy.name in meaning.legacy.key,
        table=table.name,
        column=entry.target,
        type=table.column(entry.target).type,
        made=made,
        back=_back(entry, legacy, meaning),
    )


def made_of(entry: Entry, spec: MappingSpec) -> Markdown:
    """How an entry's value is made."""
    if entry.constant is not None:
        return Markdown(f"always {code(entry.constant)}")
    if entry.expression is not None:
        if "\n" in entry.expression.strip():
            return text("expression, see below")
        return code(entry.expression.strip())
    if not entry.hops:
        return text("value map, see below" if entry.values else "as it is")
    mapped = ", after the value map below" if entry.values else ""
    missing = "else the row is quarantined"
    if spec.unmapped == "keep":
        missing = f"else of {code(str(entry.unknown))}"
    first, *further = entry.hops
    hops = f"the row of {code(first.table)} with this {code(first.column)}{mapped}"
    for before, hop in zip(entry.hops, further, strict=False):
        hops = (
            f"the row of {code(hop.table)} whose {code(hop.column)} is the"
            f" {code(str(before.take))} of {hops}"
        )
    return Markdown(f"key of {hops}; {missing}")


def _carried(value: Value, meaning: Meaning) -> Markdown:
    reason = meaning.spec.drop.get(value.carries)
    if reason is not None:
        return Markdown(f"dropped, carried until the migration is finalized: {text(reason)}")
    if value.carries in meaning.legacy.key:
        return text("carried: the legacy key")
    return text("carried: what legacy says")


def _back(entry: Entry, legacy: Column, meaning: Meaning) -> Markdown:
    if legacy.name in entry.inverse:
        return code(entry.inverse[legacy.name])
    if entry.is_plain:
        return text("as it is")
    reason = f"; one-way: {text(entry.one_way)}" if entry.one_way else ""
    return Markdown(f"from {code(_holder(legacy.name, meaning))}{reason}")


def _holder(name: str, meaning: Meaning) -> str:
    """The target column that gives a legacy column's value back."""
    carried = {value.carries: value.column for value in meaning.carried}
    inverted = {one: entry.target for entry in meaning.spec.entries for one in entry.inverse}
    plain = {str(entry.legacy): entry.target for entry in meaning.spec.entries if entry.is_plain}
    return (carried | inverted | plain)[name]
