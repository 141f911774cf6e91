"""Walks a migration through its phases with psql alone, and looks at what it left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from psycopg import sql

from operate.sample import fill
from render import Rendered, render
from render.emit import CANCEL
from render.plan import CUTOVER, phase_folder
from render.write import write
from tests.fixtures.approvals import approve
from tests.fixtures.shadows import agree
from tests.fixtures.turns import answer_by_new
from tests.journeys.catalog import catalog

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping

    from render.model import Settings
    from render.plan import Plan
    from tests.fixtures.databases import Database

    from .mutants import Change

ROOT = Path(__file__).parents[2]
MIGRATIONS = tuple(sorted(path.name for path in (ROOT / "specs").iterdir() if path.is_dir()))
# What a superuser calls a server whose waiting terms the specs shorten.
DISPOSABLE = """
DO $$ BEGIN
    EXECUTE format(
        'ALTER DATABASE %I SET changeover.environment = disposable', current_database()
    );
END $$
"""
IGNORED = ("_migrated_at",)
# What was found at the last look before a switch, and when: every run looks anew.
LOOKED = ["preflight_result", "statement_baseline"]
# What the control schema says in the end, without its log, its attempts and its times.
CONTROL = {
    "steps": "SELECT step, migration.step_state(migration, step) FROM migration.step",
    "data sets": "SELECT name, phase, owner, epoch FROM migration.data_set",
    "components": "SELECT component, status FROM migration.migration_status",
    "quarantine": "SELECT mapping, legacy_key, legacy_row, sqlstate FROM migration.quarantine",
    "ledger": "SELECT mapping, sum(rows_read) FROM migration.backfill_batch GROUP BY 1",
}


def folder_of(name: str) -> Path:
    """Where a migration's specs are: with the project's own, or with those of the tests alone."""
    own = ROOT / "specs" / name
    return own if own.is_dir() else Path(__file__).parent / "specs" / name


@cache
def rendered(name: str) -> Rendered:
    """A migration's specs, rendered once per process."""
    return render(folder_of(name), f"specs/{name}")


def plan_of(name: str) -> Plan:
    """A migration's plan."""
    plan = rendered(name).plan
    assert plan is not None
    return plan


def tree_of(name: str) -> Mapping[str, str]:
    """A migration's generated files."""
    made = rendered(name)
    assert made.tree is not None, [str(finding) for finding in made.findings]
    return made.tree


