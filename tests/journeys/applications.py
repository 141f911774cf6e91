"""What applications do to the migration `tally`, drawn by hypothesis, and a model of its rows."""

from __future__ import annotations

import itertools
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from .client import CONFLICT, Client, Row
from .tally import BY_LEGACY, BY_NEW, MOVE, RETIRED, STATEMENTS, rows, standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from .mutants import Mutant
    from .tally import Name, Prepared

NAMES = st.sampled_from(["legacy", "new"])
CLIENTS = st.sampled_from(["ann", "bob"])
CHANGES = st.sampled_from(["insert", "increment", "increment", "judge", "delete", "move"])
LEVELS = st.sampled_from(["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
NTH = st.integers(0, 3)
WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted"
FIRST_KEY_BY_HAND = 1_000_000
SECONDS_TO_SEE = 0.25


class Applications(RuleBasedStateMachine):
    """Two applications, a reader, and what they were told is written."""

    def __init__(self, prepared: Prepared, mutant: Mutant | None = None) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.prepared = prepared
        self.tally = prepared.tried(mutant)
        one, other, self.watcher, self.reader = (
            self.stack.enter_context(self.tally.life.database.connect()) for _ in range(4)
        )
        self.clients = {"ann": Client(connection=one), "bob": Client(connection=other)}
        self.owner: Name = "legacy"
        self.epoch = standing(self.watcher).epoch
        self.compared = True
        self.pinned: str | None = None
        self.rows = rows(self.watcher, BY_LEGACY)
        self.serial = itertools.count(1)
        self.keys = itertools.count(FIRST_KEY_BY_HAND)

    @rule(client=CLIENTS, name=NAMES, change=CHANGES, nth=NTH, level=LEVELS)
    def write(self, client: str, name: Name, change: str, nth: int, level: str) -> None:
        """Write one row, in the open transaction or in one of its own."""
        one = self.clients[client]
        alone = not one.level
        if alone:
            self._begin(one, level)
        self._write(one, name, change, nth)
        if alone:
            one.end(self.rows, commits=True)

    @rule(client=CLIENTS, level=LEVELS, change=CHANGES, nth=NTH, waits=st.booleans())
    def begin(self, client: str, level: str, change: str, nth: int, waits: bool) -> None:
        """Begin a transaction, which has its snapshot from then on, and write or wait."""
        one = self.clients[client]
        if not one.level:
            self._begin(one, level)
            if not waits:
                self._write(one, "legacy", change, nth)

    @rule(client=CLIENTS, commits=st.booleans())
    def end(self, client: str, commits: bool) -> None:
        """End a transaction."""
        self.clients[client].end(self.rows, commits=commits)

    @rule(client=CLIENTS)
    def save(self, client: str) -> None:
        """Set a savepoint, or go back to it."""
        self.clients[client].save()

    @rule(nth=NTH)
    def pin(self, nth: int) -> None:
        """Lock a row by the new name only to read it, until somebody needs the reader to end."""
        token = self._token(nth)
        if token is not None and self.pinned is None:
            self.reader.execute("BEGIN")
            self.reader.execute(f"{BY_NEW} WHERE token = %s FOR UPDATE".encode(), (token,))
            self.pinned = token

    @rule(nth=NTH, commits=st.booleans())
    def race(self, nth: int, commits: bool) -> None:
        """Two applications count on one row by the legacy name; the second waits for the first."""
        token = self._token(nth)
        if token is None:
            return
        increment, database = STATEMENTS["legacy", "increment"].encode(), self.tally.life.database
        with database.connect() as first, database.connect() as other, ThreadPoolExecutor() as pool:
            first.execute("BEGIN")
            first.execute(increment, (token,))
            second = pool.submit(lambda: other.execute(increment, (token,)).rowcount)
            self._until(lambda: second.done() or self._someone_waits())
            first.execute("COMMIT" if commits else "ROLLBACK")
            assert second.result() == 1
        row = self.rows[token]
        self.rows[token] = row._replace(times=row.times + 1 + commits)

    @rule(nth=NTH)
    def stray(self, nth: int) -> None:
        """Write to the table that does not own the rows, by whatever name it has now."""
        stray = Client(connection=self.watcher)
        if self.owner == "new":
            assert stray.send(RETIRED, []) == "MG122"
        else:
            wanted = self._token(nth) or "nobody"
            statement = STATEMENTS["new", "increment"]
            assert stray.send(statement, [wanted]) == "MG123"

    def _begin(self, one: Client, level: str) -> None:
        one.begin(level, self.epoch, frozenset(self.rows))

    def _write(self, one: Client, name: Name, change: str, nth: int) -> None:
        """Write one row; a name that is not open refuses."""
        token = f"token {next(self.serial)}" if change == "insert" else self._token(nth, one)
        if token is None:
            return
        values: list[object] = [token]
        row = one.view(self.rows).get(token)
        if change == "move":
            # Only legacy has keys that move.
            name = "legacy"
            values.insert(0, next(self.keys))
        statement = MOVE if change == "move" else STATEMENTS[name, change]
        answer = one.send(statement, values)
        if name == "new" and self.owner == "legacy":
            assert answer == "MG123"
        elif isinstance(answer, str):
            assert answer == CONFLICT, f"{statement} {values}: {answer}"
        elif not answer:
            assert one.may_miss(token, self.epoch), f"{statement} {values}: no such row"
        else:
            after = row.after(change, values[0]) if row else Row(one.inserted, 0, True)
            one.wrote(token, after)

    def _token(self, nth: int, one: Client | None = None) -> str | None:
        """A row that nobody but this client holds."""
        others = [client for client in self.clients.values() if client is not one]
        held = {token for client in others for token in client.touched}
        if self.pinned is not None and self.owner == "new":
            held.add(self.pinned)
        mine = one.view(self.rows) if one else self.rows
        free = sorted(set(mine) - held)
        return free[nth % len(free)] if free else None

    def _unpin(self) -> None:
        if self.pinned is not None:
            self.reader.execute("ROLLBACK")
            self.pinned = None

    def _someone_waits(self) -> bool:
        return self.watcher.execute(WAITS).fetchone() != (0,)

    def _until(self, true: Callable[[], bool]) -> None:
        """Give it some time."""
        end = time.monotonic() + SECONDS_TO_SEE
        while not true() and time.monotonic() < end:
            time.sleep(0.001)
