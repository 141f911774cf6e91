"""The demo application: both generations say the same of the same rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.edge import demo_made
from tests.edge.demo_cases import (
    NEW_VIEWS,
    NOBODY,
    OLD_PAGES,
    PAGES,
    SERVICES,
    WRONG_BODIES,
    WRONG_PATHS,
    WRONG_QUERIES,
)
from tests.edge.demo_client import ENDPOINTS, ask, lists
from tests.edge.demo_reshape import Legacy, Number
from tests.edge.demo_shapes import misshapen, undeclared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.edge.demo_client import Both
    from tests.edge.demo_made import Served
    from tests.journeys.life import Life

MOST = {"limit": "500"}


@pytest.fixture(scope="module")
def before(verified: Life) -> Iterator[Both]:
    """Both generations while legacy owns the rows; tests leave them as they are."""
    with demo_made.served(verified, "demo before") as found:
        yield found.both


@pytest.fixture(scope="module")
def after(verified: Life) -> Iterator[Served]:
    """Both generations after the switch of all data sets."""
    with demo_made.served(verified, "demo after", until="switched") as found:
        yield found


def keys(both: Both, endpoint: str, route: str, field: str) -> list[str]:
    """Some keys of a list's items, as they stand in a path."""
    found = both.equal(endpoint, route, query=MOST)
    values = [item[field] for item in found[:40]]
    texts = [one.text if isinstance(one, Number) else one for one in values]
    # No client can send these: a segment of points is a step in a path.
    return [text for text in texts if text not in {None, "", ".", ".."}]


def everything_equal(both: Both, users: list[str]) -> None:
    """Every read of every endpoint, with the filters that it has, and the days of some users."""
    for endpoint, route in lists():
        both.equal(endpoint, route, query=MOST)
        if "service" in Legacy(endpoint=endpoint, route=route).said.get("query", {}):
            for service in SERVICES:
                both.equal(endpoint, route, query={"service": service})
    for key in keys(both, "costs", "usage", "id"):
        both.equal("costs", "usage_record", {"id": key})
    for key in keys(both, "debugging", "logs", "id"):
        both.equal("debugging", "log", {"id": key})
    for key in keys(both, "ai_management", "configs", "id"):
        both.equal("ai_management", "config", {"id": key})
    for key in keys(both, "ai_management", "prompts", "prompt_key"):
        both.equal("ai_management", "prompt", {"key": key})
    for service in SERVICES[:-1]:
        both.equal("analytics", "performance", {"service": service}, MOST)
    both.equal("analytics", "user", {"user_id": NOBODY})
    for user in users:
        assert both.equal("analytics", "user", {"user_id": user})["days"]


def test_the_new_api_answers_as_its_specs_declare(before: Both) -> None:
    """Every list of the new API has the fields and the types that its spec declares."""
    assert undeclared(before.new) == []


def test_single_items_are_declared_as_well(before: Both, verified: Life) -> None:
    """An item that is asked for alone has the shape that the spec declares."""
    asked = (
        (
            "costs",
            "usage_record",
            "GET /calls/{number}",
            {"id": keys(before, "costs", "usage", "id")[0]},
        ),
        (
            "debugging",
            "log",
            "GET /logs/{number}",
            {"id": keys(before, "debugging", "logs", "id")[0]},
        ),
        ("analytics", "user", "GET /users/{user}", {"user_id": demo_made.users(verified)[0]}),
        ("analytics", "performance", "GET /performance/{feature}", {"service": "search_ai"}),
        (
            "ai_management",
            "config",
            "GET /assignments/{number}",
            {"id": keys(before, "ai_management", "configs", "id")[0]},
        ),
    )
    for endpoint, route, shape, path in asked:
        answer = before.read(endpoint, route, path)[1]
        assert misshapen(ENDPOINTS[endpoint], shape, answer.json) == []


def test_legacy_answers_are_what_the_specs_make_of_new_ones(before: Both, verified: Life) -> None:
    """Every legacy read equals what its spec makes of the new answer, to the last digit."""
    everything_equal(before, demo_made.users(verified))


