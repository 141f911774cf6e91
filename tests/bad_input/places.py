"""The mistakes that give a path, a page or a route to two: nginx or a browser would be misled."""

from __future__ import annotations

from dataclasses import replace

from .cases import Case
from .edges import EDGE, ENDPOINT, GOOD, PAGE, SYSTEM, spoilt

TWICE = "path-answered-twice"
BUYING = """\
kind: legacy_system
name: buying
title: Buying
location: /shop/purchases
tables: []
apis: []
pain_points: [Nobody finds a purchase without its number.]
"""
BACK = """\
kind: redirect
name: buying
title: Buying
from: /shop/purchases
to: /shop/desk
since: 2026-11-16
permanent: 2027-06-30
"""
SALES = """\
kind: api
name: sales
title: Sales of the shop
base: /api/shop/v2
errors: {code: text, message: text}
routes:
  GET /sales: {reply: {sales: [integer]}}
  GET /purchases/{id}: {reply: {id: integer}}
"""


def also(case: Case, files: dict[str, str]) -> Case:
    """The same mistake among further files, or among others."""
    together = {**dict(case.beside), **files}
    return replace(case, beside=tuple(one for one in together.items() if one[0] != case.file))


def notices(name: str, path: str) -> Case:
    """Notices at a path that has an owner already."""
    return spoilt(name, EDGE, "notices: /notices", f"notices: {path}", TWICE, path)


def new(name: str, path: str) -> Case:
    """A path of the new system that has an owner already."""
    return spoilt(name, EDGE, "new: [", f"new: [{path}, ", TWICE, path)


def page(name: str, path: str, culprit: str = "") -> Case:
    """The old page, and its system, at a path that has an owner already or gets another one."""
    case = spoilt(name, PAGE, "from: /desk", f"from: {path}", TWICE, culprit or path)
    return also(case, {SYSTEM: GOOD[SYSTEM].replace("location: /desk", f"location: {path}")})


PLACES = (
    notices("notices below the new system", "/shop"),
    notices("notices below an API", "/api/orders/ends"),
    notices("notices where the edge works", "/changeover"),
    new("new path at an API", "/api/orders"),
    new("new path where the edge works", "/changeover/new"),
    new("new paths where the edge works", "/changeover/*"),
    new("new path at a page that leads away", "/desk"),
    page("page at an API", "/api/orders"),
    page("pages at an API", "/api/orders/*"),
    page("pages above an API", "/api/ord*"),
    page("page below an API", "/api/orders/help"),
    page("page where the edge works", "/changeover/page"),
    page("pages above a new path", "/api/shop*", "/api/shop/v2/*"),
    page("pages where the notices are", "/notices/*", "/notices"),
    also(
        Case(
            name="API where the edge works",
            file=ENDPOINT,
            new=GOOD[ENDPOINT].replace("/api/orders", "/changeover"),
            rule=TWICE,
            culprit="/changeover/*",
        ),
        {**GOOD, SYSTEM: GOOD[SYSTEM].replace("/api/orders", "/changeover")},
    ),
)

ELSEWHERE = (
    also(
        Case(
            name="pages that lead to each other",
            file=PAGE,
            new=GOOD[PAGE].replace("from: /desk", "from: /shop/desk"),
            rule="redirect-to-itself",
            culprit="/shop/desk",
        ),
        {
            **GOOD,
            SYSTEM: GOOD[SYSTEM].replace("location: /desk", "location: /shop/desk"),
            "legacy_systems/buying.yaml": BUYING,
            "redirects/buying.yaml": BACK,
        },
    ),
    also(
        Case(
            name="route that two APIs offer",
            file="apis/sales.yaml",
            new=SALES,
            rule="route-offered-twice",
            culprit="GET /purchases/{id}",
        ),
        GOOD,
    ),
)

PATHS = (*PLACES, *ELSEWHERE)
