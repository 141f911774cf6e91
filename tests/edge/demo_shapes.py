"""Holds answers against the shapes that an API's spec declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.edge.demo_client import ENDPOINTS, ask
from tests.edge.demo_reshape import Number, spec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OR_NULL = " or null"
# JSON has no such numbers; Postgres writes them as texts.
NO_NUMBERS = ("NaN", "Infinity", "-Infinity")


def misshapen(api: str, route: str, answer: Any) -> list[str]:
    """Where an answer is not what the spec says of the route's reply."""
    said = spec("apis", api)
    return list(_problems(said["routes"][route]["reply"], answer, said.get("shapes", {}), route))


def undeclared(new: str) -> list[str]:
    """Where lists of the new API, served there, are not what its specs declare."""
    found = []
    for api in ENDPOINTS.values():
        base = spec("apis", api)["base"]
        for route, said in spec("apis", api)["routes"].items():
            method, path = route.split()
            if method == "GET" and "{" not in path and "reply" in said:
                answer = ask(new, f"{base}{path}?limit=500")
                assert answer.status == 200, answer.text
                assert answer.headers["content-type"] == "application/json"
                found += misshapen(api, route, answer.json)
    return found


def _problems(shape: Any, value: Any, shapes: Mapping[str, Any], place: str) -> Iterator[str]:
    if isinstance(shape, str) and shape.endswith(OR_NULL):
        if value is not None:
            yield from _problems(shape.removesuffix(OR_NULL), value, shapes, place)
    elif isinstance(shape, str) and shape in shapes:
        yield from _problems(shapes[shape], value, shapes, place)
    elif isinstance(shape, str):
        if not _is(shape, value):
            yield f"{place}: {value!r} is no {shape}"
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{place}: {value!r} is no list"
            return
        for number, item in enumerate(value):
            yield from _problems(shape[0], item, shapes, f"{place}[{number}]")
    elif not isinstance(value, dict) or set(value) != set(shape):
        yield f"{place}: {value!r} has not the fields {', '.join(shape)}"
    else:
        for name, below in shape.items():
            yield from _problems(below, value[name], shapes, f"{place}.{name}")


def _is(shape: str, value: Any) -> bool:
    if shape == "number":
        return isinstance(value, Number) or value in NO_NUMBERS
    if shape == "integer":
        return isinstance(value, Number) and value.text.lstrip("-").isdigit()
    kinds = {"text": str, "boolean": bool, "any": object}
    return isinstance(value, kinds[shape])
