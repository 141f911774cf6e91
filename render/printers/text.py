"""Findings for people, in the manner of rustc."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from ..findings import Finding
from .page import page, written_line

CONTROL = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
COLOURS = {"error": "1;31", "warning": "1;33", "frame": "1;34", "bold": "1"}


def render_text(
    findings: Iterable[Finding], sources: Mapping[str, str], *, colour: bool = False
) -> str:
    """Each finding with its line, a caret below the mistake, and the way out; by location."""
    return "\n".join(_one(finding, sources, colour) for finding in sorted(findings))


def _one(finding: Finding, sources: Mapping[str, str], colour: bool) -> str:
    at = finding.location
    margin = " " * len(str(at.line))
    bar = _paint(f"{margin} |", "frame", colour)
    line = written_line(at, sources)
    shown = [f"{bar}", *_marked(finding, line, colour)] if line is not None else []
    head = _paint(f"{finding.severity}[{finding.rule}]", finding.severity, colour)
    arrow = _paint(f"{margin}-->", "frame", colour)
    return "".join(
        f"{text}\n"
        for text in (
            f"{head}: {_paint(_visible(finding.message), 'bold', colour)}",
            f"{arrow} {_visible(at.path)}:{at.line}:{at.column}",
            *shown,
            *(f"{margin} = {said}" for said in _advice(finding)),
        )
    )


def _marked(finding: Finding, line: str, colour: bool) -> tuple[str, str]:
    """The line as it was written, and the carets below it."""
    at = finding.location
    margin = " " * len(str(at.line))
    before, marked = line[: at.column - 1], line[at.column - 1 :][: at.length]
    carets = "^" * max(1, sum(map(_width, marked)))
    blank = "".join("\t" if one == "\t" else " " * _width(one) for one in before)
    number = _paint(f"{at.line} |", "frame", colour)
    bar = _paint(f"{margin} |", "frame", colour)
    return (
        f"{number} {_visible(line)}".rstrip(),
        f"{bar} {blank}{_paint(carets, finding.severity, colour)}",
    )


def _advice(finding: Finding) -> list[str]:
    notes = [f"note: {_visible(note)}" for note in finding.notes]
    way_out = [f"help: {_visible(finding.help)}"] if finding.help else []
    return [*way_out, *notes, f"more: {page(finding.rule)}"]


def _visible(text: str) -> str:
    """Text that cannot move the cursor, change colours or run backwards."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _width(character: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.combining(character) or character in "\u200c\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _paint(text: str, style: str, colour: bool) -> str:
    return f"\033[{COLOURS[style]}m{text}\033[0m" if colour else text
