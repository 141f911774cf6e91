"""Random writers at every isolation level, through a whole migration and against a control run."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from .life import Life, begun
from .write_costs import COSTS
from .write_departures import DEPARTURES
from .write_library import LIBRARY
from .writers import LEVELS, WRITERS, Application, failures_of, writing

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.databases import Database

SECONDS = 1.5
# A table was emptied between replay and comparison; a session that was refused is not gone yet.
PASSING = ("a TRUNCATE waits in the journal", "another session is applying")
# What such an application meets without a migration: serialization failures, by level.
CONFLICTS = {(level.name, "40001") for level in LEVELS if level is not LEVELS[0]}
applications = pytest.mark.parametrize(
    "application", [COSTS, LIBRARY, DEPARTURES], ids=["costs", "library", "departures"]
)
more = [pytest.param(seed, marks=pytest.mark.full) for seed in range(1, 10)]


def verified(life: Life) -> None:
    """Apply the last phase; what passes by itself is waited for, differences are a failure."""
    done = life.psql("verified", "apply", check=False)
    while done.returncode:
        assert any(reason in done.stderr for reason in PASSING), done.stderr
        time.sleep(0.1)
        done = life.psql("verified", "apply", check=False)


@applications
@pytest.mark.parametrize("seed", [0, *more])
def test_no_write_is_lost_undone_or_refused(
    application: Application, seed: int, database: Database, tmp_path: Path
) -> None:
    """Four random writers lose no write, see none undone, and get no error of the migration's.

    They write at all isolation levels from before the capture until after a validation. An
    application that takes its locks in order meets serialization failures only, and only where
    it meets them without a migration.
    """
    life = begun(application.migration, database, tmp_path)
    application.begin(life)
    with writing(application, database, seed=seed, seconds=SECONDS) as control:
        pass
    life.apply(to="expanded")

    with writing(application, database, seed=seed, seconds=SECONDS, first=WRITERS) as writers:
        life.apply(after="expanded", to="copied")
        verified(life)
    life.validate()

    with database.connect() as connection:
        apart = connection.execute(application.apart.encode()).fetchall()
    assert apart == []
    assert set(life.outcomes().values()) == {("clean", 0, 0)}
    assert failures_of(control).keys() <= CONFLICTS
    assert failures_of(writers).keys() <= CONFLICTS
    assert min(writer.committed for writer in writers) > 20


@applications
@pytest.mark.parametrize("seed", more)
def test_a_rollback_under_load_is_not_felt(
    application: Application, seed: int, database: Database, tmp_path: Path
) -> None:
    """A migration that is rolled back and begun anew under load costs its writers nothing.

    In between nothing is left of it, and in the end no write is lost, undone or stale.
    """
    life = begun(application.migration, database, tmp_path)
    application.begin(life)
    with writing(application, database, seed=seed, seconds=SECONDS) as control:
        pass

    with writing(application, database, seed=seed, seconds=SECONDS, first=WRITERS) as writers:
        life.apply(to="copied")
        verified(life)
        life.roll_back()
        between = life.rows(life.settings.target_schema, life.settings.work_schema)
        life.apply(to="copied")
        verified(life)
    life.validate()

    with database.connect() as connection:
        apart = connection.execute(application.apart.encode()).fetchall()
    assert between == {}
    assert apart == []
    assert set(life.outcomes().values()) == {("clean", 0, 0)}
    assert failures_of(control).keys() <= CONFLICTS
    assert failures_of(writers).keys() <= CONFLICTS
