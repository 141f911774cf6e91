"""What became of the increments in rows that everybody counts in, each row by itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from psycopg import sql

from operate import database

if TYPE_CHECKING:
    from collections.abc import Sequence

    from operate.database import Connection
    from operate.prove.accounting import Account
    from operate.prove.history import Transaction
    from operate.prove.load import Load
    from operate.prove.names import Key, Name
    from operate.prove.subjects import Subject


def account_counters(
    connection: Connection,
    load: Load,
    subject: Subject,
    history: Sequence[Transaction],
    found: Account,
) -> None:
    """Compare each fixed row of a table with its own increments: one row makes up for no other."""
    name, table = load.shared.names[subject.table]["legacy"], subject.table
    if name.counter is None:
        return
    sure, doubtful = _counted(history, table, "ok"), _counted(history, table, "info")
    for key in load.fixed[table]:
        value = _value(connection, name, key)
        if value is None:
            found.note(f"lost: {table} {key}, which everybody counts in")
            found.lost += 1
        low, high, said = sure[key], sure[key] + doubtful[key], value or 0
        found.increments += low
        if said < low:
            found.increments_lost += low - said
            found.note(f"{table} {key}: {low - said} of {low} acknowledged increments are lost")
        if said > high:
            found.increments_doubled += said - high
            found.note(f"{table} {key}: {said - high} increments more than anybody made")


def _counted(history: Sequence[Transaction], table: str, outcome: str) -> Counter[Key]:
    """How often transactions with an outcome counted in each row of a table."""
    counted: Counter[Key] = Counter()
    for one in history:
        for (where, key), times in one.effects.counted.items():
            if where == table and one.outcome == outcome:
                counted[key] += times
    return counted


def _value(connection: Connection, name: Name, key: Key) -> int | None:
    query = sql.SQL("SELECT t.{} FROM {} AS t WHERE {}").format(
        sql.Identifier(name.counter or ""), name.table, name.this(key)
    )
    value = database.value(connection, query)
    return None if value is None else int(value)
