"""The structure of an expression, as sqlglot reads it: an allow-list of its nodes.

Every text between quotes is blanked before sqlglot sees it, and what it would print is never used.
"""

from collections.abc import Iterator, Sequence
from typing import cast

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, SqlglotError

from .lexemes import Lexeme
from .problem import ExpressionProblem

BEFORE = "SELECT ("

# Functions come on top: `functions` has checked their names.
ALLOWED = (
    exp.Add,
    exp.AtTimeZone,
    exp.Between,
    exp.BitwiseAnd,
    exp.BitwiseLeftShift,
    exp.BitwiseNot,
    exp.BitwiseOr,
    exp.BitwiseRightShift,
    exp.BitwiseXor,
    exp.Boolean,
    exp.Column,
    exp.DataType,
    exp.DataTypeParam,
    exp.Div,
    exp.DPipe,
    exp.EQ,
    exp.Escape,
    exp.GT,
    exp.GTE,
    exp.Identifier,
    exp.ILike,
    exp.In,
    exp.IntDiv,
    exp.Interval,
    exp.Is,
    exp.JSONPath,
    exp.JSONPathPart,
    exp.Kwarg,
    exp.Like,
    exp.Literal,
    exp.LT,
    exp.LTE,
    exp.Mod,
    exp.Mul,
    exp.Neg,
    exp.NEQ,
    exp.Not,
    exp.Null,
    exp.NullSafeEQ,
    exp.NullSafeNEQ,
    exp.Paren,
    exp.SimilarTo,
    exp.Sub,
    exp.Var,
)
REFUSED_FUNCTIONS = (exp.AggFunc, exp.Collate, exp.Exists)
NAMES: dict[type[exp.Expr], str] = {exp.Tuple: "a list of values", exp.Star: "`*`"}

# Types whose parts do not depend on a time zone.
UNZONED = ("DATE", "TIME", "TIMESTAMP", "TIMESTAMPNTZ", "INTERVAL")


def parse(text: str, found: Sequence[Lexeme]) -> exp.Expr | ExpressionProblem:
    """The syntax tree of an expression, or where reading it stops."""
    try:
        (statement,) = sqlglot.parse(f"{BEFORE}{_blanked(text, found)})", dialect="postgres")
    except ParseError as error:
        return _syntax(text, found, error)
    except (SqlglotError, RecursionError):
        return found[0].problem("expression-syntax", "this cannot be read as an expression")
    # What has passed as balanced stays inside its parentheses, so there is one thing selected.
    return cast("exp.Select", statement).selects[0]


def _blanked(text: str, found: Sequence[Lexeme]) -> str:
    """The expression with every text replaced by one of the same length that means nothing."""
    parts = []
    at = 0
    for lexeme in found:
        if lexeme.kind == "string":
            parts += [text[at : lexeme.start], "'", "x" * (len(lexeme.text) - 2), "'"]
            at = lexeme.end
    return "".join([*parts, text[at:]])


def _syntax(text: str, found: Sequence[Lexeme], error: ParseError) -> ExpressionProblem:
    where = error.errors[0]
    lines = f"{BEFORE}{text})".split("\n")
    before = sum(len(line) + 1 for line in lines[: where["line"] - 1])
    at = before + where["col"] - len(where["highlight"]) - len(BEFORE)
    if at >= found[-1].end:
        return found[-1].problem("expression-syntax", "the expression is not finished")
    lexeme = next(one for one in found if one.end > at)
    return unexpected(lexeme)


def unexpected(lexeme: Lexeme) -> ExpressionProblem:
    """The problem with a word that has no meaning where it stands."""
    return lexeme.problem("expression-syntax", f"`{lexeme.text}` was not expected here")


def columns_read(root: exp.Expr) -> dict[int, str]:
    """The columns that an expression reads, by offset."""
    return {
        _start(column.this): column.name if column.this.quoted else column.name.lower()
        for column in root.find_all(exp.Column)
        if isinstance(column.this, exp.Identifier)
    }


def _start(identifier: exp.Expr) -> int:
    return int(identifier.meta.get("start", 0)) - len(BEFORE)


def check_structure(root: exp.Expr, text: str) -> Iterator[ExpressionProblem]:
    """What in an expression goes beyond a value made from one row."""
    for node in root.walk():
        if not _is_allowed(node):
            what = NAMES.get(type(node), "this kind of expression")
            yield _about(node, text, "expression-node", f"{what} is not allowed")
            return
        if isinstance(node, exp.AtTimeZone) and not node.args["zone"].is_string:
            yield _about(
                node.args["zone"],
                text,
                "expression-node",
                "a time zone is a plain text, the same for every row",
                "write it out, as in `AT TIME ZONE 'UTC'`",
            )
        if isinstance(node, exp.TimestampTrunc | exp.Extract):
            yield from _check_zone(node, text)


def _is_allowed(node: exp.Expr) -> bool:
    if isinstance(node, exp.Func):
        return not isinstance(node, REFUSED_FUNCTIONS)
    return isinstance(node, ALLOWED)


def _check_zone(node: exp.Expr, text: str) -> Iterator[ExpressionProblem]:
    """Whether the parts of a time are taken in a zone that the expression names."""
    source = (node.expression if isinstance(node, exp.Extract) else node.this).unnest()
    if node.args.get("zone") is None and (
        isinstance(source, exp.AtTimeZone | exp.Interval | exp.TimestampTrunc)
        or (isinstance(source, exp.Cast) and str(source.to.this).split(".")[-1] in UNZONED)
    ):
        return
    yield _about(
        source,
        text,
        "expression-function",
        "the parts of this time may depend on the session's time zone",
        "name the zone: `… AT TIME ZONE 'UTC'`; of a time without a zone write `…::timestamp`",
    )


def _about(
    node: exp.Expr, text: str, rule: str, message: str, way_out: str = ""
) -> ExpressionProblem:
    """A problem at the first name inside a node, or with the whole expression."""
    named = [one for one in node.find_all(exp.Identifier) if "start" in one.meta]
    start = min(map(_start, named), default=0)
    end = max((one.meta["end"] + 1 - len(BEFORE) for one in named), default=len(text))
    return ExpressionProblem(
        offset=start, length=end - start, rule=rule, message=message, help=way_out
    )
