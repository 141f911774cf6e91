"""What all printers share: where a rule is explained, and the line a finding is about."""

from collections.abc import Iterable, Mapping

from ..findings import Finding
from ..location import Location

DOCUMENTATION = "docs/rules"


def page(rule: str) -> str:
    """The page that explains a rule."""
    return f"{DOCUMENTATION}/{rule}.md"


def written_line(location: Location, sources: Mapping[str, str]) -> str | None:
    """The line of the file that a finding is about; None when the text is not known."""
    text = sources.get(location.path)
    if text is None:
        return None
    lines = text.split("\n")
    return lines[location.line - 1].rstrip("\r") if location.line <= len(lines) else None


def most_severe_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors before warnings, each by location."""
    return sorted(findings, key=lambda finding: (finding.severity != "error", finding))
