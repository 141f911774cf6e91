"""The demo's course of events: the life of a proof, moved by the commands that a user types."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import operate
from operate import console
from operate.errors import Failure
from operate.prove.mover import BECAUSE, Ran

if TYPE_CHECKING:
    from collections.abc import Sequence

    from operate.cutover import Turn
    from operate.sample import Filled
    from render.plan import Step

CODE = Path(operate.__file__).parents[1]


class Stopped(Failure):
    """A command of the story failed; what it said is on the screen."""


@dataclass(slots=True, kw_only=True)
class Typed:
    """The commands of a migration whose specs lie in the demo's room, with all that they say."""

    room: Path
    name: str
    dsn: str
    ran: list[Ran] = field(default_factory=list)

    def prepare(self, specs: Path) -> None:
        """A copy of the specs in the room, checked and rendered there."""
        shutil.rmtree(self.room, ignore_errors=True)
        shutil.copytree(specs, self.room / "specs" / self.name)
        for command in ("check", "render"):
            self.type(command)

    def apply(self, phase: str) -> None:
        """`changeover apply`."""
        self.type("apply", "--to", phase, "--yes")

    def compare(self, steps: Sequence[Step]) -> None:
        """`changeover validate`: of the mappings of a data set, or of everything."""
        several = len({step.values["data_set"] for step in steps}) > 1
        self.type("validate", *(() if several else (part for s in steps for part in _mapping(s))))

    def turn(self, steps: Sequence[Step], turn: Turn) -> None:
        """`changeover switch` or `changeover reverse`."""
        what = steps[0].name if len(steps) == 1 else "--all"
        because = ("--because", BECAUSE) if turn.because else ()
        self.type(turn.command, what, *because, "--yes")

    def type(self, command: str, *arguments: str) -> None:
        """Run one command as its user would, with its output on the screen."""
        heading(shlex.join(["changeover", command, *arguments]))
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "operate.cli", command, "--specs", self._specs, *arguments],
            cwd=self.room,
            env=self._environment(),
            check=False,
        )
        self.ran.append(Ran(command=command, seconds=time.monotonic() - began, tries=1))
        if done.returncode:
            raise Stopped(f"`changeover {command}` ended with {done.returncode}")

    @property
    def _specs(self) -> str:
        return f"specs/{self.name}"

    def _environment(self) -> dict[str, str]:
        """The same code as this process's, on the demo's own database."""
        path = os.pathsep.join(filter(None, (str(CODE), os.environ.get("PYTHONPATH"))))
        own = {"CHANGEOVER_DSN": self.dsn, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}
        return {**os.environ, **own}


def heading(text: str) -> None:
    """The command or the part of the story that comes now."""
    console.out().print(f"\n$ {text}", style="bold cyan")


def tell(filled: Filled) -> None:
    """Say how full a table is."""
    speed = filled.rows / max(filled.seconds, 1e-6)
    took = console.duration(filled.seconds)
    console.out().print(f"  {filled.table}: {filled.rows:,} rows in {took}, {speed:,.0f} rows/s")


def _mapping(step: Step) -> tuple[str, str]:
    return "--mapping", step.name
