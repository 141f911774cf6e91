"""Walks a migration through its phases with psql alone, and looks at what it left behind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from psycopg import sql

from operate.sample import fill
from render import Rendered, render
from render.plan import phase_folder

if TYPE_CHECKING:
    from tests.fixtures.databases import Database

ROOT = Path(__file__).parents[2]
MIGRATIONS = tuple(sorted(path.name for path in (ROOT / "specs").iterdir() if path.is_dir()))
IGNORED = ("_migrated_at",)


@cache
def rendered(name: str) -> Rendered:
    """A migration's specs, rendered once per process."""
    return render(ROOT / "specs" / name, f"specs/{name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One migration in one database, with the generated files that are applied to it."""

    name: str
    database: Database
    generated: Path

    @property
    def made(self) -> Rendered:
        """The migration's plan and files."""
        return rendered(self.name)

    @property
    def phases(self) -> tuple[str, ...]:
        """Its phases, in order."""
        assert self.made.plan is not None
        return self.made.plan.phases

    @property
    def schemas(self) -> tuple[str, ...]:
        """The schemas whose contents a migration is about: legacy and target."""
        assert self.made.plan is not None
        settings = self.made.plan.settings
        return settings.legacy_schema, settings.target_schema

    def fill(self, rows: int) -> None:
        """Create and fill the legacy tables, hostile rows included."""
        assert self.made.plan is not None
        with self.database.connect() as connection:
            folder = ROOT / "specs" / self.name
            fill(connection, self.made.plan.on_side("legacy"), rows, folder=folder)

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
            self.psql(phase, "rollback", "--set", "because=a test")

    def psql(self, phase: str, action: str, *arguments: str) -> None:
        """Run one of a phase's three drivers."""
        file = self.generated / "sql" / phase_folder(phase) / f"{action}.sql"
        self.database.psql(*arguments, file=file)

    def rows(self, *names: str) -> dict[str, list[str]]:
        """Every row of every table of the named schemas as text, sorted; times left out."""
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
                GROUP BY c.oid
                """,
                (list(names),),
            ).fetchall()
            for shown, columns in tables:
                kept = [name for name in columns if name not in IGNORED]
                query = sql.SQL("SELECT ROW({})::text AS r FROM {} ORDER BY 1").format(
                    sql.SQL(", ").join(map(sql.Identifier, kept)), sql.SQL(shown)
                )
                found[shown] = [row[0] for row in connection.execute(query)]
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
