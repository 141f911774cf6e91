"""Connections: libpq's own variables, `--dsn` or CHANGEOVER_DSN, always in autocommit."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, LiteralString

import click
import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.rows import dict_row, tuple_row

from operate import console
from operate.errors import Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from psycopg.sql import Composed

    from render.plan import Step


Connection = psycopg.Connection[tuple[Any, ...]]
SECONDS_TO_CONNECT = 10
ALLOWED = "SELECT has_function_privilege(to_regprocedure(%s), 'EXECUTE')"
SECONDS_TO_NOTICE = 2


@contextmanager
def connected(dsn: str) -> Iterator[Connection]:
    """A session of its own, closed at the end; an empty `dsn` leaves everything to libpq."""
    connection = connect(dsn)
    try:
        yield connection
    finally:
        connection.close()


def connect(dsn: str) -> Connection:
    """Open a session, or say why there is none and what to do about it."""
    try:
        connection = psycopg.connect(dsn, autocommit=True, row_factory=tuple_row, **_defaults(dsn))
    except psycopg.OperationalError as error:
        raise Unreachable(
            f"no database answers: {_reason(error)}",
            help="give --dsn, CHANGEOVER_DSN or libpq's PGHOST, PGPORT, PGUSER and PGDATABASE; "
            "`psql` with the same settings must connect",
        ) from error
    connection.add_notice_handler(_show_notice)
    _end_with_us(connection)
    return connection


def _end_with_us(connection: Connection) -> None:
    """Let the server notice within seconds that this program was killed, and stop working for it.

    Otherwise a copy would go on and keep the next run out until it is done.
    """
    with suppress(psycopg.errors.InvalidParameterValue):  # Not every system can notice.
        connection.execute(f"SET client_connection_check_interval = '{SECONDS_TO_NOTICE}s'")


def name_of(connection: Connection) -> str:
    """The database's name, as its owner would type it."""
    return connection.info.dbname


def rows(
    connection: Connection, query: LiteralString | bytes | Composed, *values: object
) -> list[dict[str, Any]]:
    """The rows of a query, by column name."""
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query, values).fetchall()


def value(connection: Connection, query: LiteralString | bytes | Composed, *values: object) -> Any:
    """The first value of the first row of a query, None when there is no row."""
    row = connection.execute(query, values).fetchone()
    return row[0] if row else None


def look(connection: Connection, step: Step) -> None:
    """Look at the legacy database as a switch or a finalize would, and leave it for the gates.

    Nobody looks before the routine is there, or without the right to call it.
    """
    preflight = step.values.get("preflight")
    if preflight and value(connection, ALLOWED, f"{preflight}(text)"):
        connection.execute(f"SELECT {preflight}(%s)".encode(), (step.name,))


def bring_over(connection: Connection, step: Step) -> None:
    """Bring over what is noted for a data set, so that its gates judge what is left."""
    for routine in step.values.get("drains", ()):
        if value(connection, ALLOWED, f"{routine}(integer)"):
            connection.execute("SET changeover.writer = 'migration'")
            connection.execute(f"CALL {routine}({step.values['patience']})".encode())


def clean_up(connection: Connection) -> None:
    """Leave the transaction that failed, if one is open, and the role that a file has taken."""
    if connection.broken:
        return
    if connection.info.transaction_status != TransactionStatus.IDLE:
        connection.execute("ROLLBACK")
    connection.execute("RESET ROLE")


def _defaults(dsn: str) -> dict[str, Any]:
    try:
        chosen = conninfo_to_dict(dsn)
    except psycopg.ProgrammingError as error:
        # libpq repeats the text it could not read, which may hold a password.
        raise click.UsageError(
            "the DSN is not a libpq connection string, such as "
            "`host=db.example dbname=app` or `postgresql://db.example/app`"
        ) from error
    defaults: dict[str, Any] = {"application_name": "changeover", "client_encoding": "utf8"}
    if "PGCONNECT_TIMEOUT" not in os.environ:
        defaults["connect_timeout"] = SECONDS_TO_CONNECT
    return {key: value for key, value in defaults.items() if key not in chosen}


def _reason(error: psycopg.OperationalError) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].removeprefix("connection failed: ") if lines else type(error).__name__


def _show_notice(notice: psycopg.errors.Diagnostic) -> None:
    if notice.severity_nonlocalized in {"WARNING", "NOTICE"}:
        console.talk().print(f"{(notice.severity or '').lower()}: {notice.message_primary}")
