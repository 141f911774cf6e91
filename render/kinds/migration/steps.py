"""The steps that every migration has, whatever it moves: control schema, checks, schemas."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from ...kind import Spec
from ...model import Gate
from ...plan import Step
from ...project import Project
from ...sql import Sql
from .control import CONTROL_PARTS
from .preflight import preflight_steps

TEMPLATES = Path(__file__).parent / "templates"
RENDERER = "changeover 1"
"""What the database notes as the maker of the plan; the number grows when generated files must not
be mixed with older ones."""


def steps(spec: Spec, project: Project) -> Iterator[Step]:
    """The steps of one migration."""
    # Before anything is made: an older server must be left as it was.
    yield _step(
        spec,
        0,
        "server",
        f"What {spec.body.title} needs of the server",
        minimum=project.settings.minimum_postgres,
    )
    for index, (part, title) in enumerate(CONTROL_PARTS):
        yield _step(spec, 1 + index, part, title, name="shared")
    yield _step(spec, 47, "repairs", "Repaired rows, and differences that stand", name="shared")
    yield _step(spec, 47, "rights", "The rights of a name, which go with it", name="shared")
    yield _step(spec, 47, "store_result", "How a rung of validation is stored", name="shared")
    yield _step(spec, 48, "rechecks", "Where the rung L7 stands, and its gate", name="shared")
    yield _step(spec, 48, "rollback_gate", "What must be true before a rollback", name="shared")
    yield _step(spec, 48, "verified", "What a verify file ends with", name="shared")
    yield _preflight(spec, project)
    yield _step(
        spec,
        50,
        "register",
        f"Registration of {spec.body.title}",
        data_sets=tuple(one.name for one in project.settings.data_sets),
        renderer=RENDERER,
    )
    yield _step(
        spec,
        51,
        "gates",
        f"Terms and gates of {spec.body.title}",
        role="migration_owner",
        terms=spec.body.terms,
        gates=tuple(_gates(project)),
    )
    yield _step(
        spec,
        5,
        "schemas",
        f"Schemas of {spec.body.title}",
        phase="expanded",
        recorded=True,
        made_by=f"made by the migration {spec.name}",
        schemas=_schemas(spec, project),
    )
    yield from preflight_steps(spec, project)


def _gates(project: Project) -> Iterator[tuple[str, Gate, str]]:
    """Each data set with its gates and the command that helps it."""
    for data_set in project.settings.data_sets:
        for gate in project.gates:
            if not gate.data_sets or data_set.name in gate.data_sets:
                yield data_set.name, gate, gate.hint.replace("DATA_SET", data_set.name)


def _step(
    spec: Spec,
    rank: int,
    part: str,
    title: str,
    *,
    name: str = "",
    phase: Literal["planned", "expanded"] = "planned",
    recorded: bool = False,
    role: str = "",
    **values: object,
) -> Step:
    return Step(
        phase=phase,
        rank=rank,
        part=part,
        name=name or spec.name,
        title=title,
        spec=spec.path,
        templates=TEMPLATES,
        values=values,
        recorded=recorded,
        role=role,
    )


def _preflight(spec: Spec, project: Project) -> Step:
    return _step(
        spec,
        49,
        "preflight",
        f"What {spec.body.title} needs of whoever runs it",
        legacy=sorted(project.on_side("legacy")),
    )


def _schemas(spec: Spec, project: Project) -> tuple[Mapping[str, Any], ...]:
    settings = project.settings
    return (
        {
            "name": settings.target_schema,
            "tag": "target",
            "purpose": f"The new tables of {spec.body.title}",
            "owners": Sql("migration_owner"),
        },
        {
            "name": settings.work_schema,
            "tag": "work",
            "purpose": f"What {spec.body.title} works with until it is completed",
            # Routines that run as the sync role belong to it, so it must be able to own them here.
            "owners": Sql("migration_owner, migration_sync"),
        },
    )
