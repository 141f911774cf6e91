"""Findings for code scanning, as SARIF 2.1.0."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..findings import Finding
from ..location import Location
from .page import page, written_line

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
UNRESERVED = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")


def render_sarif(findings: Iterable[Finding], sources: Mapping[str, str]) -> str:
    """One run of changeover with all findings, by location."""
    ordered = sorted(findings)
    rules = sorted({finding.rule for finding in ordered})
    marks = _fingerprints(ordered, sources)
    run = {
        "tool": {"driver": {"name": "changeover", "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, rules.index(finding.rule), mark, sources)
            for finding, mark in zip(ordered, marks, strict=True)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: str) -> dict[str, Any]:
    return {"id": rule, "help": {"text": f"See {page(rule)}, or run `changeover explain {rule}`."}}


def _result(
    finding: Finding, rule_index: int, mark: str, sources: Mapping[str, str]
) -> dict[str, Any]:
    said = [finding.message, *([f"help: {finding.help}"] if finding.help else [])]
    said += [f"note: {note}" for note in finding.notes]
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": finding.severity,
        "message": {"text": "\n".join(said)},
        "locations": [{"physicalLocation": _place(finding.location, sources)}],
        "partialFingerprints": {"changeover/v1": mark},
    }


def _place(at: Location, sources: Mapping[str, str]) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": at.line,
        "startColumn": at.column,
        "endColumn": at.column + at.length,
    }
    line = written_line(at, sources)
    if line is not None:
        region["snippet"] = {"text": line[at.column - 1 :][: at.length]}
    return {"artifactLocation": {"uri": _uri(at.path)}, "region": region}


def _uri(path: str) -> str:
    """A path as a URI reference."""
    quoted = "".join(
        chr(byte) if byte in UNRESERVED else f"%{byte:02X}"
        for byte in path.encode("utf-8", "surrogateescape")
    )
    return f"file://{quoted}" if quoted.startswith("/") else quoted


def _fingerprints(findings: Iterable[Finding], sources: Mapping[str, str]) -> Iterator[str]:
    """A finding's mark stays when lines above it come or go: it holds no line number."""
    seen: Counter[str] = Counter()
    for finding in findings:
        line = written_line(finding.location, sources) or ""
        parts = (finding.rule, finding.location.path, finding.message, line.strip())
        key = "\0".join(parts)
        seen[key] += 1
        counted = f"{key}\0{seen[key]}".encode("utf-8", "surrogateescape")
        yield hashlib.sha256(counted).hexdigest()
