"""What the tests of the control schema start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.control.gated import open_all, register
from tests.control.sessions import build
from tests.fixtures.approvals import login

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.control.sessions import Connection
    from tests.fixtures.databases import Database


@pytest.fixture
def session(database: Database) -> Iterator[Connection]:
    """A superuser's session in an empty database."""
    with database.connect() as connection:
        yield connection


@pytest.fixture
def control(database: Database) -> Iterator[Connection]:
    """A superuser's session in a database with the control schema."""
    with database.connect() as connection:
        build(connection)
        yield connection


@pytest.fixture
def planned(control: Connection) -> Connection:
    """The same with a migration of two data sets and three steps."""
    control.execute("""
        SELECT migration.register_migration('ai', 'spec', 'plan', 'changeover 1'),
            migration.register_data_set('ai', 'costs'),
            migration.register_data_set('ai', 'settings'),
            migration.register_step('ai', 'table.a', 'expanded', 1, 'a', 'ra'),
            migration.register_step('ai', 'table.b', 'expanded', 2, 'b', 'rb'),
            migration.register_step('ai', 'capture.a', 'capturing', 3, 'c', 'rc')
    """)
    control.execute("""
        SELECT migration.register_component('ai', 'schema', NULL, 'expanded', 'expanded'),
            migration.register_component('ai', 'costs', 'costs', 'capturing', 'verified'),
            migration.register_mapping('ai', 'usage', 'costs')
    """)
    return control


@pytest.fixture
def gated(control: Connection) -> Iterator[Connection]:
    """A superuser's session with a data set at `verified`, every gate of its switch open."""
    register(control)
    open_all(control)
    control.execute("SELECT migration.check_gates('ai', 'costs', 'switch')")
    control.execute("CREATE ROLE application LOGIN")
    for group in ("migration_auditor", "migration_runner"):
        login(control, f"{group}_login", group)
    yield control
    control.execute("RESET SESSION AUTHORIZATION")
