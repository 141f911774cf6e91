"""What a fact's YAML says, typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...source import Source

NUMBERS = ("integer", "bigint", "numeric")
ORDERED = (*NUMBERS, "text", "date", "timestamptz")
AGGREGATES = {"sum": NUMBERS, "avg": NUMBERS, "min": ORDERED, "max": ORDERED}
"""The types that each aggregate knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one legacy table says: expressions over its columns, as their author wrote them."""

    table: str
    by: Mapping[str, str]
    value: str
    aggregate: str | None
    where: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact as its author wrote it."""

    name: str
    title: str
    by: Mapping[str, str]
    value: str
    statements: tuple[Statement, ...]
    winner: str
    tolerance: float | None
    because: str

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that state the fact: the winner first, the others as they were written."""
        others = [one.table for one in self.statements if one.table != self.winner]
        return (self.winner, *others)


def understand(source: Source) -> Fact:
    """The typed fact of a source whose shape has been checked."""
    data = source.data
    return Fact(
        name=data["name"],
        title=data["title"],
        by=data["by"],
        value=data["value"],
        statements=tuple(
            Statement(
                table=table,
                by=said["by"],
                value=said["value"],
                aggregate=said.get("aggregate"),
                where=said.get("where"),
            )
            for table, said in data["statements"].items()
        ),
        winner=data["winner"],
        tolerance=data.get("tolerance"),
        because=" ".join(data["because"].split()),
    )
