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
from .words import DEFAULT_CALLS, POLICY_CALLS

__all__ = [
    "DEFAULT_CALLS",
    "POLICY_CALLS",
    "Expression",
    "ExpressionProblem",
    "check_expression",
]

NO_COLUMNS = "`{}` would be a column, and there is no row here to read it from"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """An expression that passed: its author's own text, and the columns that it reads."""

    text: str
    columns: frozenset[str]


def check_expression(
    text: str, *, columns: Collection[str], what: str, may: Collection[str] = ()
) -> tuple[Expression | None, tuple[ExpressionProblem, ...]]:
    """Check an expression over some columns; `what` is the table that has them.

    `may` names the functions that the expression may call although they are not immutable.
    Returns the expression, or the problems that it has; never both.
    """
    found, problem = lexemes(text)
    if problem:
        return None, (problem,)
    problems, read = _understand(text, found, may)
    # A column that stands nowhere (there is none) would be refused at the first word.
    standing = {lexeme.start: lexeme for lexeme in found}
    reads = [(standing.get(at, found[0]), name) for at, name in sorted(read.items())]
    problems = sorted([*problems, *_unknown_columns(reads, columns, what)])
    if problems:
        return None, tuple(problems)
    return Expression(text=text, columns=frozenset(read.values())), ()


def _understand(
    text: str, found: Sequence[Lexeme], may: Collection[str]
) -> tuple[Sequence[ExpressionProblem], Mapping[int, str]]:
    """What is wrong with an expression's words and structure, and the columns that it reads."""
    words = check_words(found, may)
    root = parse(text, found)
    if isinstance(root, ExpressionProblem):
        return words.problems or [root], {}
    # sqlglot takes some of the calls without parentheses for columns.
    read = {at: name for at, name in columns_read(root).items() if at not in words.bare_calls}
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
            message = f"`{what}` has no column `{name}`" if known else NO_COLUMNS.format(name)
            yield lexeme.problem("expression-column", message, _way_out(name, known))


def _way_out(name: str, known: Collection[str]) -> str:
    for column in sorted(known):
        if column.lower() == name.lower():
            written = column if column == column.lower() else f'"{column}"'
            return f"write it as its spec does: `{written}`"
    return did_you_mean(name, known) or f"put text in single quotes: `'{name}'`"
