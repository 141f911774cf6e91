"""Markdown: what a spec says is what a reader of the page sees, read by a parser of its own."""

from __future__ import annotations

import html
import re

import pytest

# Comes with rich, which the command line prints with.
from markdown_it import MarkdownIt

from render.markdown import Markdown, bullets, code, page, section, table, text

HOSTILE = [
    "plain words",
    "a | b || c",
    "back`tick` and ``two``",
    "back\\slash \\| before a bar",
    "*bold* _it_ **b** snake_case _leading trailing_",
    "<b>tag</b> &amp; <!-- comment -->",
    "[link](https://example.com) ![image](x)",
    "~~gone~~ $x^2$ #1",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "> quote",
    "=== not a heading",
    "ends in a backslash \\",
    "`",
    "|",
]


def shown(markdown: str, tag: str) -> list[str]:
    """What a reader sees in each element of a kind; a tag that is not ours stays visible."""
    rendered = MarkdownIt("commonmark").enable("table").render(markdown)
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", rendered, re.DOTALL)
    return [html.unescape(re.sub(r"</?code>", "", one)) for one in found]


@pytest.mark.parametrize("value", HOSTILE)
def test_words_stay_as_they_are_wherever_they_stand(value: str) -> None:
    """In a paragraph, a list and a table, words that look like markup are shown as words."""
    assert shown(f"{text(value)}\n", "p") == [value]
    assert shown("\n".join(bullets([text(value)])), "li") == [value]
    assert shown("\n".join(table(["words"], [[text(value)]])), "td") == [value]


@pytest.mark.parametrize("value", HOSTILE)
def test_code_stays_as_it_is_wherever_it_stands(value: str) -> None:
    """Names and SQL are shown to the letter, in a paragraph and in a table."""
    assert shown(f"{code(value)}\n", "p") == [value]
    assert shown("\n".join(table(["sql"], [[code(value), text("next")]])), "td")[0] == value


def test_a_new_line_does_not_end_a_cell() -> None:
    """Text of several lines becomes one line, so that a table stays a table."""
    cells = [text("one\ntwo\r\n\tthree"), code("a\nb\r\nc")]

    assert shown("\n".join(table(["words", "sql"], [cells])), "td") == ["one two three", "a b c"]


def test_what_would_be_empty_is_left_out() -> None:
    """A table without rows and a section without lines leave no trace."""
    assert list(table(["column"], [])) == []
    assert list(section(text("Empty"), [])) == []
    assert list(section(text("Full"), ["line"])) == ["", "## Full", "", "line"]
    assert list(section(text("Full"), ["", "### Below"])) == ["", "## Full", "", "### Below"]


def test_a_page_says_where_it_comes_from_and_where_all_others_are() -> None:
    """A page names its spec first, then its title, then the way to the list of all pages."""
    title = Markdown(f"{code('a')} to {text('b*')}")

    assert page("specs/x.yaml", title, ["line"], up="../README.md") == (
        "<!-- Generated from specs/x.yaml; edit the spec, then run `make render`. -->\n\n"
        "# `a` to b\\*\n\n[All documents](../README.md)\n\nline\n"
    )
    assert "All documents" not in page("specs/x.yaml", title, [])
