"""The migration `desk`, whose new tables hold what its legacy tables cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from .costs_by_name import apart

if TYPE_CHECKING:
    from .life import Life

MIGRATION = "desk"
TABLES = ("tickets", "letters", "replies", "surveys")
SAME = dict.fromkeys(TABLES, 0)
ROWS = """
INSERT INTO tickets (queue, title) VALUES ('sales', 'one'), ('sales', 'two'), ('nobody', 'three');
INSERT INTO letters (urgent, body) VALUES (true, 'one'), (false, 'two');
INSERT INTO replies (name, body) VALUES ('hello', 'Hello'), ('bye', 'Bye');
INSERT INTO surveys (title, marks) VALUES ('first', '["good", "bad"]'), ('second', '[]')
"""
APPLICATION = """
DO $$ BEGIN CREATE ROLE desk_legacy; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON tickets, letters, replies, surveys TO desk_legacy
"""
Row = tuple[Any, ...]


def run(life: Life, *statements: str) -> list[Row]:
    """Run statements in one transaction, and give the rows of the last one."""
    with life.database.connect(autocommit=False) as connection:
        for statement in statements:
            cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def refused(life: Life, *statements: str) -> tuple[str | None, str | None]:
    """The SQLSTATE and the table of the refusal of a transaction; its hint is a sentence."""
    with pytest.raises(psycopg.Error) as error:
        run(life, *statements)
    assert (error.value.diag.message_hint or "").endswith(".")
    return error.value.sqlstate, error.value.diag.table_name


def prepare(life: Life) -> None:
    """A few rows of each kind, and the legacy application."""
    life.fill(0, hostile=False)
    run(life, ROWS, APPLICATION)


def clean(life: Life) -> None:
    """Both sides are the same, however they are compared."""
    life.validate(MIGRATION)
    assert set(life.outcomes().values()) == {("clean", 0, 0)}


def again(life: Life) -> None:
    """Give the data set back to legacy, look, and switch once more."""
    clean(life)
    life.reverse(MIGRATION)
    clean(life)
    life.switch(MIGRATION)
    clean(life)
    assert apart(life, TABLES) == SAME