@pytest.mark.parametrize(("endpoint", "route", "parameter", "field"), PAGES)
def test_pages_follow_each_other(
    endpoint: str, route: str, parameter: str, field: str, before: Both
) -> None:
    """Going on after the last item gives the whole list, each item once, in both generations."""
    whole = before.equal(endpoint, route, query=MOST)
    found: list[Any] = []
    query = {"limit": "90"}
    while page := before.equal(endpoint, route, query=query):
        found += page
        last = page[-1][field]
        query = {"limit": "90", parameter: last.text if isinstance(last, Number) else last}

    assert found[: len(whole)] == whole
    assert len({str(item[field]) for item in found}) == len(found) >= len(whole)


@pytest.mark.parametrize(("endpoint", "route", "parameter", "value"), WRONG_QUERIES)
def test_wrong_parameters_are_refused(
    endpoint: str, route: str, parameter: str, value: str, before: Both
) -> None:
    """A parameter that cannot be what it stands for is refused by both in the same words."""
    status, message = before.refuse(endpoint, route, query={parameter: value})

    assert status == 400
    assert message == f"not a valid value: {json.dumps(value)}"


@pytest.mark.parametrize(("endpoint", "route", "path", "status"), WRONG_PATHS)
def test_wrong_paths_are_refused(
    endpoint: str, route: str, path: dict[str, str], status: int, before: Both
) -> None:
    """What is not there, or cannot be, is refused by both in the same words."""
    assert before.refuse(endpoint, route, path)[0] == status


@pytest.mark.parametrize(("endpoint", "route", "path", "body"), WRONG_BODIES)
def test_wrong_bodies_are_refused(
    endpoint: str, route: str, path: dict[str, str], body: str | bytes, after: Served
) -> None:
    """A body that is not what the API takes is refused by both in the same words."""
    status, _ = after.both.refuse(endpoint, route, path, body=body)

    assert status == (404 if path.get("id") == "-77" else 400)


def test_the_fence_refuses_early_writes(before: Both) -> None:
    """A write by the new API before the switch is answered with 409 and the fence's message."""
    call = '{"feature": "chatbot", "costUsd": 1}'
    answer = ask(before.new, "/api/ai-management/v2/analytics/spending/calls", "POST", call)

    assert answer.status == 409
    assert answer.message == "ai_management.ai_usage_logs does not own its rows yet"


@pytest.mark.parametrize("page", OLD_PAGES)
def test_old_pages_are_there(page: str, before: Both) -> None:
    """Every page of the old tools is served, and HEAD gives its length alone."""
    whole = ask(before.legacy, page)
    head = ask(before.legacy, page, "HEAD")

    assert (whole.status, head.status, head.text) == (200, 200, "")
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert "<script" not in whole.text


@pytest.mark.parametrize("page", NEW_VIEWS)
def test_new_views_are_there(page: str, before: Both) -> None:
    """Every view of the new system is served."""
    answer = ask(before.new, f"/ai-management{page}")

    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")


def test_what_is_nowhere_is_said_so(before: Both) -> None:
    """An unknown page or route is a 404, a method that a route does not know is a 405."""
    for base in (before.legacy, before.new):
        assert ask(base, "/ai-management/nowhere").status == 404
        assert ask(base, "/api/nowhere").message == "not found"
    assert ask(before.new, "/ai-management/features/nobody").status == 404
    assert ask(before.legacy, "/api/costs/summary", "DELETE").status == 405


def test_an_export_streams_and_has_a_head(before: Both) -> None:
    """The CSV export begins with the old report's columns; HEAD gives no body."""
    address = Legacy(endpoint="costs", route="export").address({}, {"from": "2024-03-01"})
    whole = ask(before.legacy, address)

    assert whole.text.startswith("id,service_name,model_name,user_id,tokens,response_time,cost,")
    assert "content-length" not in whole.headers
    assert ask(before.legacy, address, "HEAD").status == 200


