"""What is wrong with a spec's SQL expression, and at which of its characters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ExpressionProblem:
    """One mistake in an expression; `offset` and `length` count characters of its text."""

    offset: int
    length: int
    rule: str
    message: str
    help: str = ""
