"""Whose a container or a data folder is, so that only leftovers of dead runs are removed."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The process that started something: its machine, its id and when it began."""

    machine: str
    pid: int
    began: str

    @classmethod
    def me(cls) -> Owner:
        """This process."""
        return cls(machine=socket.gethostname(), pid=os.getpid(), began=_began(os.getpid()))

    @classmethod
    def read(cls, text: str) -> Owner | None:
        """The owner written by `str()`, or None when this is not ours to understand."""
        parts = text.strip().split(" ")
        if len(parts) != 3 or not parts[1].isdigit():
            return None
        return cls(machine=parts[0], pid=int(parts[1]), began=parts[2])

    def __str__(self) -> str:
        return f"{self.machine} {self.pid} {self.began}"

    def is_dead(self) -> bool:
        """Whether the process has surely ended; one of another machine never is, seen from here."""
        if self.machine != socket.gethostname():
            return False
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            pass
        # The number may have been given to a younger process since.
        return _began(self.pid) != self.began


def _began(pid: int) -> str:
    """The start of a process in clock ticks since boot; "0" where /proc does not exist."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return "0"
    # The name, in parentheses, may hold spaces; field 22 counts from the one before it.
    return stat.rpartition(")")[2].split()[19]
