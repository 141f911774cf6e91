"""What one transaction of an application does: a few changes, in an order that meets no circle."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from operate.prove.history import Effects, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    import psycopg
    from psycopg import sql

    from operate.prove.client import Client
    from operate.prove.names import Key, Name

ROLLED_BACK = 0.1
IN_SAVEPOINT = 0.15
SAVEPOINT_ROLLED_BACK = 0.5
LOCKED_FIRST = 0.3
SIZES = (1, 1, 1, 2, 4)
# The rows of each table that everybody counts in.
COUNTERS = 3
MIX = {"insert": 30, "write": 20, "move": 7, "delete": 13, "increment": 30}


@dataclass(slots=True, kw_only=True)
class Work:
    """An open transaction: its session, what it has changed, and the rows it has touched.

    `table` is the one that is being changed, empty before the first change and after the last.
    """

    client: Client
    connection: psycopg.Connection[Any]
    effects: Effects
    used: set[Key] = field(default_factory=set)
    table: str = ""

    def make(self) -> None:
        """Make the changes; rows that others want, too, are locked in one order by everybody."""
        for table, kind, place in sorted(self._chosen()):
            if self.client.chance.random() < IN_SAVEPOINT:
                self._in_savepoint(table, kind, place)
            else:
                self._change(table, kind, place)
        self.table = ""

    def _chosen(self) -> list[tuple[str, str, int]]:
        """Tables, kinds of change, and the shared row where one is counted in."""
        chance, weights = self.client.chance, self.client.shared.weights
        return [
            (
                chance.choices(list(weights), list(weights.values()))[0],
                chance.choices(list(MIX), list(MIX.values()))[0],
                chance.randrange(COUNTERS),
            )
            for _ in range(chance.choice(SIZES))
        ]

    def _in_savepoint(self, table: str, kind: str, place: int) -> None:
        """Make a change in a savepoint that may be rolled back."""
        outside, self.effects = self.effects, Effects()
        self.connection.execute("SAVEPOINT changed")
        self._change(table, kind, place)
        inside, self.effects = self.effects, outside
        if self.client.chance.random() < SAVEPOINT_ROLLED_BACK:
            self.connection.execute("ROLLBACK TO SAVEPOINT changed")
            outside.undone += inside.added
            return
        self.connection.execute("RELEASE SAVEPOINT changed")
        outside.removed += inside.removed
        outside.added += inside.added
        outside.counted += inside.counted

    def _change(self, table: str, kind: str, place: int) -> None:
        """Make one change; one that the name or the client's rows do not allow is left out."""
        self.table = table
        name = self.client.shared.names[table][self.client.side]
        if kind == "increment":
            self._increment(table, name, place)
        elif kind == "insert":
            self._insert(table, name)
        elif (key := self.client.own(table, self.used)) is not None:
            self.used.add(key)
            {"write": self._write, "move": self._move, "delete": self._delete}[kind](
                table, name, key
            )

    def _increment(self, table: str, name: Name, place: int) -> None:
        """Count in a row that everybody wants: in one statement, or by locking and reading it."""
        if name.counter is None:
            return
        key = self.client.shared.counters[table][place]
        if self.client.chance.random() < 0.5:
            done = self._run(name.increment(key), "increment")
        else:
            found = self._run(name.lock(key), "select for update")
            value = found[0][0] + 1 if found else 0
            done = self._run(name.count_as(key, value), "update")
        if done:
            self.effects.counted[table, key] += 1

    def _insert(self, table: str, name: Name) -> None:
        like = None if name.side == "legacy" else self.client.shared.like.get(table)
        if not name.inserted or (name.side == "new" and like is None):
            return
        token = self._token(name)
        for key in self._run(name.insert(self._number(), token, like), "insert"):
            self.used.add(key)
            self.effects.added.append(Row(table, key, token))

    def _write(self, table: str, name: Name, key: Key) -> None:
        """A new token, and now and then another column as well."""
        token = self._token(name)
        columns = [*name.touched] if self.client.chance.random() < 0.5 or token is None else []
        column = self.client.chance.choice(columns) if columns else None
        like = self.client.chance.choice(self.client.shared.still[table])
        if token is None and column is None:
            self._run(name.lock(key), "select for update")
            return
        written = self._run(name.write(key, token, self._number(), column, like), "update")
        if column is None:
            self._replaced(table, key, written, token)
            return
        for *place, text in written:
            self._replaced(table, key, [tuple(place)], token, {column: text})

    def _move(self, table: str, name: Name, key: Key) -> None:
        """Another key, with another token."""
        if not name.moved:
            return
        token = self._token(name)
        written = self._run(name.move(key, self._number(), token), "update key")
        self.used.update(written)
        self._replaced(table, key, written, token)

    def _delete(self, table: str, name: Name, key: Key) -> None:
        if self.client.chance.random() < LOCKED_FIRST:
            self._run(name.lock(key), "select for update")
        for _ in self._run(name.delete(key), "delete"):
            self.effects.removed.append(Row(table, key, self.client.rows[table][key]))

    def _replaced(
        self,
        table: str,
        key: Key,
        written: list[tuple[Any, ...]],
        token: str | None,
        said: Mapping[str, str | None] | None = None,
    ) -> None:
        """A row has another key or token than before; what was not written stays as it was."""
        before, kept = self.client.rows[table][key], self.client.written.get((table, key), {})
        for found in written:
            self.effects.removed.append(Row(table, key, before, kept))
            after = before if token is None else token
            self.effects.added.append(Row(table, found, after, {**kept, **(said or {})}))

    def _run(self, statement: sql.Composed, what: str) -> list[tuple[Any, ...]]:
        return self.client.execute(self.connection, statement, what)

    def _number(self) -> int:
        number: int = next(self.client.shared.numbers)
        return number

    def _token(self, name: Name) -> str | None:
        """A value that nobody else writes, in a form that a uuid's and a text's column take."""
        if name.token is None:
            return None
        return str(uuid.UUID(int=self.client.chance.getrandbits(128)))
