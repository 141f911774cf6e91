"""Connections to Postgres, and units of work in them."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import psycopg
from psycopg.rows import dict_row

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

Result = TypeVar("Result")
Row = dict[str, Any]
MOST_CONNECTIONS = 8
SETTINGS = b"""
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET statement_timeout = '25s';
SET jit = off;
"""


class Work:
    """A transaction, and the form in which it says its statements."""

    def __init__(self, connection: psycopg.AsyncConnection[Row], *, final: bool) -> None:
        self.connection = connection
        self.final = final

    async def rows(self, text: str, values: Mapping[str, object]) -> list[Row]:
        """The rows of a statement; none for one that returns nothing."""
        cursor = await self.connection.execute(text.encode(), values)
        return await cursor.fetchall() if cursor.description else []

    async def copied(self, text: str, values: Mapping[str, object]) -> AsyncIterator[bytes]:
        """The rows of a query as CSV with a header, piece by piece."""
        command = f"COPY ({text}) TO STDOUT WITH (FORMAT csv, HEADER)"
        async with (
            self.connection.cursor() as cursor,
            cursor.copy(command.encode(), values) as copy,
        ):
            async for piece in copy:
                yield bytes(piece)


class Database:
    """Where the application's rows are."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._idle: list[psycopg.AsyncConnection[Row]] = []
        self._free = asyncio.Semaphore(MOST_CONNECTIONS)
        self._final: set[str] = set()

    async def run(self, family: str, task: Callable[[Work], Awaitable[Result]]) -> Result:
        """Do a task in one transaction, in the form that the family's data set has now."""
        final = family in self._final
        try:
            async with self.work(final=final) as work:
                return await task(work)
        except psycopg.errors.UndefinedColumn:
            if final:
                raise
        # Nothing comes back after finalizing, so this is learnt once.
        async with self.work(final=True) as work:
            done = await task(work)
        self._final.add(family)
        return done

    @asynccontextmanager
    async def work(self, *, final: bool = False) -> AsyncIterator[Work]:
        """One transaction, in a connection of its own for as long."""
        async with self._free:
            connection = await self._connection()
            try:
                async with connection.transaction():
                    yield Work(connection, final=final)
            finally:
                if connection.closed or connection.info.transaction_status:
                    await connection.close()
                else:
                    self._idle.append(connection)

    async def close(self) -> None:
        """Let all connections go."""
        while self._idle:
            await self._idle.pop().close()

    async def _connection(self) -> psycopg.AsyncConnection[Row]:
        while self._idle:
            connection = self._idle.pop()
            if await _answers(connection):
                return connection
        connection = await psycopg.AsyncConnection.connect(
            self._dsn, autocommit=True, prepare_threshold=None, row_factory=dict_row
        )
        await connection.execute(SETTINGS)
        return connection


async def _answers(connection: psycopg.AsyncConnection[Row]) -> bool:
    """Whether the server is still there: it may have been restarted meanwhile."""
    try:
        await connection.execute(b"")
    except psycopg.Error:
        await connection.close()
        return False
    return True
