"""The whole server crashes while a data set is finalized or given up, and is started again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .once import ENDS, phase, places, ready, unclear
from .tally import CLEAN, Prepared
from .test_server_crash import WAITING, crashed, prepared

if TYPE_CHECKING:
    from .once import Place

__all__ = ["prepared"]
# In every run the server crashes at three points of each; in a complete sweep at all, or, as a
# cancel goes through many files, at every fifth.
COMPLETE = {"finalize": 1, "cancel": 5}


def chosen(every: list[Place], command: str, *, complete: bool) -> list[Place]:
    """The points at which the server crashes."""
    step = COMPLETE[command] if complete else len(every) // 3
    return every[step // 2 :: step]


@pytest.mark.parametrize("complete", [False, pytest.param(True, marks=pytest.mark.full)])
@pytest.mark.parametrize("command", ENDS)
def test_a_crash_leaves_no_doubt(command: str, complete: bool, prepared: Prepared) -> None:
    """Wherever the server crashes, the names are as the state says; again, it ends well."""
    doubts = {}
    every = list(places(ready(prepared, command), command))
    crashes = chosen(every, command, complete=complete)
    for place in crashes:
        tally = ready(prepared, command)
        with tally.life.database.connect() as connection:
            connection.execute(WAITING)
        crashed(tally, command, tally.life.generated / place.file, place.blow)
        doubts[f"{place.file}:{place.blow.line}, crashed"] = unclear(tally, command)
        assert tally.turned(command) == ""
        doubts[f"{place.file}:{place.blow.line}, again"] = unclear(tally, command)

        assert phase(tally) == ENDS[command]
        assert command == "cancel" or tally.life.outcomes() == CLEAN
    assert len(crashes) >= 3
    assert {point: found for point, found in doubts.items() if found} == {}
