"""An endpoint as the njs code at the edge reads it: plain data, every JSON value as its text."""

import json
from collections.abc import Mapping
from typing import Any

from ...project import Project
from ...wire import PARAMETER, Route, http_date, links, structured_date
from .spec import Answered, Constant, Endpoint, Node, Parameter, Value
from .values import pairs

Data = dict[str, Any]


def endpoint_data(body: Endpoint, project: Project) -> Data:
    """Everything that the edge must know of an endpoint."""
    return {
        "name": body.name,
        "variable": f"api_{body.name}",
        "exact": body.prefix.rstrip("/"),
        "prefix": body.prefix,
        "successor": body.successor,
        "deprecation": int(body.deprecation.timestamp()),
        "sunset": int(body.sunset.timestamp()),
        "headers": {
            "deprecation": structured_date(body.deprecation),
            "sunset": http_date(body.sunset),
            "link": links(link_targets(body, project)),
        },
        **({"errors": _errors(body)} if body.errors else {}),
        "routes": [_route(one, project) for one in body.routes],
    }


def notices_at(project: Project) -> str:
    """The path below which the edge serves notices; empty while there is no edge."""
    return next((str(edge.body.notices) for edge in project.of("edge")), "")


def link_targets(body: Endpoint, project: Project) -> tuple[tuple[str, str, str], ...]:
    """What the Link header names: target, relation and media type."""
    notice = f"{notices_at(project)}/{body.name}"
    return (
        (f"{notice}.md", "deprecation", "text/markdown"),
        (f"{notice}.json", "deprecation", "application/json"),
        (f"{notice}.md", "sunset", "text/markdown"),
        (body.successor, "successor-version", ""),
    )


def _errors(body: Endpoint) -> Data:
    return {
        "fields": [{"name": name, "from": list(path)} for name, path in body.errors.items()],
    }


def _route(one: Answered, project: Project) -> Data:
    return {
        "name": one.name,
        "method": one.legacy.method,
        "path": _segments(one.legacy),
        "target_method": one.new.method,
        "target": _segments(one.new),
        "params": {each.name: _parameter(each, project) for each in one.path},
        "query": {each.name: {"to": each.to, **_parameter(each, project)} for each in one.query},
        "unasked": _unasked(one, project),
        "streamed": bool(one.streamed),
        **({"body": _node(one.body, project, back=False)} if one.body else {}),
        **({"reply": _node(one.reply, project, back=True)} if one.reply else {}),
    }


def offer(answered: Answered, project: Project) -> Any:
    """What the new API says of the route that answers; None when it has no such route."""
    return next(
        (
            one
            for api in project.of("api")
            for one in api.body.routes
            if one.route.answers(answered.new)
        ),
        None,
    )


def _unasked(one: Answered, project: Project) -> list[str]:
    """The parameters of the new route that no legacy client can mean by their names."""
    listed = {each.name for each in one.query}
    return [name for name in offer(one, project).query if name not in listed]


def _segments(route: Route) -> list[Any]:
    return [
        {"any": found[1]} if (found := PARAMETER.match(part)) else part for part in route.segments
    ]


def _parameter(one: Parameter, project: Project) -> Data:
    return {
        **({"values": dict(pairs(one.values, project))} if one.values else {}),
        **({"fallback": one.default} if one.default is not None else {}),
        **({"other": one.other} if one.other is not None else {}),
    }


def _node(node: Node, project: Project, *, back: bool) -> Data:
    return {
        **({"each": list(node.each)} if node.each is not None else {}),
        "fields": [
            {"name": name, **_field(field, project, back=back)}
            for name, field in node.fields.items()
        ],
    }


def _field(field: Value | Constant | Node, project: Project, *, back: bool) -> Data:
    if isinstance(field, Constant):
        return {"text": json.dumps(field.value)}
    if isinstance(field, Node):
        return _node(field, project, back=back)
    known = pairs(field.values, project) if field.values else None
    more: Mapping[str, Any] = {
        "values": known and (_backwards(known, field) if back else _forwards(known)),
        "other": field.other and list(field.other),
        "fallback": None if field.default is None else json.dumps(field.default),
        "shift": field.shift,
        "digits": field.digits,
    }
    said = {name: value for name, value in more.items() if value is not None}
    return {"from": list(field.source), **said}


def _forwards(known: Mapping[str, str]) -> Data:
    return {legacy: json.dumps(new) for legacy, new in known.items()}


def _backwards(known: Mapping[str, str], field: Value) -> Data:
    """New values and the JSON text of the legacy value that each goes back to."""
    is_text = field.stands_for == "text"
    return {new: json.dumps(legacy) if is_text else legacy for legacy, new in known.items()}
