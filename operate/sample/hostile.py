"""Hostile rows: every nasty value of every column, with keys that are different all the same."""

from __future__ import annotations

import hashlib
import random
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from operate.sample.cases import cases
from operate.sample.errors import CannotSample
from operate.sample.freedom import counting, listed
from operate.sample.types import PgType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from render.model import Column, Relation

Row = tuple[str | None, ...]
Values = dict[str, str | None]

SAME_TIME = 3_000
SAME_MOMENT = "2025-03-31 23:59:59.999999+00"
TWINS = 3
# What counts in hostile rows starts where that of typical rows, which counts up, does not get.
FIRST = {"bigint": 2**60 + 1_000, "integer": 2**30 + 1_000, "smallint": -30_000}
START = datetime(1900, 1, 1, tzinfo=UTC)


def hostile(relation: Relation, *, seed: int = 0) -> list[Row]:
    """The rows, as text in the order of the relation's columns; None is NULL."""
    maker = _Maker(relation=relation, seed=seed, dice=random.Random(f"{seed}/{relation.name}"))  # noqa: S311 - repeatable on purpose
    found = [tuple(values[name] for name in relation.names) for values in maker.rows()]
    return _unique(relation, found)


def _unique(relation: Relation, rows: list[Row]) -> list[Row]:
    """The rows without those that would break the key or a unique constraint."""
    places = {name: place for place, name in enumerate(relation.names)}
    groups = [tuple(places[name] for name in group) for group in (relation.key, *relation.unique)]
    seen: set[tuple[int, Row]] = set()
    kept = []
    for row in rows:
        marks = [
            (number, tuple(row[place] for place in group))
            for number, group in enumerate(groups)
            if all(row[place] is not None for place in group)
        ]
        if seen.isdisjoint(marks):
            seen.update(marks)
            kept.append(row)
    return kept


@dataclass(slots=True, kw_only=True)
class _Maker:
    """Makes rows one after the other, counting up the columns that must differ."""

    relation: Relation
    seed: int
    dice: random.Random
    count: int = 0
    made: dict[str, tuple[str | None, ...]] = field(init=False)
    counters: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.made = {column.name: _all_cases(column) for column in self.relation.columns}
        self.counters = frozenset(column.name for column in counting(self.relation))
        for column in self.relation.columns:
            if not self.made[column.name] and not column.nullable:
                raise CannotSample(self.relation.name, column.name, column.type)

    def rows(self) -> Iterator[Values]:
        """All rows: one value at a time, then many at once, twins, and rows of one moment."""
        yield from self._one_at_a_time()
        yield from self._many_at_once()
        yield self._row(**{one.name: None for one in self.relation.columns if one.nullable})
        yield from self._twins()
        if any(PgType.parse(column.type).is_stamp for column in self.relation.columns):
            yield from self._same_time()

    def _one_at_a_time(self) -> Iterator[Values]:
        for name, values in self.made.items():
            for value in values:
                yield self._row(**{name: value})

    def _many_at_once(self) -> Iterator[Values]:
        """Each row has a nasty value in every column that need not count."""
        others = {name: list(v) for name, v in self.made.items() if name not in self.counters and v}
        for values in others.values():
            self.dice.shuffle(values)
        for turn in range(max(map(len, others.values()), default=0)):
            chosen = {name: values[turn % len(values)] for name, values in others.items()}
            yield self._row(**{name: one for name, one in chosen.items() if not _heavy(one)})

    def _twins(self) -> Iterator[Values]:
        """Rows that are equal in everything but what must differ, as after a double submit."""
        first = self._row()
        for _ in range(TWINS):
            yield first | {name: self._fresh(name) for name in self.counters}
            self.count += 1

    def _same_time(self) -> Iterator[Values]:
        moments = {
            column.name: SAME_MOMENT
            for column in self.relation.columns
            if PgType.parse(column.type).is_stamp and column.name not in self.counters
        }
        for _ in range(SAME_TIME if moments else 0):
            yield self._row(**moments)

    def _row(self, **chosen: str | None) -> Values:
        """A row of ordinary values with some chosen ones."""
        row: Values = {
            name: self._fresh(name) if name in self.counters else self._ordinary(name)
            for name in self.made
        }
        self.count += 1
        return row | chosen

    def _fresh(self, name: str) -> str:
        """A value that no other row has."""
        kind = PgType.parse(self.relation.column(name).type)
        if kind.base in FIRST:
            return str(FIRST[kind.base] + self.count)
        if kind.base == "uuid":
            digest = hashlib.md5(f"{self.seed}/{name}/{self.count}".encode(), usedforsecurity=False)
            return str(uuid.UUID(bytes=digest.digest()))
        if kind.is_stamp:
            return (START - timedelta(hours=self.count)).isoformat()
        if kind.base == "date":
            return (START - timedelta(days=self.count)).date().isoformat()
        if not kind.is_text:
            return str(-1_000_000 - self.count)
        short = kind.length is not None and kind.length < 16
        return f"x{self.count:x}" if short else f"hostile {self.count:x}"

    def _ordinary(self, name: str) -> str | None:
        """A value that nobody would notice: a listed one, else a harmless one of the type."""
        column = self.relation.column(name)
        values = listed(column) or _HARMLESS.get(PgType.parse(column.type).base, ())
        if PgType.parse(column.type).array:
            values = ("{}",)
        fitting = [value[: PgType.parse(column.type).length] for value in values]
        if fitting:
            return self.dice.choice(fitting)
        return None if column.nullable else self.made[name][0]


_NUMBERS = ("1", "7", "30")
_HARMLESS = {
    "smallint": _NUMBERS,
    "integer": _NUMBERS,
    "bigint": _NUMBERS,
    "numeric": ("0",),
    "real": ("0.5", "1.5"),
    "double precision": ("0.5", "1.5"),
    "text": ("plain", "ordinary"),
    "character varying": ("plain", "ordinary"),
    "character": ("p",),
    "boolean": ("true", "false"),
    "date": ("2025-06-01", "2025-06-02"),
    "timestamp with time zone": ("2025-06-01 08:00:00+00", "2025-06-02 09:30:00+00"),
    "timestamp without time zone": ("2025-06-01 08:00:00", "2025-06-02 09:30:00"),
    "json": ('{"a": 1}',),
    "jsonb": ('{"a": 1}',),
    "uuid": ("6f1c2f8e-0d1b-4c7e-9a53-2f6a1f0e9b11", "0b8a1f3c-5e2d-4a6f-8c9b-7d6e5f4a3b2c"),
}


def _all_cases(column: Column) -> tuple[str | None, ...]:
    return tuple(dict.fromkeys(value for group in cases(column).values() for value in group))


def _heavy(value: str | None) -> bool:
    return value is not None and len(value) > 10_000
