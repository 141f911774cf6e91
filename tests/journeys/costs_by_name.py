"""The data set `costs` by both of its names, as the legacy and the new application write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import sql

from .tokens import COUNTERS, MAKE_ROLE, ROLE

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from .life import Life
    from .tokens import Connection

DATA_SET = "costs"
TABLES = ("usage_logs", "billing_data", "cost_allocations")


class LegacyName:
    """Writes calls into `usage_logs`."""

    def insert(self, connection: Connection, token: uuid.UUID) -> None:
        """Write a call of a user who is the token."""
        connection.execute(
            """
            INSERT INTO public.usage_logs (user_id, service_name, model_name, tokens, success)
            VALUES (%s, 'chatbot_service', 'gpt-4o', 1, true)
            """,
            (token,),
        )

    def delete(self, connection: Connection, token: uuid.UUID) -> None:
        """Delete the user's call."""
        connection.execute("DELETE FROM public.usage_logs WHERE user_id = %s", (token,))

    def increment(self, connection: Connection, counter: int) -> None:
        """Count in one statement, and say so with a value that is mapped."""
        connection.execute(
            "UPDATE public.usage_logs SET tokens = tokens + 1, success = NOT success WHERE id = %s",
            (counter + 1,),
        )


class NewName:
    """Writes calls into `ai_usage_logs`."""

    def insert(self, connection: Connection, token: uuid.UUID) -> None:
        """Write a call of a user who is the token."""
        connection.execute(
            """
            INSERT INTO ai_management.ai_usage_logs
                (user_id, feature_id, model_id, tokens_used, status)
            SELECT %s, f.id, m.id, 1, 'success'
            FROM ai_management.ai_features AS f, ai_management.ai_models AS m
            WHERE (f.slug, m.name) = ('photo-tagging', 'gpt-4o')
            """,
            (token,),
        )

    def delete(self, connection: Connection, token: uuid.UUID) -> None:
        """Delete the user's call."""
        connection.execute("DELETE FROM ai_management.ai_usage_logs WHERE user_id = %s", (token,))

    def increment(self, connection: Connection, counter: int) -> None:
        """Lock the row, read it, and write what was read plus one."""
        row = connection.execute(
            """
            SELECT id, created_at, tokens_used FROM ai_management.ai_usage_logs
            WHERE _legacy_id = %s FOR UPDATE
            """,
            (counter + 1,),
        ).fetchone()
        assert row
        connection.execute(
            """
            UPDATE ai_management.ai_usage_logs SET tokens_used = %s + 1, status = 'success'
            WHERE (id, created_at) = (%s, %s)
            """,
            (row[2], row[0], row[1]),
        )


def prepare(life: Life) -> None:
    """Fill the legacy tables, set the counters to nothing, and let both applications in."""
    life.fill(60, hostile=False, invented=True)
    with life.database.connect() as connection:
        connection.execute(
            "UPDATE public.usage_logs SET tokens = 0, success = true WHERE id <= %s", (COUNTERS,)
        )
        connection.execute(MAKE_ROLE)
        for table in TABLES:
            connection.execute(
                sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON public.{} TO {}").format(
                    sql.Identifier(table), sql.Identifier(ROLE)
                )
            )


def let_in(life: Life) -> None:
    """Give the new application what its role has, once that is there."""
    with life.database.connect() as connection:
        connection.execute(f"GRANT ai_management_app TO {ROLE}")


def tokens_of(life: Life) -> list[uuid.UUID]:
    """Every user of a call, as the owner says it by the legacy name."""
    with life.database.connect() as connection:
        found = connection.execute(
            "SELECT user_id FROM public.usage_logs WHERE user_id IS NOT NULL"
        )
        return [row[0] for row in found]


def counted(life: Life) -> int:
    """What all counters say together."""
    with life.database.connect() as connection:
        found = connection.execute(
            "SELECT sum(tokens) FROM public.usage_logs WHERE id <= %s", (COUNTERS,)
        ).fetchone()
        assert found
        return int(found[0])


def apart(life: Life, tables: Sequence[str] = TABLES) -> dict[str, int]:
    """For each legacy name the number of rows in which its retired table is not as it is."""
    count = """
        SELECT count(*) FROM (
            (TABLE public.{0} EXCEPT ALL TABLE public.{1})
            UNION ALL
            (TABLE public.{1} EXCEPT ALL TABLE public.{0})
        ) AS differing
    """
    found = {}
    with life.database.connect() as connection:
        for table in tables:
            names = sql.Identifier(table), sql.Identifier(f"{table}_retired")
            row = connection.execute(sql.SQL(count).format(*names)).fetchone()
            assert row
            found[table] = int(row[0])
    return found
