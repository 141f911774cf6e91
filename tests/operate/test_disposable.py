"""Disposable servers: they start on every engine, survive a crash and leave nothing behind."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from operate.disposable import (
    ENGINES,
    StartFailed,
    binaries,
    choose,
    container,
    disposable,
    programs,
)
from operate.disposable.owner import Owner

if TYPE_CHECKING:
    from collections.abc import Callable

    from operate.disposable import Server

every_engine = pytest.mark.parametrize(
    "engine", [pytest.param(name, marks=pytest.mark.needs(name)) for name in ENGINES]
)
# Prints where its server is, then waits to be killed.
CHILD = """
import sys, time
from operate.disposable import disposable
with disposable(sys.argv[1]) as server:
    print(server.port, flush=True)
    time.sleep(600)
"""


@every_engine
def test_server_survives_a_crash(engine: str) -> None:
    """Each engine brings a crashed server back on the same port with all committed rows."""
    with disposable(engine) as server:
        with psycopg.connect(server.dsn(), autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS id")
        server.kill()

        assert not _listens(server.port)

        server.start()
        with psycopg.connect(server.dsn()) as connection:
            rows = connection.execute("SELECT count(*) FROM kept").fetchone()

        assert rows == (1000,)


@every_engine
def test_server_is_gone_afterwards(engine: str) -> None:
    """Each engine leaves no process, no container and no file when its server is done with."""
    before = _traces(engine)
    with disposable(engine) as server:
        during = _traces(engine)

    assert len(during - before) == 1
    assert _traces(engine) == before
    assert not _listens(server.port)


@every_engine
def test_header_names_the_server_that_runs(engine: str) -> None:
    """What a run announces about its server is the version that the server itself reports."""
    announced = choose(engine).describe()
    with disposable(engine) as server:
        running = server.describe()

    assert announced.startswith(running)
    assert server.version.number // 10_000 == int(server.version.text.split(".")[0])


@every_engine
def test_settings_are_those_asked_for(engine: str) -> None:
    """Fast by default, durable on request, and a caller's own setting wins."""
    names = ("fsync", "synchronous_commit", "wal_level", "max_connections")
    with disposable(engine) as fast, disposable(engine, durable=True) as durable:
        on_fast = [_show(fast, name) for name in names]
        on_durable = [_show(durable, name) for name in names]
    with disposable(engine, settings={"max_connections": "37"}) as own:
        on_own = [_show(own, name) for name in ("max_connections", "shared_preload_libraries")]

    assert on_fast == ["off", "on", "logical", "100"]
    assert on_durable == ["on", "on", "logical", "100"]
    assert on_own == ["37", "pg_stat_statements"]


@every_engine
def test_failed_start_shows_the_log(engine: str) -> None:
    """A server that cannot start says why in its own words, and leaves nothing behind."""
    before = _traces(engine)
    with (
        pytest.raises(StartFailed, match='invalid value for parameter "wal_level"'),
        disposable(engine, settings={"wal_level": "nonsense"}),
    ):
        pass

    assert _traces(engine) == before


@pytest.mark.parametrize(
    "engine",
    [pytest.param(name, marks=pytest.mark.needs(name)) for name in ENGINES if name != "container"],
)
def test_server_dies_with_its_owner(engine: str) -> None:
    """Killing a run with SIGKILL takes its server down; the next run removes its files."""
    child, port = _run_child(engine)
    left = _traces(engine, child.pid)
    child.kill()
    child.wait()

    _wait_until(lambda: not _listens(port), "the server outlived its owner")
    binaries.remove_leftovers()

    assert len(left) == 1
    assert not _traces(engine, child.pid)


@pytest.mark.needs("local")
def test_data_is_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server's data lies in the folder that the environment names, and nothing is left there."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setenv(binaries.FOLDER, folder)
        with disposable("local") as server:
            data = Path(_show(server, "data_directory"))

            assert data.parent.parent == Path(folder)

        assert not [*Path(folder).iterdir()]


@pytest.mark.needs("container")
def test_leftover_container_is_removed() -> None:
    """The container of a run that was killed is removed by the next run, others are left alone."""
    with disposable("container") as mine:
        child, port = _run_child("container")
        left = _traces("container", child.pid)
        child.kill()
        child.wait()
        container.remove_leftovers()

        assert len(left) == 1
        assert not _traces("container", child.pid)
        assert not _listens(port)
        assert _listens(mine.port)


@pytest.mark.needs("embedded")
def test_programs_in_a_closed_folder_are_copied(tmp_path: Path) -> None:
    """A wheel below a folder that the server's account may not enter works all the same."""
    bindir = programs.embedded()
    assert bindir is not None
    package = bindir.parents[1]
    for folder in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(folder, tmp_path / folder.name, symlinks=True)
    tmp_path.chmod(0o700)
    closed = tmp_path / bindir.relative_to(package.parent)
    engine = binaries.Programs(name="embedded", where="from a copy", bindir=closed)

    with engine.run({}, durable=False) as machine:
        assert _listens(machine.port)


def test_only_the_dead_lose_their_things() -> None:
    """A leftover is removed only if its process has surely ended, on this very machine."""
    me = Owner.me()
    elsewhere = Owner(machine="elsewhere", pid=2**22 + 1, began="1")
    reused = Owner(machine=socket.gethostname(), pid=os.getpid(), began="1")
    ended = subprocess.Popen(["true"])
    ended.wait()
    gone = Owner(machine=socket.gethostname(), pid=ended.pid, began="1")

    verdicts = [owner.is_dead() for owner in (me, elsewhere, reused, gone)]

    assert verdicts == [False, False, True, True]
    assert Owner.read(str(me)) == me
    assert Owner.read("not ours") is None


def _show(server: Server, name: str) -> str:
    with psycopg.connect(server.dsn()) as connection:
        row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    assert row is not None
    return str(row[0])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _traces(engine: str, pid: int | None = None) -> set[str]:
    """The containers or data folders of one process, by default this one; others run beside it."""
    if engine == "container":
        line = f'{{{{.Label "{container.LABEL}"}}}}\t{{{{.Names}}}}'
        listing = subprocess.run(
            ["docker", "ps", "--all", "--format", line], capture_output=True, text=True, check=True
        )
        labels = [row.split("\t") for row in listing.stdout.splitlines()]
    else:
        folders = binaries.folder_of_homes().glob(f"{binaries.PREFIX}*/{binaries.OWNER_FILE}")
        labels = [[_text(path), str(path)] for path in folders]
    owners = {name: Owner.read(label) for label, name in labels}
    wanted = pid or os.getpid()
    return {name for name, owner in owners.items() if owner is not None and owner.pid == wanted}


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # another run has just removed it
        return ""


def _run_child(engine: str) -> tuple[subprocess.Popen[str], int]:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, engine], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    return child, int(child.stdout.readline())


def _wait_until(condition: Callable[[], bool], message: str) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, message
        time.sleep(0.05)
