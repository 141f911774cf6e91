"""Emit: Mermaid diagrams that parse, whatever names and titles they show.

Only what Mermaid 10 and 11 both read is written; GitHub, GitLab and editors do not have the same.
"""

import re
from collections.abc import Iterable, Iterator

# Everything else is written as `#` and its number, which Mermaid shows as the character.
PLAIN = re.compile(r"[^\w ,()=/]|(?<![^\W_])_|_(?![^\W_])")
TYPE = re.compile(r"[A-Za-z_]\w*(\(\d+\))?(\[\])?", re.ASCII)
# In the columns of a table, these are marks of keys.
MARKS = {"pk", "fk", "uk"}


def diagram(kind: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines of a diagram, fenced as GitHub wants it."""
    yield "```mermaid"
    yield kind
    yield from (f"    {line}" for line in lines)
    yield "```"


def label(value: str) -> str:
    """Text in quotes, in one line: nothing in it is markup."""
    escaped = PLAIN.sub(lambda found: f"#{ord(found.group())};", " ".join(value.split()))
    return f'"{escaped}"'


def word(name: str) -> str:
    """A column's name where Mermaid wants one word."""
    return f"{name}_" if name.lower() in MARKS else name


def type_word(written: str) -> tuple[str, str]:
    """A type where Mermaid wants one word, and the whole type where that word is not enough."""
    candidate = written.replace(" ", "_")
    if TYPE.fullmatch(candidate):
        return word(candidate), ""
    base = re.sub(r"\W+", "_", written.partition("(")[0], flags=re.ASCII).strip("_")
    return word(base), written
