"""Test data of a migration's own: programs that load it, and dumps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from operate.sample import LoaderFailed, fill
from operate.sample.contract import legacy_tables
from tests.operate.contracts import column, table

if TYPE_CHECKING:
    from tests.fixtures.databases import Database

SPECS = Path(__file__).parents[2] / "specs"


def test_a_loader_finds_the_database_in_its_environment(database: Database, tmp_path: Path) -> None:
    """A program of the migration fills its table by libpq's variables, in its own folder."""
    (tmp_path / "load.py").write_text(
        "import os, psycopg\n"
        "with psycopg.connect() as c: c.execute('INSERT INTO old.things VALUES (1)')\n"
        "with psycopg.connect(os.environ['CHANGEOVER_DSN']) as c:\n"
        "    c.execute('INSERT INTO old.things VALUES (2)')\n"
    )
    relation = table(
        column("id", "integer", nullable=False),
        sample={"fill": {"command": ["python", "load.py"]}},
    )
    with database.connect() as connection:
        (filled,) = fill(connection, [relation], 1_000, folder=tmp_path)

    assert filled.rows == 2


def test_a_loader_that_fails_is_an_error_with_its_words(database: Database) -> None:
    """A loader that ends with an error stops the fill and says why."""
    relation = table(
        column("id", "integer", nullable=False),
        sample={"fill": {"command": ["python", "-c", "raise SystemExit('no such archive')"]}},
    )

    with database.connect() as connection, pytest.raises(LoaderFailed) as failure:
        fill(connection, [relation], 1)

    assert "things was not filled" in failure.value.message
    assert failure.value.detail == "no such archive"


@pytest.mark.parametrize(
    ("name", "text"),
    [("rows.copy", "1\n2\n"), ("rows.sql", "INSERT INTO old.things VALUES (1), (2);")],
)
def test_a_dump_fills_its_table(database: Database, tmp_path: Path, name: str, text: str) -> None:
    """A dump may be SQL or COPY text."""
    (tmp_path / name).write_text(text)
    relation = table(column("id", "integer", nullable=False), sample={"fill": {"dump": name}})
    with database.connect() as connection:
        (filled,) = fill(connection, [relation], 1, folder=tmp_path)

    assert filled.rows == 2


def test_a_missing_dump_is_an_error(database: Database, tmp_path: Path) -> None:
    """A dump that is not there stops the fill."""
    relation = table(column("id", "integer", nullable=False), sample={"fill": {"dump": "no.sql"}})

    with database.connect() as connection, pytest.raises(LoaderFailed, match="is missing"):
        fill(connection, [relation], 1, folder=tmp_path)


def test_the_flights_are_loaded_as_they_are(database: Database) -> None:
    """The second migration's data is complete, with the gaps that make it worth migrating."""
    with database.connect() as connection:
        filled = fill(connection, legacy_tables(SPECS / "flights"), 0, folder=SPECS / "flights")
        gaps = connection.execute(
            "SELECT count(*) FILTER (WHERE tailnum IS NULL),"
            " count(*) FILTER (WHERE tailnum NOT IN (SELECT tailnum FROM nyc.planes)),"
            " count(*) FILTER (WHERE dest NOT IN (SELECT faa FROM nyc.airports)),"
            " sum(distance), max(time_hour) = '2014-01-01 04:00Z' FROM nyc.flights"
        ).fetchone()

    assert {one.table: one.rows for one in filled} == {
        "airlines": 16,
        "airports": 1_458,
        "flights": 336_776,
        "planes": 3_322,
        "weather": 26_115,
    }
    assert gaps == (2_512, 50_094, 7_602, 350_217_607, True)
