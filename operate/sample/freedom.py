"""Which columns keep keys and unique constraints unique, and how freely each can count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from operate.sample.types import PgType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from render.model import Column, Relation

# The freest first: how many different values a column can take without hurting anybody.
FREEDOM = (
    "uuid",
    "bigint",
    "text",
    "citext",
    "character varying",
    "integer",
    "timestamp with time zone",
    "timestamp without time zone",
    "numeric",
    "double precision",
    "character",
    "date",
    "smallint",
)


def freest(columns: Iterable[Column]) -> Column | None:
    """The column that can count furthest; one whose contract lists its values comes last."""
    able = [column for column in columns if _rank(column) is not None]
    return min(able, key=lambda column: _rank(column) or (0, 0), default=None)


def counting(relation: Relation) -> tuple[Column, ...]:
    """The columns that must be different in every row, so that all unique constraints hold."""
    chosen: list[Column] = []
    for group in (relation.key, *relation.unique):
        if any(column.name in group for column in chosen):
            continue
        found = freest(relation.column(name) for name in group)
        if found is not None:
            chosen.append(found)
    return tuple(chosen)


def listed(column: Column) -> tuple[str, ...]:
    """The values that a column's contract lists, as text."""
    return tuple(_text(value) for value in column.sample.get("values", ()))


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _rank(column: Column) -> tuple[int, int] | None:
    kind = PgType.parse(column.type)
    if kind.array or kind.base not in FREEDOM:
        return None
    return int(bool(listed(column))), FREEDOM.index(kind.base)
