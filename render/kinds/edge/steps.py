"""The steps of the edge: what all migrations share of it, then what one migration registers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ...kind import Spec
from ...plan import Step
from ...project import Project

TEMPLATES = Path(__file__).parent / "templates"
PAGE = "page:"
"""What the name of an old page begins with, among endpoints."""
SHARED: tuple[tuple[str, str], ...] = (
    ("edge_endpoints", "Endpoints and pages, and what each environment demands of the edge"),
    ("edge_known", "Registration of endpoints and pages"),
    ("edge_loads", "Which logs of which edge were loaded, and when"),
    ("edge_shadow_log", "Reads that both systems answered"),
    ("edge_shadow_read", "Loading of shadow logs"),
    ("edge_shadow_verdict", "Gate: the new system reads the same"),
    ("edge_side", "Which side answers each endpoint, and every change of that"),
    ("edge_turn_gate", "Gates: each side answers what is to be answered from its tables"),
    ("edge_turn_made", "Turning an endpoint to a side"),
    ("edge_usage_log", "Calls in the legacy shape, and who made them"),
    ("edge_usage_read", "Loading of usage logs"),
    ("edge_usage_verdict", "Gate: somebody looked, and nobody called"),
    ("edge_whole", "The component that is complete with the edge, as a whole"),
)
"""The parts of the control schema that the edge brings. They are applied in the order of their
names, and a part needs only the ones before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An endpoint or a page, as the database knows it."""

    name: str
    data_set: str | None
    deprecation: str
    sunset: str | None
    reads: bool


def steps(spec: Spec, project: Project) -> Iterator[Step]:
    """What the control schema gains, the same for every migration, then the registration."""
    for part, title in SHARED:
        yield Step(
            phase="planned",
            rank=46,
            part=part,
            name="shared",
            title=title,
            spec=spec.path,
            templates=TEMPLATES,
            values={},
            role="migration_owner",
            recorded=False,
        )
    yield Step(
        phase="planned",
        rank=71,
        part="edge",
        name=spec.name,
        title=f"Endpoints, pages and terms of {spec.body.title}",
        spec=spec.path,
        templates=TEMPLATES,
        values={
            "terms": spec.body.environments,
            "component": spec.body.component,
            "endpoints": (*_endpoints(project), *_pages(project)),
            "reads": tuple(_reads(project)),
        },
        role="migration_owner",
        recorded=False,
    )


def _endpoints(project: Project) -> Iterator[Known]:
    for spec in project.of("endpoint"):
        yield Known(
            name=spec.name,
            data_set=spec.body.data_set,
            deprecation=_moment(spec.body.deprecation),
            sunset=_moment(spec.body.sunset),
            reads=any(map(_is_compared, spec.body.routes)),
        )


def _reads(project: Project) -> Iterator[Mapping[str, str]]:
    for spec in project.of("endpoint"):
        for route in filter(_is_compared, spec.body.routes):
            name = f"{spec.name}.{route.name}"
            yield {"name": name, "endpoint": spec.name, "route": route.name}


def _is_compared(route: Any) -> bool:
    """Whether the new system can be asked for the same, and what it says be compared."""
    return bool(route.legacy.method == "GET" and route.reply is not None)


def _pages(project: Project) -> Iterator[Known]:
    """A page has no Sunset: it goes on redirecting."""
    for spec in project.of("redirect"):
        yield Known(
            name=f"{PAGE}{spec.name}",
            data_set=None,
            deprecation=_moment(spec.body.since),
            sunset=None,
            reads=False,
        )


def _moment(day: date) -> str:
    """A moment in UTC, to the second; the day of a date begins at midnight."""
    return f"{day:%Y-%m-%d %H:%M:%S}+00"
