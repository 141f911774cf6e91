"""A legacy system: what it owns and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...kind import Kind, Spec
from ...model import Owner, Statement
from ...plan import Document
from ...project import Project
from ...source import Source
from .page import system_page
from .rules import rules
from .statements import TIMES, tables_of


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
    statements: tuple[Statement, ...]


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
        statements=tuple(_statement(one, data["tables"]) for one in data.get("statements", ())),
    )


def _statement(data: Mapping[str, Any], tables: Sequence[str]) -> Statement:
    slower = data.get("slower", {})
    return Statement(
        sql=data["sql"],
        relations=tables_of(data["sql"], tables),
        answer=data.get("answer", ""),
        because=data.get("because", ""),
        times=slower.get("times", TIMES),
    )


def owns(spec: Spec, _project: Project) -> Iterator[Owner]:
    """The tables of the system."""
    body: LegacySystem = spec.body
    yield Owner(
        name=body.name,
        title=body.title,
        relations=body.tables,
        page=_path(spec),
        statements=body.statements,
    )


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
