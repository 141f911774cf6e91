"""Two ways through a migration, psql alone and the command line: they end equal, there and back."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import sql

from tests.fixtures.databases import Database
from tests.journeys.catalog import QUERIES, catalog
from tests.operate.shell import shell_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.journeys.life import Life

ROWS = 3_000
BECAUSE = "a test of both ways"
CONTROL = {f"migration_{who}" for who in ("owner", "sync", "runner", "approver", "auditor")}
# All that is recorded, but for numbers of attempts, hashes of the chain, process ids and times.
RECORDS = {
    "attempts": """
        SELECT s.phase, r.step, r.action, r.state, r.sha256, r.actor, r.sqlstate, r.message
        FROM migration.step_run AS r JOIN migration.step AS s USING (migration, step)
        ORDER BY r.run
    """,
    "events": """
        SELECT seq, actor, session_actor, event, subject, detail - 'run'
        FROM migration.migration_events ORDER BY seq
    """,
    "components": """
        SELECT component, status, attempt, error_message
        FROM migration.migration_status ORDER BY component
    """,
    "data sets": "SELECT name, phase, owner, epoch FROM migration.data_set ORDER BY name",
    "mappings": "SELECT mapping, data_set FROM migration.mapping ORDER BY mapping",
    "comparisons": """
        SELECT v.mapping, v.source_rows, v.migrated_rows, v.quarantined_rows, v.filtered_rows,
            v.pending_rows, v.outcome, r.rung, r.checked, r.differences, r.coverage
        FROM migration.validation_run AS v JOIN migration.validation_result AS r USING (run)
        ORDER BY v.run, r.rung
    """,
    "quarantine": "SELECT mapping, legacy_key, reason FROM migration.quarantine ORDER BY 1, 2",
}


def seen(life: Life) -> dict[str, Any]:
    """Every row, every object and every record that the migration has left."""
    settings = life.settings
    with life.database.connect() as connection:
        known = connection.execute("SELECT to_regnamespace('migration')").fetchone() != (None,)
        records = {
            name: connection.execute(query.encode()).fetchall() if known else []
            for name, query in RECORDS.items()
        }
    moved = catalog(life.database, (*life.schemas, settings.work_schema))
    control = catalog(life.database, ("migration",))
    return {
        "rows": life.rows(*life.schemas),
        **moved,
        **{f"control {kind}": found for kind, found in control.items()},
        **records,
    }


@contextmanager
def twin(life: Life) -> Iterator[Life]:
    """The same migration in a second database of the same server."""
    server = life.database.server
    other = Database(server=server, name=f"{life.database.name}_twin")
    named = sql.Identifier(other.name)
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(named))
        try:
            yield replace(life, database=other)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(named))


def by_psql(life: Life) -> list[dict[str, Any]]:
    """What is there before, when all is applied, and when it is rolled back, by psql alone."""
    before = seen(life)
    life.apply_only(*life.phases)
    applied = seen(life)
    for phase in reversed(life.phases[1:]):
        life.psql(phase, "rollback", "--set", f"because={BECAUSE}")
    return [before, applied, seen(life)]


def by_command(life: Life, folder: Path) -> list[dict[str, Any]]:
    """The same by the command line, as processes of their own."""
    shell = shell_in(folder, life.name, life.database)
    before = seen(life)
    done = shell.run("apply", "--yes")
    assert done.returncode == 0, done.stderr
    applied = seen(life)
    done = shell.run("rollback", "--yes", "--to", life.phases[0], "--because", BECAUSE)
    assert done.returncode == 0, done.stderr
    return [before, applied, seen(life)]


@pytest.mark.timeout(600)
def test_both_ways_end_equal(life: Life, tmp_path: Path) -> None:
    """Rows, objects, rights and records are equal whether psql or the command line ran the files.

    Rolled back by either, the legacy and target sides are what they were before.
    """
    life.fill(ROWS, invented=True)
    one = by_psql(life)
    with twin(life) as other:
        other.fill(ROWS, invented=True)
        two = by_command(other, tmp_path / "repository")

    for stage, psql, command in zip(("before", "applied", "after"), one, two, strict=True):
        for what in psql:
            # Roles belong to the server, and the first way leaves those of the control schema.
            if (stage, what) not in {("before", "roles"), ("before", "control roles")}:
                assert (stage, what, psql[what]) == (stage, what, command[what])
    before, applied, after = one
    assert {row[6] for row in applied["comparisons"]} == {"clean"}
    assert {row[3] for row in applied["attempts"]} == {"done"}
    empty = {what for what, found in applied.items() if not found}
    assert empty <= {"policies", "control policies", "quarantine"}
    for what in ("rows", *QUERIES.keys() - {"roles"}):
        assert (what, after[what]) == (what, before[what])
    assert {name for name, _ in after["roles"]} - {name for name, _ in before["roles"]} == CONTROL
