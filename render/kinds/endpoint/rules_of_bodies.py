"""What can be wrong with the bodies of an endpoint: each is held against the new API's contract."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...findings import Finding, did_you_mean
from ...kind import Spec
from ...project import Project
from ...wire import Listing, Record, Scalar, Shape, at
from .data import offer
from .spec import Answered, Node, Parameter, Place, Value, Values
from .values import ambiguous, columns, pairs

# How values that are no text are written in JSON.
WRITTEN = {
    "boolean": (re.compile(r"true|false"), "`true` or `false`"),
    "number": (re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?"), "a number such as `12` or `0.5`"),
}


def body_findings(spec: Spec, answered: Answered, project: Project) -> Iterator[Finding]:
    """Every finding on what a route takes and answers."""
    place = ("routes", answered.name)
    yield from _value_maps(spec, answered, project)
    yield from _unknown_shapes(spec, place)
    yield from _streamed(spec, place)
    yield from _passed_on(spec, answered)
    offered = offer(answered, project)
    if offered is None:
        yield _unknown_route(spec, answered, project)
        return
    yield from _query(spec, answered, offered.query)
    if answered.streamed:
        return
    if answered.reply is None and offered.reply is not None:
        yield Finding(
            rule="reply-not-reshaped",
            message="the new answer would reach legacy clients in its new shape",
            location=spec.source.where_key(*place),
            help="say in `reply` how the legacy answer is made of it",
        )
    if answered.reply is not None and offered.reply is None:
        yield Finding(
            rule="unknown-reply-path",
            message="the new route answers without a body",
            location=spec.source.where_key(*place, "reply"),
            help="leave `reply` out, or describe the answer in the new API",
        )
    elif answered.reply is not None:
        yield from _reply(spec, answered.reply, offered.reply, project)
    if answered.body is None and offered.body is not None:
        yield Finding(
            rule="body-not-reshaped",
            message="the legacy body would reach the new route in its legacy shape",
            location=spec.source.where_key(*place),
            help="say in `body` how the new body is made of it",
        )
    if answered.body is not None:
        yield from _body(spec, answered.body, offered.body)


def _streamed(spec: Spec, place: Place) -> Iterator[Finding]:
    """A body either passes as it is or is reshaped."""
    said = spec.data["routes"][place[1]]
    for part in ("body", "reply"):
        if "streamed" in said and part in said:
            yield Finding(
                rule="streamed-and-reshaped",
                message="a body that passes as it is cannot be reshaped",
                location=spec.source.where_key(*place, part),
                help=f"keep `streamed` or `{part}`",
            )


def _passed_on(spec: Spec, answered: Answered) -> Iterator[Finding]:
    """A request that passes as it is keeps its method."""
    if answered.streamed and answered.legacy.method != answered.new.method:
        yield Finding(
            rule="streamed-by-another-method",
            message=f"a {answered.legacy.method} that passes as it is does not become a "
            f"{answered.new.method}",
            location=spec.where("routes", answered.name, "new"),
            help=f"let the new API offer {answered.legacy.method} there, or reshape the route",
        )


def _unknown_route(spec: Spec, answered: Answered, project: Project) -> Finding:
    known = [str(one.route) for api in project.of("api") for one in api.body.routes]
    return Finding(
        rule="unknown-route",
        message=f"no API offers `{answered.new}`",
        location=spec.where("routes", answered.name, "new"),
        help=did_you_mean(str(answered.new), known) or "describe the new API in `apis/….yaml`",
    )


def _query(spec: Spec, answered: Answered, known: tuple[str, ...]) -> Iterator[Finding]:
    named = [(("query", one.name, "to"), one.to) for one in answered.query]
    for part, several in (("path", answered.path), ("query", answered.query)):
        named += [((part, one.name, "else"), one.other) for one in several if one.other]
    for place, name in named:
        if name not in known:
            yield Finding(
                rule="unknown-parameter",
                message=f"the new route knows no parameter `{name}`",
                location=spec.where("routes", answered.name, *place),
                help=did_you_mean(name, known) or "add it to `query` of the new route",
            )


def _reply(spec: Spec, node: Node, shape: Shape | None, project: Project) -> Iterator[Finding]:
    """What the legacy answer is made of must be in the new one."""
    if node.each is not None:
        rows = at(shape, node.each)
        if not isinstance(rows, Listing) and rows != Scalar(type="any"):
            yield _unknown_path(spec, (*node.place, "each"), node.each, shape, "a list")
            return
        shape = rows.item if isinstance(rows, Listing) else rows
    for field in node.fields.values():
        if isinstance(field, Node):
            yield from _reply(spec, field, shape, project)
        elif isinstance(field, Value):
            yield from _source(spec, field, shape)
            yield from _way_back(spec, field, project)


def _source(spec: Spec, field: Value, shape: Shape | None) -> Iterator[Finding]:
    for path in filter(None, (field.source, field.other)):
        if at(shape, path) is None:
            inside = "else" if path is field.other else "from"
            yield _unknown_path(spec, (*field.place, inside), path, shape, "a value")


def _unknown_path(
    spec: Spec, place: Place, path: tuple[str, ...], shape: Shape | None, what: str
) -> Finding:
    return Finding(
        rule="unknown-reply-path",
        message=f"the new answer has no {what.partition(' ')[2]} at `{'.'.join(path)}`",
        location=spec.where(*place),
        help=did_you_mean(".".join(path), _paths(shape)) or "there are no fields to choose from",
    )


def _paths(shape: Shape | None) -> Iterator[str]:
    """Every path below a shape that is not inside a list."""
    for name, below in shape.fields.items() if isinstance(shape, Record) else ():
        yield name
        yield from (f"{name}.{path}" for path in _paths(below))


def _body(spec: Spec, node: Node, shape: Shape | None) -> Iterator[Finding]:
    """What is made for the new API must be what it takes, and all that it demands."""
    if isinstance(shape, Scalar) and shape.type == "any":
        return
    taken = shape.item if isinstance(shape, Listing) else shape
    if not isinstance(taken, Record) or (taken is shape) != (node.each is None):
        yield _other_shape(spec, node, shape)
        return
    for name, field in node.fields.items():
        if name not in taken.fields:
            yield Finding(
                rule="unknown-body-field",
                message=f"the new route takes no field `{name}`",
                location=spec.source.where_key(*field.place),
                help=did_you_mean(name, taken.fields),
            )
        elif isinstance(field, Node):
            yield from _body(spec, field, taken.fields[name])
    for name, below in taken.fields.items():
        if name not in node.fields and not getattr(below, "nullable", False):
            yield Finding(
                rule="body-field-missing",
                message=f"the new route demands the field `{name}`",
                location=spec.source.where_key(*node.place),
                help=f"say where `{name}` comes from, or give it a `constant`",
            )


def _other_shape(spec: Spec, node: Node, shape: Shape | None) -> Finding:
    said, way_out = "no object", "write the path of its value instead of `fields`"
    if shape is None:
        said, way_out = "no body", "leave `body` out"
    elif isinstance(shape, Record):
        said, way_out = "an object", "leave `each` out"
    elif isinstance(shape, Listing) and isinstance(shape.item, Record):
        said, way_out = "a list of objects", "say in `each` which list they are made of"
    return Finding(
        rule="body-of-other-shape",
        message=f"the new route takes {said} here",
        location=spec.source.where_key(*node.place),
        help=way_out,
    )


def _value_maps(spec: Spec, answered: Answered, project: Project) -> Iterator[Finding]:
    """A value map that is taken from a mapping must be there."""
    known = columns(project)
    for place, values in _all_values(answered):
        if values.column and values.column not in known:
            yield Finding(
                rule="unknown-value-map",
                message=f"no mapping translates values of `{values.column}`",
                location=spec.where(*place),
                help=did_you_mean(values.column, known) or "write the values out here",
            )


def _all_values(answered: Answered) -> Iterator[tuple[Place, Values]]:
    place = ("routes", answered.name)
    parameters: Mapping[str, tuple[Parameter, ...]] = {
        "path": answered.path,
        "query": answered.query,
    }
    for part, several in parameters.items():
        for one in several:
            if one.values is not None:
                yield (*place, part, one.name, "values"), one.values
    for node in filter(None, (answered.body, answered.reply)):
        yield from _values_below(node)


def _values_below(node: Node) -> Iterator[tuple[Place, Values]]:
    for field in node.fields.values():
        if isinstance(field, Node):
            yield from _values_below(field)
        elif isinstance(field, Value) and field.values is not None:
            yield (*field.place, "values"), field.values


def _way_back(spec: Spec, field: Value, project: Project) -> Iterator[Finding]:
    """In an answer a value map is read backwards, so no two legacy values may become one."""
    known = pairs(field.values, project) if field.values else {}
    for new in ambiguous(known)[:1]:
        yield Finding(
            rule="values-not-invertible",
            message=f"several legacy values become `{new}`, so there is no way back",
            location=spec.where(*field.place, "values"),
            help="write the values out, with one legacy value for each new one",
        )
    for legacy in known:
        form, way_out = WRITTEN.get(field.stands_for, (None, ""))
        if form is not None and not form.fullmatch(legacy):
            yield Finding(
                rule="value-of-other-type",
                message=f"the legacy value `{legacy}` is no {field.stands_for}",
                location=spec.source.where_key(*field.place, "values", legacy),
                help=f"write {way_out}, or `as: text`",
            )


def _unknown_shapes(spec: Spec, place: Place) -> Iterator[Finding]:
    """A `shape:` that is not there; inside a shape none is."""
    data = spec.data["routes"][place[1]]
    known = spec.data.get("shapes", {})
    for part in ("body", "reply"):
        for where, name in _named((*place, part), data.get(part)):
            if name not in known:
                yield _unknown_shape(spec, where, name, tuple(known))
    for shape, fields in known.items():
        for where, name in _named_below(("shapes", shape), fields):
            yield _unknown_shape(spec, where, name, ())


def _named(place: Place, said: Any) -> Iterator[tuple[Place, str]]:
    """The shapes that a node and the nodes among its fields name."""
    if isinstance(said, dict):
        if "shape" in said:
            yield (*place, "shape"), said["shape"]
        yield from _named_below((*place, "fields"), said.get("fields", {}))


def _named_below(place: Place, fields: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    for name, said in fields.items():
        yield from _named((*place, name), said)


def _unknown_shape(spec: Spec, place: Place, name: str, known: tuple[str, ...]) -> Finding:
    return Finding(
        rule="unknown-shape",
        message=f"there is no shape named `{name}` that could stand here",
        location=spec.where(*place),
        help=did_you_mean(name, known) or "write its fields out with `fields:`",
    )
