"""The handlers of an API's routes: values in, JSON of the database out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse
from starlette.routing import Route as Handled

from .failures import Failure, invalid, missing, not_found
from .routes import Export, Family, Listing, Single, Write
from .statements import Statement, statements
from .values import body_of, limit_of, parameter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from starlette.requests import Request

    from .database import Database, Work
    from .routes import Api, Route

JSON = "application/json"
UNASSIGNED = "unassigned"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
KNOWN_FEATURE = """
SELECT slug FROM ai_management.ai_features WHERE slug = %(body)s::jsonb ->> 'feature'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One route of a family, over a database."""

    database: Database
    family: Family
    known: Mapping[str, Statement]
    route: Route

    async def __call__(self, request: Request) -> Response:
        """Answer a request."""
        values = self._values(request)
        route = self.route
        if isinstance(route, Export):
            return await self._exported(request, route, values)
        if isinstance(route, Write):
            return await self._written(request, route, values)
        return await self._read(route, values)

    def _values(self, request: Request) -> dict[str, object]:
        """What path and query say, each value checked."""
        params = self.route.params
        values = {name: parameter(kind, request.path_params[name]) for name, kind in params.items()}
        asked = request.query_params
        for name, kind in self.route.query.items():
            values[name] = parameter(kind, asked[name]) if name in asked else None
        if isinstance(self.route, Write):
            return values
        return values | {"limit": limit_of(asked.get("limit"))}

    def _text(self, name: str, *, final: bool) -> str:
        return self.known[name].text(final=final)

    async def _read(self, route: Listing | Single, values: dict[str, object]) -> Response:
        async def read(work: Work) -> str | None:
            text = self._text(route.statement, final=work.final)
            made = listed(text, route.under) if isinstance(route, Listing) else single(text)
            return await _one(work, made, values)

        return answer(await self.database.run(self.family.name, read))

    async def _written(self, request: Request, route: Write, values: dict[str, object]) -> Response:
        raw = await request.body()
        body = body_of(raw, route.body) if route.body is not None else {}
        if route.body is not None:
            values |= {"body": raw.decode()}

        async def write(work: Work) -> str | None:
            await _refuse_unknown(work, route, body, values)
            found: dict[str, object] = {}
            for name in route.statements:
                rows = await work.rows(self._text(name, final=work.final), values | found)
                found |= rows[0] if rows else {}
            if not rows:
                raise not_found()
            if route.reply is None:
                return ""
            text = single(self._text(route.reply, final=work.final))
            return await _one(work, text, values | found | {"limit": 1})

        return answer(await self.database.run(self.family.name, write), route.status)

    async def _exported(
        self, request: Request, route: Export, values: dict[str, object]
    ) -> Response:
        async def pieces() -> AsyncIterator[bytes]:
            async with self.database.work(final=await self._is_final(route, values)) as work:
                text = self._text(route.statement, final=work.final)
                async for piece in work.copied(text, values):
                    yield piece

        if request.method == "HEAD":
            await self._is_final(route, values)
            return Response(media_type="text/csv")
        return StreamingResponse(pieces(), media_type="text/csv")

    async def _is_final(self, route: Export, values: dict[str, object]) -> bool:
        """Ask for no row, so that an error comes before the answer has begun."""

        async def ask(work: Work) -> bool:
            text = self._text(route.statement, final=work.final)
            await work.rows(f"SELECT FROM ({text}) AS found LIMIT 0", values)
            return work.final

        return await self.database.run(self.family.name, ask)


def listed(text: str, under: str | None) -> str:
    """The statement that makes one JSON text of all items."""
    items = "coalesce(json_agg(found.item), '[]')"
    shown = items if under is None else f"json_build_object('{under}', {items})"
    return f"SELECT {shown}::text AS reply FROM (\n{text}\n) AS found"  # noqa: S608 - our own files


def single(text: str) -> str:
    """The statement that makes the JSON text of one item."""
    return f"SELECT found.item::text AS reply FROM (\n{text}\n) AS found"  # noqa: S608 - our own files


async def _one(work: Work, text: str, values: Mapping[str, object]) -> str | None:
    """What a statement replies; parameters that nobody gave are NULL."""
    given = dict.fromkeys(PLACEHOLDER.findall(text)) | dict(values)
    rows = await work.rows(text, given)
    return rows[0]["reply"] if rows else None


async def _refuse_unknown(
    work: Work, route: Write, body: Mapping[str, object], values: Mapping[str, object]
) -> None:
    """A body that names a feature names one that there is."""
    if "feature" not in (route.body or {}):
        return
    if not await work.rows(KNOWN_FEATURE, values):
        raise invalid(body["feature"])
    if route.keeps_service and body["feature"] == UNASSIGNED:
        if "service" not in body:
            raise missing()
        if body["service"] is None:
            raise invalid(None)


def answer(reply: str | None, status: int = 200) -> Response:
    """What the database replied, passed on as it is."""
    if reply is None:
        raise not_found()
    return Response(reply or None, status, media_type=JSON if reply else None)


def error(api: Api, failure: Failure) -> Response:
    """An error in the shape of the generation."""
    body = {"error": failure.message}
    if api.has_codes:
        body = {"code": failure.code, "message": failure.message}
    return Response(json.dumps(body), failure.status, media_type=JSON)


def handled(api: Api, database: Database) -> list[Handled]:
    """The routes of an API, ready to be served."""
    found = []
    for family in api.families:
        known = statements(api.generation, family.name)
        for route in family.routes:
            method = route.method if isinstance(route, Write) else "GET"
            endpoint = Endpoint(database=database, family=family, known=known, route=route)
            made = Handled(family.base + route.path, endpoint.__call__, methods=[method])
            # The rest of a path may hold line breaks.
            made.path_regex = re.compile(made.path_regex.pattern, re.DOTALL)
            found.append(made)
        if api.has_index:
            found += [Handled(family.base + end, _index(family)) for end in ("", "/")]
    return found


def _index(family: Family) -> Callable[[Request], Response]:
    """What a family offers; the answer to whoever follows a link to it."""
    routes = [
        f"{route.method if isinstance(route, Write) else 'GET'} {route.path}".replace(":path", "")
        for route in family.routes
    ]

    def index(_: Request) -> Response:
        return Response(json.dumps({"title": family.title, "routes": routes}), media_type=JSON)

    return index
