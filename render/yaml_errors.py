"""Load: what PyYAML cannot read, said as a finding with a way out."""

import yaml

from .findings import Finding
from .location import Lines

# A piece of PyYAML's message, what we say instead, and what to do about it.
KNOWN = (
    ("'\\t'", "a tab stands where YAML takes only spaces", "indent with spaces"),
    (
        "mapping values are not allowed",
        "a second `: ` on a line that already has its key",
        "put text that contains `: ` in quotes, or check the indentation",
    ),
    (
        "could not find expected ':'",
        "this line is neither a key nor a list's item",
        "write a colon and a space after a key",
    ),
    (
        "<block end>",
        "this does not belong to the lines above it",
        "check the indentation, and put text that goes on after a quote in quotes as a whole",
    ),
    ("unexpected end of stream", "this quote is never closed", "close it"),
    ("document separator", "this quote is never closed", "close it"),
    (
        "cannot start any token",
        "a value cannot start with this character",
        "put the value in quotes",
    ),
    (
        "unknown escape character",
        "double quotes do not know this escape",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    ("',' or '}'", "this brace is never closed", "close it, or put a comma between its entries"),
    ("',' or ']'", "this bracket is never closed", "close it, or put a comma between its items"),
)
# Where the mistake began tells more than where it was noticed.
BEGAN_EARLIER = ("is never closed",)


def syntax_finding(lines: Lines, error: yaml.MarkedYAMLError) -> Finding:
    """The finding for a text that is not YAML."""
    problem = error.problem or "this is not YAML"
    message, way_out = _explained(problem)
    mark = error.problem_mark
    if error.context_mark is not None and message.endswith(BEGAN_EARLIER):
        mark = error.context_mark
    at = len(lines.text) if mark is None else mark.index
    return Finding(
        rule="yaml-syntax",
        message=message,
        location=lines.span(at, at + 1),
        help=way_out,
    )


def _explained(problem: str) -> tuple[str, str]:
    for piece, message, way_out in KNOWN:
        if piece in problem:
            return message, way_out
    return problem.replace("'", "`").rstrip("."), ""
