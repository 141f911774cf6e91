"""The terminal: data on stdout, talk on stderr, colour only where somebody can see it."""

from __future__ import annotations

import json
import os
import sys
import textwrap
from datetime import datetime, timedelta
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

import click
from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Sequence


class Terminal(Console):
    """A console that nobody may look at any more: what was begun is not given up for that."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print, unless the terminal is gone."""
        try:
            super().print(*objects, **options)
        except OSError:
            self.quiet = True

    def on_broken_pipe(self) -> None:
        """Go on without the program that was reading."""
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())


def out() -> Console:
    """Where data goes: standard output."""
    return Terminal(**_manners())


def talk(file: IO[Any] | None = None) -> Console:
    """Where talk goes: standard error."""
    where: dict[str, Any] = {"file": file} if file is not None else {"stderr": True}
    return Terminal(**_manners(), **where)


def _manners() -> dict[str, Any]:
    """Print what is given, as it is; with NO_COLOR not even bold."""
    plain = {"highlight": False, "markup": False, "emoji": False, "soft_wrap": True}
    return plain | ({"color_system": None} if os.environ.get("NO_COLOR") else {})


def say(text: str) -> None:
    """Talk in whole sentences: on a terminal no word is cut at the edge."""
    where = talk()
    where.print(wrapped(where, text))


def wrapped(where: Console, text: str, *, first: str = "", rest: str = "") -> str:
    """A text broken between words where that is a terminal, with what its lines begin with."""
    width = where.width if where.is_terminal else sys.maxsize
    lines = [
        textwrap.fill(
            line,
            width,
            initial_indent=rest if number else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for number, line in enumerate(text.strip().splitlines())
    ]
    return "\n".join(lines)


def in_colour(*, stderr: bool = False) -> bool:
    """Whether a person sees colours: on a terminal, unless NO_COLOR is set."""
    where = talk() if stderr else out()
    return where.is_terminal and not where.no_color


def somebody_there() -> bool:
    """Whether a question can be answered: standard input is a terminal."""
    return sys.stdin.isatty()


def print_json(data: object) -> None:
    """Data for programs: sorted where order means nothing, everything else as text."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False, default=_plain))


def _plain(value: object) -> object:
    """What JSON has no type for: exact numbers as numbers, times in ISO 8601 or in seconds."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value.isoformat() if isinstance(value, datetime) else str(value)


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: `1 step`, `12 steps`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def duration(seconds: float) -> str:
    """A time as people say it: `0.03s`, `53s`, `4m 10s`, `2h 5m`."""
    if seconds < 59.5:
        return f"{seconds:.2f}s" if seconds < 10 else f"{seconds:.0f}s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}h {minutes}m" if hours else f"{minutes}m {rest}s"


def term(span: timedelta) -> str:
    """A waiting term as people say it: `14 days`, `1 day 12h 0m`, `5m 0s`, `0s`."""
    rest = (span - timedelta(days=span.days)).total_seconds()
    parts = ([count(span.days, "day")] if span.days else []) + ([duration(rest)] if rest else [])
    return " ".join(parts) or "0s"


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Data in columns: numbers to the right, everything else to the left.

    The columns move together where a terminal is too narrow for them.
    """
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    right = [
        any(isinstance(row[place], int | float) for row in rows) for place in range(len(heads))
    ]
    where = out()
    roomy = not where.is_terminal or sum(widths) + 2 * (len(widths) - 1) <= where.width
    for line in (list(heads), *cells):
        padded = [
            text.rjust(width) if to_right else text.ljust(width)
            for text, width, to_right in zip(line, widths, right, strict=True)
        ]
        click.echo(("  " if roomy else " ").join(padded).rstrip())


def _cell(value: object) -> str:
    """A value in a column: dates to the second, structures as JSON."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, timedelta):
        return term(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)
