"""What a new name cannot insert before `finalize`, as the plan says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from render.expression import check_expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from psycopg.errors import Diagnostic

NOT_NULL, OUTSIDE_LEGACY, FORBIDDEN = "23502", "MG120", "42501"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Why the plan lets an INSERT by the new name fail, though it is made like a row that is there.

    `unsaid` are legacy columns that must have a value, and get one from nothing of the new form.
    `one_way` are target columns from which legacy's value does not come back. `parts_one_way` tells
    the same of a part, `hidden` that legacy may not see a row, `closed` that nobody may insert.
    """

    legacy: str
    unsaid: frozenset[str]
    one_way: frozenset[str]
    parts_one_way: bool
    hidden: bool
    closed: bool

    def foresee(self, diagnosis: Diagnostic) -> bool:
        """Whether an error of the server follows from the plan."""
        column = diagnosis.column_name
        if diagnosis.sqlstate == NOT_NULL:
            return diagnosis.table_name == self.legacy and column in self.unsaid
        if diagnosis.sqlstate == OUTSIDE_LEGACY:
            return column in self.one_way if column else self.parts_one_way
        return diagnosis.sqlstate == FORBIDDEN and self.closed


def limits_of(meaning: Any) -> Limits:
    """The limits of a mapping's new name."""
    spec, legacy = meaning.spec, meaning.legacy
    said = set(_said(spec.entries))
    for part in meaning.parts:
        said |= {*_said(part.spec.entries), *((part.spec.each.of,) if part.spec.each else ())}
    return Limits(
        legacy=legacy.name,
        unsaid=frozenset(
            one.name
            for one in legacy.columns
            if not one.nullable and one.default is None and one.name not in said
        ),
        one_way=frozenset(
            entry.target for entry in spec.entries if not reads(entry, legacy.names) <= said
        ),
        parts_one_way=any(part.spec.one_way for part in meaning.parts),
        hidden=bool(spec.where) or spec.parks,
        closed=all(may != "INSERT" for _, may in meaning.target.promises.grants),
    )


def _said(entries: Any) -> Iterator[str]:
    """The legacy columns that entries give back; of a lookup of several hops, nothing is known."""
    for entry in entries:
        yield from entry.inverse
        if entry.legacy is not None and len(entry.hops) < 2:
            yield entry.legacy


def reads(entry: Any, columns: tuple[str, ...]) -> frozenset[str]:
    """The legacy columns that an entry's value is made of."""
    if entry.expression is None:
        return frozenset((entry.legacy,) if entry.legacy is not None else ())
    expression, _ = check_expression(entry.expression, columns=columns, what=entry.target)
    return frozenset(expression.columns) if expression else frozenset()
