"""How the value of each legacy column gets into the target's columns and back, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...expression import check_expression
from ...markdown import Markdown, code, text
from ...model import Column, Relation
from .meaning import Meaning, Value
from .spec import Entry, MappingSpec


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
                yield _way(
                    meaning,
                    column,
                    entry.target,
                    meaning.target.column(entry.target).type,
                    _made(entry, meaning.spec),
                    _back(entry, column, meaning),
                )
        for value in meaning.carried:
            if value.carries == column.name:
                made = _carried(value, meaning)
                yield _way(meaning, column, value.column, value.type, made, text("as it is"))


def reads(entry: Entry, legacy: Relation) -> frozenset[str]:
    """The legacy columns that an entry's value is made of."""
    if entry.expression is None:
        return frozenset((str(entry.legacy),))
    expression, _ = check_expression(entry.expression, columns=legacy.names, what=legacy.name)
    return expression.columns if expression else frozenset()


def _way(
    meaning: Meaning, legacy: Column, column: str, type_: str, made: Markdown, back: Markdown
) -> Way:
    return Way(
        legacy=legacy,
        in_key=legacy.name in meaning.legacy.key,
        table=meaning.target.name,
        column=column,
        type=type_,
        made=made,
        back=back,
    )


def _made(entry: Entry, spec: MappingSpec) -> Markdown:
    if entry.expression is not None:
        if "\n" in entry.expression.strip():
            return text("expression, see below")
        return code(entry.expression.strip())
    if entry.lookup_table is None:
        return text("value map, see below" if entry.values else "as it is")
    mapped = ", after the value map below" if entry.values else ""
    missing = "else the row is quarantined"
    if spec.unmapped == "keep":
        missing = f"else of {code(str(entry.unknown))}"
    return Markdown(
        f"key of the row of {code(entry.lookup_table)} with this"
        f" {code(str(entry.lookup_column))}{mapped}; {missing}"
    )


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
