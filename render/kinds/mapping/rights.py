"""Which rights the views of the legacy name need of the owner, besides those that a role has."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...sql import comma_list, literal
from .meaning import Meaning
from .objects import BY_LEGACY, PARKED
from .values import Value


def rights_values(meaning: Meaning, holder: Mapping[str, str]) -> Mapping[str, Any]:
    """What the routine that dresses the view prints of rights by column."""
    return {
        "read_columns": tuple(_read(meaning, holder)),
        "read_by_column": comma_list(map(literal, _read_by_column(meaning))),
    }


def constants(meaning: Meaning) -> Iterator[Value]:
    """The columns that tell these rows from those of other mappings."""
    for entry in meaning.spec.entries:
        if entry.constant is not None:
            yield Value(column=entry.target, sql=literal(entry.constant), type="text")


def _read(meaning: Meaning, holder: Mapping[str, str]) -> Iterator[str]:
    """The owner's columns that the inner view reads, whatever it is asked for."""
    yield from dict.fromkeys(holder.values())
    yield from (value.column for value in constants(meaning))
    yield BY_LEGACY
    if meaning.hides:
        yield PARKED


def _read_by_column(meaning: Meaning) -> Iterator[str]:
    """Who goes on reading some columns by the legacy name, as the spec says."""
    for one in meaning.legacy.dependants:
        if one.kind == "column_grant" and one.answer == "moved":
            yield one.name
