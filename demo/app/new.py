"""The new generation: by AI feature, over the tables of the schema ai_management."""

from __future__ import annotations

from .routes import Api, Export, Family, Listing, Single, Write
from .values import Field

NUMBERED = {"key": "number"}
PERIOD = {"from": "day", "to": "day"}
# A feature is named by its slug; what belongs to none goes to `unassigned` and keeps its service.
# Whoever asks for a service gets what is still called by that name.
FEATURE = {"feature": "text"}
SERVICE = {"service": "text"}
NAMED = FEATURE | SERVICE
FOR = {"feature": Field(kind="feature", required=True, nullable=False), "service": Field()}
SPENDING = Family(
    name="spending",
    title="Spending analytics",
    base="/api/ai-management/v2/analytics/spending",
    routes=(
        Single(path="/summary", statement="summary", query=NAMED | PERIOD),
        Listing(
            path="/calls",
            statement="calls",
            query=NAMED | {"user": "uuid", "before": "number"},
            under="calls",
        ),
        Single(path="/calls/{key}", statement="calls", params=NUMBERED),
        Write(
            method="POST",
            path="/calls",
            statements=("add_call",),
            body=FOR
            | {
                "model": Field(),
                "userId": Field(kind="uuid"),
                "tokensUsed": Field(kind="integer"),
                "responseTimeMs": Field(kind="integer"),
                "costUsd": Field(kind="number"),
                "status": Field(choices=("success", "error")),
            },
            reply="calls",
            status=201,
        ),
        Write(
            method="DELETE",
            path="/calls/{key}",
            statements=("remove_call",),
            params=NUMBERED,
            status=204,
        ),
        Listing(
            path="/lines",
            statement="lines",
            query=PERIOD | {"paid": "boolean", "before": "uuid"},
            under="lines",
        ),
        Listing(
            path="/shares",
            statement="shares",
            query={"month": "day", "before": "day"},
            under="shares",
        ),
        Write(
            method="PUT",
            path="/shares/{feature}/{month}",
            statements=("make_share", "save_share"),
            params=FEATURE | {"month": "day"},
            query=SERVICE,
            body={
                "department": Field(),
                "share": Field(kind="number", required=True, nullable=False),
                "amount": Field(kind="number", required=True, nullable=False),
                "notes": Field(),
            },
            reply="shares",
        ),
        Export(path="/export.csv", statement="export", query=PERIOD),
    ),
)
DEBUGGING = Family(
    name="debugging",
    title="Logs, errors and measured values of features",
    base="/api/ai-management/v2/debugging",
    routes=(
        Listing(
            path="/logs",
            statement="logs",
            query=NAMED | {"severity": "text", "request": "text", "before": "number"},
            under="logs",
        ),
        Single(path="/logs/{key}", statement="logs", params=NUMBERED),
        Write(
            method="POST",
            path="/logs",
            statements=("add_log",),
            body={"severity": Field(required=True, nullable=False)}
            | FOR
            | {
                "model": Field(),
                "message": Field(required=True, nullable=False),
                "details": Field(kind="any"),
                "request": Field(),
                "durationMs": Field(kind="integer"),
            },
            reply="logs",
            status=201,
        ),
        Listing(
            path="/errors",
            statement="errors",
            query=NAMED | {"resolved": "boolean", "before": "number"},
            under="errors",
        ),
        Write(
            method="PATCH",
            path="/errors/{key}",
            statements=("resolve_error",),
            params=NUMBERED,
            body={"resolved": Field(kind="boolean", nullable=False), "resolvedBy": Field()},
            reply="errors",
        ),
        Listing(
            path="/samples",
            statement="samples",
            query=NAMED | {"metric": "text", "before": "number"},
            under="samples",
        ),
    ),
)
ACTIVITY = Family(
    name="activity",
    title="What users do with features, and how fast those answer",
    base="/api/ai-management/v2/activity",
    routes=(
        Listing(
            path="/events",
            statement="events",
            query=NAMED | PERIOD | {"event": "text", "user": "uuid", "before": "uuid"},
            under="events",
        ),
        Write(
            method="POST",
            path="/events",
            statements=("add_event",),
            body={"event": Field(required=True, nullable=False, longest=80)}
            | FOR
            | {
                "user": Field(kind="uuid"),
                "session": Field(),
                "experiment": Field(longest=80),
                "variant": Field(longest=40),
                "properties": Field(kind="any"),
            },
            reply="events",
            status=201,
        ),
        Single(path="/users/{user}", statement="user", params={"user": "uuid"}, query=PERIOD),
        Listing(
            path="/performance/{feature}",
            statement="performance",
            params=FEATURE,
            query=SERVICE | PERIOD,
            under="summaries",
        ),
    ),
)
SETTINGS = Family(
    name="settings",
    title="Which models and prompts a feature uses",
    base="/api/ai-management/v2/settings",
    routes=(
        Listing(
            path="/assignments",
            statement="assignments",
            query=NAMED | {"environment": "text", "after": "number"},
            under="assignments",
        ),
        Single(path="/assignments/{key}", statement="assignments", params=NUMBERED),
        Write(
            method="PUT",
            path="/assignments/{key}",
            statements=("save_assignment",),
            params=NUMBERED,
            body=FOR
            | {
                "environment": Field(required=True, nullable=False, longest=20),
                "model": Field(),
                "active": Field(kind="boolean"),
                "temperature": Field(kind="number"),
                "maxOutputTokens": Field(kind="integer"),
                "timeoutMs": Field(kind="integer"),
                "parameters": Field(kind="any"),
                "updatedBy": Field(),
            },
            reply="assignments",
            keeps_service=True,
        ),
        Write(
            method="DELETE",
            path="/assignments/{key}",
            statements=("remove_assignment",),
            params=NUMBERED,
            status=204,
        ),
        Listing(path="/models", statement="models", query={"after": "uuid"}, under="models"),
        Listing(
            path="/prompts", statement="prompts", query=NAMED | {"after": "text"}, under="prompts"
        ),
        Single(path="/prompts/{key:path}", statement="prompts", params={"key": "text"}),
        Write(
            method="PUT",
            path="/prompts/{key:path}",
            statements=(
                "make_prompt",
                "lock_prompt",
                "clear_variables",
                "add_variables",
                "add_version",
                "save_prompt",
            ),
            params={"key": "text"},
            body=FOR
            | {
                "title": Field(),
                "body": Field(required=True, nullable=False),
                "variables": Field(kind="any"),
                "active": Field(kind="boolean"),
                "author": Field(),
                "changeNote": Field(),
            },
            reply="prompts",
        ),
    ),
)
API = Api(
    generation="new",
    families=(SPENDING, DEBUGGING, ACTIVITY, SETTINGS),
    has_index=True,
    has_codes=True,
)
