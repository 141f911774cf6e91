"""Python's own pauses, kept away from what is measured: a proof's clients are threads of one."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Ten times as often as Python does by itself: sixteen clients wait in a queue for the interpreter.
SECONDS_BETWEEN_SWITCHES = 0.0005


@contextmanager
def undisturbed() -> Iterator[None]:
    """Collect nothing meanwhile, and let whoever has an answer take note of it soon.

    Both would be told as waits for the database: a collection stops all clients for some 100 ms,
    the more a proof remembers; and each thread that computes keeps the others for an interval.
    """
    interval = sys.getswitchinterval()
    gc.collect()
    gc.freeze()
    gc.disable()
    sys.setswitchinterval(SECONDS_BETWEEN_SWITCHES)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)
        gc.enable()
        gc.unfreeze()
