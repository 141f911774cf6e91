"""Who still calls in the legacy shape, as the usage logs of the edge tell it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import click
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from operate import database
from operate.errors import Refused, Unreachable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from operate.ledger import Ledger

CALLERS = ("endpoint", "route", "client", "side", "last_call", "calls", "calls_in_term")
EDGES = ("edge", "kind", "last_load", "lines", "unread")
LAST_CALLERS = """
    SELECT
        c.endpoint, c.route, c.client, c.side, c.last_at AS last_call, c.calls, c.calls_in_term
    FROM migration.last_caller AS c
    WHERE c.migration = %s
    ORDER BY c.last_at DESC, c.endpoint, c.route, c.client
"""
LAST_LOADS = """
    SELECT DISTINCT ON (o.edge, o.kind)
        o.edge, o.kind, o.loaded_at AS last_load, o.lines, o.unread
    FROM migration.edge_load AS o
    WHERE o.migration = %s
    ORDER BY o.edge, o.kind, o.load DESC
"""
TERM = "SELECT * FROM migration.edge_environment WHERE migration = %s"
# What psql ends with when it has no connection, or has lost it.
NO_CONNECTION = 2
# What psql puts before the first line of a message, and the parts of an error.
PLACE = re.compile(r"^psql:.*?:\d+: ", re.MULTILINE)
PARTS = re.compile(r"^(ERROR|DETAIL|HINT): +(.*)$", re.MULTILINE)


def report(ledger: Ledger) -> dict[str, Any]:
    """Who calls, at which edges somebody looked, and the quiet term; a refusal without an edge."""
    term: list[dict[str, Any]] = []
    if ledger.has("edge_environment"):
        term = database.rows(ledger.connection, TERM, ledger.migration)
    if not term:
        raise Refused(
            f"this database knows no edge of {ledger.migration}",
            help="describe it, then run `make render` and `changeover apply`",
        )
    return {
        "migration": ledger.migration,
        "environment": term[0]["environment"],
        "quiet": term[0]["quiet"],
        "callers": database.rows(ledger.connection, LAST_CALLERS, ledger.migration),
        "edges": database.rows(ledger.connection, LAST_LOADS, ledger.migration),
    }


def load(script: Path, log: Path, edge: str, dsn: str) -> tuple[str, str]:
    """Load a log with its generated script; what psql says on either stream."""
    psql = shutil.which("psql")
    if psql is None:
        raise Refused(
            "psql is not installed, and it is what loads logs",
            help="install Postgres' client programs, such as postgresql-client on Debian",
        )
    place, environment = _where(dsn)
    command = [psql, "--no-psqlrc", *place, "--set", f"edge={edge}", "--file", str(script)]
    try:
        with log.open("rb") as lines:
            done = subprocess.run(
                command, stdin=lines, env=environment, capture_output=True, check=False
            )
    except OSError as error:
        raise click.BadParameter(
            f"{log} cannot be read: {error.strerror or error}", param_hint="--load"
        ) from error
    said = done.stdout.decode("utf-8", "replace").strip()
    problem = PLACE.sub("", done.stderr.decode("utf-8", "replace")).strip()
    if done.returncode:
        raise _failed(done.returncode, problem, log)
    return said, problem


def _where(dsn: str) -> tuple[list[str], Mapping[str, str]]:
    """The database for psql; a password is not shown among the arguments of a process."""
    environment = {**os.environ, "PGAPPNAME": "changeover"}
    if not dsn:
        return [], environment
    known: dict[str, Any] = {**conninfo_to_dict(dsn)}
    if password := known.pop("password", None):
        environment["PGPASSWORD"] = str(password)
    return ["--dbname", make_conninfo(**known)], environment


def _failed(returncode: int, problem: str, log: Path) -> Refused | Unreachable:
    """Why psql has stored nothing: the error, its detail and its hint."""
    parts = dict(PARTS.findall(problem))
    kind = Unreachable if returncode == NO_CONNECTION else Refused
    return kind(
        f"{log} was not loaded: {parts.get('ERROR') or problem or 'psql failed'}",
        detail=parts.get("DETAIL", ""),
        help=parts.get("HINT") or "nothing was stored; put it right, then load it again",
    )
