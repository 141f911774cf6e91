"""What meets the logs of the edge: the scripts that load them, and the queries that watch them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ...emit import TEMPLATES as FRAME
from ...kind import Spec
from ...plan import Document
from ...project import Project
from ...sql import SqlEnvironment, environment, literal
from .steps import TEMPLATES

KINDS = {
    "usage": "Loads a usage log",
    "shadow": "Loads a shadow log",
}
"""The logs that an edge writes, and the title of the script that loads each."""


@cache
def _environment(folder: Path) -> SqlEnvironment:
    return environment(folder, FRAME)


def loaders(spec: Spec, project: Project) -> Iterator[Document]:
    """The script of each log, and the queries for Prometheus."""
    for kind, title in KINDS.items():
        template = _environment(TEMPLATES).get_template(f"load_{kind}.sql.j2")
        text = template.render(settings=project.settings, title=spec.body.title, spec=spec.path)
        path = f"sql/edge/load_{kind}.sql"
        yield Document(path=path, text=str(text), spec=spec.path, title=title)
    yield Document(
        path="prometheus/queries.yaml",
        text=_queries(spec, project),
        spec=spec.path,
        title="Queries for Prometheus",
    )


def _queries(spec: Spec, project: Project) -> str:
    """The queries, in the form that prometheus-postgres-exporter reads."""
    head = (
        f"# Generated from {spec.path}; edit the spec, then run `make render`.\n"
        "# Run: prometheus-postgres-exporter --extend.query-path=queries.yaml\n"
        "# The exporter's login needs nothing but membership in migration_auditor.\n"
    )
    template = _environment(TEMPLATES).get_template("queries.yaml.j2")
    return head + str(template.render(name=literal(project.settings.name)))
