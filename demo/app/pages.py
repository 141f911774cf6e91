"""The pages of both generations: the old ones by tool, the new ones by feature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from .failures import Failure, not_found
from .html import links, page, paragraph, section
from .statements import statements

if TYPE_CHECKING:
    from starlette.requests import Request

    from .database import Database, Work

STYLE = Path(__file__).parent / "style.css"
# The heading of each table, by the name of its statement.
Tables = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, in tabs if it has more than one."""

    path: str
    title: str
    tabs: Mapping[str, Tables]
    prefix: str = ""


def _plain(path: str, title: str, **tables: str) -> Page:
    return Page(path=path, title=title, tabs={"": tables})


PAGES = {
    "legacy": (
        _plain("/platform/costs", "Costs", costs="By service", calls="Latest calls", bills="Bills"),
        _plain(
            "/platform/analytics",
            "Analytics",
            events="Latest events",
            users="Users by day",
            performance="Performance",
        ),
        Page(
            path="/platform/debug/{page:path}",
            title="AI debugging",
            tabs={"": {"errors": "Open errors", "logs": "Latest logs", "metrics": "Metrics"}},
            prefix="ai",
        ),
        Page(
            path="/platform/settings/ai-management",
            title="AI settings",
            tabs={
                "models": {"configs": "Services", "models": "Models"},
                "prompts": {"prompts": "Prompts"},
            },
        ),
        Page(
            path="/ai-management",
            title="Main AI Console",
            tabs={
                "models": {"models": "Models"},
                "prompts": {"prompts": "Prompts"},
                "costs": {"costs": "Costs by service"},
                "tests": {"experiments": "Experiments"},
                "logs": {"logs": "Latest logs"},
            },
        ),
    ),
    "new": (
        _plain("/ai-management", "Global overview", features="Features"),
        Page(
            path="/ai-management/features/{page}",
            title="Feature",
            tabs={
                "overview": {"calls": "Latest calls", "latency": "Latency", "events": "Events"},
                "debug": {"problems": "Logs and errors"},
            },
        ),
        _plain(
            "/ai-management/models",
            "Model management",
            assignments="Which feature calls which model",
            models="Models",
        ),
        _plain("/ai-management/prompts", "Prompt library", prompts="Prompts"),
        _plain(
            "/ai-management/spending",
            "Spending analytics",
            spending="By feature",
            lines="Bills",
            shares="What departments pay",
        ),
        _plain("/ai-management/testing", "Testing", experiments="Experiments"),
    ),
}
NAVIGATION = {
    "legacy": {
        "Console": "/ai-management",
        "Costs": "/platform/costs",
        "Analytics": "/platform/analytics",
        "Debugging": "/platform/debug/ai",
        "Settings": "/platform/settings/ai-management",
    },
    "new": {
        "Overview": "/ai-management",
        "Photo Tagging": "/ai-management/features/photo-tagging",
        "Chatbot": "/ai-management/features/chatbot",
        "AI Search": "/ai-management/features/ai-search",
        "Models": "/ai-management/models",
        "Prompts": "/ai-management/prompts",
        "Spending": "/ai-management/spending",
        "Testing": "/ai-management/testing",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page over a database."""

    generation: str
    database: Database
    page: Page
    sql: Mapping[str, str] = field(default_factory=dict)

    async def __call__(self, request: Request) -> Response:
        """The page, in the tab that is asked for."""
        named = request.path_params.get("page", "")
        if "\0" in named or not named.startswith(self.page.prefix):
            raise not_found()
        tab = request.query_params.get("tab", "")
        tab = tab if tab in self.page.tabs else next(iter(self.page.tabs))

        async def look(work: Work) -> Response:
            title, parts = await self._begun(work, named)
            parts += [self._tabs(request.url.path, tab)] if len(self.page.tabs) > 1 else []
            for name, heading in self.page.tabs[tab].items():
                parts.append(section(heading, await work.rows(self.sql[name], {"slug": named})))
            navigation = links("Pages", NAVIGATION[self.generation], request.url.path)
            return HTMLResponse(page(self.generation, title, navigation, "\n".join(parts)))

        return await self.database.run("pages", look)

    async def _begun(self, work: Work, slug: str) -> tuple[str, list[str]]:
        """The title of the page and what stands below it; a feature has its own."""
        if "feature" not in self.sql or not slug:
            return self.page.title, []
        found = await work.rows(self.sql["feature"], {"slug": slug})
        if not found:
            raise not_found()
        return str(found[0]["name"]), [paragraph(str(found[0]["description"]))]

    def _tabs(self, path: str, current: str) -> str:
        targets = {tab.capitalize(): f"{path}?tab={tab}" for tab in self.page.tabs}
        return links("Tabs", targets, f"{path}?tab={current}")


def pages(generation: str, database: Database) -> list[Route]:
    """The routes of a generation's pages."""
    sql = {name: one.carried for name, one in statements(generation, "pages").items()}
    return [
        Route(
            one.path,
            Shown(generation=generation, database=database, page=one, sql=sql).__call__,
        )
        for one in PAGES[generation]
    ]


def failed(generation: str, failure: Failure) -> Response:
    """The page of a request that failed."""
    navigation = links("Pages", NAVIGATION[generation], "")
    content = page(generation, f"Error {failure.status}", navigation, paragraph(failure.message))
    return HTMLResponse(content, failure.status)


def style(_: Request) -> Response:
    """The one style sheet."""
    return FileResponse(STYLE, media_type="text/css")
