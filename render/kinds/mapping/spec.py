"""What a mapping's YAML says, typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...source import Source

SAMPLE = 1000
"""How many rows of each side the rung L5 derives another way, unless the spec says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a lookup: the row of `table` whose `column` is the value gives its `take`.

    The last hop takes the row's key, and has no `take`.
    """

    table: str
    column: str
    take: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How one target column gets its value."""

    target: str
    legacy: str | None = None
    constant: str | None = None
    hops: tuple[Hop, ...] = ()
    unknown: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    expression: str | None = None
    inverse: Mapping[str, str] = field(default_factory=dict)
    one_way: str | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the value is the legacy column's, unchanged."""
        return self.legacy is not None and not self.hops and not self.values


@dataclass(frozen=True, slots=True, kw_only=True)
class Each:
    """Rows made of a jsonb array: the legacy column, and the names of an element and its place."""

    of: str
    element: str
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSpec:
    """A further target table that the same legacy row fills, next to the anchor's row.

    `anchor` is the part's column that holds the anchor row's key.
    """

    target: str
    anchor: str
    entries: tuple[Entry, ...]
    each: Each | None
    one_way: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingSpec:
    """A mapping as its author wrote it."""

    name: str
    component: str
    legacy: str
    target: str
    entries: tuple[Entry, ...]
    parts: tuple[PartSpec, ...]
    drop: Mapping[str, str]
    unmapped: str
    outside: str
    substitutes: Mapping[str, str]
    where: str | None
    because: str
    sums: tuple[str, ...]
    sample: int

    @property
    def parks(self) -> bool:
        """Whether a row that legacy cannot hold stays, out of legacy's sight."""
        return self.outside == "park"

    @property
    def targets(self) -> tuple[str, ...]:
        """Every target table that the mapping fills, the anchor first."""
        return (self.target, *(part.target for part in self.parts))


def understand(source: Source) -> MappingSpec:
    """The typed mapping of a source whose shape has been checked."""
    data = source.data
    rows_filter = data.get("filter", {})
    outside = data.get("outside_legacy", "refuse")
    return MappingSpec(
        name=data["name"],
        component=data["component"],
        legacy=data["from"],
        target=data["to"],
        entries=_entries(data["columns"]),
        parts=tuple(_part(target, value) for target, value in data.get("parts", {}).items()),
        drop=data.get("drop", {}),
        unmapped=data.get("unmapped", "quarantine"),
        outside=outside if isinstance(outside, str) else "substitute",
        substitutes={} if isinstance(outside, str) else outside["substitute"],
        where=rows_filter.get("where"),
        because=rows_filter.get("because", ""),
        sums=tuple(data.get("validate", {}).get("sums", ())),
        sample=data.get("validate", {}).get("sample", SAMPLE),
    )


def _part(target: str, value: Mapping[str, Any]) -> PartSpec:
    return PartSpec(
        target=target,
        anchor=value["anchor"],
        entries=_entries(value["columns"]),
        each=Each(**value["each"]) if "each" in value else None,
        one_way=value.get("one_way"),
    )


def _entries(columns: Mapping[str, str | Mapping[str, Any]]) -> tuple[Entry, ...]:
    return tuple(_entry(target, value) for target, value in columns.items())


def _hops(value: Mapping[str, Any]) -> Iterator[Hop]:
    """The lookup and what it goes through, each with the column that leads to the next."""
    if "lookup" not in value:
        return
    through = value.get("through", {})
    places = [value["lookup"], *through.values()]
    for place, take in zip(places, [*through, None], strict=True):
        table, _, column = place.partition(".")
        yield Hop(table=table, column=column, take=take)


def _entry(target: str, value: str | Mapping[str, Any]) -> Entry:
    if isinstance(value, str):
        return Entry(target=target, legacy=value)
    return Entry(
        target=target,
        legacy=value.get("from"),
        constant=value.get("constant"),
        hops=tuple(_hops(value)),
        unknown=value.get("unknown"),
        values=value.get("values", {}),
        expression=value.get("expression"),
        inverse=value.get("inverse", {}),
        one_way=value.get("one_way"),
    )
