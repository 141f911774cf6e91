"""A column's Postgres type, taken apart as the generators need it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from render.typenames import canonical

TYPE = re.compile(r"(?P<base>[^(\[]+)(\((?P<size>[0-9, ]+)\))?(?P<rest>[^\[]*)(?P<array>\[\])?.*")
INTEGERS = {"smallint": 16, "integer": 32, "bigint": 64}
TEXTS = frozenset({"text", "character varying", "character", "citext", "name"})
JSONS = frozenset({"json", "jsonb"})
FLOATS = frozenset({"real", "double precision"})
STAMPS = frozenset({"timestamp with time zone", "timestamp without time zone"})
MOMENTS = STAMPS | {"date"}
# What `numeric` without a size is bounded to in typical rows.
WIDE = (12, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class PgType:
    """A type by its base name, its size such as (precision, scale), and whether an array."""

    base: str
    size: tuple[int, ...] = ()
    array: bool = False

    @classmethod
    def parse(cls, written: str) -> PgType:
        """The type of a contract, whatever its spelling."""
        match = TYPE.fullmatch(canonical(written))
        if match is None:
            return cls(base=written)
        base = " ".join(f"{match['base']} {match['rest'] or ''}".split())
        size = tuple(int(part) for part in (match["size"] or "").split(",") if part.strip())
        return cls(base=base, size=size, array=match["array"] is not None)

    @property
    def element(self) -> PgType:
        """The type of an array's elements."""
        return PgType(base=self.base, size=self.size)

    @property
    def is_integer(self) -> bool:
        """Whether it is one of the three integer types."""
        return self.base in INTEGERS and not self.array

    @property
    def is_text(self) -> bool:
        """Whether it holds plain text."""
        return self.base in TEXTS and not self.array

    @property
    def is_moment(self) -> bool:
        """Whether it is a date or a timestamp."""
        return self.base in MOMENTS and not self.array

    @property
    def is_stamp(self) -> bool:
        """Whether it is a timestamp, with or without a time zone."""
        return self.base in STAMPS and not self.array

    @property
    def length(self) -> int | None:
        """The most characters that a text type holds; None when there is no limit."""
        return self.size[0] if self.base in TEXTS and self.size else None

    @property
    def greatest(self) -> int:
        """The greatest value of an integer type."""
        return int(2 ** (INTEGERS[self.base] - 1) - 1)

    @property
    def least(self) -> int:
        """The smallest value of an integer type."""
        return -self.greatest - 1
