"""People who have rights on a legacy table alone, and what they may do by its name."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg

from .costs_by_name import DATA_SET, TABLES, apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from operate.disposable import Server

    from .life import Life

TABLE = "public.usage_logs"
# What each is granted on the table.
RIGHTS: Mapping[str, tuple[str, ...]] = {
    "whole": ("SELECT, INSERT, UPDATE, DELETE",),
    "writer": ("SELECT", "INSERT (service_name, tokens)", "UPDATE (cost, model_name)"),
    "blind": ("INSERT (tokens)", "UPDATE (cost)"),
    "complete": (
        "SELECT (id, service_name, model_name, user_id, tokens)",
        "SELECT (response_time, cost, success, created_at)",
    ),
    "lender": ("SELECT, UPDATE (cost)",),
    "nobody": (),
}
PEOPLE = (*RIGHTS, "clerk", "friend")
# Each statement says what an application would; none of them is meant to stay.
STATEMENTS = {
    "reads all": f"SELECT * FROM {TABLE}",
    "reads its columns": f"SELECT id, cost FROM {TABLE} WHERE id = 7",
    "reads another": f"SELECT user_id FROM {TABLE} WHERE id = 7",
    "locks": f"SELECT id FROM {TABLE} WHERE id = 7 FOR UPDATE",
    "writes a cost": f"UPDATE {TABLE} SET cost = 77 WHERE id = 7",
    "writes all costs": f"UPDATE {TABLE} SET cost = 77",
    "writes a name that is looked up": f"UPDATE {TABLE} SET model_name = 'gpt-4o' WHERE id = 7",
    "writes another": f"UPDATE {TABLE} SET tokens = 77 WHERE id = 7",
    "adds": f"INSERT INTO {TABLE} (service_name, tokens) VALUES ('search_ai', 1)",
    "adds a number": f"INSERT INTO {TABLE} (tokens) VALUES (1)",
    "adds with a cost": f"INSERT INTO {TABLE} (tokens, cost) VALUES (1, 1)",
    "adds and reads": f"INSERT INTO {TABLE} (tokens) VALUES (1) RETURNING id",
    "deletes": f"DELETE FROM {TABLE} WHERE id = 7",
}
NOT_ALLOWED = "42501"


@contextmanager
def people(server: Server) -> Iterator[None]:
    """The roles, as long as no database needs them."""
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        for name in PEOPLE:
            connection.execute(f"CREATE ROLE {name}")
        try:
            yield
        finally:
            for name in PEOPLE:
                connection.execute(f"DROP ROLE {name}")


def give(life: Life, *rights: str) -> None:
    """Run GRANT or REVOKE statements, as who owns the relation."""
    with life.database.connect() as connection:
        for right in rights:
            connection.execute(right.encode())


def give_all(life: Life) -> None:
    """Give the people their rights on the legacy table."""
    for name, rights in RIGHTS.items():
        give(life, *(f"GRANT {right} ON {TABLE} TO {name}" for right in rights))


def state_of(life: Life, role: str, statement: str) -> str | None:
    """The SQLSTATE with which a role's statement is refused, or nothing; nothing of it stays."""
    with life.database.connect(autocommit=False) as connection:
        connection.execute(f"SET ROLE {role}".encode())
        try:
            connection.execute(statement.encode())
        except psycopg.Error as error:
            return error.sqlstate
        finally:
            connection.rollback()
    return None


def let(life: Life, *names: str) -> dict[str, list[str]]:
    """What each may do by the legacy name; an error that is not of rights fails."""
    found = {}
    for name in names:
        states = {what: state_of(life, name, said) for what, said in STATEMENTS.items()}
        assert set(states.values()) <= {None, NOT_ALLOWED}, (name, states)
        found[name] = [what for what, state in states.items() if state is None]
    return found


def through_all_turns(life: Life, *names: str) -> None:
    """The people may do the same before the switch, after it, after the reverse and once more."""
    before = let(life, *names)
    for turn in (life.switch, life.reverse, life.switch):
        turn(DATA_SET)
        assert let(life, *names) == before
        life.validate(DATA_SET)
        assert life.outcomes()["usage_logs"] == ("clean", 0, 0)
    assert apart(life) == dict.fromkeys(TABLES, 0)
