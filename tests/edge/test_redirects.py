"""Where old pages lead, from when on, and what they take along."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from .client import ask
from .conftest import SPECS
from .demo_reshape import spec
from .protection import Protection, needed
from .test_usage_lines import last

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from demo.edge import Edge

    from .protection import Check
    from .upstream import Upstream

    Start = Callable[..., AbstractContextManager[Edge]]

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
DEBUG = "/ai-management/features/chatbot?tab=debug"
# Every old page, and every tab of it, with the new page that takes over.
LEADS = {
    "/platform/analytics": "/ai-management",
    "/platform/costs": "/ai-management/spending",
    "/platform/debug/ai": DEBUG,
    "/platform/debug/ai-errors": DEBUG,
    "/platform/debug/ai/errors": DEBUG,
    "/platform/settings/ai-management": "/ai-management/models",
    "/platform/settings/ai-management?tab=models": "/ai-management/models",
    "/platform/settings/ai-management?tab=prompts": "/ai-management/prompts",
    "/ai-management?tab=models": "/ai-management/models",
    "/ai-management?tab=prompts": "/ai-management/prompts",
    "/ai-management?tab=costs": "/ai-management/spending",
    "/ai-management?tab=tests": "/ai-management/testing",
    "/ai-management?tab=logs": "/ai-management/features/chatbot",
}
# A tab that nobody has named, also one that every object of JavaScript has.
UNKNOWN = {
    "/platform/settings/ai-management?tab=unknown": "/ai-management/models",
    "/platform/settings/ai-management?tab=constructor": "/ai-management/models",
    "/platform/settings/ai-management?tab": "/ai-management/models",
}
TAKEN = {
    "/platform/costs?": "/ai-management/spending",
    "/platform/costs?month=3&&x": "/ai-management/spending?month=3&x",
    "/platform/costs?q=%C3%A4%0d%0aB:1&r=a/b?c&tab=x": (
        "/ai-management/spending?q=%C3%A4%0d%0aB:1&r=a/b?c&tab=x"
    ),
    "/platform/debug/ai-errors?level=error": f"{DEBUG}&level=error",
    "/platform/settings/ai-management?a=1&tab=prompts&b=2": "/ai-management/prompts?a=1&b=2",
    "/platform/settings/ai-management?tab=unknown&a=1": "/ai-management/models?a=1",
    "/ai-management?tab=m%6fdels&tabs=2": "/ai-management/models?tabs=2",
}
# The console without a tab that leads elsewhere keeps its address.
STAYS = (
    "/ai-management",
    "/ai-management?tab=unknown&a=1",
    "/ai-management?tab=constructor",
    "/ai-management?page=models",
)
LETTERS = {
    "/platform/c%6fsts?month=3": "/ai-management/spending?month=3",
    "/platform/debug/%61i-errors": DEBUG,
}
BEFORE, SINCE = "@2026-11-15 23:59:00", "@2026-11-16 00:00:00"
REVERSIBLE, PERMANENT = "@2027-06-29 23:59:00", "@2027-06-30 00:00:00"


def leads(edge: Edge, *tables: dict[str, str], status: int = 307, method: str = "GET") -> None:
    """Each address leads to the one that stands beside it."""
    for table in tables:
        answers = {one: ask(edge.port, one, method=method) for one in table}
        assert {one: answer.header("Location") for one, answer in answers.items()} == table
        assert {answer.status for answer in answers.values()} == {status}


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_an_old_page_leads_to_its_new_one(
    method: str, edge: Edge, legacy: Upstream, new: Upstream
) -> None:
    """Each page and each tab leads to the page that its spec names, and no system is asked."""
    leads(edge, LEADS, method=method)

    assert (legacy.asked, new.asked) == ([], [])


def test_each_page_of_the_specs_is_asked_here() -> None:
    """Nothing that a spec says of a page is left out of these tests."""
    said: dict[str, str] = {}
    for path in sorted((SPECS / "redirects").glob("*.yaml")):
        page = spec("redirects", path.stem)
        source = page["from"].removesuffix("*")
        said |= {source: page["to"]} if "to" in page else {}
        for name, tabs in page.get("tabs", {}).items():
            said |= {f"{source}?{name}={value}": target for value, target in tabs.items()}

    assert said.items() <= LEADS.items()
    rest = LEADS.keys() - said.keys()
    assert rest == {"/platform/debug/ai-errors", "/platform/debug/ai/errors"}


def test_an_unknown_tab_leads_to_the_page(edge: Edge, legacy: Upstream, new: Upstream) -> None:
    """A tab that the spec does not name, and none, lead to the page that stands for all."""
    leads(edge, UNKNOWN)


def test_what_else_is_asked_is_taken_along(edge: Edge, legacy: Upstream, new: Upstream) -> None:
    """Parameters are carried over as they were written, all but the one that told pages apart."""
    leads(edge, TAKEN)


@pytest.mark.parametrize("target", STAYS)
def test_a_page_without_a_target_stays(
    target: str, edge: Edge, legacy: Upstream, new: Upstream
) -> None:
    """Where no page is named the address stays as it is, and the new system answers there."""
    new.says("<p>new</p>", type="text/html")

    answer = ask(edge.port, target)

    assert (answer.status, answer.body, answer.header("Location")) == (200, b"<p>new</p>", None)
    assert ([one.target for one in new.asked], legacy.asked) == ([target], [])


def test_encoded_letters_are_the_same_page(edge: Edge, legacy: Upstream, new: Upstream) -> None:
    """An old page whose address is written with encoded letters leads there, too, and counts."""
    before = len(edge.log("usage.jsonl").splitlines())

    leads(edge, LETTERS)

    assert last(edge, before + 2)["endpoint"] == "page:debugging"


def test_the_day_of_a_page(start: Start, legacy: Upstream) -> None:
    """A page that was turned is legacy's up to the last minute before its day; then it leads on."""
    with start(at=BEFORE) as edge:
        legacy_answers(edge, legacy)
    with start(at=SINCE) as edge:
        leads(edge, LEADS)


