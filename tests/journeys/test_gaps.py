"""Writes between any two steps: no moment of a migration is one in which a change is missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from psycopg import IsolationLevel

from render.plan import phase_folder

from .life import begun
from .write_costs import COSTS
from .write_departures import DEPARTURES
from .write_library import LIBRARY
from .writers import LEVELS, execute

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fixtures.databases import Database

    from .life import Life
    from .writers import Application

STEP = "\\ir ../run_step.psql\n"
BEGUN = "\\ir ../begin_phase.psql\n"


def one_by_one(life: Life, phase: str) -> Iterator[None]:
    """Apply a phase step by step, each in a session of its own, with a pause before each."""
    folder = life.generated / "sql" / phase_folder(phase)
    head, begin, steps = (folder / "apply.sql").read_text().partition(BEGUN)
    *blocks, end = steps.split(STEP)
    for block in (*(f"{block}{STEP}" for block in blocks), end):
        yield
        piece = folder / "piece.sql"
        piece.write_text(head + begin + block)
        life.database.psql(file=piece)


FEW = [(DEPARTURES, IsolationLevel.READ_COMMITTED)]
ALL = [(application, level) for application in (COSTS, LIBRARY, DEPARTURES) for level in LEVELS]


@pytest.mark.parametrize(
    ("application", "level"),
    [pytest.param(*one, marks=() if one in FEW else pytest.mark.full) for one in ALL],
    ids=[f"{application.migration}-{level.name}" for application, level in ALL],
)
def test_two_writes_between_any_two_steps_arrive(
    application: Application, level: IsolationLevel, database: Database, tmp_path: Path
) -> None:
    """A row written before one step, and changed or named before the same or a later one, arrives.

    That holds for each pair of steps of a whole migration, and nothing else touches the row.
    """
    life = begun(application.migration, database, tmp_path)
    application.begin(life)
    life.apply(to="expanded")
    phases = life.phases[2:]
    last = sum(len(life.plan.in_phase(phase)) + 1 for phase in phases)
    gaps = (gap for phase in phases for gap in one_by_one(life, phase))

    with database.connect() as connection:
        connection.isolation_level = level
        for gap, _ in enumerate(gaps, start=1):
            for text in (text for pair in application.pairs for text in pair):
                # Outside of a transaction, the level would be the server's.
                with connection.transaction():
                    execute(connection, text, {"gap": gap, "last": last})
    life.validate()

    with database.connect() as connection:
        apart = connection.execute(application.apart.encode()).fetchall()
    assert gap == last
    assert apart == []
    assert set(life.outcomes().values()) == {("clean", 0, 0)}
