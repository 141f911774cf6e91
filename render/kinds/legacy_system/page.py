"""The generated page about a legacy system."""

from collections.abc import Iterator

from ...kind import Spec
from ...markdown import Markdown, bullets, code, link, page, section, text
from ...project import Project


def system_page(spec: Spec, project: Project) -> str:
    """Markdown: what is wrong with the system, and where each thing it owns goes."""
    return page(spec.path, text(spec.body.title), _lines(spec, project), up="../README.md")


def _lines(spec: Spec, project: Project) -> Iterator[str]:
    body = spec.body
    yield Markdown(f"Found at {code(body.location)}.")
    yield from section(text("What is wrong with it"), bullets(map(text, body.pain_points)))
    tables = (_table(name, project) for name in body.tables)
    yield from section(text("Tables"), bullets(tables))
    yield from section(text("APIs"), bullets(map(code, body.apis)))
    yield from section(text("Replaced by"), bullets(map(code, body.replaced_by)))


def _table(name: str, project: Project) -> Markdown:
    data_set = project.data_set_of(name)
    if data_set is not None:
        moves = [move for move in project.moves if move.legacy == name]
        pages = "".join(f", {link(text('as mapped'), f'../../{move.page}')}" for move in moves)
        return Markdown(f"{code(name)} moves with the data set {code(data_set.name)}{pages}")
    if name in project.on_side("legacy"):
        return Markdown(f"{code(name)} has a contract and stays where it is")
    return Markdown(f"{code(name)} has no contract yet")
