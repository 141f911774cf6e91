"""Runs phases as the psql drivers do: the same files, in the same order, recorded alike.

The drivers are render/templates/driver.*.sql.j2 and run_step.psql.j2; tests hold both ways equal.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import psycopg

from operate import database, script
from operate.errors import Failure, Interrupted, Unreachable, from_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from operate.database import Connection
    from operate.script import Statement
    from render.plan import Action, Plan, Step

INTERRUPTED = "57014"
# Generated SQL raises these itself, and its words say what it was about.
OURS = "MG"
PARALLEL = "backfill"


class Watcher(Protocol):
    """Who is told how steps go."""

    def running(self, step: Step, action: Action) -> AbstractContextManager[None]:
        """Surrounds a step that is being applied or rolled back."""

    def prepared(self, steps: tuple[Step, ...], seconds: float) -> None:
        """The steps that are not recorded have run."""

    def skipped(self, step: Step, action: Action) -> None:
        """The step needed nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """One session that runs the phases of one plan."""

    plan: Plan
    folder: Path
    connection: Connection
    watcher: Watcher
    dsn: str = ""
    workers: int = 1

    @property
    def migration(self) -> str:
        """The migration's name in the control schema."""
        return self.plan.settings.name

    def apply(self, phase: str) -> None:
        """Apply one phase, resuming where an earlier run stopped."""
        steps = self.plan.in_phase(phase)
        self._prepare(tuple(step for step in steps if not step.recorded))
        with self._locked():
            self._call("begin_phase", phase)
            for step in steps:
                if step.recorded:
                    self._recorded(step, "apply")
            self._call("end_phase", phase)

    def roll_back(self, phase: str, because: str) -> None:
        """Roll one phase back, its steps in reverse order."""
        with self._locked():
            self._call("begin_rollback", phase, because)
            for step in reversed(self.plan.in_phase(phase)):
                if step.recorded:
                    self._recorded(step, "rollback")
            self._call("rollback_phase_done", phase, because)

    def switch(self, step: Step) -> None:
        """Let the new tables own a data set; the gate is asked first."""
        with self._locked():
            self._bring_up_to_date(step)
            self._call("check_gates", step.name, "switch")
            self._call("begin_switch", step.name)
            self._recorded(step, "apply")
            self._verified(step)

    def reverse(self, step: Step, because: str) -> None:
        """Give a data set back to the legacy tables."""
        with self._locked():
            self._call("check_gates", step.name, "reverse")
            self._call("begin_reverse", step.name, because)
            self._recorded(step, "rollback")
            self._verified(step)

    def finalize(self, step: Step) -> None:
        """Leave only the new names to a data set, and hold what was retired."""
        (hold,) = (one for one in self.plan.holds if one.name == step.name)
        with self._locked():
            self._bring_up_to_date(step)
            self._call("check_gates", step.name, "finalize")
            self._call("begin_finalize", step.name)
            self._recorded(step, "apply")
            self._recorded(hold, "apply")

    def cancel(self, data_set: str, because: str) -> bool:
        """Give a data set up before its switch; false when it was already."""
        with self._locked():
            begun = bool(self._call("begin_cancel", data_set, because))
            if begun:
                for step in self.plan.cancelled(data_set):
                    self._recorded(step, "rollback")
                self._call("end_cancel", data_set)
        return begun

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """The migration's advisory lock; a failed session gives it back by ending."""
        self.connection.execute("SET client_min_messages = warning")
        self._call("acquire")
        yield
        self._call("release")

    def _call(self, function: str, *values: str) -> object:
        places = ", ".join(["%s"] * (len(values) + 1))
        query = f"SELECT migration.{function}({places})".encode()
        try:
            return database.value(self.connection, query, self.migration, *values)
        except psycopg.Error as error:
            raise from_database(error) from error

    def _bring_up_to_date(self, step: Step) -> None:
        """Bring over what a switch has noted, and look at the legacy database, for the gates."""
        try:
            database.bring_over(self.connection, step)
            database.look(self.connection, step)
        except psycopg.Error as error:
            raise from_database(error) from error

    def _prepare(self, steps: tuple[Step, ...]) -> None:
        """Run the steps that come before any record: the control schema itself, every time."""
        began = time.monotonic()
        for step in steps:
            try:
                self._run_file(step, "apply")
            except psycopg.Error as error:
                database.clean_up(self.connection)
                raise self._failure(step, "apply", error) from error
        if steps:
            self.watcher.prepared(steps, time.monotonic() - began)

    def _recorded(self, step: Step, action: Action) -> None:
        """Run a step between the records of its begin and its end."""
        if not self._call("begin_step", step.id, action):
            self.watcher.skipped(step, action)
            return
        try:
            with self.watcher.running(step, action):
                self._run_file(step, action)
        except psycopg.Error as error:
            message = error.diag.message_primary or str(error)
            self._record_failure(step, action, error.sqlstate or "", message)
            raise self._failure(step, action, error) from error
        except KeyboardInterrupt:
            self._record_failure(step, action, INTERRUPTED, "interrupted")
            raise Interrupted(
                f"interrupted in {step.id}; its transaction is rolled back, all before it is kept",
                help="run the same command again; it resumes here",
            ) from None
        self._call("end_step", step.id, action)

    def _verified(self, step: Step) -> None:
        """Run the step's own check: the names and the triggers are as their owner wants them."""
        try:
            self._run_file(step, "verify")
        except psycopg.Error as error:
            raise self._failure(step, "verify", error) from error

    def _run_file(self, step: Step, action: Action) -> None:
        statements = script.read(self.folder / step.file(action))
        if action == "apply" and step.part == PARALLEL and self.workers > 1:
            self._run_parallel(statements)
        else:
            script.execute(self.connection, statements)

    def _run_parallel(self, statements: tuple[Statement, ...]) -> None:
        """Run each CALL in several sessions, which share the work out; all else in this one."""
        with ExitStack() as stack:
            others = [
                stack.enter_context(database.connected(self.dsn)) for _ in range(self.workers - 1)
            ]
            pool = stack.enter_context(ThreadPoolExecutor(len(others)))
            try:
                for statement in statements:
                    everywhere = not statement.title or statement.sql.startswith("CALL ")
                    jobs = [
                        pool.submit(script.execute, other, (statement,))
                        for other in others
                        if everywhere
                    ]
                    script.execute(self.connection, (statement,))
                    for job in jobs:
                        job.result()
            except BaseException:
                for other in others:
                    other.cancel_safe()
                raise

    def _record_failure(self, step: Step, action: Action, state: str, message: str) -> None:
        """Record a failed step; when the session is lost, the next apply finds out by itself."""
        if self.connection.broken:
            return
        database.clean_up(self.connection)
        self._call("fail_step", step.id, action, state, message)

    def _failure(self, step: Step, action: Action, error: psycopg.Error) -> Failure:
        failure = from_database(error, doing=f"{step.id}: {action} failed")
        if not (error.sqlstate or "").startswith(OURS):
            where = [f"at: {title}" for title in getattr(error, "__notes__", ()) if title]
            failure.detail = "\n".join([*where, *filter(None, [failure.detail])])
        if not failure.help and not isinstance(failure, Unreachable):
            path = f"{self.folder.name}/{step.file(action)}"
            failure.help = f"see generated/{path}, then run the same command again; it resumes here"
        return failure
