"""A real nginx with the generated edge, in a folder of its own that is gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from operate.disposable.server import HOST, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LIBRARY = "lib/*/faketime/libfaketime.so.1"
SECONDS = 10.0
# Whom nginx runs as when root starts it: whoever may write nothing but its own folder.
NOBODY = 65534
UPSTREAM = """\
upstream changeover_{side} {{
    server {address};
    keepalive 32;
}}

map "" $changeover_{side}_address {{
    default "{address}";
}}
"""


class EdgeFailed(Exception):
    """nginx did not start; the text is what it said."""


@dataclass(slots=True, kw_only=True)
class Edge:
    """A running nginx: where it listens, and the folder that is its prefix."""

    port: int
    prefix: Path
    process: subprocess.Popen[bytes] = field(repr=False)

    @property
    def url(self) -> str:
        """Where it is reached."""
        return f"http://{HOST}:{self.port}"

    def turn(self, sides: Mapping[str, str]) -> None:
        """Say which side answers for each API or page, as an operator does, and reload."""
        lines = [f"{key} {side};\n" for key, side in sorted(sides.items())]
        target = next((self.prefix / "traffic").glob("*.map"))
        new = target.with_suffix(".new")
        new.write_text("".join(lines))
        new.chmod(0o644)
        new.rename(target)
        self.reload()

    def reload(self) -> None:
        """Let nginx read its files again, and wait until only new workers are there."""
        before = self.workers()
        self.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + SECONDS
        while self.workers() & before or not self.workers():
            if time.monotonic() > deadline:
                raise EdgeFailed(self.log("error.log"))
            time.sleep(0.02)

    def log(self, name: str) -> str:
        """The whole lines of one of its logs; empty when there is none."""
        path = self.prefix / name
        text = path.read_text(errors="replace") if path.exists() else ""
        return text[: text.rfind("\n") + 1]

    def workers(self) -> set[str]:
        """The processes that answer."""
        pid = self.process.pid
        return set(Path(f"/proc/{pid}/task/{pid}/children").read_text().split())


@contextmanager
def serving(
    generated: Path, legacy: str, new: str, *, port: int = 0, at: str = ""
) -> Iterator[Edge]:
    """Run nginx with a migration's generated folder in front of two addresses.

    Args:
        generated: the folder that holds `nginx.conf`.
        legacy: address and port of the legacy system.
        new: address and port of the new system.
        port: where it listens; a free one by default.
        at: its clock, as libfaketime takes it, such as `@2027-07-01 00:00:00`; the real one by
            default.
    """
    folder = Path(tempfile.mkdtemp(prefix="changeover-edge-", dir="/tmp"))
    chosen = port or free_port()
    try:
        prefix = folder / "nginx"
        shutil.copytree(generated, prefix)
        (prefix / "listen.conf").write_text(f"listen {HOST}:{chosen};\n")
        sides = {"legacy": legacy, "new": new}
        (prefix / "upstreams.conf").write_text(
            "".join(UPSTREAM.format(side=side, address=one) for side, one in sides.items())
        )
        give_away(folder)
        with running(prefix, at) as process:
            edge = Edge(port=chosen, prefix=prefix, process=process)
            wait(edge)
            yield edge
    finally:
        shutil.rmtree(folder)


def give_away(folder: Path) -> None:
    """Let the account that nginx runs as write below a folder."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


@contextmanager
def running(prefix: Path, at: str) -> Iterator[subprocess.Popen[bytes]]:
    """An nginx with the configuration that lies in its prefix, under a clock of its own or not."""
    command = ["nginx", "-p", str(prefix), "-c", "nginx.conf", "-e", "error.log"]
    command += ["-g", "daemon off; worker_processes 1;"]
    # The main file says how many workers; here one is enough, and it may be said only once.
    main = prefix / "nginx.conf"
    main.write_text(main.read_text().replace("worker_processes auto;\n", ""))
    account = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    process = subprocess.Popen(
        command,
        cwd=prefix,
        env={**os.environ, **_clock(at)},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        **account,  # type: ignore[call-overload]
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _clock(at: str) -> dict[str, str]:
    if not at:
        return {}
    library = next(Path("/usr").glob(LIBRARY))
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME": at,
        # nginx writes its title over its environment, so the clock must not be read there again.
        "FAKETIME_CACHE_DURATION": "1000000000",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DISABLE_SHM": "1",
    }


def wait(edge: Edge) -> None:
    """Return when it answers; raise EdgeFailed with its log when it does not."""
    deadline = time.monotonic() + SECONDS
    while True:
        # Whoever listens has no worker yet, and a signal before that would be forgotten.
        if edge.workers():
            with closing(socket.socket()) as probe:
                if probe.connect_ex((HOST, edge.port)) == 0:
                    return
        if edge.process.poll() is not None or time.monotonic() > deadline:
            raise EdgeFailed(edge.log("error.log"))
        time.sleep(0.02)