def test_from_permanent_on_browsers_may_remember(start: Start) -> None:
    """Up to the last minute before the day `permanent` it is 307, from then on 308."""
    with start(at=REVERSIBLE) as edge:
        leads(edge, LEADS)
    with start(at=PERMANENT) as edge:
        leads(edge, LEADS, UNKNOWN, TAKEN, status=308)


def test_a_page_that_is_not_turned_is_legacy_s(start: Start, legacy: Upstream) -> None:
    """Without a turn the legacy system answers, whatever the day, and gets the address as it is."""
    for at in (SINCE, PERMANENT):
        with start(side="legacy", at=at) as edge:
            legacy_answers(edge, legacy)


def legacy_answers(edge: Edge, legacy: Upstream) -> None:
    """The legacy system is asked for each page, tab and query as it was written."""
    legacy.says("<p>old</p>", type="text/html")
    legacy.asked.clear()
    targets = [*LEADS, *UNKNOWN, *TAKEN, *STAYS, *LETTERS]
    for target in targets:
        answer = ask(edge.port, target)
        assert (answer.status, answer.body) == (200, b"<p>old</p>"), target
    assert [one.target for one in legacy.asked] == targets


def all_stay(edge: Edge, legacy: Upstream, new: Upstream) -> None:
    """The console without a known tab is answered by the new system."""
    for target in STAYS:
        new.asked.clear()
        test_a_page_without_a_target_stays(target, edge, legacy, new)


def lead(*tables: dict[str, str], status: int = 307) -> Check:
    """Each address of the tables leads where it should."""
    return lambda edge, _legacy, _new: leads(edge, *tables, status=status)


def legacy_alone(edge: Edge, legacy: Upstream, _new: Upstream) -> None:
    """The legacy system answers for every page."""
    legacy_answers(edge, legacy)


def page(name: str, old: str, new: str, check: Check) -> Protection:
    """A protection of the code that says where a page leads."""
    return Protection(name=name, file="njs/page.js", old=old, new=new, check=check)


TARGET = "return tab === undefined ? page.to : tab;"
STATUS = "subject.isSince(page.permanent) ? 308 : 307"
PROTECTIONS = (
    page("a tab leads to a page of its own", TARGET, "return page.to;", lead(LEADS)),
    page("an unknown tab leads to the page", TARGET, "return tab;", lead(UNKNOWN)),
    page("a tab is what the spec names", "reshape.mapped(page.tabs, r.args[page.parameter])",
         "page.tabs[r.args[page.parameter]]", lead(UNKNOWN)),
    page("a page without a target stays",
         "return redirected(r, page) === undefined ? 'new' : 'redirect';",
         "return 'redirect';", all_stay),
    replace(page("a page is turned before it leads on", "!subject.isNew(r, page) || ", "",
                 legacy_alone), side="legacy"),
    replace(page("a page waits for its day", " || !subject.isSince(page.since)", "",
                 legacy_alone), at=BEFORE),
    replace(page("browsers forget where a page leads until its day", STATUS, "308",
                 lead(LEADS)), at=REVERSIBLE),
    replace(page("browsers remember where a page leads from its day on", STATUS, "307",
                 lead(LEADS, status=308)), at=PERMANENT),
    page("a query is taken along", "var address = rest ? ", "var address = false ? ", lead(TAKEN)),
    page("what told pages apart stays behind",
         "pair && pair.split('=', 1)[0] !== page.parameter", "pair", lead(LEADS)),
    page("what is carried is added to what the new page is asked",
         "to.indexOf('?') < 0 ? '?' : '&'", "'?'", lead(TAKEN)),
    replace(page("encoded letters are the same page",
                 " || route.owner(routes.pages, route.unescaped(raw))", "", lead(LETTERS)),
            file="njs/subject.js"),
)  # fmt: skip


@pytest.mark.parametrize("one", PROTECTIONS, ids=lambda one: one.name)
def test_without_it_a_test_of_pages_fails(
    one: Protection, generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """Each check passes on the edge as it is, and fails on the edge without its protection."""
    needed(one, generated, legacy, new, tmp_path)
