"""A legacy table that stays where it is, shown in the new schema."""

from collections.abc import Iterator
from pathlib import Path

from render.findings import Finding, did_you_mean
from render.kind import Kind, Spec
from render.plan import Step
from render.project import Project
from render.source import Source
from render.sql import ident_list, qualified

FOLDER = Path(__file__).parent


def understand(source: Source) -> tuple[str, tuple[str, ...]]:
    """The legacy table and its columns."""
    return source.data["of"], tuple(source.data["columns"])


def rules(spec: Spec, project: Project) -> Iterator[Finding]:
    """Each column that the legacy table does not have."""
    table, columns = spec.body
    known = project.relations[table].names
    for position, name in enumerate(columns):
        if name not in known:
            yield Finding(
                rule="unknown-column",
                message=f"`{table}` has no column `{name}`",
                location=spec.where("columns", position),
                help=did_you_mean(name, known),
            )


def steps(spec: Spec, project: Project) -> Iterator[Step]:
    """The creation of the view."""
    table, columns = spec.body
    legacy = project.relations[table]
    yield Step(
        phase="expanded",
        rank=50,
        part="legacy_view",
        name=spec.name,
        title=f"View {spec.name} of the legacy table {table}",
        spec=spec.path,
        templates=FOLDER / "templates",
        values={
            "view": qualified(project.settings.target_schema, spec.name),
            "legacy": qualified(legacy.schema, legacy.name),
            "columns": ident_list(columns),
        },
    )


KIND = Kind(folder=FOLDER, understand=understand, rules=rules, steps=steps)
