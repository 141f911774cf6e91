"""What the demo application is asked: pages, and requests that it must refuse."""

from __future__ import annotations

import json

NOBODY = "00000000-0000-4000-8000-00000000dead"
# The second is what the new system calls the first.
SERVICES = (
    "photo_analysis",
    "photo-tagging",
    "legacy_importer",
    "PHOTO_ANALYSIS",
    "nobody-knows-this",
    "",
)
# The parameter that goes on after the last item, and the item's field that it takes.
PAGES = (
    ("costs", "usage", "before_id", "id"),
    ("debugging", "logs", "before_id", "id"),
    ("debugging", "errors", "before_id", "id"),
    ("debugging", "metrics", "before_id", "id"),
    ("analytics", "events", "before_id", "event_id"),
    ("ai_management", "configs", "after_id", "id"),
    ("ai_management", "models", "after_id", "id"),
    ("ai_management", "prompts", "after", "prompt_key"),
)
WRONG_QUERIES = (
    ("costs", "usage", "limit", "-1"),
    ("costs", "usage", "limit", "0"),
    ("costs", "usage", "limit", "many"),
    ("costs", "usage", "before_id", "9223372036854775808"),
    ("costs", "usage", "user_id", "me"),
    ("costs", "usage", "service", "a\0b"),
    ("costs", "summary", "from", "2026-02-30"),
    ("costs", "export", "to", "yesterday"),
    ("costs", "billing", "paid", "perhaps"),
    ("costs", "billing", "before_id", "7"),
    ("costs", "allocations", "month", ""),
    ("debugging", "errors", "resolved", "1"),
    ("analytics", "events", "before_id", "first"),
    ("ai_management", "configs", "after_id", "1.5"),
)
WRONG_PATHS = (
    ("costs", "usage_record", {"id": "one"}, 400),
    ("costs", "usage_record", {"id": "-77"}, 404),
    ("debugging", "log", {"id": "-77"}, 404),
    ("analytics", "user", {"user_id": "me"}, 400),
    ("ai_management", "config", {"id": "2147483648"}, 404),
    ("ai_management", "prompt", {"key": "there/is no such"}, 404),
)
CONFIG = '{"service_name": "a", "environment": "prod"'
WRONG_BODIES: tuple[tuple[str, str, dict[str, str], str | bytes], ...] = (
    ("costs", "usage_added", {}, b"{"),
    ("costs", "usage_added", {}, b"[1]"),
    ("costs", "usage_added", {}, b'{"cost": NaN}'),
    ("costs", "usage_added", {}, b"\xff"),
    ("costs", "usage_added", {}, b"[" * 100_000),
    ("costs", "usage_added", {}, r'{"service_name": "\ud800"}'),
    ("costs", "usage_added", {}, '{"tokens": 1.5}'),
    ("costs", "usage_added", {}, '{"tokens": 99999999999999999999}'),
    ("costs", "usage_added", {}, '{"response_time": 3000000000}'),
    ("costs", "usage_added", {}, '{"success": "perhaps"}'),
    ("costs", "usage_added", {}, '{"user_id": "me"}'),
    ("costs", "usage_added", {}, r'{"service_name": "a\u0000b"}'),
    ("costs", "allocation_saved", {"service": "a", "month": "2026-01-01"}, '{"share": 1}'),
    ("costs", "allocation_saved", {"service": "a", "month": "soon"}, '{"share": 1, "amount": 1}'),
    ("costs", "allocation_saved", {"service": "a", "month": "2026-01-01"}, '{"share": null}'),
    ("debugging", "log_added", {}, '{"level": "info"}'),
    ("debugging", "error_resolved", {"id": "-77"}, '{"resolved": true}'),
    ("debugging", "error_resolved", {"id": "1"}, '{"resolved": null}'),
    ("analytics", "event_added", {}, json.dumps({"event_name": "e" * 81})),
    ("ai_management", "config_saved", {"id": "-77"}, CONFIG + "}"),
    ("ai_management", "config_saved", {"id": "1"}, CONFIG + ', "temperature": "warm"}'),
    ("ai_management", "config_saved", {"id": "1"}, '{"environment": "prod"}'),
    ("ai_management", "config_saved", {"id": "1"}, '{"service_name": null, "environment": "dev"}'),
    ("ai_management", "prompt_saved", {"key": "new"}, '{"title": "no text"}'),
)
OLD_PAGES = (
    "/platform/costs",
    "/platform/analytics",
    "/platform/debug/ai",
    "/platform/debug/ai-errors",
    "/platform/settings/ai-management?tab=prompts",
    *(f"/ai-management?tab={tab}" for tab in ("models", "prompts", "costs", "tests", "logs")),
)
NEW_VIEWS = (
    "",
    "/features/chatbot",
    "/features/photo-tagging?tab=debug",
    "/models",
    "/prompts",
    "/spending",
    "/testing",
)
