"""How transactions failed: as they may between applications and while legacy owns, or otherwise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from operate.prove.history import ENDED, LOST, NOT_OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from operate.prove.history import Transaction
    from operate.prove.owners import Owners

# Applications may always get in each other's way where they ask for a snapshot: such a rate is
# beyond the control run's when it is this many times as high, and these percentage points above it.
# By both names they are twice as many; 7.5 of 100 at two levels of three are 5 of all.
SERIALIZATION_FAILURE = "40001"
BY_SNAPSHOT = ("REPEATABLE_READ", "SERIALIZABLE")
TIMES, POINTS = 3.0, 0.075
# A short proof has few transactions, so chance is given room above that: three standard deviations
# of a Poisson distribution. Beside a control run without any, of 200 transactions 26 may fail, 11
# more; of 20,000 not 1 of 100 more.
DEVIATIONS = 3.0
# Whatever else the control run shows may come so much more often by chance.
TRANSACTIONS = 2
ELSEWHERE = ("", LOST, NOT_OPEN, *ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How often transactions of one isolation level failed with one SQLSTATE, in both runs."""

    level: str
    state: str
    count: int
    rate: float
    control_count: int
    control_rate: float
    beyond: bool
    said: str


def errors(control: Sequence[Transaction], life: Sequence[Transaction]) -> Iterator[Seen]:
    """Every SQLSTATE with its rates; lost sessions and MG123 are told elsewhere."""
    ours, theirs = (Counter((one.level, one.state) for one in run) for run in (life, control))
    for level, state in sorted({*ours, *theirs}):
        if state in ELSEWHERE:
            continue
        tried, control_tried = _tried(ours, level), _tried(theirs, level)
        count, control_count = ours[level, state], theirs[level, state]
        rate, control_rate = count / tried, control_count / control_tried
        if state == SERIALIZATION_FAILURE and level in BY_SNAPSHOT:
            expected = max(control_rate * TIMES, control_rate + POINTS) * tried
            beyond = count > expected + DEVIATIONS * sqrt(expected)
        else:
            known = control_count > 0
            beyond = count > (control_rate * TIMES * tried + TRANSACTIONS if known else 0)
        yield Seen(
            level=level,
            state=state,
            count=count,
            rate=rate,
            control_count=control_count,
            control_rate=control_rate,
            said=next((one.said for one in life if (one.level, one.state) == (level, state)), ""),
            beyond=beyond,
        )


def in_words(level: str) -> str:
    """An isolation level as SQL spells it."""
    return level.replace("_", " ")


def _tried(run: Counter[tuple[str, str]], level: str) -> int:
    """How many transactions of a level there were, but for those that found a name closed."""
    return max(sum(n for (at, state), n in run.items() if at == level and state != NOT_OPEN), 1)


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
