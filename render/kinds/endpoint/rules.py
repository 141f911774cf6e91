"""What can be wrong with an endpoint beyond its shape. One function, one kind of mistake."""

from collections.abc import Iterator
from itertools import takewhile

from ...findings import Finding, did_you_mean
from ...kind import Spec
from ...location import Location
from ...project import Project
from ...wire import Route, at
from .rules_of_bodies import body_findings
from .spec import Answered, Endpoint


def rules(spec: Spec, project: Project) -> Iterator[Finding]:
    """Every finding on an endpoint; what routes share through a shape is said once."""
    yield from dict.fromkeys(_findings(spec, project))


def _findings(spec: Spec, project: Project) -> Iterator[Finding]:
    yield from _edge(spec, project)
    yield from _api(spec, project)
    yield from _data_set(spec, project)
    yield from _dates(spec)
    yield from _successor(spec, project)
    yield from _errors(spec, project)
    for answered in spec.body.routes:
        yield from _inside(spec, answered, project)
        yield from _clashes(spec, answered, project)
        yield from _parameters(spec, answered)
        yield from body_findings(spec, answered, project)


def _edge(spec: Spec, project: Project) -> Iterator[Finding]:
    if not project.of("edge"):
        yield Finding(
            rule="endpoint-without-edge",
            message="nothing stands in front of this API",
            location=spec.where("api"),
            help="describe the nginx in front of both systems: `edges/nginx.yaml`",
        )


def _api(spec: Spec, project: Project) -> Iterator[Finding]:
    wanted = spec.body.api
    known = [route for system in project.of("legacy_system") for route in system.data["apis"]]
    if wanted not in known:
        yield Finding(
            rule="endpoint-without-legacy-api",
            message=f"no legacy system has the API `{wanted}`",
            location=spec.where("api"),
            help=did_you_mean(wanted, known) or "list it in `apis` of its legacy system",
        )
    same = [one for one in project.of("endpoint") if one.body.api == wanted]
    if same.index(spec):
        yield Finding(
            rule="endpoint-for-the-same-api",
            message=f"`{same[0].name}` says already what becomes of `{wanted}`",
            location=spec.where("api"),
            help="write all routes of an API in one spec",
        )


def _data_set(spec: Spec, project: Project) -> Iterator[Finding]:
    wanted, known = spec.body.data_set, [one.name for one in project.settings.data_sets]
    if wanted not in known:
        yield Finding(
            rule="unknown-data-set",
            message=f"the migration has no data set `{wanted}`",
            location=spec.where("data_set"),
            help=did_you_mean(wanted, known),
        )


def _dates(spec: Spec) -> Iterator[Finding]:
    body: Endpoint = spec.body
    if body.sunset <= body.deprecation:
        yield Finding(
            rule="sunset-before-deprecation",
            message="the API would be gone before it is deprecated",
            location=spec.where("sunset"),
            help=f"take a day after {spec.data['deprecation']} (RFC 9745, section 4)",
        )


def _successor(spec: Spec, project: Project) -> Iterator[Finding]:
    wanted = Route(method="GET", segments=tuple(spec.body.successor[1:].split("/")))
    offered = [one.route for api in project.of("api") for one in api.body.routes]
    if not any(wanted.answers(one) for one in offered):
        paths = [one.path for one in offered if one.method == "GET" and not one.parameters]
        yield Finding(
            rule="unknown-route",
            message=f"no API offers `{wanted}`",
            location=spec.where("successor"),
            help=did_you_mean(wanted.path, paths) or "describe the new API in `apis/….yaml`",
        )


def _errors(spec: Spec, project: Project) -> Iterator[Finding]:
    """What a legacy error is made of must be in the errors of the new APIs that answer."""
    asked = [one.new for one in spec.body.routes]
    for api in project.of("api"):
        if any(one.route.answers(new) for one in api.body.routes for new in asked):
            for name, path in spec.body.errors.items():
                if at(api.body.errors, path) is None:
                    yield Finding(
                        rule="unknown-reply-path",
                        message=f"errors of `{api.name}` have no value at `{'.'.join(path)}`",
                        location=spec.where("errors", name),
                        help=did_you_mean(".".join(path), api.data["errors"]),
                    )


def _inside(spec: Spec, answered: Answered, project: Project) -> Iterator[Finding]:
    """A legacy route stands below its API, a new one below what the edge calls new."""
    prefix = spec.body.prefix
    if not answered.legacy.path.startswith(prefix):
        yield Finding(
            rule="route-outside-api",
            message=f"`{answered.legacy.path}` is no path of `{spec.body.api}`",
            location=spec.where("routes", answered.name, "legacy"),
            help=f"begin it with `{prefix}`",
        )
    for edge in project.of("edge"):
        if edge.body.is_new(answered.legacy.path):
            yield Finding(
                rule="route-of-both-systems",
                message=f"`{answered.legacy.path}` belongs to the new system",
                location=spec.where("routes", answered.name, "legacy"),
                help=f"legacy and new routes are told apart by `new` of `{edge.name}`",
            )


def _clashes(spec: Spec, answered: Answered, project: Project) -> Iterator[Finding]:
    every = ((one, other) for one in project.of("endpoint") for other in one.body.routes)
    for one, other in takewhile(lambda pair: pair[1] is not answered, every):
        if other.legacy.clashes(answered.legacy):
            yield Finding(
                rule="routes-overlap",
                message=f"a request can fit both this route and `{other.legacy}`",
                location=spec.where("routes", answered.name, "legacy"),
                help=f"`{other.name}` of `{one.name}` answers it already; keep one",
            )


def _parameters(spec: Spec, answered: Answered) -> Iterator[Finding]:
    """A value in braces of the new path comes from the legacy path."""
    known = answered.legacy.parameters
    place = ("routes", answered.name)
    for name in answered.new.parameters:
        if name not in known:
            yield _unknown_parameter(spec.where(*place, "new"), name, known)
    for one in answered.path:
        if one.name not in known:
            at_key = spec.source.where_key(*place, "path", one.name)
            yield _unknown_parameter(at_key, one.name, known)


def _unknown_parameter(location: Location, name: str, known: tuple[str, ...]) -> Finding:
    return Finding(
        rule="unknown-path-parameter",
        message=f"the legacy path has no value `{{{name}}}`",
        location=location,
        help=did_you_mean(name, known) or f"write `{{{name}}}` into the legacy path",
    )
