"""What both sides of the edge are asked: each route of the four legacy APIs, well and badly."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

LONG = "ö" * 10_000
# What is asked without a query, or with the first one, finds rows.
LISTS = {
    "/api/costs/usage": (
        "limit=500",
        "limit=3",
        "service=photo_analysis&limit=5",
        "service=photo-tagging",
        "service",
        "user_id=x",
    ),
    "/api/costs/summary": (
        "",
        "from=2025-01-01&to=2025-06-30",
        "service=chatbot_service",
        "service=chatbot",
        "from=x",
    ),
    "/api/costs/billing": ("limit=500", "paid=true&limit=3", "paid=perhaps"),
    "/api/costs/allocations": ("limit=500", "month=2025-06-01", "month="),
    "/api/costs/export.csv": ("", "from=2025-01-01&to=2025-02-01", "to=yesterday"),
    "/api/debug/ai/logs": ("limit=500", "level=error&limit=3", "service=chatbot", "limit=0"),
    "/api/debug/ai/errors": (
        "limit=500",
        "resolved=true&limit=3",
        "service=ai-search",
        "resolved=1",
    ),
    "/api/debug/ai/metrics": ("limit=500", "limit=3"),
    "/api/analytics/events": (
        "limit=500",
        "limit=3&unknown=%C3%A4",
        "service=chatbot",
        "before_id=first",
    ),
    "/api/analytics/performance/photo_analysis": ("limit=500", ""),
    "/api/analytics/performance/Zo%C3%AB%20caf%C3%A9": ("",),
    "/api/analytics/performance/nobody-knows-this": ("",),
    "/api/ai-management/configs": (
        "limit=500",
        "environment=prod&limit=3",
        "service=chatbot",
        "after_id=1.5",
    ),
    "/api/ai-management/models": ("limit=500", "limit=2"),
    "/api/ai-management/prompts": ("limit=500", "limit=1", "service=chatbot"),
}
NOTHING = (
    "/api/costs/usage/one",
    "/api/costs/usage/-77",
    "/api/debug/ai/logs/-77",
    "/api/debug/ai/logs/one",
    "/api/analytics/users/me",
    "/api/analytics/users/00000000-0000-4000-8000-00000000dead",
    # What the new system calls photo_analysis; no legacy service has the name.
    "/api/analytics/performance/photo-tagging",
    "/api/ai-management/configs/2147483648",
    "/api/ai-management/prompts/there%20is%20no%20such",
)
# Lists whose rows are asked for one by one, and what names a row there.
ROWS = {
    "/api/costs/usage": "id",
    "/api/debug/ai/logs": "id",
    "/api/ai-management/configs": "id",
    "/api/ai-management/prompts": "prompt_key",
}
USERS = "/api/analytics/users/{user_id}"
USER_QUERIES = ("", "limit=1", "from=2025-01-01&to=2025-07-01", "from=x")
# Rows that are removed: where they are listed, and which.
REMOVED = (
    ("/api/costs/usage", "service=photo_analysis&limit=1"),
    ("/api/ai-management/configs", "environment=staging&limit=1"),
)


class Write(NamedTuple):
    """A change by the legacy API.

    Args:
        method: its method.
        target: its address; `{id}` is the first of the rows that `of` finds in the list above.
        body: what is sent, as data or, for numbers that keep their digits, as text.
        status: what it is answered with.
        reads: the address at which its row is read, with fields of the answer in it.
        of: the query that finds the row for `{id}`.
    """

    method: str
    target: str
    body: Any
    status: int
    reads: str = ""
    of: str = ""

    @property
    def data(self) -> bytes | None:
        """The body as it is sent."""
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return text.encode() or None


USAGE, ONE_USAGE = "/api/costs/usage", "/api/costs/usage/{id}"
SHARES, MONTH = "/api/costs/allocations", "/api/costs/allocations?month={allocation_month}"
LOGS, ONE_LOG = "/api/debug/ai/logs", "/api/debug/ai/logs/{id}"
ONE_ERROR, ERRORS = "/api/debug/ai/errors/{id}", "/api/debug/ai/errors?limit=500"
EVENTS, OF_NAME = "/api/analytics/events", "/api/analytics/events?event={event_name}"
SETTINGS = "/api/ai-management"
PROMPT, KEY = f"{SETTINGS}/prompts/greeting.of-%C3%A4", f"{SETTINGS}/prompts/{{prompt_key}}"
CONFIG, PROD = f"{SETTINGS}/configs/{{id}}", "environment=prod&limit=1"
FOR_SEARCH = {"service_name": "search_ai", "environment": "prod"}
WRITES = (
    Write("POST", USAGE, {"service_name": "search_ai", "tokens": 9007199254740993, "cost": 0.1,
                          "success": True, "model_name": "gpt-4o"}, 201, ONE_USAGE),
    Write("POST", USAGE, {"service_name": "unknown to all", "success": None}, 201, ONE_USAGE),
    Write("POST", USAGE, {"service_name": LONG}, 201, ONE_USAGE),
    Write("POST", USAGE, {}, 201, ONE_USAGE),
    Write("POST", USAGE, {"tokens": "many"}, 400),
    Write("PUT", f"{SHARES}/photo_analysis/2031-01-01",
          {"share": 0.25, "amount": 12.5, "department": "research"}, 200, MONTH),
    Write("PUT", f"{SHARES}/nobody%20knows/2031-01-01", {"share": 0.5, "amount": 1}, 200, MONTH),
    Write("PUT", f"{SHARES}/photo_analysis/never", {"share": 0.5, "amount": 1}, 400),
    Write("POST", LOGS, {"level": "info", "message": LONG, "service_name": "search_ai"}, 201,
          ONE_LOG),
    Write("POST", LOGS, {"level": "info", "message": "ä\n\"€", "context": {"a": [1.5]}}, 201,
          ONE_LOG),
    Write("POST", LOGS, {}, 400),
    Write("PATCH", ONE_ERROR, {"resolved": True, "resolved_by": "mina"}, 200, ERRORS, "limit=1"),
    Write("PATCH", "/api/debug/ai/errors/-77", {"resolved": True}, 404),
    Write("PATCH", ONE_ERROR, {"resolved": None}, 400, of="limit=1"),
    Write("POST", EVENTS, '{"event_name": "näme & more", "service_name": "search_ai",'
                          ' "properties": {"a": [1.50, null]}}', 201, OF_NAME),
    Write("POST", EVENTS, {"event_name": "odd", "service_name": "unknown to all", "session_id": "s",
                           "user_id": "00000000-0000-4000-8000-00000000dead",
                           "experiment": "rerank", "variant": "control"}, 201, OF_NAME),
    Write("POST", EVENTS, {"event_name": "ö" * 81}, 400),
    Write("POST", EVENTS, {"service_name": "search_ai"}, 400),
    Write("PUT", PROMPT, {"template": "Hi {name}", "title": "Greeting",
                          "service_name": "chatbot_service"}, 200, KEY),
    Write("PUT", PROMPT, {"template": LONG, "service_name": "unknown to all", "author": "mina",
                          "variables": ["name", {"name": "tone", "required": True}]}, 200, KEY),
    Write("PUT", PROMPT, {"title": "no text"}, 400),
    Write("PUT", CONFIG, '{"service_name": "photo_analysis", "environment": "prod",'
                         ' "model_name": "gpt-4o", "temperature": 0.70, "max_tokens": 4096,'
                         ' "timeout_seconds": 30, "is_active": false, "updated_by": "mina",'
                         ' "settings": {"ä": [1.50]}}', 200, CONFIG, PROD),
    Write("PUT", CONFIG, FOR_SEARCH | {"timeout_seconds": 0}, 200, CONFIG, PROD),
    Write("PUT", CONFIG, FOR_SEARCH | {"timeout_seconds": -1}, 200, CONFIG, PROD),
    Write("PUT", CONFIG, FOR_SEARCH | {"timeout_seconds": 2**31 - 1}, 200, CONFIG, PROD),
    Write("PUT", CONFIG, FOR_SEARCH | {"timeout_seconds": None}, 200, CONFIG, PROD),
    Write("PUT", CONFIG, FOR_SEARCH, 200, CONFIG, PROD),
    Write("PUT", CONFIG, {"service_name": "unknown to all", "environment": "prod",
                          "model_name": "unknown, too"}, 200, CONFIG, PROD),
    Write("PUT", CONFIG, {"service_name": "search_ai"}, 400, of=PROD),
    Write("PUT", CONFIG, FOR_SEARCH | {"temperature": "warm"}, 400, of=PROD),
    Write("PUT", f"{SETTINGS}/configs/-77", FOR_SEARCH, 404),
    Write("DELETE", "/api/costs/usage/-77", "", 404),
    Write("DELETE", f"{SETTINGS}/configs/x", "", 400),
)  # fmt: skip
# What the edge refuses itself, for the new system could not be asked.
REFUSED = (
    Write("GET", "/api/costs/nothing", "", 404),
    Write("POST", USAGE, "{", 400),
    Write("PUT", f"{SETTINGS}/configs/1",
          '{"service_name": "a", "environment": "prod", "timeout_seconds": "30"}', 400),
    Write("PUT", f"{SETTINGS}/configs/1",
          '{"service_name": "a", "environment": "prod", "timeout_seconds": 030}', 400),
)  # fmt: skip
