"""Every way in which a run can be refused: exactly what is said, how it ends, and what is left.

What is said lies beside this file in `said/`; `pytest --accept` writes it anew, and git shows it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.operate.shell import shell_in
from tests.operate.toy import MIGRATION_YAML, Toy, live_toy, query, runs

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from tests.fixtures.databases import Database

    Said = Callable[[str, Result], None]

toy = live_toy
SAID = Path(__file__).parent / "said"
# What differs from run to run, and what stands for it.
VOLATILE = (
    (r"\b[0-9a-f]{64}\b", "<hash>"),
    (r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*[+-]\d\d(:\d\d)?", "<time>"),
    (r"(?<=port )\d+", "<port>"),
    (r"(?i)(?<=process )\d+|(?<=pg_terminate_backend\()\d+", "<pid>"),
    (r"\bPostgres \d+(\.\d+)?( \([^)]*\))?", "Postgres <version>"),
    (r" +\d+\.\d\ds$", " <seconds>"),
    (r"\bchangeover_test\w*", "<database>"),
    (r"\d+ files?\b", "<n> files"),
)


@pytest.fixture
def said(accept: bool) -> Said:
    """Compares what a command said, and how it ended, with what is written in `said/`."""

    def compare(name: str, done: Result) -> None:
        text = f"{done.stdout}{done.stderr}exit {done.exit_code}\n"
        for pattern, instead in VOLATILE:
            text = re.sub(pattern, instead, text, flags=re.MULTILINE)
        golden = SAID / f"{name}.txt"
        if accept:
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(text, encoding="utf-8")

        assert text == golden.read_text(encoding="utf-8")

    return compare


def untouched(toy: Toy) -> bool:
    """Whether the database has neither a control schema nor the target's."""
    there = "SELECT to_regnamespace('migration'), to_regnamespace('shop')"
    return query(toy, there) == [(None, None)]


def test_no_server_answers(toy: Toy, said: Said) -> None:
    """Where no server answers the command ends with 4 and says how to name one."""
    toy.run("render")

    said("no_server", toy.run("apply", "--yes", "--dsn", "host=127.0.0.1 port=1"))


def test_no_such_database(toy: Toy, said: Said) -> None:
    """Where the server has no such database the command ends with 4 and names it."""
    toy.run("render")

    said("no_such_database", toy.run("status", "--dsn", f"{toy.dsn} dbname=nowhere"))


def test_a_server_that_goes_away(toy: Toy, said: Said) -> None:
    """A session that the server ends while a step runs ends with 4; the run can be repeated."""
    toy.thing("suicide", "copied", "--: End.\nSELECT pg_terminate_backend(pg_backend_pid());")
    toy.run("render")

    said("server_gone", toy.run("apply", "--yes"))


def test_a_server_that_is_too_old(toy: Toy, said: Said) -> None:
    """A server older than the specs allow is refused with 6, before anything is moved."""
    yaml = toy.folder / "specs" / "toy" / "migration.yaml"
    yaml.write_text(MIGRATION_YAML.replace("postgres: 15", "postgres: 99"), encoding="utf-8")
    toy.run("render")

    said("old_server", toy.run("apply", "--yes"))

    assert query(toy, "SELECT to_regnamespace('shop')") == [(None,)]


def test_a_server_that_only_reads(toy: Toy, said: Said) -> None:
    """A replica is refused with 6 and the advice to name the primary server."""
    toy.run("render")
    options = "options='-c default_transaction_read_only=on'"

    said("replica", toy.run("apply", "--yes", "--dsn", f"{toy.dsn} {options}"))

    assert untouched(toy)


def test_a_role_without_any_right(toy: Toy, said: Said) -> None:
    """A role that may not even set the control schema up is refused with 6; nothing is left."""
    toy.run("render")
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute("CREATE ROLE stranger LOGIN")

    said("no_right_at_all", toy.run("apply", "--yes", "--dsn", f"{toy.dsn} user=stranger"))

    assert untouched(toy)


