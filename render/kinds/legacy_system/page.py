"""The generated page about a legacy system."""

from collections.abc import Iterable, Iterator

from ...kind import Spec
from ...project import Project


def page(spec: Spec, project: Project) -> str:
    """Markdown: what is wrong with the system, and where each thing it owns goes."""
    return "\n".join(_lines(spec, project)) + "\n"


def _lines(spec: Spec, project: Project) -> Iterator[str]:
    body = spec.body
    yield f"<!-- Generated from {spec.path}; edit the spec, then run `make render`. -->"
    yield ""
    yield f"# {body.title}"
    yield ""
    yield f"Found at `{body.location}`."
    yield from _section("What is wrong with it", body.pain_points)
    yield from _section("Tables", (_table(name, project) for name in body.tables))
    yield from _section("APIs", (f"`{route}`" for route in body.apis))
    yield from _section("Replaced by", (f"`{place}`" for place in body.replaced_by))


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    listed = [" ".join(item.split()) for item in items]
    if listed:
        yield ""
        yield f"## {title}"
        yield ""
        yield from (f"- {item}" for item in listed)


def _table(name: str, project: Project) -> str:
    data_set = project.data_set_of(name)
    if data_set is not None:
        return f"`{name}` moves with the data set `{data_set.name}`"
    if name in project.on_side("legacy"):
        return f"`{name}` has a contract and stays where it is"
    return f"`{name}` has no contract yet"
