"""What the latest comparison of each mapping compared, and what it did not, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from operate import console, database

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from operate.database import Connection

# The last rung, which reads every row, records all of it.
COVERAGE = """
    SELECT
        v.mapping, e.checked AS rows, e.detail -> 'mapped' AS mapped,
        e.detail -> 'carried' AS carried, e.detail -> 'not_compared' AS not_compared
    FROM migration.validation AS v
    INNER JOIN migration.validation_result AS e ON e.run = v.run AND e.rung = 'L4'
    WHERE
        v.migration = %s AND v.mapping = ANY(%s) AND coalesce(e.rung = ANY(%s), true)
        AND e.detail ? 'not_compared'
    ORDER BY v.mapping
"""
Rows = list[dict[str, Any]]


def covered(
    connection: Connection, migration: str, mappings: Sequence[str], rungs: Sequence[str] | None
) -> Rows:
    """By mapping: how many rows were compared, which columns, and what was left out and why."""
    return database.rows(connection, COVERAGE, migration, list(mappings), rungs)


def show(found: Rows) -> None:
    """What was compared, why legacy columns are carried, and what was not compared."""
    out = console.out()
    out.print("\nCompared, value by value")
    console.table(
        ("mapping", "rows", "columns mapped", "carried"),
        [[one["mapping"], one["rows"], len(one["mapped"]), len(one["carried"])] for one in found],
    )
    _list("Carried from the legacy tables", _carried(found))
    _list("Not compared", _left_out(found))


def _list(title: str, lines: Iterable[str]) -> None:
    """Lines below a title, broken between words; nothing when there are none."""
    out = console.out()
    for number, line in enumerate(lines):
        if not number:
            out.print(f"\n{title}")
        out.print(console.wrapped(out, line, rest="    "))


def _carried(found: Rows) -> Iterator[str]:
    """A line for all columns of a mapping that are carried for one reason."""
    for one in found:
        for why in dict.fromkeys(each["why"] for each in one["carried"]):
            names = [each["column"] for each in one["carried"] if each["why"] == why]
            yield f"{one['mapping']}: {_line(names)} ({_line([why])})"


def _left_out(found: Rows) -> Iterator[str]:
    """A line for each column, and for each kind of row of which there are any."""
    for one in found:
        for each in one["not_compared"]:
            if each["rows"] != 0:
                many = f"{each['rows']:,} " if each["rows"] else ""
                yield f"{one['mapping']}: {many}{_line([each['what']])} ({_line([each['why']])})"


def _line(texts: Iterable[str]) -> str:
    """Names and reasons in one line, in which no control character reaches a terminal."""
    line = " ".join(", ".join(texts).split())
    return "".join(letter if letter.isprintable() else "�" for letter in line)
