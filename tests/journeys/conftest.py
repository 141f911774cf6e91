"""The migrations of specs/, each in a database of its own."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from operate.disposable import disposable
from tests.fixtures.databases import Database
from tests.fixtures.servers import engine_of

from .desk import MIGRATION, clean, prepare
from .life import MIGRATIONS, Life, begun, tree_of
from .ready import Ready
from .stages import SHORTEN, TYPICAL, Stages
from .victims import Victim

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from operate.disposable import Server

    from .life import Copied
    from .mutants import Change
    from .victims import Connection

# The last is there for the types and the protections that no migration of specs/ has.
MOVED = (*MIGRATIONS, "archive")
# Hostile rows begin with one of each kind; those after these are thousands of one kind.
KEPT = 500


@pytest.fixture(params=MIGRATIONS)
def life(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> Life:
    """A migration whose generated files lie in a folder of their own, before anything ran."""
    return begun(request.param, database, tmp_path)


@pytest.fixture(scope="session")
def mortal(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server that tests may crash: nobody else is on it."""
    with disposable(engine_of(request.config)) as running:
        yield running


@pytest.fixture(scope="session", params=MIGRATIONS)
def stages(
    request: pytest.FixtureRequest, mortal: Server, tmp_path_factory: pytest.TempPathFactory
) -> Stages:
    """A migration as it is before each of its phases."""
    return Stages(server=mortal, name=request.param, generated=tmp_path_factory.mktemp("generated"))


@pytest.fixture(scope="session")
def ready(mortal: Server, tmp_path_factory: pytest.TempPathFactory) -> Ready:
    """The migration ai-management at `verified`, to be copied and switched."""
    made = Ready(server=mortal)
    made.make(tmp_path_factory.mktemp("generated"))
    return made


@pytest.fixture(scope="session")
def desk(mortal: Server, tmp_path_factory: pytest.TempPathFactory) -> Ready:
    """The migration desk at `verified`, to be copied and switched."""
    made = Ready(server=mortal, migration=MIGRATION, before=prepare, after=clean)
    made.make(tmp_path_factory.mktemp("generated"))
    return made


@pytest.fixture
def copied(database: Database, tmp_path: Path) -> Copied:
    """The migration flights with a few invented rows, mutated or not, up to `copied`."""

    def make(mutant: Change | None) -> Life:
        tree = tree_of("flights")
        life = begun("flights", database, tmp_path, mutant.of(tree) if mutant else tree)
        life.fill(60, hostile=False, invented=True)
        life.apply(to="copied")
        return life

    return make


@pytest.fixture(scope="session")
def moved(mortal: Server, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Life]:
    """Every migration up to `verified`, with hostile rows, for tests that leave it as it is."""
    lives = {}
    for name in MOVED:
        database = Database(server=mortal, name=f"{name} moved")
        with psycopg.connect(mortal.dsn(), autocommit=True) as connection:
            named = sql.Identifier(database.name)
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(named))
        life = begun(name, database, tmp_path_factory.mktemp("generated"))
        life.fill(TYPICAL, invented=True)
        with database.connect() as connection:
            for table in life.plan.on_side("legacy"):
                named = sql.Identifier(table.schema, table.name)
                connection.execute(sql.SQL(SHORTEN).format(table=named, kept=sql.Literal(KEPT)))
        life.apply()
        lives[name] = life
    return lives


@pytest.fixture(scope="module")
def sessions(moved: Mapping[str, Life]) -> Iterator[Mapping[str, Connection]]:
    """A session with each of these databases, past the fence of the new tables."""
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(life.database.connect(as_migration=True))
            for name, life in moved.items()
        }


@pytest.fixture
def victims(
    moved: Mapping[str, Life], sessions: Mapping[str, Connection]
) -> Iterator[Mapping[str, Victim]]:
    """Every target of every mapping, each database in a transaction that is rolled back."""
    with ExitStack() as stack:
        for connection in sessions.values():
            stack.enter_context(connection.transaction(force_rollback=True))
        yield {
            f"{name} {step.name}": Victim(
                connection=sessions[name],
                settings=life.settings,
                meaning=step.values["meaning"],
                compared=step.values["one"],
            )
            for name, life in moved.items()
            for step in life.plan.steps
            if step.part == "validator"
        }
