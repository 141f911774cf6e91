"""A control schema that knows an edge, with a migration of two data sets behind it."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from render.emit import TEMPLATES as FRAME
from render.emit import split_marks
from render.kinds.edge.gates import gates
from render.kinds.edge.steps import TEMPLATES, steps
from render.sql import environment
from tests.control import gated, sessions

if TYPE_CHECKING:
    from render.plan import Step
    from tests.control.sessions import Connection
    from tests.fixtures.databases import Database
    from tests.fixtures.promises import Mutant

NAME = "ai"
COMPONENT = """
SELECT migration.register_component('ai', 'api_migration', NULL, 'rolling_out', 'finalized')
"""
DEPRECATION = datetime(2020, 1, 1, tzinfo=UTC)
SUNSET = datetime(2099, 1, 1, tzinfo=UTC)


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
