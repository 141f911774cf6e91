"""Legacy rows as hypothesis invents them, from nothing but a table's contract."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from render.typenames import canonical

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from render.model import Column, Relation

Values = dict[str, Any]
# Postgres stores every character but NUL, and no half of a surrogate pair.
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
INTEGERS = {"smallint": 15, "integer": 31, "bigint": 63}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(CHARACTERS, max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(string.ascii_lowercase, max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


def rows_of(relation: Relation) -> SearchStrategy[list[Values]]:
    """A few rows of a legacy table, none of which has a unique value of another."""
    columns = {column.name: _values(column) for column in relation.columns}
    return st.lists(
        st.fixed_dictionaries(columns),
        min_size=1,
        max_size=4,
        unique_by=tuple(_unique(group) for group in (relation.key, *relation.unique)),
    )


def _unique(group: tuple[str, ...]) -> Callable[[Values], tuple[str, ...]]:
    return lambda row: tuple(str(row[name]) for name in group)


def _values(column: Column) -> SearchStrategy[Any]:
    """Values of a column: those of its type, those that the contract calls typical, and NULL."""
    found = _of_type(column.type)
    if typical := column.sample.get("values"):
        found |= st.sampled_from(typical)
    return st.none() | found if column.nullable else found


def _of_type(type_: str) -> SearchStrategy[Any]:
    name, *sizes = re.split(r"[(),]+", canonical(type_).rstrip(")"))
    numbers = [int(size) for size in sizes]
    if name in INTEGERS:
        return st.integers(-(2 ** INTEGERS[name]), 2 ** INTEGERS[name] - 1)
    if name == "numeric":
        return _numeric(*numbers)
    if name in ("real", "double precision"):
        return st.floats(width=32 if name == "real" else 64)
    if name in ("text", "character varying", "character"):
        return st.text(CHARACTERS, max_size=numbers[0] if numbers else 30)
    return {
        "boolean": st.booleans(),
        "uuid": st.uuids(),
        "date": st.dates() | st.sampled_from(["infinity", "-infinity", "4713-01-01 BC"]),
        "timestamp with time zone": st.datetimes(timezones=st.timezones())
        | st.sampled_from(["infinity", "-infinity", "2024-03-31 23:59:59.999999+00"]),
        "bytea": st.binary(max_size=10),
        "jsonb": JSON.map(Jsonb),
    }[name]


def _numeric(precision: int = 0, scale: int = 0) -> SearchStrategy[Any]:
    if not precision:
        return st.decimals(allow_nan=False) | st.sampled_from(["NaN", "1.00", "0.000"])
    most = 10 ** (precision - scale) - 1
    return st.decimals(-most, most, places=scale, allow_infinity=False) | st.just("NaN")
