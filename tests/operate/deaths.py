"""A session that the server ends at the last moment of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
from psycopg.pq import TransactionStatus

from operate import script

if TYPE_CHECKING:
    import pytest

    from operate.database import Connection
    from operate.script import Statement

# How the blocks of the generated files begin that end their transactions themselves.
BLOCKS = ("DO $switch$", "DO $reverse$", "DO $finalize$")


def dying(monkeypatch: pytest.MonkeyPatch, dsn: str, *, committed: bool, spared: int = 0) -> None:
    """Let the server end the session at the end of a transaction: just before it, or just after.

    That is the next COMMIT of a file, or the block of a turn, which commits by itself; of these so
    many are spared first.

    Only once: the session that comes next lives.
    """
    real = script._execute
    blows = iter([False] * spared + [True])

    def execute(connection: Connection, statement: Statement) -> None:
        alone = connection.info.transaction_status is TransactionStatus.IDLE
        ends = statement.sql == "COMMIT" or (alone and statement.sql.startswith(BLOCKS))
        if not ends or not next(blows, False):
            real(connection, statement)
            return
        if committed:
            real(connection, statement)
        with psycopg.connect(dsn, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (connection.info.backend_pid,))
        real(connection, statement)

    monkeypatch.setattr(script, "_execute", execute)
