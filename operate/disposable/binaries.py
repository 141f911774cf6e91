"""A disposable server from Postgres programs on this machine, also as root."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from operate.disposable import processes, programs
from operate.disposable.errors import StartFailed
from operate.disposable.owner import Owner
from operate.disposable.server import USER, free_port, wait_until_ready
from operate.disposable.settings import LOCALE, PRELOAD, arguments, settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from operate.disposable.processes import Account

PREFIX = "changeover-postgres-"
OWNER_FILE = "owner"
ATTEMPTS = 5
# Names the folder that all data folders are in, such as `MEMORY`; else it is the temporary one.
FOLDER = "CHANGEOVER_SERVERS_IN"
MEMORY = Path("/dev/shm")  # noqa: S108 - each server makes a folder of its own in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs:
    """An engine made of Postgres programs in a folder."""

    name: str
    where: str
    bindir: Path

    def describe(self) -> str:
        """The server this engine would start."""
        return f"PostgreSQL {programs.version(self.bindir)} {self.where}"

    @contextmanager
    def run(self, chosen: Mapping[str, str], *, durable: bool) -> Iterator[Cluster]:
        """Start a server on a new data folder, and leave neither behind."""
        remove_leftovers()
        account = processes.unprivileged()
        with _home(account) as home:
            bindir = _reachable(self.bindir, account, home)
            libraries = _preloadable(bindir)
            values = settings(chosen, durable=durable, libraries=libraries)
            cluster = Cluster(home=home, bindir=bindir, account=account, values=values)
            cluster.create()
            try:
                cluster.first_start()
                yield cluster
            finally:
                cluster.kill()


class Cluster:
    """A data folder and the server process on it."""

    def __init__(
        self, *, home: Path, bindir: Path, account: Account, values: Mapping[str, str]
    ) -> None:
        self.bindir = bindir
        self.port = 0
        self._home = home
        self._account = account
        self._values = values
        self._process: subprocess.Popen[bytes] | None = None

    def create(self) -> None:
        """Make the data folder."""
        command: list[str | Path] = [
            *(self.bindir / "initdb", "--pgdata", self._home / "data", "--username", USER),
            *("--auth", "trust", "--encoding", "UTF8", "--locale", LOCALE),
            *("--no-sync", "--no-instructions"),
        ]
        done = processes.run(command, self._account, self._home, self._environment)
        if done.returncode:
            raise StartFailed("initdb", done.stdout)

    def first_start(self) -> None:
        """Start on a port that is free; another process may take it first, so try a few."""
        for _ in range(ATTEMPTS):
            self.port = free_port()
            try:
                self.start()
            except StartFailed as failure:
                if "Address already in use" not in str(failure):
                    raise
            else:
                return
        raise StartFailed(str(self.bindir), "every port was taken by another process")

    def start(self) -> None:
        """Start the server on its port and wait until it answers."""
        command: list[str | Path] = [
            *(self.bindir / "postgres", "-D", self._home / "data", "-p", str(self.port)),
            *arguments({"unix_socket_directories": "", **self._values}),
        ]
        with self._log.open("ab") as log:
            process = processes.spawn(command, self._account, self._home, self._environment, log)
        self._process = process
        try:
            wait_until_ready(
                str(self.bindir / "postgres"),
                self.port,
                lambda: process.poll() is None,
                lambda: self._log.read_text(errors="replace"),
            )
        except StartFailed:
            self.kill()
            raise

    def kill(self) -> None:
        """Stop the server the way `pg_ctl stop -m immediate` does, without a word to anyone."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGQUIT)
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    @property
    def _log(self) -> Path:
        return self._home / "log"

    @property
    def _environment(self) -> dict[str, str]:
        return {"PATH": os.defpath, "HOME": str(self._home), "LC_ALL": "C", "TZ": "UTC"}


def remove_leftovers() -> list[Path]:
    """Remove the data folders of runs that died before they could, and say which."""
    removed = []
    everywhere = {folder_of_homes(), _temporary(), MEMORY}
    for folder in (home for place in everywhere for home in place.glob(f"{PREFIX}*")):
        try:
            owner = Owner.read((folder / OWNER_FILE).read_text())
        except OSError:
            continue
        if owner is not None and owner.is_dead():
            shutil.rmtree(folder, ignore_errors=True)
            # Another account's folder stays; its own next run removes it.
            if not folder.exists():
                removed.append(folder)
    return removed


def folder_of_homes() -> Path:
    """The folder that all servers' data folders are in."""
    chosen = os.environ.get(FOLDER)
    return Path(chosen) if chosen else _temporary()


def _temporary() -> Path:
    # That of root may be closed to the account the server runs as.
    return Path("/tmp") if os.geteuid() == 0 else Path(tempfile.gettempdir())  # noqa: S108


@contextmanager
def _home(account: Account) -> Iterator[Path]:
    """A folder of its own for the server, with our name in it."""
    home = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder_of_homes()))
    try:
        (home / OWNER_FILE).write_text(str(Owner.me()))
        account.own(home)
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _reachable(bindir: Path, account: Account, home: Path) -> Path:
    """The folder of the programs, or a copy of them when it is closed to the account."""
    if _can_run(bindir / "postgres", account, home):
        return bindir
    # A wheel installed under root's home. Its libraries lie beside the package and are found by
    # relative paths, so both are copied as they are.
    package = bindir.parents[1]
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.is_dir():
            shutil.copytree(folder, home / "programs" / folder.name, symlinks=True)
    copy = home / "programs" / bindir.relative_to(package.parent)
    if not _can_run(copy / "postgres", account, home):
        why = "neither it nor a copy of it can be run by the server's account"
        raise StartFailed(str(bindir / "postgres"), why)
    return copy


def _can_run(program: Path, account: Account, home: Path) -> bool:
    try:
        return processes.run([program, "--version"], account, home, {}).returncode == 0
    except OSError:
        return False


def _preloadable(bindir: Path) -> list[str]:
    said = subprocess.run(
        [bindir / "pg_config", "--pkglibdir"], capture_output=True, text=True, check=False
    )
    return [PRELOAD] if any(Path(said.stdout.strip()).glob(f"{PRELOAD}.*")) else []
