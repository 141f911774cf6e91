"""What can be wrong with a redirect beyond its shape. One function, one kind of mistake."""

from collections.abc import Iterator

from ...findings import Finding, did_you_mean
from ...kind import Spec
from ...project import Project


def rules(spec: Spec, project: Project) -> Iterator[Finding]:
    """Every finding on a redirect."""
    yield from _edge(spec, project)
    yield from _source(spec, project)
    yield from _leads(spec)
    yield from _targets(spec, project)
    yield from _dates(spec)


def _edge(spec: Spec, project: Project) -> Iterator[Finding]:
    if not project.of("edge"):
        yield Finding(
            rule="endpoint-without-edge",
            message="nothing stands in front of this page",
            location=spec.where("from"),
            help="describe the nginx in front of both systems: `edges/nginx.yaml`",
        )


def _source(spec: Spec, project: Project) -> Iterator[Finding]:
    wanted = spec.body.source
    known = [system.data["location"] for system in project.of("legacy_system")]
    if wanted not in known:
        yield Finding(
            rule="page-without-system",
            message=f"no legacy system is found at `{wanted}`",
            location=spec.where("from"),
            help=did_you_mean(wanted, known) or "describe it in `legacy_systems/….yaml`",
        )
    same = [one for one in project.of("redirect") if one.body.source == wanted]
    if same.index(spec):
        yield Finding(
            rule="page-twice",
            message=f"`{same[0].name}` says already where `{wanted}` leads",
            location=spec.where("from"),
            help="keep one of the two",
        )


def _leads(spec: Spec) -> Iterator[Finding]:
    if not spec.body.targets:
        yield Finding(
            rule="redirect-without-target",
            message="the page leads nowhere",
            location=spec.where("from"),
            help="write `to:`, or `tabs:` where a parameter told several pages apart",
        )


def _targets(spec: Spec, project: Project) -> Iterator[Finding]:
    """The new page is the new system's, and another one than the old."""
    places: list[tuple[str, ...]] = [("to",)] if spec.body.to else []
    places += [("tabs", spec.body.parameter, value) for value in spec.body.tabs]
    for place, target in zip(places, spec.body.targets, strict=True):
        path = target.partition("?")[0]
        if _covers(spec.body.source, path):
            yield Finding(
                rule="redirect-to-itself",
                message=f"`{path}` would lead to itself",
                location=spec.where(*place),
                help="name another page, or leave it out: the new system answers there",
            )
        elif not all(edge.body.is_new(path) for edge in project.of("edge")):
            yield Finding(
                rule="redirect-to-legacy",
                message=f"`{path}` is no page of the new system",
                location=spec.where(*place),
                help="what is new is listed in `new` of the edge",
            )
        elif (owner := _page_at(path, project)) and spec in _ahead(owner, project):
            yield Finding(
                rule="redirect-to-itself",
                message=f"`{path}` is the old page `{owner.name}`, which leads back here",
                location=spec.where(*place),
                help="name a page that no redirect leads away from",
            )


def _page_at(path: str, project: Project) -> Spec | None:
    """The old page that has a path: of several, the one that names most of it."""
    fitting = [one for one in project.of("redirect") if _covers(one.body.source, path)]
    return max(fitting, key=lambda one: _named(one.body.source), default=None)


def _named(source: str) -> tuple[int, bool]:
    """How much of a path an old page names; all of it is more than what it begins with."""
    return len(source.removesuffix("*")), not source.endswith("*")


def _ahead(page: Spec, project: Project) -> list[Spec]:
    """A page, and the old pages that it leads to through however many others."""
    found = [page]
    for one in found:
        next_ones = (_page_at(to.partition("?")[0], project) for to in one.body.targets)
        found += [other for other in next_ones if other and other not in found]
    return found


def _covers(source: str, path: str) -> bool:
    """Whether an old page's address is that of a path."""
    return path.startswith(source[:-1]) if source.endswith("*") else path == source


def _dates(spec: Spec) -> Iterator[Finding]:
    if spec.body.permanent <= spec.body.since:
        yield Finding(
            rule="permanent-before-since",
            message="browsers would remember the new page before anybody has seen it",
            location=spec.where("permanent"),
            help=f"take a day after {spec.data['since']}; until then there is a way back",
        )
