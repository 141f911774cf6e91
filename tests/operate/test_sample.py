"""The test data: every class of nasty value, unique keys, the same rows again, and loaders."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from operate.sample import CannotSample, LoaderFailed, fill, hostile
from operate.sample.contract import legacy_tables
from render.model import Column, Relation

if TYPE_CHECKING:
    from tests.fixtures.databases import Database

SPECS = Path(__file__).parents[2] / "specs"
MOMENTS = {
    "infinity",
    "-infinity",
    "0001-01-01 00:00:00+00",
    "9999-12-31 23:59:59.999999+00",
    "2024-11-03 01:30:00-04",
    "2024-11-03 01:30:00-05",
    "2025-06-15 12:34:56.000001+00",
    "2024-12-31 23:59:59.999999+00",
    "2025-01-01 00:00:00+00",
}
WORDS = {
    "",
    "trailing ",
    "O'Brien",
    'say "hi"',
    "back\\slash",
    "two\nlines",
    "\U0001f680 launch",
    "Zo\u00eb caf\u00e9",
    "Zoe\u0308 cafe\u0301",
}
NUMBERS = {"0", "-0.00", "NaN", "0.12345678901234567890"}
# For each type, the values that a column of it must meet.
WANTED: dict[str, set[str]] = {
    "bigint": {str(-(2**63)), str(2**63 - 1), str(2**60 + 1), "-1", "0"},
    "integer": {str(-(2**31)), str(2**31 - 1), "-1", "0"},
    "smallint": {"-32768", "32767", "-1", "0"},
    "text": WORDS,
    "varchar(255)": WORDS,
    "numeric": NUMBERS | {"1e30", "Infinity", "-Infinity"},
    "numeric(12,6)": NUMBERS | {"999999.999999", "-999999.999999"},
    "double precision": {"NaN", "Infinity", "-Infinity", "-0", "1.79e308"},
    "real": {"NaN", "Infinity", "-Infinity", "-0", "3.4e38"},
    "timestamptz": MOMENTS,
    "timestamp": MOMENTS,
    "date": {"infinity", "-infinity", "0001-01-01", "9999-12-31", "2024-02-29", "2024-12-31"},
    "boolean": {"true", "false"},
    "uuid": {"00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"},
    "jsonb": {"{}", "null", "[]"},
    "json": {"{}", "null", "[]"},
    "text[]": {"{}", "{NULL}"},
    "bytea": {"\\x", "\\x00"},
}
SAMPLES: dict[str, dict[str, Any]] = {
    "every": {"values": ["gpt-4o", "whisper-1"], "null_share": 0.2},
}


def column(name: str, type_: str, *, nullable: bool = True, **more: Any) -> Column:
    """A column of a contract."""
    return Column(name=name, type=type_, nullable=nullable, **more)


def table(*columns: Column, key: tuple[str, ...] = ("id",), **more: Any) -> Relation:
    """A legacy table with these columns."""
    name = more.pop("name", "things")
    return Relation(name=name, schema="old", side="legacy", columns=columns, key=key, **more)


EVERY = table(
    column("id", "bigint", nullable=False, default="identity"),
    *(column(f"c{place}", type_) for place, type_ in enumerate(WANTED)),
    column("service", "text", sample=SAMPLES["every"]),
    key=("id",),
)


def values(relation: Relation, name: str) -> list[str | None]:
    """All hostile values of a column."""
    place = relation.names.index(name)
    return [row[place] for row in hostile(relation)]


@pytest.mark.parametrize("type_", WANTED)
def test_hostile_rows_hold_every_class_of_value_of_a_type(type_: str) -> None:
    """Every value that has broken a migration before is met by each column that can hold it."""
    found = set(values(EVERY, f"c{list(WANTED).index(type_)}"))

    assert WANTED[type_] <= found
    assert None in found


@pytest.mark.parametrize("type_", ["bigint", "integer", "smallint", "uuid", "text"])
def test_keys_meet_the_ends_of_their_type_and_stay_unique(type_: str) -> None:
    """A key takes the smallest and greatest values of its type, and no two rows share one."""
    relation = table(column("id", type_, nullable=False), column("note", "text"))
    found = values(relation, "id")

    assert WANTED[type_] <= set(found)
    assert None not in found
    assert max(Counter(found).values()) == 1


def test_names_that_no_lookup_knows_are_among_the_values() -> None:
    """A column with known names also gets unknown, misspelt and padded ones."""
    found = set(values(EVERY, "service"))

    assert {"nobody-knows-this", "GPT-4O", "gpt-4o ", " gpt-4o"} <= found


def test_three_thousand_rows_share_one_moment() -> None:
    """A batch boundary by time alone would cut through rows of the same microsecond."""
    found = Counter(values(EVERY, f"c{list(WANTED).index('timestamptz')}"))

    assert found["2025-03-31 23:59:59.999999+00"] >= 3_000


def test_rows_are_repeated_in_everything_but_the_key() -> None:
    """A double submit leaves rows that only their keys tell apart."""
    repeated = Counter(row[1:] for row in hostile(EVERY))

    assert max(repeated.values()) >= 3


def test_json_is_as_large_as_a_document() -> None:
    """A jsonb value is stored out of line, so one of 100 KB must be moved."""
    found = values(EVERY, f"c{list(WANTED).index('jsonb')}")

    assert max(len(value.encode()) for value in found if value is not None) >= 100_000


def test_text_fits_into_its_column() -> None:
    """Nasty text is cut to the length of its column, counted in characters."""
    relation = table(column("id", "uuid", nullable=False), column("code", "varchar(3)"))
    found = [value for value in values(relation, "code") if value is not None]

    assert max(map(len, found)) == 3
    assert "\U0001f5c4" * 3 in found


def test_the_same_seed_gives_the_same_hostile_rows() -> None:
    """A failure can be repeated, because the rows are a function of contract and seed."""
    assert hostile(EVERY, seed=7) == hostile(EVERY, seed=7)
    assert hostile(EVERY, seed=7) != hostile(EVERY, seed=8)


def test_postgres_takes_every_hostile_row(database: Database) -> None:
    """All hostile rows are legal in the legacy table, so a migration has to move them."""
    with database.connect() as connection:
        (filled,) = fill(connection, [EVERY], 1_000)

    assert filled.rows == 1_000 + len(hostile(EVERY))


def test_the_same_seed_gives_the_same_typical_rows(database: Database) -> None:
    """Two fills with one seed are equal byte for byte; another seed differs."""
    digests = []
    with database.connect() as connection:
        for seed in (1, 1, 2):
            fill(connection, [EVERY], 500, seed=seed)
            rows = connection.execute("SELECT t::text FROM old.things AS t ORDER BY id").fetchall()
            digests.append(hashlib.sha256(repr(rows).encode()).hexdigest())
            connection.execute("DROP SCHEMA old CASCADE")

    assert digests[0] == digests[1] != digests[2]


def test_typical_rows_follow_the_hints(database: Database) -> None:
    """Listed values, ranges and the share of NULL of a contract are what the rows have."""
    relation = table(
        column("id", "integer", nullable=False),
        column("service", "text", sample=SAMPLES["every"]),
        column("tokens", "bigint", nullable=False, sample={"min": 5, "max": 9}),
        column("cost", "numeric(8,2)", nullable=False, sample={"min": -1, "max": 3}),
        column(
            "at", "timestamptz", nullable=False, sample={"min": "2024-05-01", "max": "2024-06-01"}
        ),
    )
    with database.connect() as connection:
        fill(connection, [relation], 10_000, hostile=False)
        found = connection.execute(
            "SELECT count(*), array_agg(DISTINCT service ORDER BY service),"
            " round(avg((service IS NULL)::int), 1), min(tokens), max(tokens),"
            " min(cost) >= -1 AND max(cost) <= 3,"
            " min(at) >= '2024-05-01Z' AND max(at) <= '2024-06-01Z' FROM old.things"
        ).fetchone()

    assert found is not None
    assert found[0] == 10_000
    assert found[1] == ["gpt-4o", "whisper-1", None]
    assert float(found[2]) == 0.2
    assert found[3:] == (5, 9, True, True)


def test_composite_keys_and_unique_constraints_hold(database: Database) -> None:
    """A key of a day and a service, beside a unique name, still gets every row asked for."""
    relation = table(
        column("day", "date", nullable=False),
        column("service", "text", nullable=False, sample={"values": ["a", "b", "c"]}),
        column("name", "varchar(30)", nullable=False, sample={"values": ["one", "two"]}),
        key=("day", "service"),
        unique=(("name",),),
    )
    with database.connect() as connection:
        (filled,) = fill(connection, [relation], 5_000, hostile=False)

    assert filled.rows == 5_000


def test_rows_are_shared_out_by_weight(database: Database) -> None:
    """A table of weight three gets three times the rows of a table of weight one."""
    heavy = table(column("id", "uuid", nullable=False), name="heavy", sample={"rows": 3})
    light = table(column("id", "uuid", nullable=False), name="light", sample={"rows": 1})
    with database.connect() as connection:
        filled = fill(connection, [heavy, light], 4_000, hostile=False)

    assert [one.rows for one in filled] == [3_000, 1_000]


def test_the_application_goes_on_counting(database: Database) -> None:
    """After a fill, an insert without an id does not meet the key of an existing row."""
    with database.connect() as connection:
        fill(connection, [EVERY], 100)
        new = connection.execute("INSERT INTO old.things DEFAULT VALUES RETURNING id").fetchone()

    assert new is not None
    assert 100 < new[0] < 2**40


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


def test_a_type_without_generator_asks_for_values(database: Database) -> None:
    """A type nobody knows is refused with the way out, instead of being left empty."""
    relation = table(column("id", "uuid", nullable=False), column("at", "point", nullable=False))

    with pytest.raises(CannotSample, match=r"things\.at of type point"):
        hostile(relation)


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
