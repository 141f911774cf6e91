"""Which functions an expression may call, and why the others are refused."""

from collections.abc import Collection

from ..findings import did_you_mean
from .lexemes import Lexeme
from .problem import ExpressionProblem
from .words import (
    AGGREGATES,
    BARE_CALLS,
    CLOCK,
    FUNCTIONS,
    GRAMMAR_CALLS,
    GRAMMAR_WORDS,
    OUTSIDE,
    RANDOM,
    ROW_SETS,
    SEQUENCE,
    SESSION,
    SETTINGS,
    SUBQUERY_CALLS,
    SUBQUERY_WORDS,
    TYPES,
)

LATER = "read a column that holds the value; a default of the target table can make it"
REFUSED = (
    (CLOCK, "reads the clock, so the same row gives another value later", LATER),
    (RANDOM, "gives another value each time it is asked", LATER),
    (SEQUENCE, "takes from a sequence, so the same row gives another value later", LATER),
    (SESSION, "depends on who asks, not on the row", LATER),
    (OUTSIDE, "reaches beyond the row", "compute the value from the row's own columns"),
)
SHAPES = (
    (AGGREGATES, "looks at many rows; an expression reads one"),
    (ROW_SETS, "returns several rows; an expression makes one value"),
)


def check_call(lexeme: Lexeme, may: Collection[str]) -> ExpressionProblem | None:
    """What is wrong with calling a function of that name; `may` are allowed here only."""
    name = lexeme.name
    if lexeme.kind == "quoted":
        return lexeme.problem(
            "expression-function", "the name of a function is not quoted", f"write `{name}`"
        )
    if name in FUNCTIONS or name in may:
        return None
    if name in SUBQUERY_CALLS:
        return subquery(lexeme)
    return _by_shape(lexeme) or _by_volatility(lexeme) or _unknown(lexeme)


def check_bare_word(lexeme: Lexeme) -> ExpressionProblem | None:
    """What is wrong with a word that Postgres takes for grammar or for a call."""
    if lexeme.word in GRAMMAR_WORDS:
        return lexeme.problem("expression-node", f"{GRAMMAR_WORDS[lexeme.word]} is not allowed")
    if lexeme.word in SUBQUERY_WORDS:
        return subquery(lexeme)
    return _by_volatility(lexeme) if lexeme.word in BARE_CALLS else None


def subquery(lexeme: Lexeme) -> ExpressionProblem:
    """The problem with a query inside an expression."""
    return lexeme.problem(
        "expression-subquery",
        "an expression reads one row and holds no query",
        "read the row's own columns; in a mapping, a `lookup` finds another table's row",
    )


def _by_shape(lexeme: Lexeme) -> ExpressionProblem | None:
    for names, reason in SHAPES:
        if lexeme.name in names:
            return lexeme.problem("expression-node", f"`{lexeme.name}` {reason}")
    if lexeme.name in GRAMMAR_CALLS:
        return lexeme.problem("expression-node", f"{GRAMMAR_CALLS[lexeme.name]} is not allowed")
    return None


def _by_volatility(lexeme: Lexeme) -> ExpressionProblem | None:
    name = lexeme.name
    for names, reason, way_out in REFUSED:
        if name in names:
            return lexeme.problem("expression-function", f"`{name}` {reason}", way_out)
    if name in SETTINGS:
        reason = "depends on the settings of the session"
        return lexeme.problem("expression-function", f"`{name}` {reason}", SETTINGS[name])
    return None


def _unknown(lexeme: Lexeme) -> ExpressionProblem:
    name = lexeme.name
    cast = f"write a cast: `CAST(… AS {name})`" if name in TYPES else ""
    return lexeme.problem(
        "expression-function",
        f"`{name}` is not among the functions that a spec may call",
        cast or did_you_mean(name, FUNCTIONS),
    )
