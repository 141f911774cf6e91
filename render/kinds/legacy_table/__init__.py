"""A legacy table: the contract that the migration relies on, compared with the real table."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ...kind import Kind, Spec
from ...model import Column, Dependant, Relation, Settings
from ...plan import Step
from ...project import Project
from ...source import Source
from ...sql import comma_list, literal
from ...typenames import canonical
from .body import LegacyTable
from .rules import rules

FOLDER = Path(__file__).parent


def understand(source: Source) -> LegacyTable:
    """The typed contract of a source whose shape has been checked."""
    data = source.data
    return LegacyTable(
        name=data["name"],
        comment=data["comment"],
        columns=tuple(_column(name, one) for name, one in data["columns"].items()),
        key=tuple(data["key"]),
        unique=tuple(tuple(columns) for columns in data.get("unique", ())),
        indexes=tuple(tuple(columns) for columns in data.get("indexes", ())),
        sample=data.get("sample", {}),
        dependants=tuple(map(_dependant, data.get("dependants", ()))),
    )


def _dependant(data: Mapping[str, Any]) -> Dependant:
    kind = next(word for word in data if word not in ("answer", "because"))
    return Dependant(kind=kind, name=data[kind], answer=data["answer"], because=data["because"])


def _column(name: str, data: Mapping[str, Any]) -> Column:
    return Column(
        name=name,
        type=data["type"],
        nullable=data.get("nullable", False),
        default=data.get("default"),
        comment=data.get("comment", ""),
        sample=data.get("sample", {}),
    )


def provides(spec: Spec, settings: Settings) -> Iterator[Relation]:
    """The table, as mappings and test data name it; `sample` also holds its other indexes."""
    body: LegacyTable = spec.body
    yield Relation(
        name=body.name,
        schema=settings.legacy_schema,
        side="legacy",
        columns=body.columns,
        key=body.key,
        unique=body.unique,
        sample={**body.sample, "indexes": body.indexes},
        comment=body.comment,
        dependants=body.dependants,
    )


def steps(spec: Spec, project: Project) -> Iterator[Step]:
    """The comparison of the contract with the table that is there."""
    body: LegacyTable = spec.body
    settings = project.settings
    width = max(len(literal(column.name)) for column in body.columns) + 1
    yield Step(
        phase="planned",
        rank=60,
        part="contract",
        name=spec.name,
        title=f"Contract with the legacy table {settings.legacy_schema}.{spec.name}",
        spec=spec.path,
        templates=FOLDER / "templates",
        values={
            "table": body,
            "columns": tuple(
                (column.name, canonical(column.type), column.nullable) for column in body.columns
            ),
            "width": width,
            "shown": f"{settings.legacy_schema}.{spec.name}",
            "key": comma_list(map(literal, body.key)),
            "unique": tuple(
                (comma_list(map(literal, columns)), f"({', '.join(columns)}) is not unique")
                for columns in body.unique
            ),
        },
    )


KIND = Kind(
    folder=FOLDER,
    understand=understand,
    provides=provides,
    rules=rules,
    steps=steps,
)
