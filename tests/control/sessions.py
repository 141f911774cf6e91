"""Sessions in a database with the control schema, and short ways of asking it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import psycopg
import pytest

from render.emit import split_marks
from render.kinds.migration.control import CONTROL_PARTS

TEMPLATES = Path(__file__).parents[2] / "render/kinds/migration/templates"
STATE = """
    SELECT c.oid::regclass::text, c.relacl::text, c.relowner FROM pg_class c
    WHERE c.relnamespace = 'migration'::regnamespace
    UNION ALL
    SELECT p.oid::regprocedure::text, p.proacl::text || p.prosrc, p.proowner FROM pg_proc p
    WHERE p.pronamespace = 'migration'::regnamespace
    UNION ALL
    SELECT d.objoid::text || ' ' || d.objsubid, d.description, 0 FROM pg_description d
    WHERE d.objoid >= 16384
    UNION ALL
    SELECT e.seq::text, e.event, 0 FROM migration.migration_events e
    ORDER BY 1, 2
"""
# What all migrations share besides, as their gates ask it.
SHARED_TOO = ("repairs", "rechecks")
Connection = psycopg.Connection[Any]


def bodies(action: str) -> list[tuple[str, str]]:
    """The rendered bodies of one action of every part, in order."""
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, trim_blocks=True, keep_trailing_newline=True)  # noqa: S701
    return [
        (part, environment.get_template(f"{part}.{action}.sql.j2").render())
        for part in (*(part for part, _ in CONTROL_PARTS), *SHARED_TOO)
    ]


def build(connection: Connection, mutant: tuple[str, str, str] | None = None) -> None:
    """Apply every part in a transaction of its own, statement by statement as the marks split it.

    A prepared statement is one statement, so a mark above two would fail. A mutant is a part, a
    text in it, and what stands there when the protection is gone.
    """
    for part, body in mutated(mutant):
        with connection.transaction():
            for sentence, statement in split_marks(body):
                try:
                    connection.execute(statement, prepare=True)
                except psycopg.Error as failure:
                    pytest.fail(f"{part}: {sentence}\n{failure}")


def mutated(mutant: tuple[str, str, str] | None) -> list[tuple[str, str]]:
    """The bodies to apply, one of them with a mutation, which must have changed something."""
    found = bodies("apply")
    if mutant is None:
        return found
    changed, old, new = mutant
    assert old in dict(found)[changed], f"nothing to mutate: {old!r} in {changed}"
    return [(part, body.replace(old, new) if part == changed else body) for part, body in found]


def rows(connection: Connection, query: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    return connection.execute(query, values or None).fetchall()


def one(connection: Connection, query: str, *values: object) -> Any:
    """The only value of the only row of a query."""
    ((value,),) = rows(connection, query, *values)
    return value


def refusal(connection: Connection, query: str, *values: object) -> psycopg.errors.Diagnostic:
    """What a refused statement says."""
    with pytest.raises(psycopg.Error) as caught:
        connection.execute(query, values or None)
    return caught.value.diag


def problems(connection: Connection) -> list[tuple[Any, ...]]:
    """Everything that the verify files find."""
    return [
        row
        for _, body in bodies("verify")
        for _, query in split_marks(body)
        for row in connection.execute(query, prepare=True).fetchall()
    ]


def run(connection: Connection, step: str, action: str = "apply") -> None:
    """Begin and end a step."""
    assert one(connection, "SELECT migration.begin_step('ai', %s, %s)", step, action)
    connection.execute("SELECT migration.end_step('ai', %s, %s)", (step, action))


def status(connection: Connection, component: str) -> str:
    """The status of a component."""
    return str(
        one(
            connection,
            "SELECT status FROM migration.migration_status WHERE component = %s",
            component,
        )
    )
