"""The data set `settings` by both of its names: rows that are split, and an array of child rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import sql

from .tokens import COUNTERS, ROLE

if TYPE_CHECKING:
    import uuid

    from .life import Life
    from .tokens import Connection

DATA_SET = "settings"
TABLES = ("ai_configs", "model_settings", "prompt_configs")
COUNTER = "md5('counter ' || %s)::uuid"


class LegacyModels:
    """Writes models into `model_settings`, where the price is a column."""

    def insert(self, connection: Connection, token: uuid.UUID) -> None:
        """Write a model that is called like the token, with a price."""
        connection.execute(
            """
            INSERT INTO public.model_settings (model_name, display_name, price_per_1k_input)
            VALUES ('gpt-4o', %s, 0.001)
            """,
            (str(token),),
        )

    def delete(self, connection: Connection, token: uuid.UUID) -> None:
        """Delete the model."""
        connection.execute(
            "DELETE FROM public.model_settings WHERE display_name = %s", (str(token),)
        )

    def increment(self, connection: Connection, counter: int) -> None:
        """Count in the price, which is another table's column by the new name."""
        connection.execute(
            f"""
            UPDATE public.model_settings SET price_per_1k_input = price_per_1k_input + 0.001
            WHERE id = {COUNTER}
            """,
            (counter,),
        )


class NewModels:
    """Writes models into `ai_model_settings`, and their prices into `ai_model_prices`."""

    def insert(self, connection: Connection, token: uuid.UUID) -> None:
        """Write a model that is called like the token, then its price."""
        row = connection.execute(
            """
            INSERT INTO ai_management.ai_model_settings (model_id, provider_id, display_name)
            SELECT m.id, p.id, %s
            FROM ai_management.ai_models AS m, ai_management.ai_providers AS p
            WHERE (m.name, p.slug) = ('gpt-4o', 'openai')
            RETURNING id
            """,
            (str(token),),
        ).fetchone()
        assert row
        connection.execute(
            """
            INSERT INTO ai_management.ai_model_prices (settings_id, input_usd_per_million)
            VALUES (%s, 1)
            """,
            row,
        )

    def delete(self, connection: Connection, token: uuid.UUID) -> None:
        """Delete the model; its price goes with it."""
        connection.execute(
            "DELETE FROM ai_management.ai_model_settings WHERE display_name = %s", (str(token),)
        )

    def increment(self, connection: Connection, counter: int) -> None:
        """Lock the price, read it, and write what was read plus one."""
        row = connection.execute(
            f"""
            SELECT input_usd_per_million FROM ai_management.ai_model_prices
            WHERE settings_id = {COUNTER} FOR UPDATE
            """,
            (counter,),
        ).fetchone()
        assert row
        connection.execute(
            f"""
            UPDATE ai_management.ai_model_prices SET input_usd_per_million = %s + 1
            WHERE settings_id = {COUNTER}
            """,
            (row[0], counter),
        )


class LegacyPrompts:
    """Writes prompts into `prompt_configs`, which holds the latest version only."""

    def insert(self, connection: Connection, token: uuid.UUID) -> None:
        """Write a prompt that is called like the token, with two variables."""
        connection.execute(
            """
            INSERT INTO public.prompt_configs (prompt_key, template, variables)
            VALUES (%s, 'Say', '["name", "tone"]')
            """,
            (str(token),),
        )

    def delete(self, connection: Connection, token: uuid.UUID) -> None:
        """Delete the prompt."""
        connection.execute("DELETE FROM public.prompt_configs WHERE prompt_key = %s", (str(token),))

    def increment(self, connection: Connection, counter: int) -> None:
        """Save the text with one letter more, as the next version."""
        connection.execute(
            """
            UPDATE public.prompt_configs SET template = template || 'x', version = version + 1
            WHERE prompt_key = %s
            """,
            (f"counter {counter}",),
        )


class NewPrompts:
    """Writes prompts, and each version of their text into a row of its own."""

    def insert(self, connection: Connection, token: uuid.UUID) -> None:
        """Write a prompt that is called like the token, then its version."""
        row = connection.execute(
            """
            INSERT INTO ai_management.prompts (feature_id, slug)
            SELECT f.id, %s FROM ai_management.ai_features AS f WHERE f.slug = 'chatbot'
            RETURNING id
            """,
            (str(token),),
        ).fetchone()
        assert row
        connection.execute(
            "INSERT INTO ai_management.prompt_versions (prompt_id, version, body)"
            " VALUES (%s, 1, 'Tell')",
            row,
        )

    def delete(self, connection: Connection, token: uuid.UUID) -> None:
        """Delete the prompt; its versions go with it."""
        connection.execute("DELETE FROM ai_management.prompts WHERE slug = %s", (str(token),))

    def increment(self, connection: Connection, counter: int) -> None:
        """Lock the prompt, add a version with one letter more, and make it the current one."""
        row = connection.execute(
            "SELECT id, current_version FROM ai_management.prompts WHERE slug = %s FOR UPDATE",
            (f"counter {counter}",),
        ).fetchone()
        assert row
        connection.execute(
            """
            INSERT INTO ai_management.prompt_versions (prompt_id, version, body)
            SELECT v.prompt_id, v.version + 1, v.body || 'x'
            FROM ai_management.prompt_versions AS v
            WHERE (v.prompt_id, v.version) = (%s, %s)
            """,
            row,
        )
        connection.execute(
            "UPDATE ai_management.prompts SET current_version = %s + 1 WHERE id = %s",
            (row[1], row[0]),
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
                f"""
                INSERT INTO public.model_settings (id, model_name, price_per_1k_input)
                VALUES ({COUNTER}, 'gpt-4o', 0)
                """,
                (counter,),
            )
            connection.execute(
                """
                INSERT INTO public.prompt_configs (prompt_key, template, variables)
                VALUES (%s, '', '["name"]')
                """,
                (f"counter {counter}",),
            )
    life.validate(DATA_SET)


def tokens_of(life: Life, column: str, table: str) -> list[uuid.UUID]:
    """Every name in a legacy column that is a token, as the owner says it by the legacy name."""
    query = sql.SQL("SELECT {0}::uuid FROM public.{1} WHERE {0} ~ {2}").format(
        sql.Identifier(column),
        sql.Identifier(table),
        sql.Literal("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
    )
    with life.database.connect() as connection:
        return [row[0] for row in connection.execute(query)]


def counted(life: Life, query: str) -> int:
    """What all counters say together."""
    with life.database.connect() as connection:
        found = connection.execute(query.encode()).fetchone()
    assert found
    return int(found[0])
