"""A role of the applications: made when it is missing, dropped only when it was made here."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...kind import Kind, Spec
from ...plan import Step
from ...project import Project
from ...source import Source

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role as its author wrote it."""

    name: str
    comment: str
    login: bool


def understand(source: Source) -> Role:
    """The typed role of a source whose shape has been checked."""
    data = source.data
    return Role(name=data["name"], comment=data["comment"], login=data.get("login", False))


def steps(spec: Spec, _project: Project) -> Iterator[Step]:
    """The creation of the role."""
    yield Step(
        phase="expanded",
        rank=10,
        part="role",
        name=spec.name,
        title=f"Role {spec.name}",
        spec=spec.path,
        templates=FOLDER / "templates",
        values={"role": spec.body},
    )


KIND = Kind(folder=FOLDER, understand=understand, steps=steps)
