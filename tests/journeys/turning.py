"""The points of a turn of the owner at which a session, or the whole server, can die."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from render.emit import MARK

from .kills import INSIDE, STATEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The statements of the one transaction that changes names, triggers and owner.
WITHIN = re.compile(r" {12}(LOCK|ALTER|DROP|PERFORM migration).*;$| {16}EXECUTE FUNCTION .*;$")

# With a mark of its own, as the command line sends one statement at a time.
MARKED = f"{MARK} Die\n{STATEMENT}"
# Those of a file that is one transaction.
IN_ONE = re.compile(r" {4}(ALTER|PERFORM) .*;$|[A-Z].*;$")


class Blow(NamedTuple):
    """The line of a file before which a session can die, and what kills it there."""

    line: int
    text: str


def blows(text: str) -> list[Blow]:
    """Every point of a file, the first line of which is number one."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if WITHIN.match(line):
            found.append(Blow(number, INSIDE))
        elif line.startswith("SET "):
            found.append(Blow(number, STATEMENT))
        elif line.startswith("$"):
            found.append(Blow(number, MARKED))
    return found


def blows_of_one(text: str) -> list[Blow]:
    """Every point of a file that is one transaction, also before its end and after it."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("SET "):
            found.append(Blow(number, STATEMENT))
        elif line.startswith("$") or IN_ONE.match(line):
            found.append(Blow(number, INSIDE if line.startswith(" ") else MARKED))
    return found


def blows_of_driver(text: str) -> list[Blow]:
    """Every point of a driver: after each statement of its own, and after each file it runs."""
    return [
        Blow(number, STATEMENT)
        for number, line in enumerate(text.split("\n"), start=1)
        if line.lstrip().startswith(("SELECT ", "\\ir "))
    ]


@contextmanager
def struck(path: Path, blow: Blow) -> Iterator[None]:
    """The file with the blow in it, for a while."""
    text = path.read_text()
    lines = text.split("\n")
    path.write_text("\n".join([*lines[: blow.line], blow.text, *lines[blow.line :]]))
    try:
        yield
    finally:
        path.write_text(text)
