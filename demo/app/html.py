"""HTML, written by hand; every text is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><h1>{title}</h1><p>{generation} system, a demo</p></header>
{navigation}
<main>
{content}
</main>
</body>
</html>
"""


def page(generation: str, title: str, navigation: str, content: str) -> str:
    """A whole page."""
    shown = {"generation": escape(generation.capitalize()), "title": escape(title)}
    return PAGE.format(**shown, navigation=navigation, content=content)


def links(label: str, targets: Mapping[str, str], current: str) -> str:
    """Links by name, of which one is where the reader is."""
    items = (
        f'<a href="{escape(target)}"{" aria-current=page" * (target == current)}>{escape(name)}</a>'
        for name, target in targets.items()
    )
    return f'<nav aria-label="{escape(label)}">{" ".join(items)}</nav>'


def section(heading: str, rows: Sequence[Mapping[str, object]]) -> str:
    """A heading, and rows as a table."""
    return f"<section>\n<h2>{escape(heading)}</h2>\n{_table(rows)}\n</section>"


def paragraph(text: str) -> str:
    """A paragraph."""
    return f"<p>{escape(text)}</p>"


def _table(rows: Sequence[Mapping[str, object]]) -> str:
    if not rows:
        return paragraph("Nothing yet.")
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in rows[0])
    body = "\n".join(f"<tr>{''.join(map(_cell, row.values()))}</tr>" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _cell(value: object) -> str:
    return f"<td>{'–' if value is None else escape(str(value))}</td>"  # noqa: RUF001 - a dash
