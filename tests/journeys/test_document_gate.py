"""Two counts are no proof: what the document's own gate lets pass, and what stops instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from render.write import write

from .life import Life, rendered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.databases import Database

ROWS = 200
# The document compares these two numbers and calls the migration complete when they are equal.
DOCUMENT_GATE = """
SELECT
    (SELECT count(*) FROM usage_logs),
    (
        SELECT count(*)
        FROM ai_management.usage_logs_provenance AS p
        WHERE p.metadata ->> 'original_table' = 'usage_logs'
    )
"""
LOST, TWIN = 2, 3  # by the order of the legacy keys
PICKED = "SELECT _legacy_id FROM ai_management.ai_usage_logs ORDER BY 1 OFFSET %s LIMIT 1"
RUIN = """
DROP INDEX ai_management.legacy_usage_logs_id;
UPDATE ai_management.ai_usage_logs SET cost_usd = 0, status = NULL;
DELETE FROM ai_management.ai_usage_logs WHERE _legacy_id = {lost};
CREATE TEMPORARY TABLE twin AS
    SELECT * FROM ai_management.ai_usage_logs WHERE _legacy_id = {twin};
UPDATE twin SET id = gen_random_uuid();
INSERT INTO ai_management.ai_usage_logs SELECT * FROM twin;
"""
NAMED = """
SELECT d.kind, (d.legacy_key ->> 'id')::bigint, d.columns
FROM migration.difference AS d
WHERE d.rung = 'L4' AND d.run = (
    SELECT max(r.run) FROM migration.validation_run AS r WHERE r.mapping = 'usage_logs'
)
"""


@pytest.fixture
def verified(database: Database, tmp_path: Path) -> Life:
    """The migration ai-management, applied up to `verified` and clean."""
    made = rendered("ai-management")
    assert made.tree is not None, [str(finding) for finding in made.findings]
    write(made.tree, tmp_path)
    life = Life(name="ai-management", database=database, generated=tmp_path)
    life.fill(ROWS)
    life.apply()
    return life


@pytest.mark.erratum(8)
def test_two_equal_counts_prove_nothing(verified: Life) -> None:
    """The document's gate passes a ruined target; comparing every row refuses and names the rows.

    In the ruined target all costs are 0, every status is gone, one row is lost and another one is
    there twice.
    """
    with verified.database.connect(as_migration=True) as connection:
        lost, twin = (
            connection.execute(PICKED, (place,)).fetchall()[0][0] for place in (LOST, TWIN)
        )
        before = connection.execute(DOCUMENT_GATE).fetchall()[0]
        connection.execute(RUIN.format(lost=lost, twin=twin))
        ruined = connection.execute(DOCUMENT_GATE).fetchall()[0]
        connection.execute("CALL migration_ai_management.usage_logs_validate()")
        with pytest.raises(psycopg.Error) as refused:
            connection.execute("SELECT migration_ai_management.usage_logs_gate()")
        named = connection.execute(NAMED).fetchall()

    assert before[0] == before[1] >= ROWS
    assert ruined == before
    assert refused.value.sqlstate == "MG072"
    assert [key for kind, key, _ in named if kind == "missing"] == [lost]
    assert [key for _, key, columns in named if "id" in columns and key != lost] == [twin]
    assert len({key for kind, key, _ in named if kind == "differs"}) > ROWS / 2
