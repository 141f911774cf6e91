"""The server and the database that tests are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from operate.disposable import choose
from tests.fixtures.servers import engine_of

if TYPE_CHECKING:
    from pathlib import Path

    from operate.disposable import Server
    from tests.fixtures.databases import Database


@pytest.mark.smoke
def test_run_uses_the_engine_it_names(server: Server, request: pytest.FixtureRequest) -> None:
    """The tests of a run use the engine that the run was asked for."""
    assert server.engine == choose(engine_of(request.config)).name


@pytest.mark.smoke
def test_database_is_empty_and_private(database: Database) -> None:
    """Each test gets an empty database, reached by a driver and by psql alike."""
    said = database.psql("--tuples-only", "--no-align", "--command", "SELECT current_database()")
    with database.connect() as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")

        assert tables.fetchone() == (0,)
    assert said.stdout.strip() == database.name


@pytest.mark.smoke
@pytest.mark.parametrize("turn", [1, 2])
def test_roles_do_not_outlive_their_test(database: Database, turn: int) -> None:
    """A role and what it owns is gone before the next test begins."""
    with database.connect() as connection:
        connection.execute("CREATE ROLE passing_by LOGIN")
        connection.execute("CREATE TABLE things (id int)")
        connection.execute("ALTER TABLE things OWNER TO passing_by")

        owner = connection.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'things'")
        assert owner.fetchone() == ("passing_by",), f"turn {turn}"


@pytest.mark.smoke
def test_psql_failure_is_seen(database: Database, tmp_path: Path) -> None:
    """A failing script stops psql at once and its message is at hand."""
    script = tmp_path / "script.sql"
    script.write_text("SELECT 1/0;\nCREATE TABLE never ();\n")

    done = database.psql(file=script, check=False)

    assert done.returncode == 3
    assert "division by zero" in done.stderr
