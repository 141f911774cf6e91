"""The control schema: what it remembers, what it refuses, and who may touch it."""

from __future__ import annotations

import itertools
import random
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import psycopg
import pytest

from render.emit import split_marks
from render.kinds.migration.control import CONTROL_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fixtures.databases import Database

TEMPLATES = Path("render/kinds/migration/templates").resolve()
STATUSES = ("pending", "in_progress", "completed", "failed", "paused", "rolled_back")
ALLOWED = {
    ("pending", "in_progress"),
    ("in_progress", "completed"),
    ("in_progress", "failed"),
    ("in_progress", "paused"),
    ("in_progress", "rolled_back"),
    ("failed", "in_progress"),
    ("failed", "rolled_back"),
    ("paused", "in_progress"),
    ("paused", "failed"),
    ("paused", "rolled_back"),
    ("completed", "rolled_back"),
    ("rolled_back", "in_progress"),
}
PATHS = {
    "pending": (),
    "in_progress": ("in_progress",),
    "completed": ("in_progress", "completed"),
    "failed": ("in_progress", "failed"),
    "paused": ("in_progress", "paused"),
    "rolled_back": ("in_progress", "rolled_back"),
}
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
Connection = psycopg.Connection[Any]


def bodies(action: str) -> list[tuple[str, str]]:
    """The rendered bodies of one action of every part, in order."""
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, trim_blocks=True, autoescape=False)  # noqa: S701
    return [
        (part, environment.get_template(f"{part}.{action}.sql.j2").render())
        for part, _ in CONTROL_PARTS
    ]


def build(connection: Connection) -> None:
    """Apply every part, one transaction each."""
    for part, body in bodies("apply"):
        for sentence, statement in split_marks(body):
            try:
                with connection.transaction() if sentence == "" else _nothing():
                    pass
                connection.execute("BEGIN") if _first(connection) else None
                connection.execute(statement, prepare=True)
            except psycopg.Error as failure:
                pytest.fail(f"{part}: {sentence}\n{failure}")
        connection.execute("COMMIT")
