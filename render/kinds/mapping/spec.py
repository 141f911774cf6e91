"""What a mapping's YAML says, typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How one target column gets its value."""

    target: str
    legacy: str | None = None
    lookup_table: str | None = None
    lookup_column: str | None = None
    unknown: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    expression: str | None = None
    inverse: Mapping[str, str] = field(default_factory=dict)
    one_way: str | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the value is the legacy column's, unchanged."""
        return self.legacy is not None and self.lookup_table is None and not self.values


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingSpec:
    """A mapping as its author wrote it."""

    name: str
    component: str
    legacy: str
    target: str
    entries: tuple[Entry, ...]
    drop: Mapping[str, str]
    unmapped: str
    where: str | None
    because: str
    sums: tuple[str, ...]


def understand(source: Source) -> MappingSpec:
    """The typed mapping of a source whose shape has been checked."""
    data = source.data
    rows_filter = data.get("filter", {})
    return MappingSpec(
        name=data["name"],
        component=data["component"],
        legacy=data["from"],
        target=data["to"],
        entries=tuple(_entry(target, value) for target, value in data["columns"].items()),
        drop=data.get("drop", {}),
        unmapped=data.get("unmapped", "quarantine"),
        where=rows_filter.get("where"),
        because=rows_filter.get("because", ""),
        sums=tuple(data.get("validate", {}).get("sums", ())),
    )


def _entry(target: str, value: str | Mapping[str, Any]) -> Entry:
    if isinstance(value, str):
        return Entry(target=target, legacy=value)
    table, _, column = value.get("lookup", "").partition(".")
    return Entry(
        target=target,
        legacy=value.get("from"),
        lookup_table=table or None,
        lookup_column=column or None,
        unknown=value.get("unknown"),
        values=value.get("values", {}),
        expression=value.get("expression"),
        inverse=value.get("inverse", {}),
        one_way=value.get("one_way"),
    )
