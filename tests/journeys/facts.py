"""Migrations of facts alone: the examples beside the kind, and two tables that state anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from render import render
from render.ddl import create_table_sql
from render.plan import phase_folder
from render.write import write
from tests.test_kinds import KINDS, laid_out

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from render.plan import Plan
    from tests.fixtures.databases import Database

    from .mutants import Mutant

WORK = "migration_ai_management"
COUNTS = """
SELECT keys, agreeing, differing, silent, problem IS NOT NULL, voided_at IS NOT NULL
FROM migration.fact_comparison
ORDER BY comparison
"""
MIGRATION = """\
kind: migration
name: ai-management
title: Two tables
summary: Two tables state the same, and nobody knows which of them is right.
postgres: 15
schemas: {legacy: public, target: ai_management}
data_sets:
  both: {tables: [one, other], because: They are all that there is.}
"""
TABLE = """\
kind: legacy_table
name: %s
comment: One statement of a number.
columns:
  id: {type: text}
  kind: {type: text, nullable: true}
  said: {type: text, nullable: true}
key: [id]
"""
FACT = """\
kind: fact
name: said
title: What both tables say
by: {id: text}
value: %(type)s
statements:
  one: {by: {id: id}, value: "said::%(type)s"}
  other: {by: {id: id}, value: "said::%(type)s", where: "%(where)s"}
winner: one
because: Somebody has to, and this one is older.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A migration of facts alone, its legacy tables made from their contracts."""

    database: Database
    generated: Path
    plan: Plan

    def psql(
        self, phase: str, action: str = "apply", *, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run one of a phase's drivers with psql alone."""
        file = self.generated / "sql" / phase_folder(phase) / f"{action}.sql"
        return self.database.psql("--set", "because=a test", file=file, check=check)

    def apply(self) -> None:
        """Apply and verify all phases."""
        for phase in self.plan.phases:
            self.psql(phase)
            self.psql(phase, "verify")

    def compare(self) -> None:
        """Compare every fact again, as `changeover validate` does."""
        for step in self.plan.in_phase("verified"):
            self.database.psql(file=self.generated / step.file("apply"))

    def execute(self, text: str) -> list[tuple[Any, ...]]:
        """The rows of a query, if it gives any."""
        with self.database.connect() as connection:
            done = connection.execute(text.encode())
            return done.fetchall() if done.description else []

    def say(self, table: str, *rows: tuple[object, ...]) -> None:
        """Write rows into a legacy table, each with a value for every column."""
        with self.database.connect() as connection, connection.cursor() as cursor:
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {table} VALUES ({places})".encode(), rows)

    def listed(self, columns: str, fact: str) -> list[tuple[Any, ...]]:
        """The list of a fact's disagreements."""
        return self.execute(f"SELECT {columns} FROM {WORK}.{fact}_disagreements ORDER BY 1, 2")


def begun(root: Path, database: Database, folder: Path, mutant: Mutant | None = None) -> Facts:
    """The specs of a folder, rendered, and their legacy tables."""
    made = render(root, "specs/ai-management")
    assert made.plan is not None, [str(finding) for finding in made.findings]
    assert made.tree is not None
    write(mutant.of(made.tree) if mutant else made.tree, folder)
    with database.connect() as connection:
        for relation in made.plan.on_side("legacy"):
            connection.execute(create_table_sql(relation).encode())
    return Facts(database=database, generated=folder, plan=made.plan)


@pytest.fixture
def fact_example(database: Database, tmp_path: Path) -> Callable[[str], Facts]:
    """One of the examples beside the kind."""

    def make(case: str) -> Facts:
        specs = tmp_path / "specs"
        specs.mkdir()
        root, _ = laid_out(KINDS / "fact" / "examples" / case / "spec.yaml", specs)
        return begun(root, database, tmp_path / "generated" / "ai-management")

    return make


@pytest.fixture
def fact_of_two(database: Database, tmp_path: Path) -> Callable[..., Facts]:
    """Two tables that state values of any type, as text."""

    def make(
        type_: str, more: str = "", where: str = "true", mutant: Mutant | None = None
    ) -> Facts:
        root = tmp_path / "specs" / "ai-management"
        for folder in ("legacy_tables", "facts"):
            (root / folder).mkdir(parents=True)
        (root / "migration.yaml").write_text(MIGRATION)
        for table in ("one", "other"):
            (root / "legacy_tables" / f"{table}.yaml").write_text(TABLE % table)
        fact = FACT % {"type": type_, "where": where}
        (root / "facts" / "said.yaml").write_text(fact + more)
        return begun(root, database, tmp_path / "generated" / "ai-management", mutant)

    return make
