"""A protection of the edge, and the proof that a test sees what it protects from."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from demo.edge import serving

from .changed import ALONE, SHADOWING, changed
from .conftest import keys

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from demo.edge import Edge

    from .upstream import Upstream

    Check = Callable[[Edge, Upstream, Upstream], None]

SERVER, HTTP = "changeover.server.conf", "changeover.http.conf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """A protection: the text that makes it, what is left without it, and what must fail then."""

    name: str
    file: str
    old: str
    new: str
    check: Check
    at: str = "@2027-01-15 12:00:00"
    side: str = "new"
    shadowing: bool = False


def needed(one: Protection, generated: Path, legacy: Upstream, new: Upstream, folder: Path) -> None:
    """Its check passes on the edge as it is, and fails on the edge without the protection."""
    for mutated in (False, True):
        changes = [*SHADOWING] if one.shadowing else [*ALONE]
        changes += [(one.file, one.old, one.new)] if mutated else []
        changes += [(SERVER, f"proxy_{what}_timeout {ms}ms", f"proxy_{what}_timeout 1000ms")
                    for what in ("connect", "read") for ms in (10000, 30000)]  # fmt: skip
        place = changed(generated, folder / str(mutated) / "nginx", *changes)
        legacy.asked.clear()
        new.asked.clear()
        with serving(place, legacy.address, new.address, at=one.at) as edge:
            edge.turn(dict.fromkeys(keys(generated), one.side))
            if mutated:
                with pytest.raises(
                    (AssertionError, http.client.HTTPException, OSError, ValueError)
                ):
                    one.check(edge, legacy, new)
            else:
                one.check(edge, legacy, new)
