"""A difference that only rows derived another way show stops the phase and closes the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from operate.comparison import RUNGS
from tests.operate.shell import shell_in

from .final import STANDING, one
from .life import begun, tree_of
from .mutants import Mutant
from .test_oracle import RESULTS, Mistake

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.fixtures.databases import Database

    from .life import Life

MIGRATION = DATA_SET = "flights"
MAPPING = "airline"
# In every file that brings or compares its rows, and in none that derives them another way.
MISTAKE = Mistake(
    mapping=MAPPING,
    old="uuid_from_text(34154224782787676, ",
    new="uuid_from_text(34154224782787677, ",
    column="id",
)
NOT_COUNTED = Mutant(
    files=f"*60_validator_{MAPPING}.apply.sql",
    old="problems := problems + migration_flights.airline_oracle(this);",
    new="PERFORM migration_flights.airline_oracle(this);",
)
GATE = """
SELECT said.passed, said.detail FROM migration.look_at_gates('flights', 'flights', 'switch') AS said
WHERE said.gate = 'comparison'
"""


def mistaken() -> Mapping[str, str]:
    """The generated files with the mistake."""
    tree = {path: MISTAKE.made(path, text) for path, text in tree_of(MIGRATION).items()}
    assert tree != tree_of(MIGRATION)
    return tree


def stopped(life: Life, repository: Path) -> None:
    """The phase ends with the difference, and neither psql nor the command gets past the gate."""
    life.fill(20, invented=True, hostile=False)
    life.apply(to="copied")

    done = life.psql("verified", "apply", check=False)

    with life.database.connect() as connection:
        found = dict(connection.execute(RESULTS, (MAPPING,)).fetchall())
    assert {rung for rung in RUNGS if found[rung]} == {"L5"}
    assert done.returncode != 0
    assert "the mapping airline shows differences" in done.stderr
    assert one(life, STANDING, DATA_SET) == ("copied", "legacy", 0)
    for step in life.plan.steps:
        if step.part == "validation" and step.name != MAPPING:
            life.database.psql(file=life.generated / step.file("apply"))
    assert one(life, GATE) == (False, "airline: differences")
    dry = shell_in(repository, MIGRATION, life.database).run("switch", DATA_SET, "--dry-run")
    assert dry.returncode == 6
    assert "refused: the gate comparison: airline: differences" in dry.stdout


def test_only_l5_sees_it_and_it_stops(database: Database, tmp_path: Path) -> None:
    """What the rungs up to L4 do not see keeps a migration from `verified` and from its switch."""
    life = begun(MIGRATION, database, tmp_path / "generated", mistaken())

    stopped(life, tmp_path / "repository")


def test_a_rung_that_does_not_count_is_noticed(database: Database, tmp_path: Path) -> None:
    """Where what L5 finds is not counted, the same mistake reaches `verified`: it is noticed."""
    tree = NOT_COUNTED.of(mistaken())
    life = begun(MIGRATION, database, tmp_path / "generated", tree)

    with pytest.raises(AssertionError, match="assert 0 != 0"):
        stopped(life, tmp_path / "repository")
    assert one(life, STANDING, DATA_SET) == ("verified", "legacy", 0)
    assert one(life, GATE)[0] is True
