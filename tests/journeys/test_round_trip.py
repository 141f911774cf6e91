"""There and back: what a legacy row becomes in the target says again what the legacy row said."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from psycopg import sql

from operate.sample.contract import project_of

from .legacy_rows import rows_of
from .life import ROOT, begun, tree_of
from .mutants import Mutant

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from render.kind import Spec
    from tests.fixtures.databases import Database

    from .legacy_rows import Values
    from .life import Life

EXAMPLES = 500 if os.environ.get("CHANGEOVER_SWEEP") == "full" else 30
WRONG_FACTOR = Mutant(
    files="*58_restored_ai_configs.apply.sql", old="timeout_ms / 1000", new="timeout_ms / 100"
)
# How legacy rows are not what is restored of them: as text, so that no digit and no space is lost.
APART = """
SELECT row FROM (
    (SELECT l::text AS row FROM {legacy} AS l WHERE {moved}
     EXCEPT ALL SELECT r::text FROM {restored} AS r)
    UNION ALL
    (SELECT r::text FROM {restored} AS r
     EXCEPT ALL SELECT l::text FROM {legacy} AS l WHERE {moved})
) AS apart
"""
SET_ASIDE = """
NOT EXISTS (
    SELECT FROM migration.quarantine AS q
    WHERE q.mapping = {mapping} AND q.legacy_key <@ to_jsonb(l)
)
"""


def broken(life: Life, spec: Spec, rows: list[Values]) -> list[tuple[str]]:
    """The rows that come back otherwise, when these are written to the legacy table."""
    relation = next(one for one in life.plan.on_side("legacy") if one.name == spec.body.legacy)
    legacy = sql.Identifier(relation.schema, relation.name)
    insert = sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE VALUES ({})").format(
        legacy,
        sql.SQL(", ").join(map(sql.Identifier, relation.names)),
        sql.SQL(", ").join(map(sql.Placeholder, relation.names)),
    )
    moved: list[sql.Composable] = [sql.SQL(SET_ASIDE).format(mapping=sql.Literal(spec.name))]
    if spec.body.where:
        moved.append(sql.SQL(f"({spec.body.where})"))
    apart = sql.SQL(APART).format(
        legacy=legacy,
        restored=sql.Identifier(life.settings.work_schema, f"{spec.name}_restored"),
        moved=sql.SQL(" AND ").join(moved),
    )
    with life.database.connect(autocommit=False) as connection:
        connection.execute("SET timezone = 'UTC'")
        connection.cursor().executemany(insert, rows)
        found = connection.execute(apart).fetchall()
        connection.rollback()
    return found


def mappings_of(migration: str) -> tuple[Spec, ...]:
    """The mappings of a migration."""
    return project_of(ROOT / "specs" / migration).of("mapping")


def law(life: Life, spec: Spec, phases: Collection[Phase] = tuple(Phase)) -> None:
    """Hold a mapping to the round trip on rows of hypothesis' own."""
    relation = next(one for one in life.plan.on_side("legacy") if one.name == spec.body.legacy)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    @given(rows=rows_of(relation))
    def holds(rows: list[Values]) -> None:
        assert broken(life, spec, rows) == []

    holds()


@pytest.mark.timeout(900)
def test_every_mapping_goes_there_and_back(life: Life) -> None:
    """Whatever row an application writes, the target gives it back to the last digit and space."""
    life.fill(0, hostile=False, invented=True)
    life.apply()

    for spec in mappings_of(life.name):
        law(life, spec)


def test_a_wrong_way_back_is_noticed(database: Database, tmp_path: Path) -> None:
    """An inverse with a wrong factor gives rows that differ from those that were written."""
    tree = WRONG_FACTOR.of(tree_of("ai-management"))
    life = begun("ai-management", database, tmp_path, tree)
    life.fill(0, hostile=False, invented=True)
    life.apply()
    wrong = next(spec for spec in mappings_of(life.name) if spec.name == "ai_configs")

    with pytest.raises(AssertionError):
        law(life, wrong, [Phase.generate])
