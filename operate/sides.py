"""Data sets that have two sides, to be compared and kept alike: neither given up nor final."""

from __future__ import annotations

from typing import TYPE_CHECKING

from operate import console, database

if TYPE_CHECKING:
    from collections.abc import Sequence

    from operate.ledger import Ledger
    from render.plan import Step

GONE = ("cancelling", "cancelled")
FINAL = ("finalized", "holding", "completed")
REFUSE_CANCELLED = "SELECT migration.refuse_cancelled(%s, %s)"
REFUSE_FINAL = "SELECT migration.refuse_final(%s, %s)"


def two_sided(ledger: Ledger, chosen: Sequence[Step], doing: str) -> list[Step]:
    """The steps of data sets that have two sides; the others are named, or refused when alone."""
    asked = {step.data_set for step in chosen}
    gone = asked & {row["name"] for row in ledger.rows("data_set") if row["phase"] in GONE}
    final = asked & {row["data_set"] for row in ledger.rows("finalization")}
    left = [step for step in chosen if step.data_set not in gone | final]
    if chosen and not left:
        for name in sorted(asked):
            for refuse in (REFUSE_CANCELLED, REFUSE_FINAL):
                database.value(ledger.connection, refuse, ledger.migration, name)
    if gone:
        console.say(f"Cancelled, left out: {', '.join(sorted(gone))}.")
    if final:
        console.say(f"Finalized, nothing is left to {doing}: {', '.join(sorted(final))}.")
    return left
