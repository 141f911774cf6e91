"""A migration at `verified`, the sessions that write to its new tables, and what they get."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .life import Life

APPLICATION = "ai_management_app"
READER = "ai_management_reader"
AS_APPLICATION = f"SET SESSION AUTHORIZATION {APPLICATION}"
AS_MIGRATION = "SET changeover.writer = 'migration'"
WRITERS = {
    "an application": (AS_APPLICATION,),
    "an application that says it is the migration": (AS_MIGRATION, AS_APPLICATION),
    "a superuser": (),
    "a superuser who is somebody else": ("SET changeover.writer = 'replication'",),
    "a session that replays a replication stream": ("SET session_replication_role = replica",),
}
# None of them meets a row; a fence stands before the statement, not before its rows.
WRITES = {
    "INSERT": "INSERT INTO {} DEFAULT VALUES",
    "UPDATE": "UPDATE {} SET _migrated_at = _migrated_at WHERE false",
    "DELETE": "DELETE FROM {} WHERE false",
    "MERGE": "MERGE INTO {} USING (SELECT) AS nothing ON false WHEN MATCHED THEN DELETE",
    "TRUNCATE": "TRUNCATE {} CASCADE",
}
REFUSED = "MG123"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fenced:
    """A table that a mapping fences, and what a refusal names."""

    mapping: str
    table: str
    legacy: str
    data_set: str

    @property
    def hint(self) -> str:
        """What a refused writer is told."""
        return f"Write to {self.legacy} until `changeover switch {self.data_set}` has run."


def fences(life: Life) -> list[Fenced]:
    """Every fence of a migration: of the anchors of all mappings, and of their parts."""
    return [
        Fenced(
            mapping=step.name,
            table=str(table),
            legacy=str(step.values["legacy"]),
            data_set=str(step.values["data_set"]),
        )
        for step in life.plan.steps
        if step.part == "fence"
        for table in step.values["fenced"]
    ]


@contextmanager
def session(life: Life, *settings: str) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """A session that has said this before anything else."""
    with life.database.connect() as connection:
        for setting in settings:
            connection.execute(setting.encode())
        yield connection


def outcome(
    connection: psycopg.Connection[tuple[Any, ...]], statement: str
) -> tuple[str | None, str | None]:
    """The SQLSTATE and the hint with which a statement is refused; nothing of it is left."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(statement.encode())
    except psycopg.Error as error:
        return error.sqlstate, error.diag.message_hint
    return None, None


def outcomes(
    life: Life, settings: tuple[str, ...], tables: set[str]
) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    """By table and kind of write: what such a session gets."""
    with session(life, *settings) as connection:
        return {
            (table, kind): outcome(connection, statement.format(table))
            for table in sorted(tables)
            for kind, statement in WRITES.items()
        }


def allowed(life: Life, settings: tuple[str, ...], tables: set[str]) -> set[tuple[str, str]]:
    """The tables and kinds of write that no fence refuses to such a session."""
    found = outcomes(life, settings, tables)
    return {write for write, (state, _) in found.items() if state != REFUSED}
