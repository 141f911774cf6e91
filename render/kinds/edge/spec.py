"""What an edge's YAML says, typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...source import Source

PRODUCTION = "production"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upstream:
    """One of the two systems: where it is, and after how many milliseconds it is too late."""

    address: str
    answers_within_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeTerms:
    """What an environment demands before names are switched and before they go away."""

    name: str
    quiet: str
    reads: int
    shadow: str
    await_sunset: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """The nginx in front of both systems, as its author described it."""

    name: str
    title: str
    listen: str
    legacy: Upstream
    new: Upstream
    new_paths: tuple[str, ...]
    request_kib: int
    reply_kib: int
    client: str
    notices: str
    component: str
    quiet: str
    shadow_percent: int
    shadow_reads: int
    shadow_for: str
    environments: tuple[EdgeTerms, ...]

    def is_new(self, path: str) -> bool:
        """Whether a path belongs to the new system."""
        return any(
            path.startswith(one[:-1]) if one.endswith("/*") else path == one
            for one in self.new_paths
        )


def understand(source: Source) -> Edge:
    """The typed edge of a source whose shape has been checked."""
    data = source.data
    return Edge(
        name=data["name"],
        title=data["title"],
        listen=data["listen"],
        legacy=Upstream(**data["upstreams"]["legacy"]),
        new=Upstream(**data["upstreams"]["new"]),
        new_paths=tuple(data["new"]),
        request_kib=data["limits"]["request_kib"],
        reply_kib=data["limits"]["reply_kib"],
        client=data["client"],
        notices=data["notices"],
        component=data["component"],
        quiet=data["quiet"]["for"],
        shadow_percent=data["shadow"]["percent"],
        shadow_reads=data["shadow"]["reads"],
        shadow_for=data["shadow"]["for"],
        environments=tuple(_terms(data)),
    )


def _terms(data: Mapping[str, Any]) -> list[EdgeTerms]:
    """Production's terms, then those of the places that demand less."""
    usual = {
        "quiet": data["quiet"]["for"],
        "reads": data["shadow"]["reads"],
        "shadow": data["shadow"]["for"],
        "await_sunset": True,
    }
    places = {PRODUCTION: {}, **data.get("environments", {})}
    return [EdgeTerms(name=name, **{**usual, **said}) for name, said in places.items()]
