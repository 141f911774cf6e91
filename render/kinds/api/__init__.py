"""An API: what one part of the new system takes and answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...findings import Finding, did_you_mean
from ...kind import Kind, Spec
from ...project import Project
from ...source import Source
from ...wire import Route, Shape, route, shape

TYPES = ("text", "number", "integer", "boolean", "any")
WORDS = (*TYPES, *(f"{one} or null" for one in TYPES))
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A route of the new API: the parameters it knows, the body it takes, the body it gives."""

    route: Route
    query: tuple[str, ...]
    body: Shape | None
    reply: Shape | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """A part of the new API as its author described it."""

    name: str
    title: str
    errors: Shape
    routes: tuple[Offered, ...]


def understand(source: Source) -> Api:
    """The typed API of a source whose shape has been checked."""
    data = source.data
    named = _without_circles(data.get("shapes", {}))
    return Api(
        name=data["name"],
        title=data["title"],
        errors=shape(data["errors"], named),
        routes=tuple(
            _offered(text, one, data["base"], named) for text, one in data["routes"].items()
        ),
    )


def _offered(text: str, one: Mapping[str, Any], base: str, named: Mapping[str, Any]) -> Offered:
    method, _, path = text.partition(" ")
    return Offered(
        route=route(f"{method} {base}{path}"),
        query=tuple(one.get("query", ())),
        body=shape(one["body"], named) if "body" in one else None,
        reply=shape(one["reply"], named) if "reply" in one else None,
    )


def _without_circles(shapes: Mapping[str, Any]) -> Mapping[str, Any]:
    """The shapes that do not contain themselves; the others are findings."""
    return {name: body for name, body in shapes.items() if not _reaches(name, body, shapes, ())}


def _reaches(wanted: str, data: Any, shapes: Mapping[str, Any], through: tuple[str, ...]) -> bool:
    if isinstance(data, str):
        if data == wanted:
            return True
        inside = data in shapes and data not in through
        return inside and _reaches(wanted, shapes[data], shapes, (*through, data))
    below = data.values() if isinstance(data, dict) else data
    return any(_reaches(wanted, one, shapes, through) for one in below)


def rules(spec: Spec, project: Project) -> Iterator[Finding]:
    """Every finding on an API."""
    yield from _offered_twice(spec, project)
    shapes = spec.data.get("shapes", {})
    for place, word in _words(spec.data):
        if word not in WORDS and word not in shapes:
            yield Finding(
                rule="unknown-shape",
                message=f"there is no type or shape named `{word}`",
                location=spec.where(*place),
                help=did_you_mean(word, (*WORDS, *shapes)),
            )
    for name, body in shapes.items():
        if _reaches(name, body, shapes, ()):
            yield Finding(
                rule="shape-contains-itself",
                message=f"the shape `{name}` contains itself",
                location=spec.source.where_key("shapes", name),
                help="name the type `any` where it would begin again",
            )


def _offered_twice(spec: Spec, project: Project) -> Iterator[Finding]:
    """A route has one contract, whatever its parameters are called."""
    offered = [(api, one.route) for api in project.of("api") for one in api.body.routes]
    for text, one in zip(spec.data["routes"], spec.body.routes, strict=True):
        first, same = next(pair for pair in offered if pair[1].answers(one.route))
        if same is not one.route:
            yield Finding(
                rule="route-offered-twice",
                message=f"`{first.name}` offers `{same}` already",
                location=spec.source.where_key("routes", text),
                help="keep one of the two; names in braces do not tell routes apart",
            )


def _words(data: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """Every text that stands for a type or a shape, with its place."""
    yield from _texts(("errors",), data["errors"])
    for name, body in data.get("shapes", {}).items():
        yield from _texts(("shapes", name), body)
    for name, one in data["routes"].items():
        for part in ("body", "reply"):
            if part in one:
                yield from _texts(("routes", name, part), one[part])


def _texts(place: Place, data: Any) -> Iterator[tuple[Place, str]]:
    if isinstance(data, str):
        yield place, data
        return
    for key, below in data.items() if isinstance(data, dict) else enumerate(data):
        yield from _texts((*place, key), below)


KIND = Kind(folder=Path(__file__).parent, understand=understand, rules=rules)
