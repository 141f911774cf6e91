"""What applications feel while a migration is applied, switched and reversed again and again.

The targets name two rates, so there are two lives: S1 and S2 are of the one, C3 is of the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from psycopg import sql

from operate import database
from operate.prove.figures import C3, S1, S2
from operate.prove.life import PROOF, Life
from operate.prove.terms import Terms
from operate.prove.verdict import judged
from operate.workspace import Migration

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from operate.disposable import Server
    from operate.prove.figures import Target

# By the legacy names at first, then by both: 16 applications with as many transactions as the 8.
WRITERS = 8
SECONDS = 30.0
# By the target that says how often they write, and how often a data set turns: what is read of it.
LIVES: dict[Target, tuple[int, tuple[Target, ...]]] = {
    S1: (S2.round_trips, (S1, S2)),
    C3: (C3.round_trips, (C3,)),
}


def under_load(server: Server, specs: Path, data_set: str, rows: int) -> Iterator[dict[str, Any]]:
    """The verdict on each life without faults, with its own figures alone."""
    migration = Migration(specs=specs)
    for target, (round_trips, wanted) in LIVES.items():
        terms = Terms(
            rows=rows,
            loaded=False,
            writers=WRITERS,
            rate=target.per_second,
            seconds=SECONDS,
            faults=False,
            hostile=False,
            round_trips=round_trips,
            data_sets=(data_set,),
        )
        life = Life(plan=migration.current().plan, migration=migration, server=server, terms=terms)
        life.run()
        verdict = judged(life)
        names = [one.figure for one in wanted]
        yield {**verdict, "budgets": [o for o in verdict["budgets"] if o["figure"] in names]}
        with database.connected(server.dsn()) as connection:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(PROOF)))


def shortcomings(verdict: dict[str, Any]) -> Iterator[str]:
    """Why a life is not as its targets want it."""
    for one in verdict["budgets"]:
        if not one["reached"]:
            yield f"{one['figure']}: {one['ms']} ms, target < {one['target_ms']:.0f}; {one['said']}"
    yield from verdict["problems"]
