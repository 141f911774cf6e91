"""The vocabulary of HTTP that kinds share: routes, and what JSON on the wire looks like."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from typing import Any

PARAMETER = re.compile(r"^\{([a-z][a-zA-Z0-9_]*)\}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A method and the segments of a path; a segment in braces takes any value."""

    method: str
    segments: tuple[str, ...]

    @property
    def path(self) -> str:
        """The path as it is written in specs."""
        return "/" + "/".join(self.segments)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names in braces, in order."""
        return tuple(found[1] for one in self.segments if (found := PARAMETER.match(one)))

    def __str__(self) -> str:
        """The route as it is written in specs."""
        return f"{self.method} {self.path}"

    def answers(self, other: "Route") -> bool:
        """Whether it answers every request of the other one; names in braces do not matter."""
        return (self.method, self.pattern) == (other.method, other.pattern)

    def clashes(self, other: "Route") -> bool:
        """Whether a request fits both and neither names more of its path than the other."""
        if self.method != other.method or len(self.segments) != len(other.segments):
            return False
        pairs = list(zip(self.pattern, other.pattern, strict=True))
        if any(None not in pair and pair[0] != pair[1] for pair in pairs):
            return False
        named = [(one is not None, another is not None) for one, another in pairs]
        return ((True, False) in named) == ((False, True) in named)

    @property
    def pattern(self) -> tuple[str | None, ...]:
        """The segments, None where any value fits."""
        return tuple(None if PARAMETER.match(one) else one for one in self.segments)


def route(text: str) -> Route:
    """The route of a text such as `GET /api/costs/usage/{id}`."""
    method, _, path = text.partition(" ")
    return Route(method=method, segments=tuple(path.removeprefix("/").split("/")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A value that is no object and no list; `any` stands for whatever there is."""

    type: str
    nullable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An object with its fields."""

    fields: Mapping[str, "Shape"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list, and what each of its items is."""

    item: "Shape"


Shape = Scalar | Record | Listing


def shape(data: Any, named: Mapping[str, Any]) -> Shape:
    """The shape that a spec describes; a text is a type, or the name of another shape."""
    if isinstance(data, str):
        if data in named:
            return shape(named[data], named)
        return Scalar(type=data.removesuffix(" or null"), nullable=data.endswith(" or null"))
    if isinstance(data, list):
        return Listing(item=shape(data[0], named))
    return Record(fields={name: shape(below, named) for name, below in data.items()})


def at(found: Shape | None, path: Sequence[str]) -> Shape | None:
    """The shape at a path of field names; None when there is none."""
    for name in path:
        if found is None or found == Scalar(type="any"):
            return found
        found = found.fields.get(name) if isinstance(found, Record) else None
    return found


def midnight(day: date) -> datetime:
    """The first moment of a day, UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def structured_date(moment: datetime) -> str:
    """A Date of a structured field (RFC 9651, section 3.3.7), as RFC 9745 wants it."""
    return f"@{int(moment.timestamp())}"


def http_date(moment: datetime) -> str:
    """An HTTP-date (RFC 9110, section 5.6.7), as RFC 8594 wants it."""
    return format_datetime(moment, usegmt=True)


def links(targets: Sequence[tuple[str, str, str]]) -> str:
    """A Link header (RFC 8288) of target, relation and media type, the latter possibly empty."""
    return ", ".join(
        f'<{target}>; rel="{relation}"' + (f'; type="{media}"' if media else "")
        for target, relation, media in targets
    )
