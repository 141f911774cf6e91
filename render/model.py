"""The vocabulary that kinds share: columns, relations and the settings of a migration.

Kinds never import each other. What one kind must know of another's spec (a mapping needs the
columns of both its tables, an index must know whether its table is partitioned) travels through
these neutral types, which a kind offers to the project by its `provides` function.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Side = Literal["legacy", "target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its Postgres type as text, and whether it may be NULL."""

    name: str
    type: str
    nullable: bool = True
    default: str | None = None
    comment: str = ""
    sample: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A table that specs may refer to, on the legacy or on the target side."""

    name: str
    schema: str
    side: Side
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    partition_key: str | None = None
    rows: tuple[Mapping[str, Any], ...] = ()
    row_security: bool = False
    sample: Mapping[str, Any] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        return {column.name: column for column in self.columns}[name]

    def is_unique(self, *names: str) -> bool:
        """Whether these columns identify at most one row."""
        wanted = set(names)
        return any(set(group) <= wanted for group in (self.key, *self.unique) if group)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """A connected component of the mapping graph, by the legacy tables that it moves."""

    name: str
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the whole migration agrees on. Durations are in milliseconds."""

    name: str
    legacy_schema: str
    target_schema: str
    work_schema: str
    minimum_postgres: int
    lock_timeout_ms: int
    lock_attempts: int
    data_sets: tuple[DataSet, ...] = ()
    analyze_after_copy: bool = True
