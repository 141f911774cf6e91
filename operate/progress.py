"""What a terminal shows while steps run, and what a log file gets instead."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psycopg
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from operate import console, database
from operate.errors import Failure
from operate.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from render.plan import Action, Step

SECONDS_BEFORE_LOOKING = 0.5
SECONDS_ON_A_TERMINAL = 0.5
SECONDS_IN_A_LOG = 10.0
DONE = {"apply": "✓", "verify": "✓", "rollback": "↩"}


@dataclass(slots=True, kw_only=True)
class Display:
    """One line for each step that ran, and the copy's progress while it runs."""

    dsn: str
    migration: str
    ran: int = 0
    already: int = 0
    seconds: float = 0.0
    out: Console = field(default_factory=console.out)
    talk: Console = field(default_factory=console.talk)

    @contextmanager
    def running(self, step: Step, action: Action) -> Iterator[None]:
        """Show the step's progress, then its line."""
        stop = threading.Event()
        poller = threading.Thread(target=self._poll, args=(stop,), daemon=True)
        began = time.monotonic()
        poller.start()
        sign, style = "✗", "bold red"
        try:
            yield
            sign, style = DONE[action], "green"
            self.ran += 1
        finally:
            stop.set()
            poller.join()
            took = time.monotonic() - began
            self.seconds += took
            self.out.print(sign, style=style, end=" ")
            self.out.print(f"{step.phase} {_named(step)} {console.duration(took)}")

    def prepared(self, steps: tuple[Step, ...], seconds: float) -> None:
        """One line for all that runs every time."""
        self.out.print(DONE["apply"], style="green", end=" ")
        what = f"control schema, {console.count(len(steps), 'file')}"
        self.out.print(f"{steps[0].phase} {what} {console.duration(seconds)}")

    def skipped(self, step: Step, action: Action) -> None:  # noqa: ARG002 - the Watcher's shape
        """Count a step that an earlier run has done."""
        self.already += 1

    def _poll(self, stop: threading.Event) -> None:
        """Look at the progress on a session of its own until the step ends."""
        if stop.wait(SECONDS_BEFORE_LOOKING):
            return
        try:
            with database.connected(self.dsn) as connection:
                ledger = Ledger(connection=connection, migration=self.migration)
                if ledger.exists:
                    self._show(ledger, stop)
        except (psycopg.Error, Failure):
            return  # To see nothing is no reason to stop working.

    def _show(self, ledger: Ledger, stop: threading.Event) -> None:
        if not self.talk.is_terminal:
            while not stop.wait(SECONDS_IN_A_LOG):
                for row in unfinished(ledger.rows("progress")):
                    self.talk.print(in_words(row))
            return
        columns = BarColumn(), TextColumn("{task.fields[words]}")
        with Progress(*columns, console=self.talk, transient=True) as bars:
            tasks: dict[str, TaskID] = {}
            while not stop.wait(SECONDS_ON_A_TERMINAL):
                for row in unfinished(ledger.rows("progress")):
                    name = str(row["mapping"])
                    if name not in tasks:
                        tasks[name] = bars.add_task(name, total=100, words="")
                    bars.update(tasks[name], completed=percent(row), words=in_words(row))


def unfinished(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the view `progress` whose copy has begun and not ended."""
    return [row for row in rows if row["rows_read"] and row["percent"] != 100]


def percent(row: dict[str, Any]) -> float:
    """How much of a mapping has been copied, as far as the estimate is right."""
    return min(float(row["percent"] or 0), 100.0)


def in_words(row: dict[str, Any]) -> str:
    """A mapping's progress in one line."""
    parts = [f"{row['mapping']}: {row['rows_read'] or 0:,} of about {row['estimated_rows'] or 0:,}"]
    if row["percent"] is not None:
        parts.append(f"{percent(row):.1f} %")
    if row["rows_per_second"]:
        parts.append(f"{row['rows_per_second']:,.0f} rows/s")
    if row["time_left"] is not None:
        parts.append(f"{console.duration(row['time_left'].total_seconds())} left")
    return ", ".join(parts)


def _named(step: Step) -> str:
    return f"{step.part} {step.name}"
