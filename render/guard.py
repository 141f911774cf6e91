"""Validate: the SQL expressions of a spec, each mistake at its own place in the spec's file."""

from collections.abc import Collection, Iterator

from .expression import check_expression
from .findings import Finding
from .kind import Spec
from .source import Place


def expression_findings(
    spec: Spec,
    place: Place,
    text: str,
    *,
    table: str,
    columns: Collection[str],
    may: Collection[str] = (),
) -> Iterator[Finding]:
    """What is wrong with the expression at a place, over the columns of a table.

    `may` names the functions that it may call although they are not immutable.
    """
    _, problems = check_expression(text, columns=columns, what=table, may=may)
    for problem in problems:
        yield Finding(
            rule=problem.rule,
            message=problem.message,
            location=spec.source.where_in(*place, offset=problem.offset, length=problem.length),
            help=problem.help,
        )
