"""Emit: SQL text that cannot be written unquoted by mistake.

A template may print only `Sql` and integers. Everything else goes through `ident`, `literal` or
`sql` first, or rendering stops with a `TypeError` that names the missing filter.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2

from .reserved import RESERVED


class Sql(str):
    """Text that is already SQL."""

    __slots__ = ()


def ident(name: str) -> Sql:
    """An identifier, quoted only where Postgres needs it."""
    if re.fullmatch(r"[a-z_][a-z0-9_$]*", name) and name not in RESERVED:
        return Sql(name)
    return Sql('"' + name.replace('"', '""') + '"')


def qualified(schema: str, name: str) -> Sql:
    """A schema-qualified identifier."""
    return Sql(f"{ident(schema)}.{ident(name)}")


def literal(value: object) -> Sql:
    """A literal of text, number, boolean or NULL, for standard-conforming strings."""
    if value is None:
        return Sql("NULL")
    if isinstance(value, bool):
        return Sql("true" if value else "false")
    if isinstance(value, int):
        return Sql(str(value))
    return Sql("'" + str(value).replace("'", "''") + "'")


def pad(text: str, width: int) -> Sql:
    """SQL text filled up with spaces, for columns that line up."""
    return Sql(text.ljust(width))


def comma_list(parts: Iterable[str]) -> Sql:
    """SQL texts with commas between them."""
    return Sql(", ".join(parts))


def ident_list(names: Iterable[str]) -> Sql:
    """Identifiers with commas between them."""
    return comma_list(ident(name) for name in names)


def comment(text: str) -> Sql:
    """Text for the inside of a line comment: one line, whatever it held."""
    return Sql(" ".join(text.split()))


def indented(text: str, width: int) -> Sql:
    """SQL text whose lines after the first are moved right by `width` spaces."""
    return Sql(text.replace("\n", "\n" + " " * width).replace("\n" + " " * width + "\n", "\n\n"))


def already_sql(value: object) -> object:
    """Jinja's last look at every printed value: SQL and integers pass, nothing else does."""
    if isinstance(value, Sql) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError(f"plain text in SQL: {value!r}; pipe it through `ident`, `literal` or `sql`")


def _concat(parts: Iterable[object]) -> Sql:
    return Sql("".join(map(str, parts)))


class SqlEnvironment(jinja2.Environment):
    """A Jinja environment whose every rendered piece is `Sql` again, macros included."""

    concat = staticmethod(_concat)


def environment(*folders: Path) -> SqlEnvironment:
    """The environment that renders the templates below these folders."""
    env = SqlEnvironment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=already_sql,
        autoescape=False,
    )
    env.filters |= FILTERS
    return env


FILTERS: dict[str, Any] = {
    "comma_list": comma_list,
    "comment": comment,
    "ident": ident,
    "ident_list": ident_list,
    "indented": indented,
    "literal": literal,
    "pad": pad,
    "sql": Sql,
}
