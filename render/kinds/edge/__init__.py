"""An edge: the nginx in front of both systems, and what the database knows of it."""

from collections.abc import Iterator
from pathlib import Path

from ...kind import Kind, Spec
from ...plan import Document
from ...project import Project
from .gates import gates
from .loaders import loaders
from .nginx import nginx_files
from .rules import rules
from .spec import understand
from .steps import steps


def documents(spec: Spec, project: Project) -> Iterator[Document]:
    """The files of nginx, and the scripts that load its logs."""
    for path, text in nginx_files(spec, project).items():
        yield Document(path=f"nginx/{path}", text=text, spec=spec.path, title=spec.body.title)
    yield from loaders(spec, project)


KIND = Kind(
    folder=Path(__file__).parent,
    understand=understand,
    rules=rules,
    steps=steps,
    documents=documents,
    gates=gates,
)
