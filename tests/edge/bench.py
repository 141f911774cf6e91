"""A database behind an edge, and the ways in which logs come in and endpoints are turned."""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from render.kinds.edge.loaders import loaders
from tests.control import sessions
from tests.edge.known import EDGE, NAME, build, project, switched, verdict
from tests.fixtures.promises import breaks
from tests.operate.toy import Toy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from render.plan import Document
    from tests.control.sessions import Connection
    from tests.fixtures.databases import Database
    from tests.fixtures.promises import Mutant

TURN = "SELECT migration.turn_endpoint('ai', %s, %s, 'rehearsed')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A database with an edge, a superuser's session in it, and what was mutated there."""

    database: Database
    session: Connection
    mutant: Mutant | None = None

    def load(self, kind: str, text: str | bytes, **more: Any) -> subprocess.CompletedProcess[bytes]:
        """Load a log with the generated script, or with its mutant."""
        return load(self.database, kind, text, mutant=self.mutant, **more)

    def loaded(self, kind: str, text: str | bytes, **more: Any) -> str:
        """Load a log, which must work; what the script prints."""
        return loaded(self.database, kind, text, mutant=self.mutant, **more)

    def refused(self, kind: str, text: str | bytes, **more: Any) -> str:
        """Load a log, which must fail; what the script says."""
        done = self.load(kind, text, **more)
        assert done.returncode == 3, done
        return done.stderr.decode()

    def verdict(self, gate: str, data_set: str = "costs") -> tuple[bool, str]:
        """What a gate says."""
        return verdict(self.session, gate, data_set)


def documents() -> Mapping[str, Document]:
    """What is generated for the logs, by path."""
    return {one.path: one for one in loaders(EDGE, project())}


def load(
    database: Database,
    kind: str,
    text: str | bytes,
    *,
    name: str | None = "edge-1",
    user: str = "",
    mutant: Mutant | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Load a log with the generated script, as its header says."""
    script = documents()[f"sql/edge/load_{kind}.sql"].text
    if mutant is not None and mutant[0] == f"load_{kind}":
        assert mutant[1] in script, f"nothing to mutate: {mutant[1]!r}"
        script = script.replace(mutant[1], mutant[2])
    dsn = psycopg.conninfo.make_conninfo(database.dsn, **({"user": user} if user else {}))
    command = [str(database.server.client("psql")), "--no-psqlrc", "--dbname", dsn]
    command += ["--set", f"edge={name}"] * (name is not None)
    environ = {key: value for key, value in os.environ.items() if key[:2] != "PG"}
    # The script must be a file: standard input is the log.
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as file:
        file.write(script)
        file.flush()
        return subprocess.run(
            [*command, "--file", file.name],
            env=environ,
            input=text.encode() if isinstance(text, str) else text,
            capture_output=True,
            check=False,
        )


def loaded(database: Database, kind: str, text: str | bytes, **more: Any) -> str:
    """Load a log, which must work; what the script prints."""
    done = load(database, kind, text, **more)
    if done.returncode:
        pytest.fail(f"psql ended with {done.returncode}:\n{done.stderr.decode()}")
    return done.stdout.decode()


def everything_switched(bench: Bench) -> None:
    """Let the new tables own both data sets."""
    switched(bench.session, "costs", "settings")


def turned(bench: Bench, *endpoints: str, side: str = "new") -> None:
    """Turn endpoints, which must work."""
    for endpoint in endpoints:
        assert sessions.one(bench.session, TURN, endpoint, side) is True


def repository(bench: Bench, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """A repository with the generated files of the edge, and the command in it."""
    (folder / "specs" / NAME).mkdir(parents=True)
    for path, document in documents().items():
        place = folder / "generated" / NAME / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(document.text, encoding="utf-8")
    monkeypatch.chdir(folder)
    # The developer's own PGHOST and the like must not reach a test.
    for name in [name for name in os.environ if name.startswith("PG")]:
        monkeypatch.delenv(name)
    return Toy(folder=folder, dsn=bench.database.dsn)


def lost(empty: Bench, promise: Callable[[Bench], None], mutant: Mutant) -> None:
    """In an edge that is built with the mutant the promise is broken."""
    build(empty.session, mutant)
    breaks(promise, replace(empty, mutant=mutant))
