"""A migration as it is before each of its phases, to be copied and killed as often as one likes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from tests.fixtures.databases import Database

from .kills import DEADLY
from .life import Life, begun

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from operate.disposable import Server
    from render.plan import Action

TYPICAL = 60
# Hostile rows come after the typical ones; those at the end are thousands of a kind.
KEPT = 400
SHORTEN = """
DELETE FROM {table} WHERE ctid > (SELECT ctid FROM {table} ORDER BY ctid OFFSET {kept} LIMIT 1)
"""
# A database that is copied through the log can give numbers of its sequences twice after a crash.
COPY = "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy"


@dataclass(slots=True, kw_only=True)
class Stages:
    """The databases of one migration, one for each phase and direction, and how it all ends."""

    server: Server
    name: str
    generated: Path
    begun: dict[str, list[str]] = field(init=False)
    applied: dict[str, dict[str, list[str]]] = field(init=False, default_factory=dict)
    rolled_back: dict[str, dict[str, list[str]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Go the whole way once, undisturbed, and keep what it was like before each phase."""
        life = self._life(f"{self.name} walk")
        self._run("CREATE DATABASE {}", life.database.name)
        begun(self.name, life.database, self.generated)
        life.fill(TYPICAL, invented=True)
        with life.database.connect() as connection:
            connection.execute(DEADLY)
            for table in life.plan.on_side("legacy"):
                name = sql.Identifier(table.schema, table.name)
                connection.execute(sql.SQL(SHORTEN).format(table=name, kept=sql.Literal(KEPT)))
        for phase in life.phases:
            self._keep(life, "apply", phase)
            life.psql(phase, "apply")
            life.psql(phase, "verify")
            self.applied[phase] = life.state()
            if phase == life.phases[0]:
                self.begun = life.contents()
        assert set(life.outcomes().values()) == {("clean", 0, 0)}
        for phase in reversed(life.phases[1:]):
            self._keep(life, "rollback", phase)
            life.psql(phase, "rollback")
            self.rolled_back[phase] = life.state()
        self._run("DROP DATABASE {}", life.database.name)

    @contextmanager
    def before(self, action: Action, phase: str) -> Iterator[Life]:
        """A copy of the migration as it is before a phase is applied or rolled back."""
        life = self._life(f"{self.name} copy")
        self._run(COPY, life.database.name, self._name(action, phase))
        try:
            yield life
        finally:
            self._run("DROP DATABASE {} WITH (FORCE)", life.database.name)

    def _keep(self, life: Life, action: Action, phase: str) -> None:
        self._run(COPY, self._name(action, phase), life.database.name)

    def _name(self, action: Action, phase: str) -> str:
        return f"{self.name} {action} {phase}"

    def _life(self, database: str) -> Life:
        return Life(
            name=self.name,
            database=Database(server=self.server, name=database),
            generated=self.generated,
        )

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.server.dsn(), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
