"""What a terminal shows while steps run, and what a log file gets instead."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import psycopg
from rich.progress import BarColumn, Progress, TextColumn

from operate import console, database
from operate.errors import Failure
from operate.glance import glance, in_words
from operate.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from render.plan import Action, Step

SECONDS_BEFORE_LOOKING = 0.5
SECONDS_ON_A_TERMINAL = 0.5
SECONDS_IN_A_LOG = 10.0
NAME_WIDTH = 58
WIDE = 100
DONE = {"apply": "✓", "verify": "✓", "rollback": "↩"}


@dataclass(slots=True, kw_only=True)
class Display:
    """One line for each step that ran, below its phase, and what happens while it runs.

    `backend` is the server process that runs the steps.
    """

    dsn: str
    migration: str
    backend: int
    ran: int = 0
    already: int = 0
    seconds: float = 0.0
    phase: str = ""
    out: Console = field(default_factory=console.out)
    talk: Console = field(default_factory=console.talk)

    @contextmanager
    def running(self, step: Step, action: Action) -> Iterator[None]:
        """Show the step's progress, then its line."""
        self._head(step.phase)
        stop = threading.Event()
        poller = threading.Thread(target=self._poll, args=(step, stop), daemon=True)
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
            self._line(sign, style, _named(step), took)

    def prepared(self, steps: tuple[Step, ...], seconds: float) -> None:
        """One line for all that runs every time."""
        self._head(steps[0].phase)
        what = f"control schema and checks, {console.count(len(steps), 'file')}"
        self._line(DONE["apply"], "green", what, seconds)

    def skipped(self, step: Step, action: Action) -> None:  # noqa: ARG002 - the Watcher's shape
        """Count a step that an earlier run has done."""
        self.already += 1

    def _head(self, phase: str) -> None:
        if phase != self.phase:
            self.phase = phase
            self.out.print(phase, style="bold")

    def _line(self, sign: str, style: str, what: str, seconds: float) -> None:
        self.out.print(f"  {sign}", style=style, end=" ")
        self.out.print(f"{what:<{NAME_WIDTH}} {console.duration(seconds):>8}")

    def _poll(self, step: Step, stop: threading.Event) -> None:
        """Look at what happens, on a session of its own, until the step ends."""
        began = time.monotonic()
        if stop.wait(SECONDS_BEFORE_LOOKING):
            return
        show = self._on_a_terminal if self.talk.is_terminal else self._in_a_log
        try:
            with database.connected(self.dsn) as connection:
                ledger = Ledger(connection=connection, migration=self.migration)
                show(ledger, step, began, stop)
        except (psycopg.Error, Failure):
            return  # To see nothing is no reason to stop working.

    def _in_a_log(self, ledger: Ledger, step: Step, began: float, stop: threading.Event) -> None:
        while not stop.wait(SECONDS_IN_A_LOG):
            seen = glance(ledger, self.backend)
            words = "; ".join(seen.waiting or map(in_words, seen.copies)) or "running"
            took = console.duration(time.monotonic() - began)
            self.talk.print(f"    {_named(step)}, {took}: {words}")

    def _on_a_terminal(
        self, ledger: Ledger, step: Step, began: float, stop: threading.Event
    ) -> None:
        bar = BarColumn(bar_width=10 if self.talk.width < WIDE else 40)
        columns = TextColumn("  {task.description}"), bar, TextColumn("{task.fields[words]}")
        with Progress(*columns, console=self.talk, transient=True) as shown:
            task = shown.add_task(_named(step), total=None, words="")
            while not stop.wait(SECONDS_ON_A_TERMINAL):
                seen = glance(ledger, self.backend)
                words = seen.words or console.duration(time.monotonic() - began)
                total = None if seen.percent is None else 100.0
                shown.update(task, total=total, completed=seen.percent or 0.0, words=words)


def _named(step: Step) -> str:
    return f"{step.part} {step.name}"
