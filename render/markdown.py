"""Emit: Markdown that shows what it was given, whatever characters that holds.

Pages are read on GitHub. What the author of a spec wrote goes through `text` or `code`, and a
table takes nothing but `Markdown`, so that the type checker sees what was not escaped.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

# What means something inside a line of Markdown, of HTML or of GitHub's formulas.
SPECIAL = re.compile(r"[\\`*_\[\]<>|~$&]")
INSIDE_WORD = re.compile(r"(?<=[A-Za-z0-9])\\_(?=[A-Za-z0-9])")
# What means something at the start of a line only.
FIRST = re.compile(r"^([#+=-])|^(\d+)([.)])")


class Markdown(str):
    """Text that is already Markdown, in one line."""

    __slots__ = ()


def text(value: str) -> Markdown:
    """Words as they are, in one line: nothing in them is markup."""
    escaped = SPECIAL.sub(r"\\\g<0>", " ".join(value.split()))
    return Markdown(FIRST.sub(r"\2\\\1\3", INSIDE_WORD.sub("_", escaped)))


def code(value: str) -> Markdown:
    """A name or a piece of SQL, in one line."""
    line = " ".join(value.splitlines())
    # Backticks would end the span; a bar would end the cell of a table, even in a span.
    if "`" in line or "|" in line:
        return Markdown(f"<code>{text(line)}</code>")
    return Markdown(f"`{line}`")


def codes(values: Iterable[str]) -> Markdown:
    """Names with commas between them."""
    return listed(code(value) for value in values)


def listed(parts: Iterable[Markdown]) -> Markdown:
    """Pieces of Markdown with commas between them."""
    return Markdown(", ".join(parts))


def link(shown: Markdown, to: str) -> Markdown:
    """A link to another generated document."""
    return Markdown(f"[{shown}]({to})")


def table(head: Sequence[str], rows: Iterable[Sequence[Markdown]]) -> Iterator[str]:
    """The lines of a table; none when it has no rows."""
    lines = [_row(row) for row in rows]
    if lines:
        yield _row([text(cell) for cell in head])
        yield f"|{'---|' * len(head)}"
        yield from lines


def section(title: Markdown, lines: Iterable[str], level: int = 2) -> Iterator[str]:
    """A heading with what stands below it; nothing when nothing would stand there."""
    below = list(lines)
    if below:
        yield from ("", f"{'#' * level} {title}")
        yield from below if below[0] == "" else ("", *below)


def bullets(items: Iterable[Markdown]) -> Iterator[str]:
    """The lines of a list."""
    return (f"- {item}" for item in items)


def page(source: str, title: Markdown, lines: Iterable[str], up: str = "") -> str:
    """A whole document: where it comes from, its title, the way up to all others, its lines."""
    head = f"<!-- Generated from {source}; edit the spec, then run `make render`. -->"
    way_up = [link(text("All documents"), up), ""] if up else []
    return "\n".join((head, "", f"# {title}", "", *way_up, *lines)) + "\n"


def _row(cells: Iterable[Markdown]) -> str:
    return f"| {' | '.join(cells)} |"
