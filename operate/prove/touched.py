"""What became of the values that applications wrote besides their tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from operate.database import Connection
    from operate.prove.accounting import Account
    from operate.prove.load import Load
    from operate.prove.names import Key, Name, Side
    from operate.prove.subjects import Subject

# As JSON, because not every type can be compared: there a number's zeros and an order of keys are
# nothing, as they are in the comparison that `validate` makes.
APART = """
    SELECT {keys}, to_jsonb(l.{column}) FROM unnest({texts}, %s::text[]) AS w ({keys}, said)
    JOIN {rows} AS l ON {same}
    WHERE to_jsonb(l.{column}) IS DISTINCT FROM to_jsonb(w.said::{kind})
"""


def account_touched(
    connection: Connection, load: Load, subject: Subject, whole: sql.Composable, found: Account
) -> None:
    """Compare each column with what was answered when it was written; lost rows are told apart."""
    for name in load.shared.names[subject.table].values():
        rows = whole if name.side == "legacy" else name.table
        for column in name.touched:
            written = list(_written(load, subject.table, name.side, column))
            for *key, is_now in _apart(connection, subject, name, rows, column, written):
                found.changed += 1
                found.note(f"changed: {subject.table} {tuple(key)}, {column} is {is_now} now")


def _written(load: Load, table: str, side: Side, column: str) -> Iterator[tuple[Key, str | None]]:
    """The rows that are still the own of a side's clients, with what was said of a column last."""
    for client in load.clients:
        for (where, key), said in client.written.items() if client.side == side else ():
            if where == table and column in said and key in client.rows[table]:
                yield key, said[column]


def _apart(
    connection: Connection,
    subject: Subject,
    name: Name,
    rows: sql.Composable,
    column: str,
    written: Sequence[tuple[Key, str | None]],
) -> Sequence[tuple[object, ...]]:
    if not written:
        return []
    relation = subject.legacy if name.side == "legacy" else subject.target
    keys = [sql.Identifier(f"k{place}") for place in range(len(name.key))]
    query = sql.SQL(APART).format(
        keys=sql.SQL(", ").join(keys),
        column=sql.Identifier(column),
        texts=sql.SQL(", ").join(sql.SQL("%s::text[]") for _ in keys),
        rows=rows,
        same=sql.SQL(" AND ").join(
            sql.SQL("l.{} = w.{}::{}").format(sql.Identifier(one), key, sql.SQL(kind))
            for (one, kind), key in zip(name.key, keys, strict=True)
        ),
        kind=sql.SQL(relation.column(column).type),
    )
    places = [list(part) for part in zip(*(key for key, _ in written), strict=True)]
    return connection.execute(query, [*places, [said for _, said in written]]).fetchall()
