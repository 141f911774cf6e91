"""A redirect: an old page, and the new one that takes over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ...conf import environment, module
from ...kind import Kind, Spec
from ...plan import Document
from ...project import Project
from ...source import Source
from ...wire import midnight
from .rules import rules

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An old page as its author described its end; `parameter` tells several pages apart."""

    name: str
    title: str
    source: str
    to: str
    parameter: str
    tabs: Mapping[str, str]
    since: datetime
    permanent: datetime

    @property
    def targets(self) -> tuple[str, ...]:
        """Every new page that it leads to."""
        return (*((self.to,) if self.to else ()), *self.tabs.values())

    def data(self) -> dict[str, Any]:
        """The page as the njs code at the edge reads it."""
        where = "prefix" if self.source.endswith("*") else "exact"
        return {
            "name": self.name,
            "variable": f"page_{self.name}",
            where: self.source.removesuffix("*"),
            **({"to": self.to} if self.to else {}),
            **({"parameter": self.parameter, "tabs": dict(self.tabs)} if self.tabs else {}),
            "since": int(self.since.timestamp()),
            "permanent": int(self.permanent.timestamp()),
        }


def understand(source: Source) -> Redirect:
    """The typed redirect of a source whose shape has been checked."""
    data = source.data
    parameter, tabs = next(iter(data.get("tabs", {"": {}}).items()))
    return Redirect(
        name=data["name"],
        title=data["title"],
        source=data["from"],
        to=data.get("to", ""),
        parameter=parameter,
        tabs=tabs,
        since=midnight(date.fromisoformat(data["since"])),
        permanent=midnight(date.fromisoformat(data["permanent"])),
    )


def documents(spec: Spec, _project: Project) -> Iterator[Document]:
    """The page's part of nginx."""
    body: Redirect = spec.body
    template = environment(FOLDER / "templates").get_template("page.conf.j2")
    files = {
        f"nginx/pages/{body.name}.conf": str(template.render(spec=spec, page=body)),
        f"nginx/njs/page_{body.name}.js": module(spec.path, body.data()),
    }
    for path, text in files.items():
        yield Document(path=path, text=text, spec=spec.path, title=body.title)


KIND = Kind(folder=FOLDER, understand=understand, rules=rules, documents=documents)
