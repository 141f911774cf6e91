"""A component: a part of the migration whose status people follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...kind import Kind, Spec
from ...plan import Step
from ...project import Project
from ...source import Source
from .rules import rules

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A component as its author wrote it."""

    name: str
    title: str
    data_set: str | None
    starts: str
    completes: str


def understand(source: Source) -> Component:
    """The typed component of a source whose shape has been checked."""
    data = source.data
    return Component(
        name=data["name"],
        title=data["title"],
        data_set=data.get("data_set"),
        starts=data["starts"],
        completes=data["completes"],
    )


def steps(spec: Spec, _project: Project) -> Iterator[Step]:
    """The registration of the component."""
    yield Step(
        phase="planned",
        rank=70,
        part="component",
        name=spec.name,
        title=f"Component {spec.name}: {spec.body.title}",
        spec=spec.path,
        templates=FOLDER / "templates",
        values={"component": spec.body},
        recorded=False,
    )


KIND = Kind(folder=FOLDER, understand=understand, rules=rules, steps=steps)
