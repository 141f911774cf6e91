"""Validate: the SQL expressions that a spec may hold, and the columns that they read.

What passes is one value made from one row: no query, no clock, no second statement. The author's
own text is what is emitted; Postgres itself checks its types and proves it immutable.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..findings import did_you_mean
from .checks import Words, check_words
from .lexemes import Lexeme, lexemes
from .problem import ExpressionProblem
from .structure import check_structure, columns_read, parse, unexpected

__all__ = ["Expression", "ExpressionProblem", "check_expression"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """An expression that passed: its author's own text, and the columns that it reads."""

    text: str
    columns: frozenset[str]


def check_expression(
    text: str, *, columns: Collection[str], what: str
) -> tuple[Expression | None, tuple[ExpressionProblem, ...]]:
    """Check an expression over some columns; `what` is how messages call the expression.

    Returns the expression, or the problems that it has; never both.
    """
    found, problem = lexemes(text)
    if problem:
        return None, (problem,)
    problems, read = _understand(text, found)
    # A column that stands nowhere (there is none) would be refused at the first word.
    standing = {lexeme.start: lexeme for lexeme in found}
    reads = [(standing.get(at, found[0]), name) for at, name in sorted(read.items())]
    problems = sorted([*problems, *_unknown_columns(reads, columns, what)])
    if problems:
        return None, tuple(problems)
    return Expression(text=text, columns=frozenset(read.values())), ()


def _understand(
    text: str, found: Sequence[Lexeme]
) -> tuple[Sequence[ExpressionProblem], Mapping[int, str]]:
    """What is wrong with an expression's words and structure, and the columns that it reads."""
    words = check_words(found)
    root = parse(text, found)
    if isinstance(root, ExpressionProblem):
        return words.problems or [root], {}
    read = columns_read(root)
    if words.problems:
        # Inside what is refused anyway, a column's name is no mistake of its own.
        named = {lexeme.start for lexeme in words.columns}
        return words.problems, {at: name for at, name in read.items() if at in named}
    return _strangers(words, read) or [*check_structure(root, text)], read


def _strangers(words: Words, read: Mapping[int, str]) -> list[ExpressionProblem]:
    """The first word that is no column to sqlglot and that nobody else knows either."""
    strange = [lexeme for lexeme in words.columns if lexeme.start not in read]
    return [unexpected(lexeme) for lexeme in strange[:1]]


def _unknown_columns(
    reads: Sequence[tuple[Lexeme, str]], known: Collection[str], what: str
) -> Iterator[ExpressionProblem]:
    """Each name that no column has, where it stands first."""
    told: set[str] = set()
    for lexeme, name in reads:
        if name not in known and name not in told:
            told.add(name)
            yield lexeme.problem(
                "expression-column",
                f"`{what}` reads `{name}`, which is not one of its columns",
                _way_out(name, known),
            )


def _way_out(name: str, known: Collection[str]) -> str:
    for column in sorted(known):
        if column.lower() == name.lower():
            written = column if column == column.lower() else f'"{column}"'
            return f"write it as the contract does: `{written}`"
    return did_you_mean(name, known)
