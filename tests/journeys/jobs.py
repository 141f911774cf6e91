"""The migration `desk` in the database whose jobs a real pg_cron runs."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.fixtures.clocks import clocked
from tests.fixtures.components import found

from .desk import MIGRATION, clean, prepare
from .life import tree_of
from .ready import Ready

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fixtures.clocks import Clock

    from .life import Life
    from .mutants import Change

NEEDED = pytest.mark.needs("postgresql-15-cron", "libfaketime")
DATABASE = f"{MIGRATION} ready"
SETTINGS = {
    "shared_preload_libraries": "pg_cron",
    "cron.database_name": DATABASE,
    # No connection, so no password either.
    "cron.use_background_workers": "on",
    "max_worker_processes": "20",
}
DEPENDANTS = "*90_dependants_desk.apply.sql"
STATEMENTS = "*92_statements_desk.apply.sql"
SAID = "SELECT passed, detail FROM migration_desk.{}_gate('desk')"
UNSCHEDULED = "SELECT cron.unschedule(jobid) FROM cron.job"
FORGET = f"DELETE FROM migration_desk.dependant_answer; {UNSCHEDULED}"
NIGHTLY = "SELECT cron.schedule('nightly', '0 3 * * *', $job${}$job$)"
ORDINARY = """
DO $$ BEGIN CREATE ROLE ordinary; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT migration_runner TO ordinary
"""


@pytest.fixture(scope="module")
def scheduled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Life, Clock]]:
    """The migration desk at `verified`, in the database whose jobs pg_cron runs, and its clock."""
    library = found("postgresql-15-cron")
    assert library
    with clocked(library.parents[1] / "bin", SETTINGS) as (server, clock):
        made: list[Life] = []

        def begin(life: Life) -> None:
            made.append(life)
            run(life, "CREATE EXTENSION pg_cron")
            prepare(life)

        Ready(server=server, migration=MIGRATION, before=begin, after=clean).make(
            tmp_path_factory.mktemp("generated")
        )
        yield made[0], clock


@pytest.fixture
def life(scheduled: tuple[Life, Clock]) -> Iterator[Life]:
    """That migration, whose database has no other jobs and no answers when a test has ended."""
    life, _ = scheduled
    yield life
    run(life, FORGET)
    for file in files(life, "apply"):
        life.database.psql(file=file)


def run(life: Life, *statements: str) -> list[tuple[Any, ...]]:
    """The rows of the last statement of a superuser, past the fence of the new tables."""
    with life.database.connect(as_migration=True) as connection:
        for statement in statements:
            done = connection.execute(statement.encode())
        return done.fetchall() if done.description else []


def files(life: Life, action: str) -> list[Path]:
    """The files that apply or take back the schedules of all mappings."""
    return sorted(life.generated.glob(f"sql/*/64_recheck_*.{action}.sql"))


@contextmanager
def mutated(life: Life, mutant: Change) -> Iterator[None]:
    """While it lasts, the generated files are what a mutant makes of them, and are applied."""
    tree = tree_of(MIGRATION)
    changed = {path: text for path, text in mutant.of(tree).items() if text != tree[path]}
    try:
        for path, text in changed.items():
            _renewed(life, path, text)
        yield
    finally:
        for path in changed:
            _renewed(life, path, tree[path])


def _renewed(life: Life, path: str, text: str) -> None:
    file = life.generated / path
    file.write_text(text)
    if path.endswith(".apply.sql"):
        life.database.psql(file=file)
