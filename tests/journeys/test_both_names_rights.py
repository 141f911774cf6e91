"""Who may do what by both names after the switch, and what a session held open goes on doing."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

import psycopg
import pytest

from .costs_by_name import apart
from .desk import MIGRATION, SAME, TABLES, clean, run
from .mutants import Mutant

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Life
    from .ready import Ready

TITLES = "SELECT title FROM public.tickets ORDER BY id"
HIDDEN = "INSERT INTO public.tickets (queue, title) VALUES ('sales', 'secret')"
NOT_ALLOWED = "42501"
AS_OWNER = Mutant(
    files="*84_names_tickets.apply.sql",
    old="security_invoker = true",
    new="security_invoker = false",
)


def state_of(life: Life, role: str, statement: str) -> str | None:
    """The SQLSTATE with which a statement of a role is refused, or nothing when it is not."""
    try:
        run(life, f"SET ROLE {role}", statement)
    except psycopg.Error as error:
        return error.sqlstate
    return None


def obeyed(life: Life) -> None:
    """A policy of the new table holds for whoever asks by the legacy name."""
    life.switch(MIGRATION)
    run(life, HIDDEN, "GRANT desk_app TO desk_legacy")
    try:
        as_legacy = "SET ROLE desk_legacy"
        assert run(life, as_legacy, TITLES) == [("one",), ("two",), ("three",)]
        run(life, as_legacy, "UPDATE public.tickets SET open = false")
        open_ones = "SELECT title FROM public.tickets WHERE open"
        assert run(life, open_ones) == [("secret",)]
        assert state_of(life, "desk_legacy", HIDDEN) == NOT_ALLOWED
    finally:
        run(life, "REVOKE desk_app FROM desk_legacy")
    assert apart(life, TABLES) == SAME
    clean(life)


def test_a_policy_is_obeyed_by_the_legacy_name(desk: Ready, tmp_path: Path) -> None:
    """Rows that a policy of the new table hides are neither read nor written by the legacy name."""
    with desk.copied(tmp_path) as life:
        obeyed(life)


def test_without_the_invokers_rights_a_policy_is_not_obeyed(desk: Ready, tmp_path: Path) -> None:
    """A view that asked with its owner's rights would go around the policy, and is noticed."""
    with desk.copied(tmp_path, AS_OWNER) as life, pytest.raises((AssertionError, psycopg.Error)):
        obeyed(life)


def test_rights_are_those_of_the_legacy_table(desk: Ready, tmp_path: Path) -> None:
    """Who could write the legacy table can write the view and its parts; nobody else can."""
    write = "UPDATE public.replies SET body = body || '!', edition = edition + 1"
    born = "INSERT INTO public.replies (name, body) VALUES ('born', 'Born')"
    with desk.copied(tmp_path) as life:
        run(life, "CREATE ROLE desk_stranger")
        try:
            life.switch(MIGRATION)
            found = {
                role: [state_of(life, role, statement) for statement in (write, born)]
                for role in ("desk_legacy", "desk_stranger")
            }
            stolen = state_of(life, "desk_legacy", "SELECT FROM desk.wordings")
        finally:
            run(life, "DROP ROLE desk_stranger")

        assert found == {"desk_legacy": [None, None], "desk_stranger": [NOT_ALLOWED, NOT_ALLOWED]}
        assert stolen == NOT_ALLOWED
        assert run(life, "SELECT count(*) FROM desk.wordings WHERE edition = 3") == [(2,)]
        clean(life)


def test_rows_of_the_new_side_get_a_legacy_key(desk: Ready, tmp_path: Path) -> None:
    """Rows of both names draw their legacy keys from one sequence, without a right to use it."""
    new = """
        WITH born AS (INSERT INTO desk.answers (name) VALUES ('{0}') RETURNING id)
        INSERT INTO desk.wordings (answer_id, edition, body) SELECT id, 2, '{0}' FROM born
    """
    with desk.copied(tmp_path) as life:
        life.switch(MIGRATION)
        run(life, "SET ROLE desk_app", new.format("third"))
        run(life, "INSERT INTO public.replies (name, body) VALUES ('fourth', 'Fourth')")
        run(life, "SET ROLE desk_app", new.format("fifth"))
        life.reverse(MIGRATION)
        run(life, "INSERT INTO public.replies (name, body) VALUES ('sixth', 'Sixth')")

        keys = run(life, "SELECT name, id FROM public.replies ORDER BY id")
        assert [name for name, _ in keys] == ["hello", "bye", "third", "fourth", "fifth", "sixth"]
        assert len({key for _, key in keys}) == len(keys)
        clean(life)


PREPARED: dict[LiteralString, tuple[object, ...]] = {
    "SELECT title FROM public.tickets WHERE id = %s": (1,),
    "SELECT * FROM public.replies ORDER BY id": (),
    "UPDATE public.replies SET body = body || '.' WHERE name = %s": ("hello",),
    "INSERT INTO public.tickets (queue, title) VALUES ('sales', %s)": ("more",),
    "SELECT state FROM desk.cases WHERE title = %s": ("one",),
    "SELECT body FROM desk.wordings WHERE edition = %s": (2,),
}


def test_prepared_statements_go_on(desk: Ready, tmp_path: Path) -> None:
    """A session goes on using its prepared statements, by either name, through all turns."""
    with desk.copied(tmp_path) as life, life.database.connect() as session:
        for turn in (None, life.switch, life.reverse, life.switch):
            if turn == life.switch:
                life.validate(MIGRATION)
            if turn:
                turn(MIGRATION)
            for statement, values in PREPARED.items():
                session.execute(statement, values, prepare=True)
        used = session.execute("SELECT count(*) FROM pg_prepared_statements").fetchone()

        assert used == (len(PREPARED),)
        found = run(life, "SELECT body FROM desk.wordings WHERE body LIKE 'Hello%'")
        assert found == [("Hello....",)]
        assert run(life, "SELECT count(*) FROM desk.cases WHERE title = 'more'") == [(4,)]
        clean(life)
