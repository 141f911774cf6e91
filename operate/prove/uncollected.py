"""Python's garbage collector, kept away from what is measured."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect nothing meanwhile: a pause of 100 ms would be told as a wait for the database.

    It stops all clients, which are threads of one process, and grows with what a proof remembers.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()
