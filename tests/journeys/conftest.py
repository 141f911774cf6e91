"""The migrations of specs/, each in a database of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from operate.disposable import disposable
from tests.fixtures.servers import engine_of

from .life import MIGRATIONS, Life, begun, tree_of
from .stages import Stages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from operate.disposable import Server
    from tests.fixtures.databases import Database

    from .life import Copied
    from .mutants import Mutant


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


@pytest.fixture
def copied(database: Database, tmp_path: Path) -> Copied:
    """The migration flights with a few invented rows, mutated or not, up to `copied`."""

    def make(mutant: Mutant | None) -> Life:
        tree = tree_of("flights")
        life = begun("flights", database, tmp_path, mutant.of(tree) if mutant else tree)
        life.fill(60, hostile=False, invented=True)
        life.apply(to="copied")
        return life

    return make
