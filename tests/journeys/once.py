"""What is done once to the data set of `tally`: it is finalized, or it is given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .final import one
from .kills import INSIDE
from .tally import BY_NEW, DATA_SET, KEPT, STATEMENTS, Tally, rows
from .turning import Blow, blows, blows_of_one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .tally import Prepared

# Where each of them leaves the data set.
ENDS = {"finalize": "holding", "cancel": "cancelled"}
STANDING = """
SELECT
    d.phase, d.owner, d.epoch,
    to_regclass('public.tallies') IS NOT NULL,
    to_regclass('public.tallies_retired') IS NOT NULL,
    to_regclass('retired.public_tallies') IS NOT NULL,
    EXISTS (SELECT FROM migration.finalization)
FROM migration.data_set AS d
"""
# By state: what a row of STANDING must be.
CLEAR = {
    "switched": ("switched", "new", 1, True, True, False, False),
    "finalized": ("finalized", "new", 1, False, True, False, True),
    "holding": ("holding", "new", 1, False, False, True, True),
    "verified": ("verified", "legacy", 0, True, False, False, False),
    "cancelling": ("cancelling", "legacy", 0, True, False, False, False),
    "cancelled": ("cancelled", "legacy", 0, True, False, False, False),
}
REACHES = {
    "finalize": ("switched", "finalized", "holding"),
    "cancel": ("verified", "cancelling", "cancelled"),
}
# Where the retired table is before it is held, and then.
HELD = ("public.tallies_retired", "retired.public_tallies")
# What a data set that is given up leaves behind of ours.
OURS = """
SELECT
    (SELECT count(*) FROM pg_trigger AS t
    WHERE t.tgrelid = to_regclass('public.tallies') AND NOT t.tgisinternal)
    + (SELECT count(*) FROM tally.counts)
"""


class Place(NamedTuple):
    """A point of a generated file, below the folder of all."""

    file: str
    blow: Blow


def ready(prepared: Prepared, command: str) -> Tally:
    """A copy of its own in which the command has something to do."""
    tally = prepared.tried()
    if command == "finalize":
        tally.validate()
        assert tally.turned("switch") == ""
        tally.validate()
        tally.life.look_again(DATA_SET)
    return tally


def places(tally: Tally, command: str) -> Iterator[Place]:
    """Every point of the files that the command runs, in order."""
    plan = tally.life.plan
    if command == "finalize":
        files = [(plan.finals[0].file("apply"), blows), (plan.holds[0].file("apply"), blows_of_one)]
    else:
        files = [(step.file("rollback"), blows_of_one) for step in plan.cancelled(DATA_SET)]
    for file, points in files:
        for blow in points((tally.life.generated / file).read_text()):
            # What a rollback does inside of a block depends on what is there.
            if command == "finalize" or blow.text != INSIDE:
                yield Place(file, blow)


def phase(tally: Tally) -> str:
    """Where the data set is."""
    return str(one(tally.life, STANDING)[0])


def unclear(tally: Tally, command: str) -> list[str]:
    """What is not as the state of the data set says: the owner, the names, the rows, writes."""
    now = one(tally.life, STANDING)
    found = [] if now == CLEAR[now[0]] else [f"stands at {now}"]
    if now[0] not in REACHES[command]:
        found.append(f"{command} has led to {now[0]}")
    if now[0] in ("switched", "verified"):
        return [*found, *tally.in_doubt(now[1])]
    with tally.life.database.connect() as connection:
        if now[1] == "legacy":
            connection.execute(STATEMENTS["legacy", "increment"].encode(), ("token a",))
            left = one(tally.life, OURS)
            return [*found, *([f"left: {left}"] if now[0] == "cancelled" and left != (0,) else [])]
        kept = KEPT if now[0] == "finalized" else KEPT.replace(*HELD)
        sides = [rows(connection, query) for query in (BY_NEW, kept)]
        # Since then only the new table is written, and only that row.
        for side in sides:
            side.pop("token b", None)
        if sides[0] != sides[1] or not sides[0]:
            found.append(f"the new and the retired table show {sides}")
        connection.execute(STATEMENTS["new", "increment"].encode(), ("token b",))
    return found
