"""The server settings of a disposable Postgres."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALWAYS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "100",
    "wal_level": "logical",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %d ",
}
# synchronous_commit stays on: without fsync it costs nothing, and without it a crashed server
# forgets its last commits, so that `kill()` would prove nothing.
FAST = {"fsync": "off", "full_page_writes": "off"}
PRELOAD = "pg_stat_statements"

# Knows upper and lower case beyond ASCII and sorts alike everywhere; only glibc and musl have it.
LOCALE = "C.UTF-8" if sys.platform == "linux" else "C"


def settings(
    chosen: Mapping[str, str], *, durable: bool, libraries: Iterable[str]
) -> dict[str, str]:
    """All settings of a server: ours, then the caller's on top.

    Args:
        chosen: what the caller asks for; it wins.
        durable: keep fsync on, to measure what production would feel.
        libraries: the preloadable libraries this engine has.
    """
    preload = {"shared_preload_libraries": PRELOAD} if PRELOAD in libraries else {}
    return {**ALWAYS, **({} if durable else FAST), **preload, **chosen}


def arguments(values: Mapping[str, str]) -> list[str]:
    """The settings as arguments of the postgres program."""
    return [part for name, value in values.items() for part in ("-c", f"{name}={value}")]
