"""SQL text: what is quoted, what is not, and what a template cannot print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from render.sql import Sql, comment, environment, ident, indented, literal, qualified

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("usage_logs", "usage_logs"),
        ("_legacy_id", "_legacy_id"),
        ("createdAt", '"createdAt"'),
        ("order", '"order"'),
        ("user", '"user"'),
        ('say "no"', '"say ""no"""'),
        ("1st", '"1st"'),
    ],
)
def test_a_name_is_quoted_where_postgres_needs_it(name: str, expected: str) -> None:
    """A name is quoted when Postgres would read it otherwise or not at all, and else is not."""
    assert ident(name) == expected
    assert qualified("public", name) == f"public.{expected}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "NULL"),
        (True, "true"),
        (False, "false"),
        (12, "12"),
        (1.5, "'1.5'"),
        ("it's", "'it''s'"),
        ("a\\b", "'a\\b'"),
    ],
)
def test_a_value_is_written_as_a_literal(value: object, expected: str) -> None:
    """A value becomes a literal that standard-conforming Postgres reads as that value."""
    assert literal(value) == expected


def test_text_cannot_leave_its_comment() -> None:
    """Text in a line comment is one line, whatever it held."""
    assert comment("one\n  DROP TABLE two;\r\n") == "one DROP TABLE two;"


def test_indentation_leaves_empty_lines_empty() -> None:
    """Lines after the first move right; an empty line gets no spaces."""
    assert indented("a\n\nb", 4) == "a\n\n    b"


@pytest.mark.parametrize("value", ["plain text", True, None, 1.5])
def test_a_template_cannot_print_what_nobody_quoted(value: object, tmp_path: Path) -> None:
    """A template that prints a value without quoting it stops with the filter that is missing."""
    (tmp_path / "t.j2").write_text("{{ value }}")
    template = environment(tmp_path).get_template("t.j2")

    with pytest.raises(TypeError, match="pipe it through `ident`, `literal` or `sql`"):
        template.render(value=value)


def test_a_template_prints_sql_and_numbers(tmp_path: Path) -> None:
    """What has been quoted, and whole numbers, are printed, also through a macro."""
    text = "{% macro m(n) %}{{ n | ident }}{% endmacro %}{{ m('order') }} {{ value }} {{ 5 }}"
    (tmp_path / "t.j2").write_text(text)

    rendered = environment(tmp_path).get_template("t.j2").render(value=Sql("now()"))

    assert rendered == '"order" now() 5'