def begun(
    name: str, database: Database, folder: Path, tree: Mapping[str, str] | None = None
) -> Life:
    """A migration before anything ran, its generated files in that folder."""
    write(tree_of(name) if tree is None else tree, folder)
    return Life(name=name, database=database, generated=folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One migration in one database, with the generated files that are applied to it."""

    name: str
    database: Database
    generated: Path
    superuser: Database | None = None

    @property
    def others(self) -> Database:
        """The same database, by a login that may do what is for others than the runner to do."""
        return self.superuser or self.database

    @property
    def plan(self) -> Plan:
        """What the migration does."""
        return plan_of(self.name)

    @property
    def settings(self) -> Settings:
        """What the whole migration agrees on."""
        return self.plan.settings

    @property
    def phases(self) -> tuple[str, ...]:
        """Its phases, in order."""
        return self.plan.phases

    @property
    def schemas(self) -> tuple[str, ...]:
        """The schemas whose contents a migration is about: legacy and target."""
        return self.settings.legacy_schema, self.settings.target_schema

    def fill(self, rows: int, *, hostile: bool = True, invented: bool = False) -> None:
        """Create and fill the legacy tables; `invented` rows replace those that are loaded too."""
        relations = self.plan.on_side("legacy")
        if invented:
            relations = tuple(
                replace(one, sample={k: v for k, v in one.sample.items() if k != "fill"})
                for one in relations
            )
        with self.database.connect() as connection:
            fill(connection, relations, rows, hostile=hostile, folder=folder_of(self.name))

    def apply(self, *, to: str = "verified", after: str = "") -> None:
        """Apply the phases up to `to` with psql alone, and verify each."""
        first = self.phases.index(after) + 1 if after else 0
        for phase in self.phases[first : self.phases.index(to) + 1]:
            self.psql(phase, "apply")
            self.psql(phase, "verify")

    def apply_only(self, *phases: str) -> None:
        """Apply these phases with psql alone."""
        for phase in phases:
            self.psql(phase, "apply")

    def roll_back(self, *, to: str = "planned") -> None:
        """Roll back every phase after `to`, the last first, with psql alone."""
        for phase in reversed(self.phases[self.phases.index(to) + 1 :]):
            self.psql(phase, "rollback")

    def psql(
        self, phase: str, action: str, *arguments: str, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run one of a phase's three drivers; a rollback has a reason unless one is given."""
        if action == "rollback" and not arguments:
            arguments = ("--set", "because=a test")
        file = self.generated / "sql" / phase_folder(phase) / f"{action}.sql"
        return self.database.psql(*arguments, file=file, check=check)

    def switch(self, data_set: str, *, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Give a data set to the new tables, with psql alone, after all that production asks."""
        approve(self.others.dsn, self.name, data_set)
        agree(self.others.dsn, self.name, data_set)
        file = self.generated / "sql" / phase_folder(CUTOVER) / f"{data_set}.switch.sql"
        return self.database.psql(file=file, check=check)

    def reverse(self, data_set: str, *, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Give a data set back to the legacy tables, with psql alone, and with what that needs."""
        approve(self.others.dsn, self.name, data_set, "reverse")
        file = self.generated / "sql" / phase_folder(CUTOVER) / f"{data_set}.reverse.sql"
        return self.database.psql("--set", "because=a test", file=file, check=check)

    def finalize(self, data_set: str, *, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Leave only the new names to a data set, after a last look, where nobody has to wait."""
        self.others.psql("--command", DISPOSABLE)
        answer_by_new(self.others.dsn, self.name, data_set)
        self.look_again(data_set)
        return self.database.psql(file=self.driver_of_finalize(data_set), check=check)

    def driver_of_finalize(self, data_set: str) -> Path:
        """The file that passes the point of no return with a data set."""
        (final,) = (step for step in self.plan.finals if step.name == data_set)
        return self.generated / final.folder / f"{data_set}.finalize.sql"

    def cancel(self, data_set: str, *, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Give a data set up before its switch, with psql alone."""
        file = self.generated / CANCEL / f"{data_set}.cancel.sql"
        return self.database.psql("--set", "because=a test", file=file, check=check)

    def validate(self, *data_sets: str) -> None:
        """Compare every mapping, or those of some data sets, as `changeover validate` does."""
        for step in self.plan.steps:
            if step.part == "validation" and (
                not data_sets or step.values["data_set"] in data_sets
            ):
                self.database.psql(file=self.generated / step.file("apply"))

    def look_again(self, *data_sets: str) -> None:
        """Look at every key of every mapping again, or of some data sets, as `--rung L7` does."""
        with self.database.connect() as connection:
            for step in self.plan.steps:
                if step.part == "recheck" and (
                    not data_sets or step.values["data_set"] in data_sets
                ):
                    connection.execute(f"CALL {step.values['routine']('recheck')}(NULL, true)")

    def rows(self, *names: str) -> dict[str, list[str]]:
        """Every row of every table of the named schemas as text, sorted; no times, no looks."""
        found: dict[str, list[str]] = {}
        with self.database.connect() as connection:
            connection.execute("SET timezone = 'UTC'")
            tables = connection.execute(
                """
                SELECT c.oid::regclass::text, array_agg(a.attname ORDER BY a.attname)
                FROM pg_class AS c
                JOIN pg_namespace AS n ON n.oid = c.relnamespace
                JOIN pg_attribute AS a
                    ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE n.nspname = ANY(%s) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                    AND c.relname <> ALL (%s)
                GROUP BY c.oid
                """,
                (list(names), LOOKED),
            ).fetchall()
            for shown, columns in tables:
                kept = [name for name in columns if name not in IGNORED]
                query = sql.SQL("SELECT ROW({})::text AS r FROM {} ORDER BY 1").format(
                    sql.SQL(", ").join(map(sql.Identifier, kept)), sql.SQL(shown)
                )
                found[shown] = [row[0] for row in connection.execute(query)]
        return found

    def contents(self) -> dict[str, list[str]]:
        """Every object of all schemas concerned, and every row that the migration is about."""
        schemas = (*self.schemas, self.settings.work_schema)
        objects = catalog(self.database, (*schemas, "migration"))
        # Roles belong to the server, not to this database.
        shown = {kind: list(map(str, said)) for kind, said in objects.items() if kind != "roles"}
        return shown | self.rows(*schemas)

    def state(self) -> dict[str, list[str]]:
        """All that a migration leaves behind but its log: objects, rows, and what is recorded."""
        found = self.contents()
        with self.database.connect() as connection:
            for name, query in CONTROL.items():
                found[name] = sorted(str(row) for row in connection.execute(query.encode()))
        return found

    def accounting(self) -> dict[str, dict[str, object]]:
        """Per mapping: what its last validation says became of every row, with unknown values."""
        with self.database.connect() as connection:
            found = connection.execute(
                """
                SELECT DISTINCT ON (r.mapping)
                    r.mapping,
                    jsonb_build_object(
                        'source', r.source_rows,
                        'migrated', r.migrated_rows,
                        'quarantined', r.quarantined_rows,
                        'filtered', r.filtered_rows,
                        'pending', r.pending_rows
                    ) || x.detail
                FROM migration.validation_run AS r
                JOIN migration.validation_result AS x ON x.run = r.run AND x.rung = 'L1'
                WHERE r.migration = %s
                ORDER BY r.mapping, r.run DESC
                """,
                (self.name,),
            ).fetchall()
        return dict(found)

    def outcomes(self) -> dict[str, tuple[str, int, int]]:
        """Per mapping: the last validation's outcome, its differences and its pending rows."""
        with self.database.connect() as connection:
            found = connection.execute(
                """
                SELECT DISTINCT ON (r.mapping)
                    r.mapping,
                    r.outcome,
                    (
                        SELECT sum(x.differences)
                        FROM migration.validation_result AS x
                        WHERE x.run = r.run
                    ),
                    r.source_rows - r.migrated_rows - r.quarantined_rows
                    - r.filtered_rows - r.pending_rows
                FROM migration.validation_run AS r
                WHERE r.migration = %s
                ORDER BY r.mapping, r.run DESC
                """,
                (self.name,),
            ).fetchall()
        return {
            mapping: (outcome, int(found), int(lost)) for mapping, outcome, found, lost in found
        }


# Makes a migration that was copied, of generated files with or without a mutation.
Copied = Callable[["Change | None"], Life]
