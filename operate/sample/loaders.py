"""What fills a table instead of invented rows: a program of the migration's, or a dump."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from psycopg import sql
from psycopg.conninfo import make_conninfo

from operate.disposable import programs
from operate.sample.errors import LoaderFailed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import psycopg

    from render.model import Relation

VARIABLES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "dbname": "PGDATABASE"}
CHUNK = 1 << 20


def run_command(
    connection: psycopg.Connection[Any], table: str, arguments: Sequence[str], folder: Path
) -> None:
    """Run a loader in the migration's folder; it finds the database in libpq's variables."""
    command = [sys.executable if arguments[0] == "python" else arguments[0], *arguments[1:]]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment(connection),
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise LoaderFailed(table, f"{arguments[0]} cannot be run", str(error)) from error
    if done.returncode:
        what = f"`{' '.join(arguments)}` ended with {done.returncode}"
        raise LoaderFailed(table, what, done.stderr)


def load_dump(connection: psycopg.Connection[Any], relation: Relation, dump: Path) -> None:
    """Run a dump that is SQL, or copy one that is COPY text."""
    if not dump.is_file():
        raise LoaderFailed(relation.name, "the dump is missing", str(dump))
    if dump.suffix == ".sql":
        psql = shutil.which("psql") or str((programs.embedded() or dump.parent) / "psql")
        options = ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", str(dump)]
        run_command(connection, relation.name, [psql, *options], dump.parent)
        return
    target = sql.Identifier(relation.schema, relation.name)
    statement = sql.SQL("COPY {} FROM STDIN").format(target)
    with dump.open("rb") as file, connection.cursor().copy(statement) as copy:
        while chunk := file.read(CHUNK):
            copy.write(chunk)


def environment(connection: psycopg.Connection[Any]) -> dict[str, str]:
    """The variables by which a program finds the database of a connection."""
    info = connection.info
    found = {key: value for key, value in os.environ.items() if key[:2] != "PG"}
    known = info.get_parameters() | {"host": info.host, "port": str(info.port)}
    known |= {"user": info.user, "dbname": info.dbname}
    found |= {VARIABLES[key]: known[key] for key in VARIABLES}
    found |= {"PGPASSWORD": info.password} if info.password else {}
    found["CHANGEOVER_DSN"] = make_conninfo(**{key: known[key] for key in VARIABLES})
    return found
