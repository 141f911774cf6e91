"""Hostile test data: every class of nasty value, unique keys, and repeated rows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from operate.sample import CannotSample, fill, hostile
from tests.operate.contracts import EVERY, WANTED, column, table

if TYPE_CHECKING:
    from render.model import Relation
    from tests.fixtures.databases import Database


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


def test_a_type_without_generator_asks_for_values(database: Database) -> None:
    """A type nobody knows is refused with the way out, instead of being left empty."""
    relation = table(column("id", "uuid", nullable=False), column("at", "point", nullable=False))

    with pytest.raises(CannotSample, match=r"things\.at of type point"):
        hostile(relation)
