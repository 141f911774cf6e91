"""The demo's course of events: fill, check, plan, apply, validate, roll back, apply again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from operate import console
from operate.demo.statements import Statements
from operate.demo.writer import Waits, Writer
from operate.sample import Filled, fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from operate.database import Connection
    from render.plan import Plan
    from render.project import Project

QUIET_SECONDS = 2.0
WRITES_PER_SECOND = 50.0
# The writer works before the capture is there, so that its waits have something to be compared to.
FIRST_LIVE_PHASE = "capturing"


class Stopped(Exception):
    """A command of the story failed; what it said is on the screen."""


@dataclass(slots=True, kw_only=True)
class Story:
    """One run of the demo."""

    project: Project
    plan: Plan
    specs: Path
    room: Path
    dsn: str
    rows: int
    seed: int
    windows: dict[str, tuple[float, float]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def fill(self, connection: Connection) -> None:
        """Create the legacy tables and say how full each is."""
        heading(f"legacy tables, {self.rows:,} rows")
        fill(
            connection,
            self.project.relations.values(),
            self.rows,
            seed=self.seed,
            folder=self.specs,
            progress=_tell,
        )

    def prepare(self) -> None:
        """A copy of the specs in the demo's room, checked and rendered there."""
        shutil.rmtree(self.room, ignore_errors=True)
        shutil.copytree(self.specs, self.room / "specs" / self.specs.name)
        self.changeover("check")
        self.changeover("render")
        self.changeover("plan")

    def live(self, writer: Writer) -> None:
        """Everything that happens while the application writes."""
        before = self.plan.phases[: self.plan.phases.index(FIRST_LIVE_PHASE)]
        self.changeover("apply", "--to", before[-1], "--yes")
        writer.start()
        try:
            self._during("nothing, for comparison", lambda: time.sleep(QUIET_SECONDS))
            for phase in self.plan.phases[len(before) :]:
                self._during(phase, partial(self._apply, phase))
            self._during("validate", lambda: self.changeover("validate"))
            self._during("rollback to copied", self._roll_back)
            self._during("apply again", lambda: self._apply(self.plan.phases[-1]))
        finally:
            writer.stop()
        if writer.broken:
            self.failed.append(f"the application lost its connection: {writer.broken}")

    def end(self) -> None:
        """The last comparison, when nobody writes any more, and where the migration is."""
        self.changeover("validate")
        self.changeover("status")

    def waits(self, writer: Writer) -> dict[str, Waits]:
        """What the writer felt in each part of the story."""
        return {stage: writer.waits(*window) for stage, window in self.windows.items()}

    def changeover(self, command: str, *arguments: str) -> None:
        """Run one command as its user would, with its output on the screen."""
        heading(" ".join(["changeover", command, *arguments]))
        specs = f"specs/{self.specs.name}"
        done = subprocess.run(
            [sys.executable, "-m", "operate.cli", command, "--specs", specs, *arguments],
            cwd=self.room,
            env={**os.environ, "CHANGEOVER_DSN": self.dsn, "PYTHONUNBUFFERED": "1"},
            check=False,
        )
        if done.returncode:
            self.failed.append(f"`changeover {command}` ended with {done.returncode}")
            raise Stopped(command)

    def _apply(self, phase: str) -> None:
        self.changeover("apply", "--to", phase, "--yes")

    def _roll_back(self) -> None:
        self.changeover("rollback", "--to", "copied", "--because", "demo", "--yes")

    def _during(self, stage: str, happens: Callable[[], None]) -> None:
        """Note when a part of the story begins and ends."""
        began = time.monotonic()
        try:
            happens()
        finally:
            self.windows[stage] = (began, time.monotonic())


def heading(text: str) -> None:
    """The command or the part of the story that comes now."""
    console.out().print(f"\n$ {text}", style="bold cyan")


def writer_of(project: Project, dsn: str, rows: int, seed: int) -> Writer:
    """An application that writes to every legacy table, more to those with more rows."""
    tables = [one for one in project.relations.values() if one.side == "legacy"]
    return Writer(
        dsn=dsn,
        tables=[Statements.of(table, rows=rows, seed=seed + 1) for table in tables],
        weights=[1.0 + float(table.sample.get("rows", 1)) for table in tables],
        rows=rows,
        rate=WRITES_PER_SECOND,
        seed=seed,
    )


def _tell(filled: Filled) -> None:
    speed = filled.rows / max(filled.seconds, 1e-6)
    took = console.duration(filled.seconds)
    console.out().print(f"  {filled.table}: {filled.rows:,} rows in {took}, {speed:,.0f} rows/s")
