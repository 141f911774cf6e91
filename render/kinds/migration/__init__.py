"""The migration itself: names, schemas, data sets, and the control schema that runs it."""

from collections.abc import Iterator
from pathlib import Path

from ...kind import Kind, Spec
from ...plan import Document
from ...project import Project
from .flow_page import flow_page
from .gates import gates
from .rules import rules
from .schema_page import schema_page
from .spec import settings, understand
from .steps import steps


def documents(spec: Spec, project: Project) -> Iterator[Document]:
    """The pages about the migration as a whole."""
    flow, schema = flow_page(spec, project), schema_page(spec, project)
    yield Document(
        path="docs/flow.md",
        text=flow,
        spec=spec.path,
        title="Flow: from legacy systems to new tables",
    )
    yield Document(
        path="docs/schema.md", text=schema, spec=spec.path, title="Schema: the new tables"
    )


KIND = Kind(
    folder=Path(__file__).parent,
    understand=understand,
    settings=settings,
    rules=rules,
    steps=steps,
    documents=documents,
    gates=gates,
)
