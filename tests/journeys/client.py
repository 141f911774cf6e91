"""An application's session, and what a model says of the transaction that it has open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import psycopg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .tally import Connection

CONFLICT = "40001"
REPEAT = ("REPEATABLE READ", "SERIALIZABLE")


class Row(NamedTuple):
    """What both names must show of a token."""

    key: int
    times: int
    good: bool

    def after(self, change: str, value: object) -> Row | None:
        """The row after a change; a key that moves is the value."""
        if change == "delete":
            return None
        if change == "increment":
            return self._replace(times=self.times + 1)
        if change == "judge":
            return self._replace(good=not self.good)
        if change == "move":
            assert isinstance(value, int)
            return self._replace(key=value)
        return self


@dataclass(slots=True, kw_only=True)
class Client:
    """A session with prepared statements, which may have a transaction open for long."""

    connection: Connection
    level: str = ""
    epoch: int = 0
    """When the transaction began, which its snapshot may be of."""
    seen: frozenset[str] = frozenset()
    """The tokens that were there then."""
    locks: bool = False
    pending: dict[str, Row | None] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    saved: dict[str, Row | None] | None = None
    """What was pending at the savepoint."""
    inserted: int = 0
    """The key of the latest inserted row."""

    @property
    def repeats(self) -> bool:
        """Whether its statements all see one snapshot, so that a conflict is its own affair."""
        return self.level in REPEAT

    def begin(self, level: str, epoch: int, seen: frozenset[str]) -> None:
        """Begin a transaction and take its snapshot."""
        self.connection.execute(f"BEGIN ISOLATION LEVEL {level}".encode())
        self.connection.execute("SELECT 1")
        self.level, self.epoch, self.seen = level, epoch, seen

    def send(self, statement: str, values: list[object]) -> int | str:
        """Send one statement: how many rows it wrote, or with which SQLSTATE it failed."""
        repeats = self.repeats
        try:
            done = self.connection.execute(statement.encode(), values, prepare=True)
        except psycopg.Error as error:
            if self.level:
                self.connection.execute("ROLLBACK")
            self._forget()
            if error.sqlstate == CONFLICT and not repeats:
                return "a conflict, though nobody else writes this row"
            return error.sqlstate or str(error)
        self.locks = True
        if done.description:
            self.inserted = done.fetchall()[0][0]
        return done.rowcount

    def wrote(self, token: str, row: Row | None) -> None:
        """The statement wrote this row, which counts when the transaction commits."""
        self.pending[token] = row
        self.touched.add(token)

    def may_miss(self, token: str, epoch: int) -> bool:
        """Whether a snapshot is too old to show a row; each owner has rows of its own."""
        return self.repeats and (token not in self.seen or self.epoch != epoch)

    def save(self) -> None:
        """Set a savepoint, or go back to it."""
        if self.level and self.saved is None:
            self.connection.execute("SAVEPOINT here")
            self.saved = dict(self.pending)
        elif self.level and self.saved is not None:
            self.connection.execute("ROLLBACK TO here")
            self.pending = dict(self.saved)

    def end(self, rows: dict[str, Row], *, commits: bool) -> None:
        """End the transaction; only what was acknowledged counts."""
        if not self.level:
            return
        try:
            self.connection.execute("COMMIT" if commits else "ROLLBACK")
        except psycopg.errors.SerializationFailure:
            assert self.repeats
            self._forget()
        else:
            if commits:
                for token, row in self.pending.items():
                    if row is None:
                        rows.pop(token, None)
                    else:
                        rows[token] = row
            self._forget()

    def view(self, rows: Mapping[str, Row]) -> dict[str, Row]:
        """The rows as the transaction has made them."""
        shown = {**rows, **self.pending}
        return {token: row for token, row in shown.items() if row is not None}

    def _forget(self) -> None:
        self.level, self.locks, self.seen = "", False, frozenset()
        self.pending, self.touched, self.saved = {}, set(), None
