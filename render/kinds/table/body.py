"""What a table's spec says, as the rest of the kind reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...model import Column
from ...names import generated
from .months import Months

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """A reference to columns of another table."""

    name: str
    columns: tuple[str, ...]
    references: str
    to: tuple[str, ...]
    on_delete: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A row-level security policy."""

    name: str
    command: str
    roles: tuple[str, ...]
    using: str
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """How the table is split, and the months that get a partition."""

    by: str
    months: Months


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the target schema."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    unique: Mapping[str, tuple[str, ...]]
    checks: Mapping[str, str]
    foreign_keys: tuple[ForeignKey, ...]
    partition: Partition | None
    rows: tuple[Row, ...]
    row_security: bool
    policies: tuple[Policy, ...]
    grants: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def primary_key_name(self) -> str:
        """The name of the primary key's constraint, as Postgres itself would choose it."""
        return generated(self.name, "pkey")

    def column(self, name: str) -> Column:
        """The column of that name, which the rules have made sure exists."""
        return next(column for column in self.columns if column.name == name)

    def partition_bounds(self) -> tuple[tuple[str, str | None, str | None], ...]:
        """Name, first moment and end of each partition; the default one has neither."""
        if self.partition is None or self.partition.by not in self.names:
            return ()
        type_ = self.column(self.partition.by).type
        return tuple(
            (generated(self.name, suffix), lower, upper)
            for suffix, lower, upper in self.partition.months.partitions(type_)
        )


def understand(data: Mapping[str, Any]) -> Table:
    """The typed body of a spec whose shape is right."""
    security = data.get("row_security")
    return Table(
        name=data["name"],
        comment=data["comment"],
        columns=tuple(_columns(data["columns"])),
        primary_key=tuple(data["primary_key"]),
        unique={name: tuple(columns) for name, columns in data.get("unique", {}).items()},
        checks=data.get("checks", {}),
        foreign_keys=tuple(_foreign_keys(data.get("foreign_keys", {}))),
        partition=_partition(data.get("partition")),
        rows=tuple(data.get("rows", ())),
        row_security=security is not None,
        policies=tuple(_policies((security or {}).get("policies", {}))),
        grants={role: tuple(all_of) for role, all_of in data.get("grants", {}).items()},
    )


def _columns(data: Mapping[str, Any]) -> Iterator[Column]:
    for name, column in data.items():
        yield Column(
            name=name,
            type=column["type"],
            nullable=column.get("nullable", False),
            default=column.get("default"),
            comment=column["comment"],
        )


def _foreign_keys(data: Mapping[str, Any]) -> Iterator[ForeignKey]:
    for name, key in data.items():
        yield ForeignKey(
            name=name,
            columns=tuple(key["columns"]),
            references=key["references"],
            to=tuple(key["to"]),
            on_delete=key.get("on_delete", "no action"),
        )


def _partition(data: Mapping[str, Any] | None) -> Partition | None:
    if data is None:
        return None
    history = data["history"]
    months = Months.between(history["from"], history["to"], data["premake"])
    return Partition(by=data["by"], months=months)


def _policies(data: Mapping[str, Any]) -> Iterator[Policy]:
    for name, policy in data.items():
        yield Policy(
            name=name,
            command=policy["for"],
            roles=tuple(policy["to"]),
            using=policy.get("using", ""),
            check=policy.get("check", ""),
        )
