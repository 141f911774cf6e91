"""What can be wrong with an edge beyond its shape. One function, one kind of mistake."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...findings import Finding, did_you_mean
from ...kind import Spec
from ...location import Location
from ...project import Project

MEANT_INSIDE = {("page", "new"), ("new", "endpoint")}
WAY_OUT = {
    "endpoint": "the edge serves nothing else there; give the API another path",
    "page": "take a path that is only a page's; what becomes of an API is said by its endpoint",
    "new": "name only what is new, by a segment of its own such as `v2`",
    "notices": "take a path that neither system has, such as `/migration`",
}
# Headers by which a client proves who it is, rather than says so.
SECRET = re.compile(
    r"authori[sz]ation|cookie|token|secret|passw|api-?key|credential|session|signature|"
    r"(?:^|-)auth(?:-|$)",
    re.IGNORECASE,
)
KEPT = "leave it out, or `to` of the page: then the new system answers at the same address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Paths that nginx answers in one way: one path, or all that begin alike; and for whom."""

    kind: str
    owner: str
    path: str
    begins: bool
    location: Location
    stays: bool = False

    def holds(self, other: "Place") -> bool:
        """Whether every path of the other place is one of this."""
        return other.path.startswith(self.path) if self.begins else self.equals(other)

    def equals(self, other: "Place") -> bool:
        """Whether nginx cannot tell the two apart."""
        return (self.path, self.begins) == (other.path, other.begins)

    def __str__(self) -> str:
        """The paths as specs write them."""
        return f"{self.path}{'*' * self.begins}"


def rules(spec: Spec, project: Project) -> Iterator[Finding]:
    """Every finding on an edge, and on what it should answer for and does not."""
    yield from _one(spec, project)
    yield from _client(spec)
    yield from _environments(spec, project)
    if project.of("edge")[0] is spec:
        yield from _places(spec, project)
        yield from _apis(project)
        yield from _pages(project)


def _one(spec: Spec, project: Project) -> Iterator[Finding]:
    first = project.of("edge")[0]
    if first is not spec:
        yield Finding(
            rule="second-edge",
            message=f"`{first.name}` stands already in front of both systems",
            location=spec.where("name"),
            help="describe one nginx; as many servers as you like can run it",
        )


def _client(spec: Spec) -> Iterator[Finding]:
    """Whom a request is counted for is written into a log, and shown to whoever reads the usage."""
    name = spec.data["client"]
    if SECRET.search(name):
        yield Finding(
            rule="secret-as-client",
            message=f"the value of `{name}` is a secret, and would stand in the usage log",
            location=spec.where("client"),
            help="let clients say who they are in a header of its own, such as `X-Client-Id`; "
            "those that send none are counted by their address",
        )


def _environments(spec: Spec, project: Project) -> Iterator[Finding]:
    known = [name for one in project.of("migration") for name in one.data.get("environments", {})]
    for name in spec.data.get("environments", {}):
        if name not in known:
            yield Finding(
                rule="unknown-environment",
                message=f"the migration has no environment `{name}`",
                location=spec.source.where_key("environments", name),
                help=did_you_mean(name, known) or "leave it out; production's terms hold there",
            )


def _places(spec: Spec, project: Project) -> Iterator[Finding]:
    """A path has one owner; of two places that share one, the later is the one to be moved."""
    places = list(_all_places(spec, project))
    told = set()
    for index, one in enumerate(places):
        for other in places[:index]:
            if one.location not in told and _clash(one, other):
                told.add(one.location)
                yield Finding(
                    rule="path-answered-twice",
                    message=f"`{other}` belongs to {other.owner} already",
                    location=one.location,
                    help=KEPT if _is_of_page(one, other) else WAY_OUT[one.kind],
                )


def _clash(one: Place, other: Place) -> bool:
    """Whether the paths of two places have something in common that was not meant."""
    if one.kind == other.kind:
        # What names more of a path has it, and rules of their own refuse what is there twice.
        return False
    if one.equals(other):
        return not (_is_of_page(one, other) and other.stays)
    inner, outer = (one, other) if other.holds(one) else (other, one)
    return outer.holds(inner) and (inner.kind, outer.kind) not in MEANT_INSIDE


def _is_of_page(one: Place, other: Place) -> bool:
    """Whether a new path is exactly that of an old page."""
    return (one.kind, other.kind) == ("new", "page") and one.equals(other)


def _all_places(spec: Spec, project: Project) -> Iterator[Place]:
    """What the edge answers from a location of its own, first what is least free to move."""
    yield _place("edge", "the edge itself", "/changeover/*", spec.where("name"))
    for one in project.of("endpoint"):
        where, owner = one.where("api"), f"the endpoint `{one.name}`"
        yield _place("endpoint", owner, f"{one.body.prefix}*", where)
        yield _place("endpoint", owner, one.body.prefix.removesuffix("/"), where)
    for one in project.of("redirect"):
        where, stays = one.where("from"), not one.body.to
        yield _place("page", f"the old page `{one.name}`", one.body.source, where, stays)
    for index, path in enumerate(spec.body.new_paths):
        yield _place("new", "the new system", path, spec.where("new", index))
    yield _place("notices", "the notices", f"{spec.body.notices}/*", spec.where("notices"))


def _place(kind: str, owner: str, said: str, where: Location, stays: bool = False) -> Place:
    return Place(
        kind=kind,
        owner=owner,
        path=said.removesuffix("*"),
        begins=said.endswith("*"),
        location=where,
        stays=stays,
    )


def _apis(project: Project) -> Iterator[Finding]:
    answered = [one.body.api for one in project.of("endpoint")]
    for system in project.of("legacy_system"):
        for index, api in enumerate(system.data["apis"]):
            if api not in answered:
                yield Finding(
                    rule="api-without-endpoint",
                    message=f"no endpoint says what becomes of `{api}`",
                    location=system.where("apis", index),
                    help="write `endpoints/….yaml` with its routes and the day on which it ends",
                )


def _pages(project: Project) -> Iterator[Finding]:
    led = [one.body.source for one in project.of("redirect")]
    for system in project.of("legacy_system"):
        if system.data["location"] not in led:
            yield Finding(
                rule="page-without-redirect",
                message=f"no redirect says where `{system.data['location']}` leads",
                location=system.where("location"),
                help="write `redirects/….yaml`",
            )
