"""The months of a partitioned table: names and bounds of its partitions, free of time zones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...typenames import canonical

SIZE = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """Consecutive months, each counted from year 0, the last one included."""

    first: int
    last: int
    premake: int

    @classmethod
    def between(cls, start: str, end: str, premake: int) -> "Months":
        """The months from `2024-01` to `2026-12`, and `premake` more."""
        return cls(first=_number(start), last=_number(end), premake=premake)

    @property
    def backwards(self) -> bool:
        """Whether the history ends before it starts."""
        return self.last < self.first

    def partitions(self, type_: str) -> Iterator[tuple[str, str | None, str | None]]:
        """Name suffix, start and end: all earlier rows, each month, the default for the rest."""
        yield f"before_{_text(self.first, '_')}", None, _start(self.first, type_)
        for month in range(self.first, self.last + self.premake + 1):
            yield _text(month, "_"), _start(month, type_), _start(month + 1, type_)
        yield "default", None, None


def clock(type_: str) -> str:
    """What a month of this type is a span of; empty where a type knows no months."""
    base = SIZE.sub("", canonical(type_))
    return {
        "date": "date",
        "timestamp without time zone": "timestamp",
        "timestamp with time zone": "timestamptz",
    }.get(base, "")


def _number(text: str) -> int:
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def _text(month: int, separator: str) -> str:
    return f"{month // 12:04}{separator}{month % 12 + 1:02}"


def _start(month: int, type_: str) -> str:
    """The first moment of a month, spelt as the catalog prints it for this type."""
    time = {"timestamp": " 00:00:00", "timestamptz": " 00:00:00+00"}
    return f"{_text(month, '-')}-01{time.get(clock(type_), '')}"
