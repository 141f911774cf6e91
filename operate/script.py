r"""Generated SQL files, as a program runs them: statement by statement, as psql would.

The renderer frames every file: `\set` lines for psql, `SET` lines, the transaction, and between
them statements below marks, one each. So finding the statements needs no SQL parser.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg

from render.emit import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from operate.database import Connection

GEXEC = "\\gexec"
FRAME_END = ("RESET ROLE;", "COMMIT;")


class NotAScript(ValueError):
    """A file is not framed the way the renderer frames files; a mistake of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    r"""One statement without its end; `title` is its mark's sentence, empty in the frame.

    `gexec` says that every cell of its result is a statement to run: psql's `\gexec`.
    """

    title: str
    sql: str
    gexec: bool = False


def read(path: Path) -> tuple[Statement, ...]:
    """The statements of a generated file, in order."""
    return tuple(parse(path.read_text(encoding="utf-8")))


def parse(text: str) -> Iterator[Statement]:
    """The statements of a generated file's text, in order."""
    head, *chunks = _chunks(text)
    yield from _frame(head)
    for chunk in chunks:
        title, *lines = chunk
        tail = _take_frame_end(lines) if chunk is chunks[-1] else []
        yield _marked(title.removeprefix(MARK).strip(), "\n".join(lines).strip())
        yield from _frame(tail)


def execute(connection: Connection, statements: tuple[Statement, ...]) -> None:
    """Run statements in one session, stopping at the first error, which notes the mark's title."""
    for statement in statements:
        try:
            _execute(connection, statement)
        except psycopg.Error as error:
            error.add_note(statement.title)
            raise


def _execute(connection: Connection, statement: Statement) -> None:
    cursor = connection.execute(statement.sql.encode())
    if statement.gexec:
        made = [cell for row in cursor.fetchall() for cell in row if cell is not None]
        for sql in made:
            connection.execute(str(sql).encode())


def _chunks(text: str) -> list[list[str]]:
    """The lines before the first mark, then the lines from each mark to the next."""
    chunks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.startswith(MARK):
            chunks.append([])
        chunks[-1].append(line)
    return chunks


def _frame(lines: list[str]) -> Iterator[Statement]:
    """The statements of the frame: one line each; comments and psql's own lines are left out."""
    for line in lines:
        if not line.strip() or line.startswith(("--", "\\set ")):
            continue
        if not line.endswith(";"):
            raise NotAScript(f"not a line of the frame: {line!r}")
        yield Statement(title="", sql=line.removesuffix(";"))


def _take_frame_end(lines: list[str]) -> list[str]:
    """Remove the end of the transaction and of the role from the last statement's lines.

    What a mark stands above is the mark's own, even when it looks like the frame.
    """
    taken: list[str] = []
    while sum(bool(line.strip()) for line in lines) > 1:
        if lines[-1].strip() and lines[-1] not in FRAME_END:
            break
        taken.insert(0, lines.pop())
    return taken


def _marked(title: str, text: str) -> Statement:
    if text.endswith(GEXEC):
        return Statement(title=title, sql=text.removesuffix(GEXEC).rstrip(), gexec=True)
    if not text.endswith(";"):
        raise NotAScript(f"the statement below the mark {title!r} has no end")
    return Statement(title=title, sql=text.removesuffix(";"))
