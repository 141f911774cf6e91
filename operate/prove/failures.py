"""How transactions failed: as they may between applications and while legacy owns, or otherwise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from operate.prove.history import ENDED, LOST, NOT_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from operate.prove.history import Transaction
    from operate.prove.owners import Owners

# Two applications may always get in each other's way: a rate is beyond the control run's when it
# is this many times as high, and these percentage points above it.
SERIALIZATION_FAILURE = "40001"
TIMES, POINTS = 3.0, 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How often transactions failed with one SQLSTATE, with the migration and without."""

    state: str
    count: int
    rate: float
    control_count: int
    control_rate: float
    beyond: bool
    said: str


def errors(control: Sequence[Transaction], life: Sequence[Transaction]) -> Iterator[Seen]:
    """Every SQLSTATE with its rate in both runs; lost sessions and MG123 are told elsewhere."""
    elsewhere = {"", LOST, NOT_OPEN, *ENDED}
    ours = Counter(one.state for one in life)
    theirs = Counter(one.state for one in control)
    tried = len(life) - ours[NOT_OPEN]
    for state in sorted({*ours, *theirs} - elsewhere):
        rate = ours[state] / max(tried, 1)
        control_rate = theirs[state] / max(len(control), 1)
        known = state == SERIALIZATION_FAILURE or theirs[state] > 0
        yield Seen(
            state=state,
            count=ours[state],
            rate=rate,
            control_count=theirs[state],
            control_rate=control_rate,
            said=next((one.said for one in life if one.state == state), ""),
            beyond=ours[state] > 0
            and (not known or rate > max(control_rate * TIMES, control_rate + POINTS)),
        )


def kept_out(
    life: Sequence[Transaction], data_sets: Mapping[str, str], owners: Owners
) -> Iterator[str]:
    """Who was refused with MG123, though it was not a new name while legacy owned the table.

    `data_sets` gives the data set of each table.
    """
    refused = Counter(
        (one.client, one.table or "its COMMIT")
        for one in life
        if one.state == NOT_OPEN and not _excused(one, data_sets, owners)
    )
    for (client, table), times in refused.items():
        yield f"{client} was refused {times:,} times with {NOT_OPEN} by {table}, without a reason"


def _excused(one: Transaction, data_sets: Mapping[str, str], owners: Owners) -> bool:
    """Whether legacy may have owned the table that a new name wrote when it was refused."""
    if one.side != "new" or one.table not in data_sets:
        return False
    return owners.legacy_owned(data_sets[one.table], one.began, one.began + one.seconds)