@pytest.mark.parametrize("by", ["legacy", "new"])
def test_after_the_switch_both_see_what_either_writes(by: str, after: Served) -> None:
    """Whatever one generation adds, changes or removes, both show alike."""
    both = after.both
    call = '{"service_name": "odd one", "model_name": "odd", "cost": 1.50, "success": false}'
    made = both.write(by, "costs", "usage_added", call)
    assert (made["service_name"], made["cost"]) == ("odd one", Number("1.50"))
    assert both.equal("costs", "usage_record", {"id": made["id"].text}) == made
    both.write(by, "costs", "usage_removed", id=made["id"].text)
    assert both.refuse("costs", "usage_record", {"id": made["id"].text})[0] == 404
    for service in ("chatbot_service", f"odd {by}"):
        for share in ("0.1", "0.25"):
            body = f'{{"share": {share}, "amount": 7}}'
            path = {"service": service, "month": "2031-02-01"}
            saved = both.write(by, "costs", "allocation_saved", body, **path)
            assert saved["share"] == Number(f"{share:0<6}")
    log = '{"level": "info", "service_name": null, "message": "x", "context": {"n": 1.0}}'
    made = both.write(by, "debugging", "log_added", log)
    assert both.equal("debugging", "log", {"id": made["id"].text}) == made
    error = keys(both, "debugging", "errors", "id")[0]
    solved = f'{{"resolved": true, "resolved_by": "{by}"}}'
    assert both.write(by, "debugging", "error_resolved", solved, id=error)["resolved_by"] == by
    event = f'{{"event_name": "by {by}", "service_name": "search_ai"}}'
    made = both.write(by, "analytics", "event_added", event)
    assert both.equal("analytics", "events", query={"event": f"by {by}"}) == [made]
    config = keys(both, "ai_management", "configs", "id")[0]
    for service, model in (("search_ai", '"gpt-4o"'), ("odd", '"odd"'), ("odder", "null")):
        body = f'{{"service_name": "{service}", "environment": "dev", "model_name": {model}'
        saved = both.write(
            by, "ai_management", "config_saved", body + ', "timeout_seconds": 30}', id=config
        )
        assert (saved["service_name"], saved["timeout_seconds"]) == (service, Number("30"))
        assert both.equal("ai_management", "config", {"id": config}) == saved
    both.write(by, "ai_management", "config_removed", id=config)
    for endpoint, route in lists():
        both.equal(endpoint, route, query=MOST)


@pytest.mark.parametrize("by", ["legacy", "new"])
def test_a_service_called_like_a_feature_is_not_taken_for_it(by: str, after: Served) -> None:
    """A service may be called as the new system calls another one: each has its own share."""
    both, month = after.both, f"2032-0{len(by)}-01"
    shares = {"chatbot_service": "0.1000", "chatbot": "0.2000", "chatbot ": "0.3000"}
    for service, share in shares.items():
        body = f'{{"share": {share}, "amount": 7}}'
        both.write(by, "costs", "allocation_saved", body, service=service, month=month)

    kept = ask(both.legacy, f"/api/costs/allocations?month={month}").json
    assert {row["service_name"]: row["share"].text for row in kept} == shares


@pytest.mark.parametrize("key", ["plain", "of.points-and dashes", "größe/\U0001f680"])
def test_a_prompt_is_saved_by_both_in_turn(key: str, after: Served) -> None:
    """Each generation saves the next version of a prompt, whichever saved the one before."""
    both = after.both
    variables = ('["q"]', '[{"name": "q", "required": true, "more": 1.0}]', "null", '"odd"', "[]")
    version = 0
    for saved in variables:
        for by in ("new", "legacy"):
            version += 1
            body = f'{{"service_name": "search_ai", "template": "{by}", "variables": {saved}}}'
            made = both.write(by, "ai_management", "prompt_saved", body, key=key)
            assert made["version"] == Number(str(version))
            assert both.equal("ai_management", "prompt", {"key": key}) == made


def test_nothing_was_lost_on_the_way(after: Served) -> None:
    """After all these writes the migration's own comparisons find no difference."""
    after.life.validate()

    assert {outcome for outcome, *_ in after.life.outcomes().values()} == {"clean"}


def test_the_new_api_goes_on_when_all_is_final(verified: Life) -> None:
    """Once the carried columns are gone, the new API answers and writes as declared."""
    with demo_made.served(verified, "demo final", until="finalized") as found:
        both = found.both
        for by_known in ("chatbot_service", "odd"):
            body = f'{{"service_name": "{by_known}", "cost": 1}}'
            both.write("new", "costs", "usage_added", body)
        body = '{"service_name": "search_ai", "template": "x", "variables": ["q"]}'
        made = both.write("new", "ai_management", "prompt_saved", body, key="made")
        assert (made["version"], made["service_name"]) == (Number("1"), "search_ai")
        assert undeclared(both.new) == []
        assert ask(both.legacy, "/api/costs/summary").status == 503
