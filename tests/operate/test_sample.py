"""Typical test data: as a contract describes it, and the same rows again for the same seed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from operate.sample import fill
from tests.operate.contracts import EVERY, SAMPLES, column, table

if TYPE_CHECKING:
    from tests.fixtures.databases import Database


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
