"""An index of a target table, built after the copy and without stopping writers."""

from collections.abc import Iterator
from pathlib import Path

from ...index import Index, index_step
from ...kind import Kind, Spec
from ...plan import Step
from ...project import Project
from ...source import Source
from .body import understand
from .rules import rules

FOLDER = Path(__file__).parent


def steps(spec: Spec, project: Project) -> Iterator[Step]:
    """The building of the index."""
    index: Index = spec.body
    yield index_step(index, project.relations[index.table], spec.path)


def _understand(source: Source) -> Index:
    return understand(source.data)


KIND = Kind(folder=FOLDER, understand=_understand, rules=rules, steps=steps)
