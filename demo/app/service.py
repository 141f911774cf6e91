"""One generation as a web application."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import psycopg
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from . import legacy, new
from .api import error, handled
from .database import Database
from .failures import Failure, of_database
from .pages import failed, pages, style

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.requests import Request

    from .routes import Api

RAISED = (Failure, psycopg.Error, HTTPException, Exception)
APIS = {api.generation: api for api in (legacy.API, new.API)}


def application(generation: str, dsn: str) -> Starlette:
    """The application of one generation over a database."""
    api = APIS[generation]
    database = Database(dsn)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await database.close()

    def health(_: Request) -> Response:
        return JSONResponse({"generation": generation})

    own = [Route("/health", health), Route("/style.css", style)]
    made = Starlette(
        routes=[*own, *handled(api, database), *pages(generation, database)],
        lifespan=lifespan,
        exception_handlers=dict.fromkeys(RAISED, _shown(api)),
    )
    made.router.redirect_slashes = False
    return made


def _shown(api: Api) -> Callable[[Request, Exception], Response]:
    """Shows what went wrong: as JSON below /api/, as a page elsewhere."""

    def show(request: Request, raised: Exception) -> Response:
        failure = _failure(raised)
        if request.url.path.startswith("/api/"):
            return error(api, failure)
        return failed(api.generation, failure)

    return show


def _failure(raised: Exception) -> Failure:
    if isinstance(raised, Failure):
        return raised
    if isinstance(raised, HTTPException):
        return Failure(raised.status_code, raised.detail.lower())
    return of_database(raised) if isinstance(raised, psycopg.Error) else Failure(500, "failed")
