"""A machine that does anything to a migration that can be switched, beside a model of its rows.

Hypothesis draws the steps. After each of them the owner, its epoch and the rows by both names are
held against the model, which knows nothing but dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from .applications import Applications
from .tally import (
    BUSY,
    BY_LEGACY,
    BY_NEW,
    CLEAN,
    KEPT,
    NOT_COMPARED,
    NOT_SWITCHED,
    rows,
    standing,
)

if TYPE_CHECKING:
    from .tally import Name

TURNS = st.sampled_from(["switch", "reverse"])
SWITCHED: dict[str, Name] = {"switch": "new", "reverse": "legacy"}
VALIDATED = "SELECT bool_and(status = 'clean') FROM migration.validation"


class Machine(Applications):
    """Applications and the migration at work on one database."""

    @rule()
    def replay(self) -> None:
        """Bring over what is noted."""
        self._make_way()
        self.tally.replay()
        if self.owner == "legacy":
            assert not standing(self.watcher).noted

    @rule()
    def validate(self) -> None:
        """Compare both sides row by row: there is never a difference."""
        self._make_way()
        self.tally.validate()
        assert self.watcher.execute(VALIDATED).fetchone() == (True,)
        assert self.tally.life.outcomes() == CLEAN
        self.compared = True

    @rule(command=TURNS, commits=st.booleans())
    def turn(self, command: str, commits: bool) -> None:
        """Switch or reverse while transactions are open, which end when it waits for them."""
        self.tally.alone()
        with ThreadPoolExecutor() as pool:
            turning = pool.submit(self.tally.turned, command)
            self._until(lambda: turning.done() or self._someone_waits())
            for client in self.clients.values():
                if client.locks:
                    client.end(self.rows, commits=commits)
            self._until(turning.done)
            self._unpin()
            said = turning.result()
        refused = command == "switch" and self.owner == "legacy" and not self.compared
        idle = command == "reverse" and self.owner == "legacy"
        assert said in ({NOT_COMPARED} if refused else {"", NOT_SWITCHED} if idle else {""})
        self._look_again(most=1)
        assert refused or self.owner == SWITCHED[command]

    @rule(first=TURNS, second=TURNS)
    def two_turns(self, first: str, second: str) -> None:
        """Two sessions turn the data set at the same time; each does its work or is refused."""
        self._make_way(always=True)
        self.tally.alone()
        with ThreadPoolExecutor() as pool:
            said = list(pool.map(self.tally.turned, (first, second)))
        assert set(said) <= {"", BUSY, NOT_COMPARED, NOT_SWITCHED}, said
        assert said != [BUSY, BUSY], said
        self._look_again(most=2 if first != second else 1)

    @rule(nth=st.integers(0, 40))
    def crash(self, nth: int) -> None:
        """The session that switches or reverses dies at one of its statements."""
        if self.owner == "legacy" and not self.compared:
            return
        self._make_way(always=True)
        self.tally.alone()
        self.tally.dying("switch" if self.owner == "legacy" else "reverse", nth)
        self._look_again(most=1)

    # What must be true after each step.

    @invariant()
    def one_side_owns_the_rows(self) -> None:
        """Names, record and log agree on the owner, and each epoch is used once."""
        now = standing(self.watcher)
        wanted = ("r", False, "verified") if self.owner == "legacy" else ("v", True, "switched")

        assert (now.owner, now.epoch) == (self.owner, self.epoch)
        assert (now.kind, now.retired, now.phase) == wanted
        assert (now.changes, now.last or 0) == (self.epoch, self.epoch)

    @invariant()
    def every_acknowledged_write_is_there_once(self) -> None:
        """The model's rows are those of both names, but for what is noted; none is twice."""
        noted = set(standing(self.watcher).noted)
        kept = {token: row for token, row in self.rows.items() if row.key not in noted}

        assert rows(self.watcher, BY_LEGACY) == self.rows
        assert rows(self.watcher, BY_NEW, but=noted) == kept
        if self.owner == "new":
            assert not noted
            assert rows(self.watcher, KEPT) == self.rows

    def teardown(self) -> None:
        """In the end, with nobody at work, the legacy tables hold every acknowledged write."""
        try:
            self._make_way(always=True)
            self.tally.alone()
            idle = {NOT_SWITCHED} if self.owner == "legacy" else set()
            assert self.tally.turned("reverse") in {"", *idle}
            self._look_again(most=1)
            self.validate()
            self.one_side_owns_the_rows()
            self.every_acknowledged_write_is_there_once()
            self.watcher.execute("DELETE FROM public.tallies")
            self.replay()
            self.prepared.spare = True
        finally:
            self.stack.close()

    def play(self, *steps: Step) -> None:
        """Take these steps, and look after each as hypothesis would."""
        for step in steps:
            step(self)
            self.one_side_owns_the_rows()
            self.every_acknowledged_write_is_there_once()

    def _make_way(self, *, always: bool = False) -> None:
        """End who would keep the migration waiting for ever, in a test that has one thread."""
        if always or standing(self.watcher).noted:
            for client in self.clients.values():
                if client.locks:
                    client.end(self.rows, commits=True)
            self._unpin()

    def _look_again(self, *, most: int) -> None:
        """See who owns the rows after something that may end in several ways."""
        now = standing(self.watcher)
        assert self.epoch <= now.epoch <= self.epoch + most
        if now.epoch > self.epoch:
            self.owner, self.epoch, self.compared = now.owner, now.epoch, False


Step = Callable[[Machine], None]
