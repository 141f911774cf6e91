"""Moves a migration with the command line's own code, again when its session was lost."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

import psycopg

from operate import comparison, database
from operate.commands.validate import rerun
from operate.cutover import Cutover, Turn
from operate.errors import Failure, Unreachable, from_database
from operate.progress import Display
from operate.prove.again import SECONDS_BETWEEN_TRIES, TRIES
from operate.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from operate.workspace import Migration
    from render.plan import Action, Plan, Step

BECAUSE = "the proof goes back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """One command: how long it took with all its tries."""

    command: str
    seconds: float
    tries: int


class Mover(Protocol):
    """Who moves a migration: each call is a command of its user."""

    ran: list[Ran]

    def apply(self, phase: str) -> None:
        """`changeover apply --to PHASE`."""

    def compare(self, steps: Sequence[Step]) -> None:
        """`changeover validate`, for these mappings."""

    def turn(self, steps: Sequence[Step], turn: Turn) -> None:
        """`changeover switch`, or `changeover reverse`, of these data sets."""


class Quiet(Display):
    """Shows nothing: what a step says of itself is in the database."""

    @contextmanager
    def running(self, step: Step, action: Action) -> Iterator[None]:
        """Surrounds a step."""
        del step, action
        yield

    def prepared(self, steps: tuple[Step, ...], seconds: float) -> None:
        """The steps that are not recorded have run."""

    def skipped(self, step: Step, action: Action) -> None:
        """The step needed nothing."""


@dataclass(slots=True, kw_only=True)
class Direct:
    """Moves in this process, with the files in generated/; nothing is rendered in between."""

    migration: Migration
    plan: Plan
    dsn: str
    told: Callable[[Ran], None] = lambda _ran: None
    ran: list[Ran] = field(default_factory=list)

    def apply(self, phase: str) -> None:
        """Run one phase, from where an earlier try stopped."""
        self._until_done(f"apply --to {phase}", lambda: self._apply(phase))

    def compare(self, steps: Sequence[Step]) -> None:
        """Compare mappings again, with their own files; a difference is a failure."""
        which = (
            steps[0].values["data_set"] if len({s.values["data_set"] for s in steps}) == 1 else ""
        )
        self._until_done(f"validate {which}".strip(), lambda: self._compare(steps))

    def turn(self, steps: Sequence[Step], turn: Turn) -> None:
        """Let data sets change their owner, one after the other."""
        cutover = Cutover(
            plan=self.plan,
            folder=self.migration.generated,
            dsn=self.dsn,
            turn=turn,
            display=self._display(0),
        )
        for step in steps:
            self._until_done(f"{turn.command} {step.name}", partial(cutover.carry_out, step))

    def _apply(self, phase: str) -> None:
        with database.connected(self.dsn) as connection:
            Runner(
                plan=self.plan,
                folder=self.migration.generated,
                connection=connection,
                watcher=self._display(connection.info.backend_pid),
                dsn=self.dsn,
            ).apply(phase)

    def _compare(self, steps: Sequence[Step]) -> None:
        with database.connected(self.dsn) as connection:
            problem = rerun(connection, self.migration, list(steps))
            names = [step.name for step in steps]
            comparison.latest(connection, self.plan.settings.name, names, ()).refuse_differences()
        if problem is not None:
            raise problem

    def _display(self, backend: int) -> Quiet:
        return Quiet(dsn=self.dsn, migration=self.plan.settings.name, backend=backend)

    def _until_done(self, command: str, run: Callable[[], object]) -> None:
        """Run it, again as its user would when the connection was lost."""
        began = time.monotonic()
        for attempt in range(1, TRIES + 1):
            try:
                _translated(run)
            except Unreachable:
                if attempt == TRIES:
                    raise
                time.sleep(SECONDS_BETWEEN_TRIES)
            else:
                break
        ran = Ran(command=command, seconds=time.monotonic() - began, tries=attempt)
        self.ran.append(ran)
        self.told(ran)


def _translated(run: Callable[[], object]) -> None:
    """Errors of the database are the failures that the command line makes of them."""
    try:
        run()
    except psycopg.Error as error:
        raise from_database(error) from error


def sentence(failure: Failure) -> str:
    """A failure in one line."""
    detail = failure.detail.replace("\n", "; ")
    return f"{failure.message}" + (f" ({detail})" if detail else "")
