"""What applications feel while a migration is applied, switched and reversed again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from operate.prove.life import Life
from operate.prove.terms import Terms
from operate.prove.verdict import judged
from operate.workspace import Migration

if TYPE_CHECKING:
    from pathlib import Path

    from operate.disposable import Server

# By the legacy names at first, then by both: 16 applications with as many transactions as the 8.
WRITERS = 8
TRANSACTIONS_PER_SECOND = 300
ROUND_TRIPS = 50
SECONDS = 30.0


def under_load(server: Server, specs: Path, data_set: str, rows: int) -> dict[str, Any]:
    """The verdict on a life without faults, with many round trips of one data set."""
    migration = Migration(specs=specs)
    terms = Terms(
        rows=rows,
        loaded=False,
        writers=WRITERS,
        rate=TRANSACTIONS_PER_SECOND,
        seconds=SECONDS,
        faults=False,
        hostile=False,
        round_trips=ROUND_TRIPS,
        data_sets=(data_set,),
    )
    life = Life(plan=migration.current().plan, migration=migration, server=server, terms=terms)
    life.run()
    return judged(life)
