"""A running disposable server, as tests and commands see it."""

from __future__ import annotations

import random
import shutil
import socket
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import psycopg
from psycopg.conninfo import make_conninfo

from operate.disposable import programs
from operate.disposable.errors import ClientMissing, StartFailed

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = "127.0.0.1"
USER = "postgres"
# Below the range from which the kernel gives ports to outgoing connections: a server that is
# down for a moment must find its port still free when it comes back.
PORTS = range(20_000, 32_000)
START_SECONDS = 60.0


class Machine(Protocol):
    """What an engine must be able to do with the server it has started."""

    @property
    def port(self) -> int:
        """The port on the loopback interface; the same for the whole life of the server."""

    @property
    def bindir(self) -> Path | None:
        """The folder of the server's own programs, when they can be run from here."""

    def kill(self) -> None:
        """Crash the whole server, as a power cut would, and wait until it is gone."""

    def start(self) -> None:
        """Bring the crashed server back with the same data and wait until it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A server version: 150018 is for comparing, "15.18" for reading."""

    number: int
    text: str

    @property
    def major(self) -> int:
        """The part that decides which features exist, such as 15."""
        return self.number // 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One running Postgres: where it is, what it can do, and the switch to crash it."""

    engine: str
    where: str
    version: Version
    host: str
    port: int
    user: str
    password: str
    extensions: frozenset[str]
    machine: Machine = field(repr=False)

    def dsn(self, dbname: str = "postgres") -> str:
        """The libpq connection string of one of its databases."""
        return _dsn(self.port, dbname, self.user)

    def client(self, name: str) -> Path:
        """The path of a client program, as close to the server's own version as there is."""
        folders = [self.machine.bindir, programs.debian(self.version.major)]
        on_path = shutil.which(name)
        candidates = [
            *(folder / name for folder in folders if folder),
            *([Path(on_path)] if on_path else []),
            *(folder / name for folder in [programs.embedded()] if folder),
        ]
        found = next((path for path in candidates if path.exists()), None)
        if found is None:
            raise ClientMissing(name)
        return found

    def kill(self) -> None:
        """Crash the server; what was committed must be there after `start()`."""
        self.machine.kill()

    def start(self) -> None:
        """Start the crashed server again on the same port with the same data."""
        self.machine.start()

    def describe(self) -> str:
        """The server in a few words, such as `PostgreSQL 15.18 in a container`."""
        return f"PostgreSQL {self.version.text} {self.where}"


def meet(engine: str, where: str, machine: Machine) -> Server:
    """Ask a server that has just been started what it is."""
    with psycopg.connect(_dsn(machine.port)) as connection:
        names = connection.execute("SELECT name FROM pg_available_extensions").fetchall()
        version = Version(
            number=connection.info.server_version,
            # Debian adds its package version after a space.
            text=(connection.info.parameter_status("server_version") or "").split(" ")[0],
        )
    return Server(
        engine=engine,
        where=where,
        version=version,
        host=HOST,
        port=machine.port,
        user=USER,
        password="",  # loopback only, trust: every role of a test can log in
        extensions=frozenset(name for (name,) in names),
        machine=machine,
    )


def free_port() -> int:
    """A port that nobody listens on now; the caller must cope with losing it to another."""
    for port in random.sample(PORTS, k=len(PORTS)):
        with closing(socket.socket()) as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise StartFailed(
        "a disposable Postgres", f"no free port between {PORTS.start} and {PORTS.stop}"
    )


def wait_until_ready(
    what: str, port: int, alive: Callable[[], bool], log: Callable[[], str]
) -> None:
    """Return when the server answers; raise with its log when it has ended or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(_dsn(port), connect_timeout=5).close()
        except psycopg.OperationalError:
            if not alive() or time.monotonic() > deadline:
                raise StartFailed(what, log()) from None
            time.sleep(0.02)
        else:
            return


def _dsn(port: int, dbname: str = "postgres", user: str = USER) -> str:
    return make_conninfo(host=HOST, port=port, user=user, dbname=dbname)
