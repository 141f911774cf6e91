"""The legacy generation: by technical service, over the legacy names."""

from __future__ import annotations

from .routes import Api, Export, Family, Listing, Single, Write
from .values import Field

NUMBERED = {"key": "number"}
PERIOD = {"from": "day", "to": "day"}
SERVICE = {"service": "text"}
NAME = Field(longest=80)
COSTS = Family(
    name="costs",
    title="Costs",
    base="/api/costs",
    routes=(
        Single(path="/summary", statement="summary", query=SERVICE | PERIOD),
        Listing(
            path="/usage",
            statement="usage",
            query=SERVICE | {"user_id": "uuid", "before_id": "number"},
        ),
        Single(path="/usage/{key}", statement="usage", params=NUMBERED),
        Write(
            method="POST",
            path="/usage",
            statements=("add_usage",),
            body={
                "service_name": Field(),
                "model_name": Field(),
                "user_id": Field(kind="uuid"),
                "tokens": Field(kind="integer"),
                "response_time": Field(kind="integer"),
                "cost": Field(kind="number"),
                "success": Field(kind="boolean"),
            },
            reply="usage",
            status=201,
        ),
        Write(
            method="DELETE",
            path="/usage/{key}",
            statements=("remove_usage",),
            params=NUMBERED,
            status=204,
        ),
        Listing(
            path="/billing",
            statement="billing",
            query=PERIOD | {"paid": "boolean", "before_id": "uuid"},
            under="items",
        ),
        Listing(
            path="/allocations", statement="allocations", query={"month": "day", "before": "day"}
        ),
        Write(
            method="PUT",
            path="/allocations/{service}/{month}",
            statements=("make_allocation", "save_allocation"),
            params=SERVICE | {"month": "day"},
            body={
                "department": Field(),
                "share": Field(kind="number", required=True, nullable=False),
                "amount": Field(kind="number", required=True, nullable=False),
                "notes": Field(),
            },
            reply="allocations",
        ),
        Export(path="/export.csv", statement="export", query=PERIOD),
    ),
)
DEBUGGING = Family(
    name="debugging",
    title="Debugging",
    base="/api/debug/ai",
    routes=(
        Listing(
            path="/logs",
            statement="logs",
            query=SERVICE | {"level": "text", "request_id": "text", "before_id": "number"},
        ),
        Single(path="/logs/{key}", statement="logs", params=NUMBERED),
        Write(
            method="POST",
            path="/logs",
            statements=("add_log",),
            body={
                "level": Field(required=True, nullable=False),
                "service_name": Field(),
                "model_name": Field(),
                "message": Field(required=True, nullable=False),
                "context": Field(kind="any"),
                "request_id": Field(),
                "duration_ms": Field(kind="integer"),
            },
            reply="logs",
            status=201,
        ),
        Listing(
            path="/errors",
            statement="errors",
            query=SERVICE | {"resolved": "boolean", "before_id": "number"},
        ),
        Write(
            method="PATCH",
            path="/errors/{key}",
            statements=("resolve_error",),
            params=NUMBERED,
            body={"resolved": Field(kind="boolean", nullable=False), "resolved_by": Field()},
            reply="errors",
        ),
        Listing(
            path="/metrics",
            statement="metrics",
            query=SERVICE | {"metric": "text", "before_id": "number"},
        ),
    ),
)
ANALYTICS = Family(
    name="analytics",
    title="Analytics",
    base="/api/analytics",
    routes=(
        Listing(
            path="/events",
            statement="events",
            query=SERVICE | PERIOD | {"event": "text", "user_id": "uuid", "before_id": "uuid"},
        ),
        Write(
            method="POST",
            path="/events",
            statements=("add_event",),
            body={
                "event_name": Field(required=True, nullable=False, longest=80),
                "service_name": Field(),
                "user_id": Field(kind="uuid"),
                "session_id": Field(),
                "experiment": NAME,
                "variant": Field(longest=40),
                "properties": Field(kind="any"),
            },
            reply="events",
            status=201,
        ),
        Single(path="/users/{user_id}", statement="user", params={"user_id": "uuid"}, query=PERIOD),
        Listing(
            path="/performance/{service}", statement="performance", params=SERVICE, query=PERIOD
        ),
    ),
)
SETTINGS = Family(
    name="settings",
    title="AI settings",
    base="/api/ai-management",
    routes=(
        Listing(
            path="/configs",
            statement="configs",
            query=SERVICE | {"environment": "text", "after_id": "number"},
        ),
        Single(path="/configs/{key}", statement="configs", params=NUMBERED),
        Write(
            method="PUT",
            path="/configs/{key}",
            statements=("save_config",),
            params=NUMBERED,
            body={
                "service_name": Field(required=True, nullable=False),
                "environment": Field(required=True, nullable=False, longest=20),
                "model_name": Field(),
                "temperature": Field(kind="number"),
                "max_tokens": Field(kind="integer"),
                "timeout_seconds": Field(kind="integer"),
                "is_active": Field(kind="boolean"),
                "settings": Field(kind="any"),
                "updated_by": Field(),
            },
            reply="configs",
        ),
        Write(
            method="DELETE",
            path="/configs/{key}",
            statements=("remove_config",),
            params=NUMBERED,
            status=204,
        ),
        Listing(path="/models", statement="models", query={"after_id": "uuid"}),
        Listing(path="/prompts", statement="prompts", query=SERVICE | {"after": "text"}),
        Single(path="/prompts/{key:path}", statement="prompts", params={"key": "text"}),
        Write(
            method="PUT",
            path="/prompts/{key:path}",
            statements=("make_prompt", "save_prompt"),
            params={"key": "text"},
            body={
                "service_name": Field(),
                "title": Field(),
                "template": Field(required=True, nullable=False),
                "variables": Field(kind="any"),
                "is_active": Field(kind="boolean"),
                "author": Field(),
                "change_note": Field(),
            },
            reply="prompts",
        ),
    ),
)
API = Api(
    generation="legacy",
    families=(COSTS, DEBUGGING, ANALYTICS, SETTINGS),
    has_index=False,
    has_codes=False,
)
