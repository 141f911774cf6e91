"""Findings as annotations on the lines of a pull request (GitHub workflow commands)."""

from collections.abc import Iterable, Mapping

from ..findings import Finding
from .page import most_severe_first, page

DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = {**DATA, ":": "%3A", ",": "%2C"}


def render_github(
    findings: Iterable[Finding],
    sources: Mapping[str, str],  # noqa: ARG001 - GitHub shows the line itself
) -> str:
    """One command a finding, the most severe first, because GitHub shows only the first ten."""
    return "".join(f"{_one(finding)}\n" for finding in most_severe_first(findings))


def _one(finding: Finding) -> str:
    at = finding.location
    properties = {
        "file": at.path,
        "line": str(at.line),
        "endLine": str(at.line),
        "col": str(at.column),
        "endColumn": str(at.column + at.length),
        "title": f"{finding.severity}[{finding.rule}]",
    }
    written = ",".join(f"{name}={_escaped(value, PROPERTY)}" for name, value in properties.items())
    return f"::{finding.severity} {written}::{_escaped(_message(finding), DATA)}"


def _message(finding: Finding) -> str:
    way_out = [f"help: {finding.help}"] if finding.help else []
    notes = [f"note: {note}" for note in finding.notes]
    return "\n".join([finding.message, *way_out, *notes, f"more: {page(finding.rule)}"])


def _escaped(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)
