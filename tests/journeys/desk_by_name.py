"""The data set `desk` by both of its names: a part with a key of its own, and child rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import sql

from .desk import MIGRATION, TABLES, run
from .tokens import COUNTERS, MAKE_ROLE, ROLE

if TYPE_CHECKING:
    import uuid

    from .life import Life
    from .tokens import Connection


class LegacyReplies:
    """Writes replies, each with its latest wording."""

    def insert(self, connection: Connection, token: uuid.UUID) -> None:
        """Write a reply that is called like the token."""
        connection.execute("INSERT INTO public.replies (name, body) VALUES (%s, '')", (str(token),))

    def delete(self, connection: Connection, token: uuid.UUID) -> None:
        """Delete the reply."""
        connection.execute("DELETE FROM public.replies WHERE name = %s", (str(token),))

    def increment(self, connection: Connection, counter: int) -> None:
        """Add a letter to the wording, and count it as an edition."""
        connection.execute(
            "UPDATE public.replies SET body = body || 'x', edition = edition + 1 WHERE name = %s",
            (f"counter {counter}",),
        )


class NewReplies:
    """Writes answers, and their wordings into a table of their own."""

    def insert(self, connection: Connection, token: uuid.UUID) -> None:
        """Write an answer that is called like the token, then its wording."""
        row = connection.execute(
            "INSERT INTO desk.answers (name) VALUES (%s) RETURNING id", (str(token),)
        ).fetchone()
        assert row
        connection.execute(
            "INSERT INTO desk.wordings (answer_id, edition, body) VALUES (%s, 2, '')", row
        )

    def delete(self, connection: Connection, token: uuid.UUID) -> None:
        """Delete the answer; its wording goes with it until the migration is finalized."""
        connection.execute("DELETE FROM desk.answers WHERE name = %s", (str(token),))

    def increment(self, connection: Connection, counter: int) -> None:
        """Add a letter to the wording, and count it as an edition."""
        connection.execute(
            """
            UPDATE desk.wordings AS w SET body = w.body || 'x', edition = w.edition + 1
            FROM desk.answers AS a
            WHERE a.id = w.answer_id AND a.name = %s
            """,
            (f"counter {counter}",),
        )


class LegacySurveys:
    """Writes surveys, whose marks are an array."""

    def insert(self, connection: Connection, token: uuid.UUID) -> None:
        """Write a survey that is called like the token, with two marks."""
        connection.execute(
            """INSERT INTO public.surveys (title, marks) VALUES (%s, '["good", "bad"]')""",
            (str(token),),
        )

    def delete(self, connection: Connection, token: uuid.UUID) -> None:
        """Delete the survey."""
        connection.execute("DELETE FROM public.surveys WHERE title = %s", (str(token),))

    def increment(self, connection: Connection, counter: int) -> None:
        """Add a mark."""
        connection.execute(
            """UPDATE public.surveys SET marks = marks || '"x"' WHERE title ~ %s""",
            (f"^counter {counter}",),
        )


class NewSurveys:
    """Writes polls; their marks come from legacy alone."""

    def insert(self, connection: Connection, token: uuid.UUID) -> None:
        """Write a poll that is called like the token, without marks."""
        connection.execute("INSERT INTO desk.polls (title) VALUES (%s)", (str(token),))

    def delete(self, connection: Connection, token: uuid.UUID) -> None:
        """Delete the poll, with its marks."""
        connection.execute("DELETE FROM desk.polls WHERE title = %s", (str(token),))

    def increment(self, connection: Connection, counter: int) -> None:
        """Add a letter to the title."""
        connection.execute(
            "UPDATE desk.polls SET title = title || 'x' WHERE title ~ %s", (f"^counter {counter}",)
        )


def let_in(life: Life) -> None:
    """Let both applications write, and set the counters to nothing."""
    run(life, MAKE_ROLE, f"GRANT desk_app TO {ROLE}")
    with life.database.connect() as connection:
        for table in TABLES:
            connection.execute(
                sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON public.{} TO {}").format(
                    sql.Identifier(table), sql.Identifier(ROLE)
                )
            )
        for counter in range(COUNTERS):
            named = (f"counter {counter}",)
            connection.execute("INSERT INTO replies (name, body) VALUES (%s, '')", named)
            connection.execute("INSERT INTO surveys (title, marks) VALUES (%s, '[]')", named)
    life.validate(MIGRATION)
