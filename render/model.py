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
class Reference:
    """Columns of a relation that name a row of another one, by columns unique there."""

    columns: tuple[str, ...]
    relation: str
    to: tuple[str, ...]
    on_delete: str = "no action"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """What the catalog must say of a table, beyond its columns.

    `constraints` are names with their type as in `pg_constraint`, `partitions` names with their
    bounds as `pg_get_expr` spells them, `grants` roles with one privilege each.
    """

    constraints: tuple[tuple[str, str], ...] = ()
    partitions: tuple[tuple[str, str], ...] = ()
    grants: tuple[tuple[str, str], ...] = ()
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependant:
    """An object of the legacy database that depends on a table, and what becomes of it.

    `kept` stays with the table, which is retired; `moved` goes with the name; `dropped` is gone
    before the switch.
    """

    kind: str
    name: str
    answer: Literal["kept", "moved", "dropped"]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement of the legacy applications; an empty `answer` says that it works over a view.

    Over the view, its plan may cost `times` as much as over the table.
    """

    sql: str
    relations: tuple[str, ...]
    answer: str
    because: str
    times: int


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
    promises: Promises = field(default_factory=Promises)
    sample: Mapping[str, Any] = field(default_factory=dict)
    comment: str = ""
    foreign_keys: tuple[Reference, ...] = ()
    dependants: tuple[Dependant, ...] = ()

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
class Owner:
    """What legacy tables belong to, and how it reads and writes them; `page` is its document."""

    name: str
    title: str
    relations: tuple[str, ...]
    page: str
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The way of a legacy table's rows to their target tables; `page` is its document, by its path.

    `where` is the condition of the rows that take it, empty for all. `lookups` are the references
    that it fills, each with the target table that holds them; what a lookup does not find sets the
    row aside when it `quarantines`. `identity` is the target's key column, if there is one, that is
    made of the legacy key as long as the migration is not finalized.
    """

    name: str
    legacy: str
    targets: tuple[str, ...]
    page: str
    where: str = ""
    because: str = ""
    lookups: tuple[tuple[str, Reference], ...] = ()
    quarantines: bool = False
    identity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """A connected component of the mapping graph, by the legacy tables that it moves."""

    name: str
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A stored, dated check that a command needs before it may run on a data set.

    `routine` is a SQL function `schema.name(data_set text)` that returns one row `(passed boolean,
    detail text)`; one that all migrations share takes the migration's name first. It only reads,
    at once, and belongs to migration_owner or migration_sync (the former must be allowed to call
    it). Without a routine, the gate is shown as not required. `demands` says what must be true,
    `hint` which command helps; the command fails with `sqlstate` while the gate is closed. It
    stands before the data sets of that name, or before all of them. `rank` is its place among the
    command's gates: what is missing first is told first. It is asked `again` under the locks of a
    switch or a reverse, while applications wait; what only the holder of the migration's lock
    closes, and what guards no row, is asked for the last time right before them.
    """

    command: Literal["switch", "reverse", "finalize", "cleanup"]
    name: str
    rank: int
    demands: str
    sqlstate: str
    hint: str
    routine: str = ""
    data_sets: tuple[str, ...] = ()
    again: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the whole migration agrees on. Durations are in milliseconds."""

    name: str
    title: str
    summary: str
    legacy_schema: str
    target_schema: str
    work_schema: str
    minimum_postgres: int
    lock_timeout_ms: int
    lock_attempts: int
    data_sets: tuple[DataSet, ...] = ()
    analyze_after_copy: bool = True

    @property
    def lock_soon_ms(self) -> int:
        """How long whoever holds one lock waits for the next: a sixth of `lock_timeout_ms`."""
        return max(1, self.lock_timeout_ms // 6)

    @property
    def lock_rest_ms(self) -> int:
        """How long the first lock is held until all others are had: half of `lock_timeout_ms`."""
        return max(1, self.lock_timeout_ms // 2)
