"""A legacy row that becomes rows of several tables is migrated whole, or set aside whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from .life import begun, tree_of
from .mutants import Mutant

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.databases import Database

    from .life import Life

PROMPT = """
INSERT INTO prompt_configs (id, prompt_key, template, variables)
VALUES (1, 'greet', 'Say {name}', '["name", "tone", "length"]')
"""
SHORTER = """UPDATE prompt_configs SET variables = '["name"]' WHERE id = 1"""
RENUMBERED = "UPDATE prompt_configs SET version = 2 WHERE id = 1"
GONE = "DELETE FROM prompt_configs WHERE id = 1"
BAD = """UPDATE prompt_configs SET variables = '["name", "bad"]' WHERE id = 1"""
GOOD = """UPDATE prompt_configs SET variables = '["name", "good"]' WHERE id = 1"""
# A rule that the specs do not know: no legacy row breaks it but the one that a test writes.
STRICT = """
ALTER TABLE ai_management.prompt_variables ADD CONSTRAINT strict CHECK (name <> 'bad') NOT VALID
"""
VARIABLES = "SELECT name FROM ai_management.prompt_variables ORDER BY position"
PARTS = """
SELECT
    (SELECT count(*) FROM ai_management.prompts),
    (SELECT count(*) FROM ai_management.prompt_versions),
    (SELECT count(*) FROM ai_management.prompt_variables)
"""
SET_ASIDE = "SELECT legacy_key FROM migration.quarantine"
REPLAY = "CALL migration_ai_management.prompt_configs_replay()"
KEPT_ELEMENTS = [
    Mutant(
        files=f"*70_{part}_prompt_configs.apply.sql",
        old="AND p._migrated_at IS NOT NULL",
        new="AND false",
    )
    for part in ("capture", "settle")
]

Prepared = Callable[[Mutant | None], "Life"]


@pytest.fixture
def prepared(database: Database, tmp_path: Path) -> Prepared:
    """ai-management with one prompt, captured and copied."""

    def make(mutant: Mutant | None) -> Life:
        tree = tree_of("ai-management")
        life = begun("ai-management", database, tmp_path, mutant.of(tree) if mutant else tree)
        life.fill(0, hostile=False)
        run(life, PROMPT)
        life.apply(to="copied")
        return life

    return make


def run(life: Life, *statements: str, as_migration: bool = False) -> list[tuple[object, ...]]:
    """Run statements, as the application or not, and give the rows of the last one."""
    with life.database.connect(as_migration=as_migration) as connection:
        for statement in statements:
            cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def test_a_row_becomes_rows_of_all_its_tables(prepared: Prepared) -> None:
    """A prompt has a version and a row for each variable, in their order."""
    life = prepared(None)

    assert run(life, PARTS) == [(1, 1, 3)]
    assert run(life, VARIABLES) == [("name",), ("tone",), ("length",)]


@pytest.mark.parametrize(
    ("write", "left"), [(SHORTER, (1, 1, 1)), (RENUMBERED, (1, 1, 3)), (GONE, (0, 0, 0))]
)
def test_what_a_row_no_longer_says_is_gone(
    write: str, left: tuple[int, ...], prepared: Prepared
) -> None:
    """Elements that were removed, an old version and a deleted prompt leave nothing behind."""
    life = prepared(None)

    assert run(life, write, PARTS) == [left]
    life.apply_only("verified")
    assert set(life.outcomes().values()) == {("clean", 0, 0)}


def test_a_row_that_does_not_fit_is_set_aside_whole(prepared: Prepared) -> None:
    """When one element does not fit, neither the prompt nor any of its rows stays half-changed."""
    life = prepared(None)

    run(life, STRICT, BAD)
    aside = run(life, REPLAY, SET_ASIDE, as_migration=True)
    during = run(life, PARTS)
    later = run(life, GOOD, SET_ASIDE)

    assert aside == [({"id": 1},)]
    assert during == [(0, 0, 0)]
    assert later == []
    assert run(life, VARIABLES) == [("name",), ("good",)]


@pytest.mark.parametrize(
    ("mutant", "level"),
    [(KEPT_ELEMENTS[0], "READ COMMITTED"), (KEPT_ELEMENTS[1], "REPEATABLE READ")],
)
def test_elements_that_stay_are_noticed(mutant: Mutant, level: str, prepared: Prepared) -> None:
    """Without the removal in the capture, or in the replay, the comparison finds what stayed."""
    life = prepared(mutant)

    run(life, f"BEGIN ISOLATION LEVEL {level}", SHORTER, "COMMIT")
    with pytest.raises(pytest.fail.Exception, match="shows differences"):
        life.apply_only("verified")

    assert life.outcomes()["prompt_configs_prompt_variables"][0] == "differences"
