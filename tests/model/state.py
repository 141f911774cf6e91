"""One state of the model: both tables, the journal, and where every process stands."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .design import Scope, Side

Row = tuple[int, ...] | None
"""The tokens of the writes that a row has seen, in order; None when there is no such row."""
Rows = tuple[Row, ...]
"""The rows of a table, by key."""
Operation = Literal["insert", "increment", "delete", "move"]
Name = Literal["legacy name", "new name"]
NAMES: tuple[Name, Name] = ("legacy name", "new name")


class Writing(NamedTuple):
    """A transaction of an application that has written and is not yet committed."""

    operation: Operation
    key: int
    side: Side
    synced: bool
    """Whether the table's trigger was awake when the row was written."""


class Reading(NamedTuple):
    """A forwarded write that has read its row, and holds no lock."""

    key: int
    row: Row


class Claim(NamedTuple):
    """A note that a replay has taken from the journal and not yet brought over."""

    key: int
    row: Row


class Seen(NamedTuple):
    """A snapshot: which rows were there by key, in both tables, and who owned them."""

    legacy: tuple[bool, ...]
    new: tuple[bool, ...]
    owner: Side
    epoch: int

    def rows(self, side: Side) -> tuple[bool, ...]:
        """The keys of one physical table."""
        return self.legacy if side == "legacy" else self.new


class State(NamedTuple):
    """Everything that is committed, and everything that is under way."""

    legacy: Rows
    new: Rows
    expected: Rows
    """What one table would hold if it had seen all acknowledged writes in their order."""
    journal: tuple[bool, ...]
    legacy_client: Writing | Reading | None = None
    new_client: Writing | Reading | None = None
    owner: Side = "legacy"
    epoch: int = 0
    synced: bool = False
    """Whether the owner's trigger (capture or reverse) is awake."""
    copied: int = 0
    """The copier's next key."""
    held: Row = None
    """The row that the copier has read and not yet written."""
    claim: Claim | None = None
    locked: bool = False
    """Whether the switch or the reverse holds its locks on both tables."""
    pinned: bool = False
    """Whether somebody who only reads holds row locks on the new table."""
    seen: Seen | None = None
    """What a transaction that goes on has seen when it began."""
    over: Literal["", "finalized", "cancelled"] = ""
    """How the migration has ended: one table is left, and whoever has the owner's name writes."""
    writes: int = 0
    """The number of acknowledged writes; also the last token that was given out."""
    strays: int = 0
    """The number of writes accepted by a table that does not own its rows."""

    def rows(self, side: Side) -> Rows:
        """The rows of one physical table."""
        return self.legacy if side == "legacy" else self.new

    def client(self, name: Name) -> Writing | Reading | None:
        """What the application that uses this name is doing."""
        return self.legacy_client if name == "legacy name" else self.new_client

    def writing(self) -> Iterator[Writing]:
        """The transactions that have written and are not yet committed."""
        for client in (self.legacy_client, self.new_client):
            if isinstance(client, Writing):
                yield client

    def is_written(self, key: int) -> bool:
        """Whether a transaction that is not yet committed holds this key's row."""
        return any(key in touched(one) for one in self.writing())

    @property
    def settled(self) -> bool:
        """Whether nothing is noted that has not been brought over."""
        return self.claim is None and not any(self.journal)

    @property
    def at_rest(self) -> bool:
        """Whether nothing is under way."""
        return (
            self.settled
            and self.copied == len(self.legacy)
            and self.legacy_client is None
            and self.new_client is None
            and not self.locked
            and not self.pinned
            and self.seen is None
        )


def starts(scope: Scope) -> Iterator[State]:
    """Every way to begin: each key has a legacy row or none, and nothing is copied."""
    absent: Row = None
    for legacy in product((absent, ()), repeat=scope.keys):
        yield State(
            legacy=legacy,
            new=(None,) * scope.keys,
            expected=legacy,
            journal=(False,) * scope.keys,
        )


def touched(writing: Writing) -> tuple[int, ...]:
    """The keys that a write changes; a row that moves leaves one key for the other."""
    if writing.operation == "move":
        return writing.key, 1 - writing.key
    return (writing.key,)


def placed(rows: Rows, key: int, row: Row) -> Rows:
    """The table with this row under this key."""
    return (*rows[:key], row, *rows[key + 1 :])


def written(rows: Rows, operation: Operation, key: int, token: int) -> Rows:
    """The table after a write that carries this token."""
    if operation == "delete":
        return placed(rows, key, None)
    row = (*(rows[key] or ()), token)
    if operation == "move":
        return placed(placed(rows, key, None), 1 - key, row)
    return placed(rows, key, row)


def noted(state: State, *keys: int) -> tuple[bool, ...]:
    """The journal with these keys in it."""
    return tuple(was or key in keys for key, was in enumerate(state.journal))
