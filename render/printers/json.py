"""Findings for programs, as JSON."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..findings import Finding
from .page import page, written_line

VERSION = 1


def render_json(findings: Iterable[Finding], sources: Mapping[str, str]) -> str:
    """All findings by location; `version` changes when a field changes its meaning."""
    content = {"version": VERSION, "findings": [_one(one, sources) for one in sorted(findings)]}
    return json.dumps(content, indent=2) + "\n"


def _one(finding: Finding, sources: Mapping[str, str]) -> dict[str, Any]:
    at = finding.location
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "message": finding.message,
        "help": finding.help,
        "notes": list(finding.notes),
        "more": page(finding.rule),
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "end_column": at.column + at.length,
        "text": written_line(at, sources),
    }
