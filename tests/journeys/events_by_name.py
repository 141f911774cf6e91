"""The errors of `debugging` by both names: the new table holds the rows of several legacy ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import sql

from .tokens import COUNTERS, ROLE

if TYPE_CHECKING:
    import uuid

    from .life import Life
    from .tokens import Connection

DATA_SET = "debugging"
TABLES = ("debug_logs", "error_tracking", "performance_metrics")


class LegacyErrors:
    """Writes errors into `error_tracking`."""

    def insert(self, connection: Connection, token: uuid.UUID) -> None:
        """Write an error that says the token."""
        connection.execute(
            "INSERT INTO public.error_tracking (error_message) VALUES (%s)", (str(token),)
        )

    def delete(self, connection: Connection, token: uuid.UUID) -> None:
        """Delete the error."""
        connection.execute(
            "DELETE FROM public.error_tracking WHERE error_message = %s", (str(token),)
        )

    def increment(self, connection: Connection, counter: int) -> None:
        """Add a letter to what the error says."""
        connection.execute(
            """
            UPDATE public.error_tracking SET error_message = error_message || 'x'
            WHERE error_message ~ %s
            """,
            (f"^counter {counter}",),
        )


class NewErrors:
    """Writes errors into `ai_debug_events`."""

    def insert(self, connection: Connection, token: uuid.UUID) -> None:
        """Write an error that says the token."""
        connection.execute(
            """
            INSERT INTO ai_management.ai_debug_events
                (kind, feature_id, model_id, message, is_resolved, first_occurred_at)
            SELECT 'error', f.id, m.id, %s, false, now()
            FROM ai_management.ai_features AS f, ai_management.ai_models AS m
            WHERE (f.slug, m.name) = ('chatbot', 'gpt-4o')
            """,
            (str(token),),
        )

    def delete(self, connection: Connection, token: uuid.UUID) -> None:
        """Delete the error."""
        connection.execute(
            "DELETE FROM ai_management.ai_debug_events WHERE message = %s", (str(token),)
        )

    def increment(self, connection: Connection, counter: int) -> None:
        """Add a letter to what the error says."""
        connection.execute(
            "UPDATE ai_management.ai_debug_events SET message = message || 'x' WHERE message ~ %s",
            (f"^counter {counter}",),
        )


def let_in(life: Life) -> None:
    """Let both applications write, and set the counters to nothing."""
    with life.database.connect() as connection:
        for table in TABLES:
            connection.execute(
                sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON public.{} TO {}").format(
                    sql.Identifier(table), sql.Identifier(ROLE)
                )
            )
        for counter in range(COUNTERS):
            connection.execute(
                "INSERT INTO public.error_tracking (error_message) VALUES (%s)",
                (f"counter {counter}",),
            )
    life.validate(DATA_SET)
