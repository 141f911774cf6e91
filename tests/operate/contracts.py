"""Contracts of legacy tables, and the values that each type of column must meet."""

from __future__ import annotations

from typing import Any

from render.model import Column, Relation

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
