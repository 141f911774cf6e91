"""Every legacy route answers after the switch as it did before, through a real nginx.

The answers that count are the legacy application's own, given before the switch over the same rows.
"""

from __future__ import annotations

import http.client
import json
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from demo.edge import serving

from . import demo_made
from .client import Answer, ask
from .conftest import keys
from .demo_reshape import spec
from .legacy_cases import (
    LISTS,
    NOTHING,
    REFUSED,
    REMOVED,
    ROWS,
    USER_QUERIES,
    USERS,
    WRITES,
    Write,
)
from .sides import Sides, held, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.journeys.life import Life

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
ENDPOINTS = ("costs", "debugging", "analytics", "ai_management")
REQUESTS, CLIENTS = 10_000, 8
# What the edge refuses in a path: other servers read it in more than one way.
UNREADABLE = re.compile(r"[\x00-\x1f\x7f/\\$%]")


@pytest.fixture(scope="module")
def sides(verified: Life, generated: Path) -> Iterator[Sides]:
    """Two copies of the migration, each with both applications and an edge in front."""
    with ExitStack() as stack:
        edges = []
        for until, side in (("verified", "legacy"), ("switched", "new")):
            found = stack.enter_context(
                demo_made.served(verified, f"demo answers {until}", until=until)
            )
            addresses = (one.removeprefix("http://") for one in (found.both.legacy, found.both.new))
            edge = stack.enter_context(serving(generated, *addresses, at="@2027-01-15 12:00:00"))
            edge.turn(dict.fromkeys(keys(generated), side))
            edges.append(edge)
        yield Sides(before=edges[0], after=edges[1])


@pytest.mark.erratum(30)
@pytest.mark.parametrize("path", LISTS)
def test_reads_are_the_same(path: str, sides: Sides) -> None:
    """A list, with each of its filters and with wrong ones, is the same to the last digit."""
    for query in LISTS[path]:
        answer = sides.equal(f"{path}?{query}" if query else path)

        if query == LISTS[path][0]:
            assert answer.status == 200
            assert held(answer), "nothing was compared"


@pytest.mark.parametrize("path", NOTHING)
def test_what_is_not_there_is_the_same(path: str, sides: Sides) -> None:
    """A row that is not there and a key that is none are refused as they were."""
    sides.equal(path)


@pytest.mark.parametrize("path", ROWS)
def test_each_row_is_the_same(path: str, sides: Sides) -> None:
    """Rows that a list names are the same when they are asked for one by one."""
    names = [name for name in named(path, sides) if name and not UNREADABLE.search(name)]

    assert len(names) >= 40
    for name in names[:40] + names[-10:]:
        assert sides.equal(f"{path}/{quote(name, safe='')}").status == 200


def test_names_that_no_path_can_carry_are_refused(sides: Sides) -> None:
    """A row whose name has a sign that servers read differently is refused, whoever answers."""
    path = "/api/ai-management/prompts"
    names = [name for name in named(path, sides) if UNREADABLE.search(name)]

    assert set("$%\\\t\n\x1b\x7f") <= set("".join(names))
    for name in names:
        for answer in sides.both(f"{path}/{quote(name, safe='')}"):
            assert (answer.status, answer.json) == (400, {"error": "the path cannot be read"})


def test_a_row_without_a_name_has_no_route_of_its_own(sides: Sides) -> None:
    """What legacy gave for an empty name is in its list alone: the edge knows no such route."""
    path = "/api/ai-management/prompts"
    assert "" in named(path, sides)

    before, after = sides.both(f"{path}/")

    assert (before.status, before.json["prompt_key"]) == (200, "")
    assert (after.status, list(after.json)) == (404, ["error"])


def test_each_user_is_the_same(verified: Life, sides: Sides) -> None:
    """The days of users who have some are the same, all of them and those of a time."""
    for user in demo_made.users(verified):
        for query in USER_QUERIES:
            answer = sides.equal(f"{USERS.format(user_id=user)}?{query}")
            if not query:
                assert held(answer), "nothing was compared"


def named(path: str, sides: Sides) -> list[str]:
    """What names each row of a list in the address of that row."""
    return [str(row[ROWS[path]]) for row in sides.rows(f"{path}?limit=500")]


def filled(one: Write, sides: Sides) -> str:
    """The address of a change, with the number of a row that both sides have."""
    if not one.of:
        return one.target
    row = sides.rows(f"{one.target.partition('/{id}')[0]}?{one.of}")[0]
    return one.target.format(id=row["id"])


@pytest.mark.parametrize("one", WRITES, ids=lambda one: f"{one.method} {one.target} {one.status}")
def test_writes_are_the_same(one: Write, sides: Sides) -> None:
    """What is written or refused is answered as it was, and reads the same afterwards."""
    target = filled(one, sides)

    answer = sides.equal(target, one.method, one.data)

    assert answer.status == one.status
    if one.reads:
        row = {name: quote(str(value), safe="") for name, value in answer.json.items()}
        found = read(sides.equal(one.reads.format_map(row)))
        assert read(answer) in (found if isinstance(found, list) else [found])


