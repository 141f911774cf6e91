"""Reading a YAML file: what it means, and where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from render.source import Location, Source, parse


def source_of(text: str) -> Source:
    """The source of a text that has no findings."""
    source, findings = parse(text, shown="spec.yaml")
    assert source is not None, findings
    return source


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("014", 14),
        ("-0o17", "-0o17"),
        ("0o17", 15),
        ("0xff", 255),
        ("+1.5e3", 1500.0),
        (".5", 0.5),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("Off", "Off"),
        ("12:30", "12:30"),
        ("2026-01-31", "2026-01-31"),
        ("1_000", "1_000"),
        ("'5'", "5"),
        ("=", "="),
    ],
)
def test_words_mean_what_yaml_1_2_says(text: str, value: Any) -> None:
    """A word without quotes is a boolean, a number or nothing only where YAML 1.2 says so."""
    data = source_of(f"a: {text}\n").data

    assert data == {"a": value}
    assert type(data["a"]) is type(value)


def test_keys_like_on_stay_text() -> None:
    """A key such as `on` is read as the text that it shows."""
    assert source_of("on: 1\nno: 2\n").data == {"on": 1, "no": 2}


def test_every_value_and_key_has_its_place() -> None:
    """Each key and each value is found again at its line and column."""
    source = source_of("name: users\ncolumns:\n  - {from: id, to: }\n  - >-\n    two\n    lines\n")

    assert source.where() == Location(path="spec.yaml", line=1, column=1, length=4)
    assert source.where("name") == Location(path="spec.yaml", line=1, column=7, length=5)
    assert source.where_key("name") == Location(path="spec.yaml", line=1, column=1, length=4)
    assert source.where("columns") == Location(path="spec.yaml", line=3, column=3, length=1)
    assert source.where("columns", 0) == Location(path="spec.yaml", line=3, column=5, length=16)
    assert source.where("columns", 0, "to") == source.where_key("columns", 0, "to")
    assert source.where("columns", 1) == Location(path="spec.yaml", line=4, column=5, length=2)
    assert source.where_key("columns", 1) == source.where("columns", 1)


def test_what_is_missing_is_shown_by_what_is_around_it() -> None:
    """A value that is not there has the place of its nearest ancestor."""
    source = source_of("columns:\n  a: {from: b}\n")

    assert source.where("columns", "a", "to", "x") == source.where("columns", "a")
    assert source.where_key("columns", "z") == source.where("columns")


@pytest.mark.parametrize(
    ("text", "line", "column", "length"),
    [
        ("e: lower(col)\n", 1, 10, 3),
        ('e: "lower(col)"\n', 1, 11, 3),
        ("e: 'lower(col)'\n", 1, 11, 3),
        ("e: |\n  lower(\n    col)\n", 3, 5, 3),
        ("e: >-\n  lower(\n  col)\n", 3, 3, 3),
        ("e: lower(\n   col)\n", 2, 4, 3),
    ],
)
def test_a_piece_of_a_text_has_its_own_place(
    text: str, line: int, column: int, length: int
) -> None:
    """A mistake inside an expression is shown at its own column, however the text is quoted."""
    source = source_of(text)
    offset = source.data["e"].index("col")

    found = source.where_in("e", offset=offset, length=3)

    assert found == Location(path="spec.yaml", line=line, column=column, length=length)


def test_a_piece_of_something_else_is_shown_whole() -> None:
    """Where there is no text, or an empty one, the value itself is shown."""
    source = source_of("a: 5\nb: ''\nc: [x]\n")

    assert source.where_in("a", offset=0, length=1) == source.where("a")
    assert source.where_in("b", offset=0, length=1) == source.where("b")
    assert source.where_in("c", 3, offset=0, length=1) == source.where("c")
    assert source.where_in("a", "x", offset=0, length=1) == source.where("a")
    assert source.where_in("c", 0, offset=7, length=1) == source.where("c", 0)


def test_windows_line_ends_are_read_alike() -> None:
    """A file written on Windows has the same data and places."""
    source = source_of("\ufeffname: users\r\nto: accounts\r\n")

    assert source.data == {"name": "users", "to": "accounts"}
    assert source.where("to") == Location(path="spec.yaml", line=2, column=5, length=8)
