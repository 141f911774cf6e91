"""What an endpoint's YAML says, typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ...source import Source
from ...wire import Route, midnight, route

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Legacy values and new ones: written out, or those of a mapping's column."""

    pairs: Mapping[str, str]
    column: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Where a value comes from and what is done to it; `place` is where the spec says it."""

    place: Place
    source: tuple[str, ...]
    values: Values | None = None
    other: tuple[str, ...] | None = None
    default: str | int | float | bool | None = None
    stands_for: str = "text"
    shift: int | None = None
    digits: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A value that is the same in every body."""

    place: Place
    value: str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An object, or a list with an object for each item of the list at `each`."""

    place: Place
    fields: Mapping[str, "Value | Constant | Node"]
    each: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of the path or the query: its new name and how its values are translated.

    What `values` does not know becomes `default`, and goes as it is to the parameter `other`.
    """

    name: str
    to: str
    values: Values | None = None
    default: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A legacy route and what becomes of it."""

    name: str
    legacy: Route
    new: Route
    path: tuple[Parameter, ...]
    query: tuple[Parameter, ...]
    body: Node | None
    reply: Node | None
    streamed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A legacy API as its author described its end."""

    name: str
    title: str
    api: str
    data_set: str
    successor: str
    deprecation: datetime
    sunset: datetime
    because: str
    errors: Mapping[str, tuple[str, ...]]
    routes: tuple[Answered, ...]

    @property
    def prefix(self) -> str:
        """What the paths of its requests begin with."""
        return self.api.removesuffix("*")


def understand(source: Source) -> Endpoint:
    """The typed endpoint of a source whose shape has been checked."""
    data = source.data
    return Endpoint(
        name=data["name"],
        title=data["title"],
        api=data["api"],
        data_set=data["data_set"],
        successor=data["successor"],
        deprecation=midnight(date.fromisoformat(data["deprecation"])),
        sunset=midnight(date.fromisoformat(data["sunset"])),
        because=data["because"],
        errors={name: _path(path) for name, path in data.get("errors", {}).items()},
        routes=tuple(_answered(name, one, data) for name, one in data["routes"].items()),
    )


def _answered(name: str, one: Mapping[str, Any], data: Mapping[str, Any]) -> Answered:
    bodies = {
        part: _node(one[part], ("routes", name, part), data.get("shapes", {})) if part in one
        else None
        for part in ("body", "reply")
    }  # fmt: skip
    return Answered(
        name=name,
        legacy=route(one["legacy"]),
        new=route(one["new"]),
        path=tuple(_parameter(key, below) for key, below in one.get("path", {}).items()),
        query=tuple(_parameter(key, below) for key, below in one.get("query", {}).items()),
        streamed=one.get("streamed", ""),
        **bodies,
    )


def _parameter(name: str, said: Any) -> Parameter:
    if isinstance(said, str):
        return Parameter(name=name, to=said)
    return Parameter(
        name=name,
        to=said.get("to", name),
        values=_values(said.get("values")),
        default=said.get("default"),
        other=said.get("else"),
    )


def _node(said: Mapping[str, Any], place: Place, shapes: Mapping[str, Any]) -> Node:
    fields, inside = said.get("fields", {}), (*place, "fields")
    if "shape" in said:
        # A shape is read without the others: none of its fields can name a shape again.
        fields, inside, shapes = shapes.get(said["shape"], {}), ("shapes", said["shape"]), {}
    return Node(
        place=place,
        each=_path(said["each"]) if "each" in said else None,
        fields={name: _field(below, (*inside, name), shapes) for name, below in fields.items()},
    )


def _field(said: Any, place: Place, shapes: Mapping[str, Any]) -> Value | Constant | Node:
    if isinstance(said, str):
        return Value(place=place, source=_path(said))
    if "constant" in said:
        return Constant(place=place, value=said["constant"])
    if "fields" in said or "shape" in said:
        return _node(said, place, shapes)
    return Value(
        place=place,
        source=_path(said.get("from", "")),
        values=_values(said.get("values")),
        other=_path(said["else"]) if "else" in said else None,
        default=said.get("default"),
        stands_for=said.get("as", "text"),
        shift=said.get("shift"),
        digits=said.get("digits"),
    )


def _values(said: Any) -> Values | None:
    if said is None:
        return None
    return Values(pairs={}, column=said) if isinstance(said, str) else Values(pairs=said)


def _path(text: str) -> tuple[str, ...]:
    return tuple(text.split("."))
