"""A migration that is ready for its switch, to be copied as often as one likes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from render.plan import phase_folder
from tests.fixtures.databases import Database

from .costs_by_name import let_in, prepare
from .life import Life, begun, tree_of
from .stages import COPY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from operate.disposable import Server

    from .mutants import Change

MIGRATION = "ai-management"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The database of a migration at `verified`, which nobody changes."""

    server: Server
    migration: str = MIGRATION
    before: Callable[[Life], None] = prepare
    after: Callable[[Life], None] = let_in

    @property
    def name(self) -> str:
        """The name of the database."""
        return f"{self.migration} ready"

    def make(self, folder: Path) -> None:
        """Fill the legacy tables, let both applications in, and apply all phases."""
        self._run("CREATE DATABASE {} TEMPLATE template0", self.name)
        life = begun(self.migration, Database(server=self.server, name=self.name), folder)
        self.before(life)
        life.apply()
        self.after(life)

    @contextmanager
    def copied(self, folder: Path, mutant: Change | None = None) -> Iterator[Life]:
        """A copy of it, with what a mutant changes in the generated files."""
        tree = tree_of(self.migration)
        mutated = mutant.of(tree) if mutant else tree
        name = f"{self.migration} copy"
        self._run(COPY, name, self.name)
        try:
            database = Database(server=self.server, name=name)
            life = begun(self.migration, database, folder, mutated)
            applied = tuple(f"sql/{phase_folder(phase)}/" for phase in life.phases)
            for path in sorted(path for path in tree if mutated[path] != tree[path]):
                if path.startswith(applied):
                    life.database.psql(file=folder / path)
            yield life
        finally:
            self._run("DROP DATABASE {} WITH (FORCE)", name)

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.server.dsn(), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
