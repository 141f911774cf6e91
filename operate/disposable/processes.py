"""Child processes of another account that never outlive this one."""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from operate.disposable.errors import EngineUnavailable, Missing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import IO

_PR_SET_PDEATHSIG = 1
# Loaded here, because little is safe between fork and exec.
_PRCTL = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
# The kernel's death signal follows the thread that made the child, not the process. This thread
# lives as long as the process, so a server may be started from any other thread.
_SPAWNER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="disposable-postgres")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The account a server runs as; all None means: the one of this process."""

    uid: int | None = None
    gid: int | None = None

    @property
    def groups(self) -> tuple[int, ...] | None:
        """No supplementary groups for another account, no change for our own."""
        return None if self.uid is None else ()

    def own(self, folder: Path) -> None:
        """Give a folder to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)


def unprivileged() -> Account:
    """The account for a server: Postgres refuses to run as root."""
    if os.geteuid() != 0:
        return Account()
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(uid=entry.pw_uid, gid=entry.pw_gid)
    raise EngineUnavailable(
        Missing(
            engine="local and embedded",
            why="Postgres refuses to run as root, and there is no account postgres or nobody",
            remedy="run as an ordinary user",
        )
    )


def run(
    command: Sequence[str | Path], account: Account, folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end as another account and keep what it says."""
    return subprocess.run(
        command,
        user=account.uid,
        group=account.gid,
        extra_groups=account.groups,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def spawn(
    command: Sequence[str | Path],
    account: Account,
    folder: Path,
    environment: dict[str, str],
    log: IO[bytes],
) -> subprocess.Popen[bytes]:
    """Start a program that ends when this process ends, however that happens."""
    parent = os.getpid()

    def die_with_parent() -> None:
        if _PRCTL is not None:
            # After the change of account, which would clear it. SIGQUIT is Postgres' immediate
            # shutdown: nothing here is worth a checkpoint.
            _PRCTL(_PR_SET_PDEATHSIG, signal.SIGQUIT)
            if os.getppid() != parent:
                os._exit(1)

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            user=account.uid,
            group=account.gid,
            extra_groups=account.groups,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Ctrl-C is for us; the server is stopped in order.
            start_new_session=True,
            # Nothing else sets the death signal, and the function takes no lock.
            preexec_fn=die_with_parent,  # noqa: PLW1509
        )

    return _SPAWNER.submit(start).result()
