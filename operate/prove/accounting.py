"""What became of every write, once nobody writes any more: counted by the legacy names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from psycopg import sql

from operate import database
from operate.prove.counters import account_counters
from operate.prove.touched import account_touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from operate.database import Connection
    from operate.prove.history import Row, Transaction
    from operate.prove.load import Load
    from operate.prove.names import Key, Name
    from operate.prove.subjects import Subject

APART = """
    SELECT count(*) FROM (
        (SELECT v::text FROM {view} AS v EXCEPT ALL SELECT r::text FROM {retired} AS r)
        UNION ALL
        (SELECT r::text FROM {retired} AS r {moving} EXCEPT ALL SELECT v::text FROM {view} AS v)
    ) AS differing
"""
# A filter keeps rows out of the new tables: after the switch only the retired table has them.
WITH_FILTERED = """
    (
        SELECT * FROM {view}
        UNION ALL
        SELECT * FROM {retired} AS r
        WHERE
            ({where}) IS NOT TRUE
            AND NOT EXISTS (SELECT FROM {view} AS v WHERE {same})
    )
"""
NAMED = 5


@dataclass(slots=True, kw_only=True)
class Account:
    """The writes of one run against what is there.

    `examples` name the first rows that are not as they must be.
    """

    acknowledged: int = 0
    rolled_back: int = 0
    in_doubt: int = 0
    present: int = 0
    lost: int = 0
    doubled: int = 0
    resurrected: int = 0
    torn: int = 0
    undone: int = 0
    changed: int = 0
    filtered: int = 0
    untouched_off: int = 0
    increments: int = 0
    increments_lost: int = 0
    increments_doubled: int = 0
    retired_apart: dict[str, int] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)

    def note(self, what: str) -> None:
        """Name a row that is not as it must be; the first few are enough."""
        if len(self.examples) < NAMED:
            self.examples.append(what)


def account(connection: Connection, load: Load) -> Account:
    """Compare everything that clients were told with everything that is there."""
    found = Account()
    history = load.history
    for one in history:
        found.acknowledged += one.outcome == "ok"
        found.rolled_back += one.outcome == "fail"
        found.in_doubt += one.outcome == "info"
    doubts = [one for one in history if one.outcome == "info"]
    there: dict[tuple[str, Key], list[Any]] = {}
    for subject in load.subjects:
        there |= _account_rows(connection, load, subject, history, doubts, found)
        whole = _whole(connection, load.shared.names[subject.table]["legacy"], subject)
        account_touched(connection, load, subject, whole, found)
        _account_undone(connection, load, subject, history, found)
        account_counters(connection, load, subject, history, found)
    _account_doubts(doubts, there, found)
    return found


def _account_rows(
    connection: Connection,
    load: Load,
    subject: Subject,
    history: Sequence[Transaction],
    doubts: Sequence[Transaction],
    found: Account,
) -> dict[tuple[str, Key], list[Any]]:
    table = subject.table
    name = load.shared.names[table]["legacy"]
    kept = {
        key: token for client in load.clients for key, token in client.rows.get(table, {}).items()
    }
    gone = {
        row.key
        for one in history
        if one.outcome == "ok"
        for row in one.effects.removed
        if row.table == table
    } - kept.keys()
    doubtful = {row.key for row in _rows_of(doubts, table)}
    every = sorted({*kept, *gone, *doubtful})
    whole = _whole(connection, name, subject)
    there = _there(connection, name, whole, every)
    for key, token in kept.items():
        tokens = there.get(key, [])
        found.present += len(tokens) == 1 and _same(token, tokens[0])
        if not tokens or not any(_same(token, one) for one in tokens):
            found.lost += 1
            found.note(f"lost: {table} {key}, {_said(token, tokens)}")
        if len(tokens) > 1:
            found.doubled += 1
            found.note(f"doubled: {table} {key} is there {len(tokens)} times")
    for key in sorted(gone - doubtful):
        if key in there:
            found.resurrected += 1
            found.note(f"back again: {table} {key}, whose deletion was acknowledged")
    total = _count(connection, whole)
    found.filtered += total - _count(connection, name.table)
    off = total - sum(map(len, there.values())) - load.untouched[table]
    if off:
        found.untouched_off += abs(off)
        more = "more than were there" if off > 0 else "fewer than were there"
        found.note(f"{table}: {abs(off)} rows that nobody wrote, {more}")
    return {(table, key): tokens for key, tokens in there.items()}


def _account_doubts(
    doubts: Sequence[Transaction], there: dict[tuple[str, Key], list[Any]], found: Account
) -> None:
    """A transaction whose answer was lost is there as a whole, or not at all."""
    for one in doubts:
        places = {(row.table, row.key) for row in one.effects.added}
        # A row that was written without a token looks the same before and after.
        done = {
            _holds(row, there)
            for row in one.effects.added
            if not any(map(row.looks_like, one.effects.removed))
        }
        done |= {
            not _holds(row, there)
            for row in one.effects.removed
            if (row.table, row.key) not in places
        }
        if len(done) > 1:
            found.torn += 1
            found.note(f"torn: a transaction of {one.client} is there in part")


def _account_undone(
    connection: Connection,
    load: Load,
    subject: Subject,
    history: Sequence[Transaction],
    found: Account,
) -> None:
    """What was taken back, with its transaction or before, is nowhere, under whatever key."""
    name = load.shared.names[subject.table]["legacy"]
    tokens = [
        row.token
        for one in history
        for row in (*one.effects.undone, *(one.effects.added if one.outcome == "fail" else ()))
        if row.table == subject.table and row.token
    ]
    if name.token is None or not tokens:
        return
    query = sql.SQL(
        "SELECT {}::text FROM {} AS l JOIN unnest(%s::text[]) AS w (token) ON {}::text = w.token"
    ).format(held := sql.Identifier("l", name.token), _whole(connection, name, subject), held)
    for (token,) in connection.execute(query, [tokens]):
        found.undone += 1
        found.note(f"taken back, and there: {subject.table} with the token {token}")


def retired_apart(connection: Connection, subjects: Sequence[Subject], found: Account) -> None:
    """Compare each legacy name that is a view with its retired table, row by row."""
    for one in subjects:
        if _retired(connection, one):
            query = sql.SQL(APART).format(
                view=sql.Identifier(one.legacy.schema, one.legacy.name),
                retired=sql.SQL(one.retired),
                moving=sql.SQL(f"WHERE {one.where}" if one.where else ""),
            )
            found.retired_apart[one.table] = int(database.value(connection, query))


def _retired(connection: Connection, subject: Subject) -> bool:
    query = "SELECT to_regclass(%s) IS NOT NULL"
    return bool(database.value(connection, query, subject.retired))


def _whole(connection: Connection, name: Name, subject: Subject) -> sql.Composable:
    """All rows of a legacy table, also those that its filter hides behind the view."""
    if not subject.where or not _retired(connection, subject):
        return name.table
    return sql.SQL(WITH_FILTERED).format(
        view=name.table,
        retired=sql.SQL(subject.retired),
        where=sql.SQL(subject.where),
        same=sql.SQL(" AND ").join(
            sql.SQL("v.{0} = r.{0}").format(sql.Identifier(column)) for column, _ in name.key
        ),
    )


def _there(
    connection: Connection, name: Name, whole: sql.Composable, keys: Sequence[Key]
) -> dict[Key, list[Any]]:
    """The tokens of the rows that bear these keys, in a list for each key that is there."""
    if not keys:
        return {}
    columns = [sql.Identifier(f"k{place}") for place in range(len(name.key))]
    query = sql.SQL("SELECT {}, {} FROM unnest({}) AS w ({}) JOIN {} AS l ON {}").format(
        sql.SQL(", ").join(sql.SQL("w.{}").format(one) for one in columns),
        sql.SQL("l.{}::text").format(sql.Identifier(name.token)) if name.token else sql.SQL("NULL"),
        sql.SQL(", ").join(sql.SQL("%s::text[]") for _ in columns),
        sql.SQL(", ").join(columns),
        whole,
        sql.SQL(" AND ").join(
            sql.SQL("l.{} = w.{}::{}").format(sql.Identifier(column), one, sql.SQL(kind))
            for (column, kind), one in zip(name.key, columns, strict=True)
        ),
    )
    found: dict[Key, list[Any]] = {}
    for *key, token in connection.execute(query, [list(part) for part in zip(*keys, strict=True)]):
        found.setdefault(tuple(key), []).append(token)
    return found


def _count(connection: Connection, table: sql.Composable) -> int:
    query = sql.SQL("SELECT count(*) FROM {} AS counted").format(table)
    return int(database.value(connection, query))


def _rows_of(transactions: Iterable[Transaction], table: str) -> Iterator[Row]:
    for one in transactions:
        yield from (row for row in (*one.effects.removed, *one.effects.added) if row.table == table)


def _holds(row: Row, there: dict[tuple[str, Key], list[Any]]) -> bool:
    return any(_same(row.token, token) for token in there.get((row.table, row.key), ()))


def _same(token: str | None, found: object) -> bool:
    """Whether a row holds a token; a row that never got one may hold anything."""
    return token is None or token == found


def _said(token: str | None, tokens: list[Any]) -> str:
    return f"token {tokens[0]} instead of {token}" if tokens else "it is not there"
