"""`changeover` as a process of its own, in a repository that holds one real migration."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from operate.sample import fill
from render.write import write
from tests.journeys.life import folder_of, rendered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.fixtures.databases import Database

ROOT = Path(__file__).parents[2]
SECONDS = 60.0
# What would change how the command behaves; the developer's own must not reach a test.
OURS = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM", "GITHUB_ACTIONS", "CHANGEOVER_DSN")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """Where the command is called, and the database that it finds."""

    name: str
    folder: Path
    database: Database

    @property
    def generated(self) -> Path:
        """Where the migration's generated files are."""
        return self.folder / "generated" / self.name

    def fill(self, rows: int) -> None:
        """Create the legacy tables with so many rows, made from their contracts."""
        plan = rendered(self.name).plan
        assert plan is not None
        with self.database.connect() as connection:
            fill(connection, plan.on_side("legacy"), rows, folder=folder_of(self.name))

    def environment(self, **more: str) -> dict[str, str]:
        """The variables of the process."""
        kept = {
            key: value
            for key, value in os.environ.items()
            if key not in OURS and not key.startswith("PG")
        }
        ours = {"CHANGEOVER_DSN": self.database.dsn, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
        return kept | ours | more

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the command and go on."""
        return subprocess.Popen(
            [sys.executable, "-m", "operate.cli", *arguments],
            cwd=self.folder,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command to its end, without a terminal."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=SECONDS * 5)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def on_terminal(
        self, *arguments: str, columns: int = 80, **environment: str
    ) -> tuple[int, str]:
        """Run the command on a terminal: how it ends, and every byte it writes."""
        pid, terminal = self.open_terminal(*arguments, size=(24, columns), more=environment)
        written = _all_of(terminal)
        os.close(terminal)
        return ended(pid), written.decode()

    def open_terminal(
        self,
        *arguments: str,
        size: tuple[int, int] = (24, 80),
        more: Mapping[str, str] = MappingProxyType({}),
    ) -> tuple[int, int]:
        """Start the command on a terminal of that size: its process, and the terminal."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            command = [sys.executable, "-m", "operate.cli", *arguments]
            os.execvpe(sys.executable, command, self.environment(**more))  # noqa: S606
        ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        return pid, terminal

    def query(self, text: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with self.database.connect() as connection:
            return connection.execute(text.encode()).fetchall()

    def value(self, text: str) -> Any:
        """The only value of the only row of a query."""
        ((value,),) = self.query(text)
        return value


def shell_in(folder: Path, name: str, database: Database) -> Shell:
    """A repository with a copy of a migration's specs and with its generated files."""
    tree = rendered(name).tree
    assert tree is not None
    shutil.copytree(folder_of(name), folder / "specs" / name)
    shell = Shell(name=name, folder=folder, database=database)
    write(tree, shell.generated)
    return shell


def until(true: Callable[[], object], *, seconds: float = SECONDS) -> None:
    """Wait until something is true; fail when it takes too long."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"not true within {seconds} seconds"
        time.sleep(0.02)


def ended(pid: int) -> int:
    """Wait for a process: how it ends."""
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def interrupt(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Press Ctrl-C for a process: how it ends, and what it says."""
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=SECONDS)
    return process.returncode, said


def _all_of(terminal: int) -> bytes:
    written = b""
    end = time.monotonic() + SECONDS * 5
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 1.0)
        if not ready:
            continue
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux's way of saying that the other side has closed the terminal.
            return written
        if not chunk:
            return written
        written += chunk
    raise AssertionError(f"the command has not ended: {written!r}")
