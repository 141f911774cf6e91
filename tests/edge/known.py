"""A control schema that knows an edge, the logs that the edge writes, and the way they come in."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from render.emit import TEMPLATES as FRAME
from render.emit import split_marks
from render.kinds.edge.gates import gates
from render.kinds.edge.loaders import loaders
from render.kinds.edge.steps import TEMPLATES, steps
from render.sql import environment
from tests.control import gated, sessions
from tests.operate.toy import Toy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from render.plan import Document, Step
    from tests.control.sessions import Connection
    from tests.fixtures.databases import Database

Mutant = tuple[str, str, str]
Mutants = tuple[Mutant, ...]
Line = dict[str, Any]
NAME = "ai"
TURN = "SELECT migration.turn_endpoint('ai', %s, %s, 'rehearsed')"
COMPONENT = """
SELECT migration.register_component('ai', 'api_migration', NULL, 'rolling_out', 'finalized')
"""
DEPRECATION = datetime(2020, 1, 1, tzinfo=UTC)
SUNSET = datetime(2099, 1, 1, tzinfo=UTC)


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


def body(**said: Any) -> Any:
    """A part of a spec, as its kind would have understood it."""
    return SimpleNamespace(**said)


def spec(name: str, **said: Any) -> Any:
    """A spec, as its kind would have understood it."""
    return body(name=name, path=f"specs/ai/{name}.yaml", body=body(name=name, **said))


def term(name: str, quiet: str, reads: int, shadow: str, *, await_sunset: bool) -> Any:
    """What an environment demands."""
    return body(name=name, quiet=quiet, reads=reads, shadow=shadow, await_sunset=await_sunset)


READ = body(name="summary", legacy=body(method="GET"), reply=body())
USAGE = body(name="usage", legacy=body(method="GET"), reply=body())
STREAM = body(name="export", legacy=body(method="GET"), reply=None)
WRITE = body(name="saved", legacy=body(method="PUT"), reply=body())
TERMS = (
    term("production", "14 days", 4, "2 hours", await_sunset=True),
    term("disposable", "0 seconds", 0, "0 seconds", await_sunset=False),
)
EDGE = spec("nginx", title="The edge", component="api_migration", environments=TERMS)


def endpoint(name: str, data_set: str, *routes: Any, sunset: datetime = SUNSET) -> Any:
    """A legacy endpoint."""
    dates = {"deprecation": DEPRECATION, "sunset": sunset}
    return spec(name, title=name, data_set=data_set, routes=routes or (READ, WRITE), **dates)


def project(*endpoints: Any, pages: tuple[str, ...] = ("console",)) -> Any:
    """A migration with an edge, two data sets, and these endpoints."""
    found = {
        "edge": (EDGE,),
        "endpoint": endpoints or (endpoint("costs", "costs"), endpoint("models", "settings")),
        "redirect": tuple(
            spec(name, title=name, since=DEPRECATION, permanent=SUNSET) for name in pages
        ),
    }
    settings = body(name=NAME, lock_timeout_ms=30)
    return body(of=lambda kind: found.get(kind, ()), settings=settings)


def bodies(known: Any, action: str = "apply") -> list[tuple[str, str]]:
    """The rendered bodies of one action of every step of the edge, in the order of applying."""
    env = environment(TEMPLATES, FRAME)
    found = sorted(steps(EDGE, known), key=lambda one: str(one.stem))
    return [(step.part, _body(env, step, known, action)) for step in found]


def _body(env: Any, step: Step, known: Any, action: str) -> str:
    template = env.get_template(f"{step.part}.{action}.sql.j2")
    return str(template.render({**step.values, "settings": known.settings, "step": step}))


def apply(connection: Connection, known: Any, mutant: Mutant | None = None) -> None:
    """Apply every step of the edge as its file would, the one that is mutated with its mutation."""
    found = dict(bodies(known))
    if mutant is not None and mutant[0] in found:
        part, old, new = mutant
        assert old in found[part], f"nothing to mutate: {old!r} in {part}"
        found[part] = found[part].replace(old, new)
    for part, text in found.items():
        with connection.transaction():
            connection.execute("SET LOCAL ROLE migration_owner")
            connection.execute("SET LOCAL timezone = 'UTC'")
            for sentence, statement in split_marks(text):
                try:
                    connection.execute(statement, prepare=True)
                except psycopg.Error as failure:
                    pytest.fail(f"{part}: {sentence}\n{failure}")


def problems(connection: Connection, known: Any) -> list[tuple[Any, ...]]:
    """Everything that the verify files of the edge find."""
    return [
        row
        for _, text in bodies(known, "verify")
        for _, query in split_marks(text)
        for row in connection.execute(query, prepare=True).fetchall()
    ]


def build(connection: Connection, mutant: Mutant | None = None, known: Any = None) -> None:
    """A control schema with a migration of two data sets, behind an edge."""
    known = known or project()
    sessions.build(connection)
    gated.register(connection)
    connection.execute(COMPONENT)
    apply(connection, known, mutant)
    for one in gates(known):
        values = (one.command, one.name, one.rank, one.demands, one.routine, one.sqlstate, one.hint)
        connection.execute(gated.GATE, values)


def switched(connection: Connection, *data_sets: str) -> None:
    """Let the new tables own these data sets."""
    connection.execute(
        "UPDATE migration.data_set SET owner = 'new', epoch = 1, phase = 'switched'"
        " WHERE name = ANY (%s)",
        (list(data_sets),),
    )


def here(database: Database, connection: Connection, name: str = "disposable") -> None:
    """Say, as a superuser, what this database is."""
    connection.execute(
        "INSERT INTO migration.term (migration, environment) VALUES ('ai', %s)"
        " ON CONFLICT DO NOTHING",
        (name,),
    )
    connection.execute(
        f"ALTER DATABASE {database.name} SET changeover.environment = '{name}'".encode()
    )


def verdict(connection: Connection, gate: str, data_set: str = "costs") -> tuple[bool, str]:
    """What a gate says."""
    query = f"SELECT passed, detail FROM migration.{gate}('ai', %s)"
    ((passed, detail),) = connection.execute(query.encode(), (data_set,)).fetchall()
    return bool(passed), str(detail)


def ago(**time: float) -> str:
    """A moment before now, as nginx writes it."""
    return (datetime.now(UTC) - timedelta(**time)).isoformat(timespec="seconds")


def call(number: int, at: str, **said: Any) -> Line:
    """A line of a usage log; `number` makes its id."""
    usual = {
        "edge": "host", "endpoint": "costs", "route": "summary", "method": "GET",
        "side": "legacy", "client": "reporting", "status": 200, "ms": 12,
    }  # fmt: skip
    return {"id": f"{number:032x}", "at": at, **usual, **said}


def read(number: int, at: str, outcome: str = "equal", **said: Any) -> Line:
    """A line of a shadow log."""
    usual = {
        "edge": "host", "endpoint": "costs", "route": "summary", "outcome": outcome,
        "legacy_status": 200, "new_status": 200, "legacy_ms": 12, "new_ms": 9,
        "paths": ["breakdown[].service"] if outcome == "different" else [],
    }  # fmt: skip
    return {"id": f"{number:032x}", "at": at, **usual, **said}


def log(*lines: Line | str) -> str:
    """The text of a log."""
    return "".join(
        (one if isinstance(one, str) else json.dumps(one, separators=(",", ":"))) + "\n"
        for one in lines
    )


def documents(known: Any = None) -> Mapping[str, Document]:
    """What is generated for the logs, by path."""
    return {one.path: one for one in loaders(EDGE, known or project())}


def load(
    database: Database,
    kind: str,
    text: str | bytes,
    *,
    name: str | None = "edge-1",
    user: str = "",
    known: Any = None,
    mutant: Mutant | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Load a log with the generated script, as its header says."""
    script = documents(known)[f"sql/edge/load_{kind}.sql"].text
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


def shell(bench: Bench, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
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
