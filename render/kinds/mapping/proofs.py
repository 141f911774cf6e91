"""What Postgres proves of a mapping: each expression fits its column and is always alike."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Relation
from ...sql import Sql, ident
from .meaning import Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An expression of the spec, the columns that it may read and the type that it must have."""

    what: str
    columns: tuple[Sql, ...]
    type: Sql
    expression: Sql


def proofs(meaning: Meaning) -> Iterator[Proof]:
    """Every expression that the mapping's author wrote."""
    legacy, target = meaning.legacy, meaning.target
    for entry in meaning.spec.entries:
        if entry.expression is not None:
            type_ = target.column(entry.target).type
            yield _proof(f"the expression of {entry.target}", legacy, type_, entry.expression)
        for name, text in entry.inverse.items():
            yield _proof(f"the inverse for {name}", target, legacy.column(name).type, text)
    for part in meaning.parts:
        beside = (Sql(f"{ident(part.spec.each.element)} jsonb"),) if part.spec.each else ()
        for entry in part.spec.entries:
            if entry.expression is not None:
                what = f"the expression of {part.target.name}.{entry.target}"
                type_ = part.target.column(entry.target).type
                yield _proof(what, legacy, type_, entry.expression, beside)
            for name, text in entry.inverse.items():
                what = f"the inverse for {name}"
                yield _proof(what, part.target, legacy.column(name).type, text)
    if meaning.spec.where:
        yield _proof("the filter", legacy, "boolean", meaning.spec.where)


def _proof(
    what: str, relation: Relation, type_: str, expression: str, beside: tuple[Sql, ...] = ()
) -> Proof:
    columns = tuple(Sql(f"{ident(one.name)} {one.type}") for one in relation.columns)
    return Proof(
        what=what, columns=(*columns, *beside), type=Sql(type_), expression=Sql(expression)
    )
