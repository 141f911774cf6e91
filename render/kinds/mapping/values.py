"""A column that a mapping writes, and how it is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...sql import Sql, ident
from ...typenames import canonical
from .objects import MIGRATED_AT

# Types whose `=` holds between values that are shown alike, and between no others; of all others
# (30 days and one month, boxes of one area, JSON that has no `=`) the text is compared.
SHOWN_AS_EQUAL = (
    *("smallint", "integer", "bigint", "numeric", "real", "double precision", "money"),
    *("text", "character", "bytea", "boolean", "uuid", "date", "timestamp", "time"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One column of the target with the expression that makes it; `type` is the target's."""

    column: str
    sql: Sql
    type: str
    nullable: bool = True
    carries: str = ""

    @property
    def comparable(self) -> Sql:
        """The column as validation hashes it: equal values have equal text."""
        kind = canonical(self.type)
        if kind.startswith("numeric") and not kind.endswith("[]"):
            return Sql(f"trim_scale({ident(self.column)})")
        if kind in ("real", "double precision"):
            return Sql(f"{ident(self.column)} + 0")
        return ident(self.column)

    def told_apart(self, row: str) -> Sql:
        """The column of a row as `IS DISTINCT FROM` tells any two of its values apart."""
        kind = canonical(self.type)
        by_value = kind.startswith(SHOWN_AS_EQUAL) and not kind.endswith("[]")
        return Sql(f"{row}.{ident(self.column)}{'' if by_value else '::text'}")


def written(values: Sequence[Value]) -> Mapping[str, Sql]:
    """The columns that an INSERT names, the time of migration last, and their expressions."""
    return {
        "columns": Sql(",\n".join([*(ident(v.column) for v in values), ident(MIGRATED_AT)])),
        "expressions": Sql(",\n".join([*(v.sql for v in values), "clock_timestamp()"])),
    }


def upsert(values: Sequence[Value], row: str = "t") -> Sql:
    """What follows ON CONFLICT: overwrite these columns of the row, if one of them differs."""
    if not values:
        return Sql("DO NOTHING")
    names = [ident(value.column) for value in values]
    sets = ",\n".join(f"    {name} = excluded.{name}" for name in names)
    old = ",\n".join(f"    {value.told_apart(row)}" for value in values)
    new = ",\n".join(f"    {value.told_apart('excluded')}" for value in values)
    return Sql(f"DO UPDATE SET\n{sets}\nWHERE (\n{old}\n) IS DISTINCT FROM (\n{new}\n)")