@pytest.mark.parametrize(("path", "query"), REMOVED)
def test_what_is_removed_is_gone_alike(path: str, query: str, sides: Sides) -> None:
    """A row that was migrated and one that was just added are removed on both sides."""
    numbers = [sides.rows(f"{path}?{query}")[0]["id"]]
    if path == "/api/costs/usage":
        numbers.append(json.loads(sides.equal(path, "POST", b"{}").body)["id"])

    for number in numbers:
        target = f"{path}/{number}"
        statuses = [sides.equal(target, method).status for method in ("GET", "DELETE", "GET")]
        assert statuses == [200, 204, 404]
        assert sides.equal(target, "DELETE").status == 404


@pytest.mark.parametrize("one", REFUSED, ids=lambda one: f"{one.method} {one.target} {one.body}")
def test_what_the_edge_refuses_itself_has_the_same_shape(one: Write, sides: Sides) -> None:
    """What never reaches the new system has legacy's status and shape, in the edge's words."""
    answers = sides.both(one.target, one.method, one.data)

    assert [(answer.status, list(answer.json)) for answer in answers] == [
        (one.status, ["error"])
    ] * 2


def test_head_is_the_same(sides: Sides) -> None:
    """HEAD answers without a body wherever GET answers with one."""
    for path in LISTS:
        one, other = sides.both(path, "HEAD")
        assert (one.status, one.body) == (other.status, other.body) == (200, b"")


@pytest.mark.erratum(29)
def test_every_route_was_asked() -> None:
    """No route of a spec is left out here: each is asked by its method, and does what it is for."""
    asked = [f"GET {path}" for path in (*LISTS, *(f"{path}/{{id}}" for path in ROWS), USERS)]
    asked += [f"{one.method} {one.target}" for one in WRITES if one.status < 400]
    asked += [f"DELETE {path}/{{id}}" for path, _ in REMOVED]
    known = {
        one["legacy"] for name in ENDPOINTS for one in spec("endpoints", name)["routes"].values()
    }
    patterns = {
        route: re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(route))) for route in known
    }

    assert [route for route, one in patterns.items() if not any(map(one.fullmatch, asked))] == []


@pytest.mark.slow
def test_ten_thousand_requests_have_no_wrong_body(sides: Sides) -> None:
    """Eight clients at once get 10,000 answers, each exactly legacy's own to that question."""
    rows = json.loads(ask(sides.before.port, "/api/costs/usage?limit=60").body)
    targets = [f"/api/costs/usage/{row['id']}" for row in rows]
    targets += [f"/api/costs/usage?limit={number}" for number in range(1, 21)]
    expected = {target: read(ask(sides.before.port, target)) for target in targets}
    each = REQUESTS // CLIENTS

    def client(number: int) -> list[str]:
        connection = http.client.HTTPConnection("127.0.0.1", sides.after.port, timeout=60)
        wrong = []
        for turn in range(each):
            target = targets[(number * each + turn * 7) % len(targets)]
            connection.request("GET", target)
            reply = connection.getresponse()
            said = Answer(status=reply.status, headers=tuple(reply.getheaders()), body=reply.read())
            if (said.status, read(said)) != (200, expected[target]):
                wrong.append(target)
        connection.close()
        return wrong

    with ThreadPoolExecutor(CLIENTS) as pool:
        assert [wrong for wrong in pool.map(client, range(CLIENTS)) if wrong] == []


def test_every_url_that_is_announced_answers(sides: Sides) -> None:
    """Each URL in a header or a notice answers 200."""
    found = set()
    for path in LISTS:
        link = ask(sides.after.port, path, method="HEAD").header("Link") or ""
        found |= set(re.findall("<([^>]*)>", link))
    for notice in [one for one in found if one.endswith(".md")]:
        found |= set(re.findall(r"\]\(([^)]*)\)", ask(sides.after.port, notice).body.decode()))
        data = json.loads(ask(sides.after.port, notice.replace(".md", ".json")).body)
        found |= {one["href"] for one in data["links"]} | {data["successor"]}

    assert len(found) >= 3 * len(ENDPOINTS)
    assert {one: ask(sides.after.port, one).status for one in found} == dict.fromkeys(found, 200)


def test_old_pages_lead_to_pages_that_answer(sides: Sides) -> None:
    """An old page is served as ever before, and leads to a page of the new system afterwards."""
    pages = ("/platform/costs", "/platform/analytics", "/platform/debug/ai",
             "/platform/settings/ai-management", "/ai-management?tab=models")  # fmt: skip
    for page in pages:
        assert ask(sides.before.port, page).status == 200
        moved = ask(sides.after.port, page)
        assert moved.status == 307, page
        assert ask(sides.after.port, moved.header("Location") or "").status == 200, page
    assert ask(sides.after.port, "/ai-management").status == 200
