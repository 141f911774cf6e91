"""An endpoint: a legacy API, how the new one answers for it, and when it ends."""

from collections.abc import Iterator
from pathlib import Path

from ...conf import environment, module
from ...kind import Kind, Spec
from ...plan import Document
from ...project import Project
from .data import endpoint_data
from .pages import endpoint_page, notice, notice_data
from .rules import rules
from .spec import Endpoint, understand

FOLDER = Path(__file__).parent


def documents(spec: Spec, project: Project) -> Iterator[Document]:
    """The endpoint's part of nginx, its notices, and the page for its reviewers."""
    body: Endpoint = spec.body
    files = {
        f"docs/endpoints/{body.name}.md": endpoint_page(spec),
        f"nginx/endpoints/{body.name}.conf": _location(spec, project),
        f"nginx/njs/api_{body.name}.js": module(spec.path, endpoint_data(body, project)),
        f"nginx/notices/{body.name}.md": notice(spec, project),
        f"nginx/notices/{body.name}.json": notice_data(spec, project),
    }
    for path, text in files.items():
        yield Document(path=path, text=text, spec=spec.path, title=body.title)


def _location(spec: Spec, project: Project) -> str:
    template = environment(FOLDER / "templates").get_template("location.conf.j2")
    limit = max(edge.body.request_kib for edge in project.of("edge"))
    return str(template.render(spec=spec, endpoint=spec.body, limit=limit))


KIND = Kind(folder=FOLDER, understand=understand, rules=rules, documents=documents)
