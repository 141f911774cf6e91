"""The server's clock jumps by a month while a data set waits to be finalized."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .jumps import (
    LONGER,
    MONTH,
    clock,
    jumping,
    place,
    server_and_clock,
    tally_in,
    until_done,
)
from .mutants import Mutant
from .once import ENDS, phase, unclear
from .tally import NOT_COMPARED, Tally

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.clocks import Clock
    from tests.fixtures.databases import Database

    from .life import Life

__all__ = ["clock", "place", "server_and_clock"]
pytestmark = pytest.mark.needs("libfaketime")
EARLY = "MG155"
NO_WINDOW = Mutant(
    files="*42_control_gates_shared_shared.apply.sql",
    old="            AND clock_timestamp() >= o.changed_at + e.reverse_window",
    new="",
)


def finalized_under(life: Life, clock: Clock) -> None:
    """Ask for it in another month, where it is refused, and then while the clock jumps."""
    life.apply()
    tally, refused = Tally(life=life), []
    assert tally.turned("switch") == ""
    tally.validate()
    life.look_again()
    for days in (MONTH, -MONTH):
        clock.set(days)
        refused.append(tally.turned("finalize"))
        tally.alone()
        assert (phase(tally), unclear(tally, "finalize")) == ("switched", [])
    clock.set(0)

    # What was compared is old a month later, and the window is not over a month before.
    assert refused == [NOT_COMPARED, EARLY]
    with jumping(clock, LONGER):
        until_done(tally, "finalize")
    clock.set(0)
    assert (phase(tally), unclear(tally, "finalize")) == (ENDS["finalize"], [])


def test_finalize_waits_by_the_clock(place: Database, clock: Clock, tmp_path: Path) -> None:
    """A clock that jumps opens no gate, and leaves a clear state whenever finalize runs."""
    finalized_under(tally_in(place, tmp_path), clock)


def test_without_a_window_it_does_not(place: Database, clock: Clock, tmp_path: Path) -> None:
    """Without a look at the window, a clock that was set back is refused for something else."""
    with pytest.raises(AssertionError, match=f"'{NOT_COMPARED}', '{NOT_COMPARED}'"):
        finalized_under(tally_in(place, tmp_path, NO_WINDOW), clock)
