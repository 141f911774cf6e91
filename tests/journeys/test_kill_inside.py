"""Sessions killed where a statement is halfway, or where it makes what all databases share."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from psycopg import sql

from .kills import DEADLY, points, strike
from .life import tree_of
from .test_kill_sweep import changed

if TYPE_CHECKING:
    from .life import Life
    from .stages import Stages

BUILDING = """
SELECT pid
FROM pg_stat_activity
WHERE query LIKE 'CREATE INDEX CONCURRENTLY%' AND wait_event_type = 'Lock'
"""
PARTITIONS = """
SELECT c.oid::regclass::text
FROM pg_class AS c
JOIN pg_inherits AS i ON i.inhrelid = c.oid
WHERE c.relkind = 'r' AND c.relnamespace = %s::regnamespace
ORDER BY 1
"""
INVALID = "SELECT count(*) FROM pg_index WHERE NOT indisvalid AND indislive"
MADE = "SELECT rolname FROM pg_roles WHERE NOT rolsuper AND rolname !~ '^pg_' ORDER BY 1"
CREATES = "CREATE ROLE"


def killed_while_building(life: Life, partition: str) -> None:
    """Apply until an index is being built on that partition, whose writer does not end; kill it."""
    with (
        ThreadPoolExecutor() as pool,
        life.database.connect(autocommit=False) as writer,
        life.database.connect() as killer,
    ):
        writer.execute(sql.SQL("LOCK TABLE {} IN ROW EXCLUSIVE MODE").format(sql.SQL(partition)))
        applied = pool.submit(life.psql, "copied", "apply", check=False)
        while not (found := killer.execute(BUILDING).fetchall()):
            assert not applied.done()
            time.sleep(0.01)
        killer.execute("SELECT pg_terminate_backend(%s, 10000)", found[0])
        assert applied.result(timeout=20).returncode != 0


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(1, 10))]
)
@pytest.mark.parametrize("stages", ["ai-management"], indirect=True)
def test_an_index_build_killed_halfway_is_made_good(stages: Stages, seed: int) -> None:
    """An index build killed on some partition leaves an invalid index, which applying replaces."""
    with stages.before("apply", "copied") as life:
        with life.database.connect() as connection:
            schema = life.settings.target_schema
            partitions = [name for (name,) in connection.execute(PARTITIONS, (schema,))]
        killed_while_building(life, random.Random(seed).choice(partitions))  # noqa: S311 - repeatable
        with life.database.connect() as connection:
            invalid = connection.execute(INVALID).fetchall()
        life.apply(after="copying")
        found = life.state()

    assert invalid[0][0] >= 1
    assert changed(found, stages.applied["verified"]) == {}


def roles(life: Life) -> list[str]:
    """The roles of the server that are not its own."""
    with life.database.connect() as connection:
        return [name for (name,) in connection.execute(MADE)]


@pytest.mark.parametrize(
    "share", [0, *(pytest.param(share, marks=pytest.mark.full) for share in range(1, 5))]
)
def test_roles_that_were_being_made_are_made_good(life: Life, share: int) -> None:
    """A session killed while roles are made leaves none half made; rolling back drops its own.

    The roles of the control schema stay: all migrations of the server share them.
    """
    tree = tree_of(life.name)
    every = [point for point in points(life.name, "apply") if CREATES in tree[point.file]]
    point = every[share * len(every) // 5]
    life.fill(0, hostile=False, invented=True)
    with life.database.connect() as connection:
        connection.execute(DEADLY)
    if life.phases.index(point.phase):
        life.apply(to=life.phases[life.phases.index(point.phase) - 1])
    strike(life, point)

    life.apply()
    made = roles(life)
    life.roll_back()
    left = roles(life)

    assert set(left) < set(made)
    assert {name for name in left if not name.startswith("migration_")} == set()
