"""Being stopped from outside: what ends a process gently is taken for Ctrl-C."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

# A CI job that is cancelled, and a terminal that is closed; `nohup` ignores the latter.
SIGNALS = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def ended_gently() -> Iterator[None]:
    """Surrounds work that, when it is ended from outside, rolls back and records it first."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    for number, handler in before.items():
        if handler != signal.SIG_IGN:
            signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
