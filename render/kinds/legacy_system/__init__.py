"""A legacy system: what it owns and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...kind import Kind, Spec
from ...model import Owner
from ...plan import Document
from ...project import Project
from ...source import Source
from .page import system_page
from .rules import rules


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacySystem:
    """A system as its author described it."""

    name: str
    title: str
    location: str
    replaced_by: tuple[str, ...]
    tables: tuple[str, ...]
    apis: tuple[str, ...]
    pain_points: tuple[str, ...]


def understand(source: Source) -> LegacySystem:
    """The typed system of a source whose shape has been checked."""
    data = source.data
    return LegacySystem(
        name=data["name"],
        title=data["title"],
        location=data["location"],
        replaced_by=tuple(data.get("replaced_by", ())),
        tables=tuple(data["tables"]),
        apis=tuple(data["apis"]),
        pain_points=tuple(data["pain_points"]),
    )


def owns(spec: Spec, _project: Project) -> Iterator[Owner]:
    """The tables of the system."""
    body: LegacySystem = spec.body
    yield Owner(name=body.name, title=body.title, relations=body.tables, page=_path(spec))


def documents(spec: Spec, project: Project) -> Iterator[Document]:
    """The page about the system."""
    yield Document(
        path=_path(spec), text=system_page(spec, project), spec=spec.path, title=spec.body.title
    )


def _path(spec: Spec) -> str:
    return f"docs/legacy-systems/{spec.name}.md"


KIND = Kind(
    folder=Path(__file__).parent,
    understand=understand,
    rules=rules,
    owns=owns,
    documents=documents,
)
