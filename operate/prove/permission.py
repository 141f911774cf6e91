"""What a switch or a reverse needs of people, given where nobody is: on the proof's own server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from psycopg import sql

from operate import database
from operate.gates import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from operate.database import Connection

# The environments of the specs in which nobody approves a switch.
FREE = """
    SELECT t.environment FROM migration.term AS t
    WHERE t.migration = %s AND t.switch_approvals = 0
    ORDER BY t.environment
"""
HERE = "SELECT * FROM migration.environment AS e WHERE e.migration = %s"
APPROVER = sql.Identifier("changeover_proof_approver")
KNOWN = "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'changeover_proof_approver')"
APPROVE = """
    SELECT migration.approve(m.name, %s, %s, repeat('0', 40), m.plan_hash, 'a proof')
    FROM migration.migration AS m
    WHERE m.name = %s
"""


@dataclass(slots=True, kw_only=True)
class Permission:
    """Lets a migration's data sets change their owner on a server that is thrown away.

    Where its specs name an environment without approvals, the database is called so, and `terms`
    says it in words; else another login approves each change.
    """

    dsn: str
    migration: str
    terms: str = ""

    def give(self, command: str, data_sets: Iterable[str]) -> None:
        """Let these data sets be switched, or reversed, next."""
        with database.connected(self.dsn) as connection:
            free = database.rows(connection, FREE, self.migration)
            if free:
                self._call(connection, free[0]["environment"])
            else:
                for data_set in data_sets:
                    self._approve(connection, command, data_set)

    def _call(self, connection: Connection, environment: str) -> None:
        named = sql.Identifier(database.name_of(connection))
        connection.execute(
            sql.SQL("ALTER DATABASE {} SET changeover.environment = {}").format(
                named, sql.Literal(environment)
            )
        )
        (held,) = database.rows(connection, HERE, self.migration)
        self.terms = in_words(held)

    def _approve(self, connection: Connection, command: str, data_set: str) -> None:
        if not database.value(connection, KNOWN):
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN IN ROLE migration_approver").format(APPROVER)
            )
        connection.execute(sql.SQL("SET SESSION AUTHORIZATION {}").format(APPROVER))
        database.value(connection, APPROVE, data_set, command, self.migration)
        connection.execute("RESET SESSION AUTHORIZATION")