def test_a_role_without_some_rights(toy: Toy, said: Said) -> None:
    """A role that could begin but not finish is refused with 6 and a list of what it lacks."""
    toy.run("render")
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute("CREATE ROLE deployer LOGIN CREATEROLE")
        name = connection.info.dbname
        connection.execute(f'GRANT CREATE ON DATABASE "{name}" TO deployer'.encode())
        connection.execute("CREATE TABLE others (id bigint PRIMARY KEY)")

    said("some_rights_lacking", toy.run("apply", "--yes", "--dsn", f"{toy.dsn} user=deployer"))

    assert query(toy, "SELECT to_regnamespace('shop')") == [(None,)]


@pytest.mark.parametrize("command", ["status", "pause"])
def test_a_role_that_may_not_look(toy: Toy, said: Said, command: str) -> None:
    """A role that may not read the control schema is told so, with 6."""
    toy.run("render")
    toy.run("apply", "--yes")
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute("CREATE ROLE stranger LOGIN")

    said("may_not_look", toy.run(command, "--dsn", f"{toy.dsn} user=stranger"))


def test_a_legacy_table_that_is_not_what_its_contract_says(
    database: Database, tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A legacy table that was changed since its contract was written is refused, line by line."""
    shell = shell_in(tmp_path, "ai-management", database)
    shell.fill(30)
    with database.connect() as connection:
        connection.execute("ALTER TABLE usage_logs ALTER COLUMN cost TYPE double precision")
        connection.execute("ALTER TABLE usage_logs ADD COLUMN color text, DROP COLUMN success")
    monkeypatch.chdir(tmp_path)
    there = Toy(folder=tmp_path, dsn=database.dsn)

    said("broken_contract", there.run("apply", "--yes"))

    assert query(there, "SELECT to_regnamespace('ai_management')") == [(None,)]
    assert runs(there)[-1] == ("contract.usage_logs", "apply", "failed", "MG091")


def test_a_generated_file_that_was_edited(toy: Toy, said: Said) -> None:
    """A generated file that somebody edited is named, with 3, and nothing is applied."""
    toy.run("render")
    with (toy.generated / "sql/10_expanded/60_thing_first.apply.sql").open("a") as file:
        file.write("-- innocent\n")

    said("edited", toy.run("apply", "--yes"))

    assert untouched(toy)


def test_specs_that_were_not_rendered(toy: Toy, said: Said) -> None:
    """Specs that changed since they were rendered are refused with 3, and nothing is applied."""
    toy.run("render")
    toy.thing("third", "copied", "--: Look.\nSELECT 1;")

    said("stale", toy.run("apply", "--yes"))

    assert untouched(toy)


def test_a_second_apply(toy: Toy, said: Said) -> None:
    """While one session applies, another is refused with 6 and told who it is."""
    toy.run("render")
    toy.run("apply", "--yes", "--to", "expanded")
    with psycopg.connect(toy.dsn, autocommit=True) as other:
        other.execute("SELECT migration.acquire('toy')")

        said("second_apply", toy.run("apply", "--yes"))

    assert len(runs(toy)) == 2


def test_a_paused_migration(toy: Toy, said: Said) -> None:
    """A paused migration begins no step, with 6, and says why it is paused and what goes on."""
    toy.run("render")
    toy.run("apply", "--yes", "--to", "expanded")
    toy.run("pause", "--because", "month-end closing")

    said("paused", toy.run("apply", "--yes"))

    assert len(runs(toy)) == 2


def test_a_step_that_breaks(toy: Toy, said: Said) -> None:
    """A step that fails for a reason of its own is named with its file, and how to go on."""
    toy.thing("broken", "copied", "--: Divide.\nSELECT 1 / 0;")
    toy.run("render")

    said("broken_step", toy.run("apply", "--yes"))

    assert runs(toy)[-1] == ("thing.broken", "apply", "failed", "22012")


def test_nobody_confirms(toy: Toy, said: Said) -> None:
    """Without a terminal and without --yes nothing is applied, with 6."""
    toy.run("render")

    said("nobody_confirms", toy.run("apply"))

    assert untouched(toy)
