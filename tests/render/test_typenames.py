"""Spellings of one Postgres type, made equal."""

from __future__ import annotations

import pytest

from render.typenames import canonical

SPELLINGS = {
    "int": "integer",
    "INT8": "bigint",
    "timestamptz": "timestamp with time zone",
    "timestamp (3) with time zone": "timestamp(3) with time zone",
    "timestamptz(3)": "timestamp(3) with time zone",
    "time(0)": "time(0) without time zone",
    "varchar(20)": "character varying(20)",
    "char": "character(1)",
    "bit": "bit(1)",
    "numeric(12, 6)": "numeric(12,6)",
    "decimal(5)": "numeric(5,0)",
    "text[]": "text[]",
    "int[][]": "integer[]",
    "double precision": "double precision",
}


@pytest.mark.parametrize(("written", "expected"), SPELLINGS.items())
def test_a_type_is_spelt_as_the_catalog_does(written: str, expected: str) -> None:
    """Aliases, sizes and arrays of a type are written in the one way of the catalog."""
    assert canonical(written) == expected
    assert canonical(expected) == expected


def test_a_quoted_type_keeps_its_case() -> None:
    """A type of somebody's own is left as it is written."""
    assert canonical('public."Mood"') == 'public."Mood"'
    assert canonical("") == ""
