"""One migrated database that the tests of errors share, and copies of it for those that change it.

No test leaves anything behind in the shared one: its session is rolled back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.databases import named_database, without_new_roles
from tests.journeys.life import begun

from .document import BETWEEN, EDGES, MANY, MIGRATION, Connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_postgresql.executors import NoopExecutor

    from operate.disposable import Server
    from tests.journeys.life import Life

SHARED = "errata shared"
COPY = "errata copy"


@pytest.fixture(scope="package")
def moved(
    server: Server, template: NoopExecutor, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Life]:
    """The migration ai-management at `verified`, its legacy tables written to before the copy."""
    with (
        without_new_roles(server),
        named_database(server, SHARED, template.template_dbname) as database,
    ):
        life = begun(MIGRATION, database, tmp_path_factory.mktemp("generated"))
        life.fill(100, hostile=False)
        with database.connect() as connection:
            connection.execute(MANY)
            connection.execute(EDGES)
        life.apply(to="capturing")
        with database.connect() as connection:
            for change in BETWEEN:
                connection.execute(change)
        life.apply(after="capturing")
        yield life


@pytest.fixture
def session(moved: Life) -> Iterator[Connection]:
    """A superuser's session past the fence of the new tables; whatever it does is rolled back."""
    with moved.database.connect(autocommit=False, as_migration=True) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def copy(moved: Life) -> Iterator[Life]:
    """A copy of the shared database, for a test that commits; nobody may be connected to that."""
    with named_database(moved.database.server, COPY, SHARED) as database:
        yield replace(moved, database=database)
