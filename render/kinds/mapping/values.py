"""A column that a mapping writes, and how it is made."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...sql import Sql, ident
from ...typenames import canonical


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


def upsert(columns: Iterable[str]) -> Sql:
    """What follows ON CONFLICT: overwrite these columns of the row `t`, if one of them differs."""
    names = [ident(column) for column in columns]
    if not names:
        return Sql("DO NOTHING")
    sets = ",\n".join(f"    {name} = excluded.{name}" for name in names)
    old = ",\n".join(f"    t.{name}" for name in names)
    new = ",\n".join(f"    excluded.{name}" for name in names)
    return Sql(f"DO UPDATE SET\n{sets}\nWHERE (\n{old}\n) IS DISTINCT FROM (\n{new}\n)")
