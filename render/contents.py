"""Emit: the list of a migration's generated documents, for whoever opens their folder."""

from collections.abc import Iterator
from itertools import groupby

from .markdown import Markdown, bullets, link, page, section, text
from .plan import Document, Plan

FOLDER = "docs/"
PATH = f"{FOLDER}README.md"


def contents(plan: Plan) -> dict[str, str]:
    """The list, by its path; empty when there is nothing to list."""
    settings = plan.settings
    listed = sorted(
        (one for one in plan.documents if one.path.startswith(FOLDER)),
        key=lambda one: (_folder(one), one.path),
    )
    if not listed:
        return {}
    lines = [text(settings.summary), *_lines(listed)]
    return {PATH: page(f"specs/{settings.name}", text(settings.title), lines)}


def _lines(documents: list[Document]) -> Iterator[str]:
    """One section per folder; what is in none comes first."""
    for folder, inside in groupby(documents, key=_folder):
        title = folder.rstrip("/").replace("-", " ").capitalize() or "Overview"
        links = (link(text(one.title), one.path.removeprefix(FOLDER)) for one in inside)
        yield from section(Markdown(title), bullets(links))


def _folder(document: Document) -> str:
    return document.path.removeprefix(FOLDER).rpartition("/")[0]
