"""Findings on paper: for people, for GitHub, for code scanning and for programs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from render.findings import Finding, Severity
from render.printers import render_github, render_json, render_sarif, render_text
from render.source import Location

TEXT = "kind: mapping\n" * 13 + "    feature_id: {from: service_nam, with: service_to_feature}\r\n"


def finding(line: int = 14, severity: Severity = "error", **changes: Any) -> Finding:
    """A finding like the one in the style guide."""
    said: dict[str, Any] = {
        "rule": "unknown-column",
        "message": "mapping reads `service_nam`, which `usage_logs` does not have",
        "help": "did you mean `service_name`?",
        "notes": ("columns of usage_logs: cost, id",),
    }
    place = {"path": "specs/usage_logs.yaml", "line": line, "column": 24, "length": 11}
    location = Location(**{key: changes.pop(key, value) for key, value in place.items()})
    return Finding(**{**said, **changes}, location=location, severity=severity)


SOURCES = {"specs/usage_logs.yaml": TEXT}
EXPECTED = """\
error[unknown-column]: mapping reads `service_nam`, which `usage_logs` does not have
  --> specs/usage_logs.yaml:14:24
   |
14 |     feature_id: {from: service_nam, with: service_to_feature}
   |                        ^^^^^^^^^^^
   = help: did you mean `service_name`?
   = note: columns of usage_logs: cost, id
   = more: docs/rules/unknown-column.md
"""


def test_text_looks_as_the_style_guide_shows() -> None:
    """A finding shows its line, marks the mistake and names the way out and the page."""
    assert render_text([finding()], SOURCES) == EXPECTED


def test_text_of_several_findings_is_in_the_order_of_the_lines() -> None:
    """Findings follow each other by place, with an empty line between them."""
    shown = render_text([finding(), finding(line=2, severity="warning", help="", notes=())], {})

    assert shown == (
        "warning[unknown-column]: mapping reads `service_nam`, which `usage_logs` does not have\n"
        " --> specs/usage_logs.yaml:2:24\n"
        "  = more: docs/rules/unknown-column.md\n"
        "\n"
        "error[unknown-column]: mapping reads `service_nam`, which `usage_logs` does not have\n"
        "  --> specs/usage_logs.yaml:14:24\n"
        "   = help: did you mean `service_name`?\n"
        "   = note: columns of usage_logs: cost, id\n"
        "   = more: docs/rules/unknown-column.md\n"
    )


def test_no_findings_are_no_text() -> None:
    """Where nothing is wrong, nothing is printed for people or for GitHub."""
    assert render_text([], SOURCES) == ""
    assert render_github([], SOURCES) == ""


def test_text_in_colour_says_the_same() -> None:
    """Colour adds nothing that is lost without it."""
    shown = render_text([finding()], SOURCES, colour=True)

    assert "\033[1;31merror[unknown-column]\033[0m" in shown
    for code in ("0", "1", "1;31", "1;34"):
        shown = shown.replace(f"\033[{code}m", "")
    assert shown == EXPECTED


def test_text_marks_the_right_column_behind_wide_characters_and_tabs() -> None:
    """The mark stands below the mistake, whatever characters come before it."""
    line = "a:\t日本e\u0301 x日"
    shown = render_text(
        [finding(line=1, column=9, length=2)], {"specs/usage_logs.yaml": line}
    ).splitlines()

    assert shown[3] == f"1 | {line}"
    assert shown[4] == "  |   \t      ^^^"


def test_text_below_an_empty_line_still_has_a_mark() -> None:
    """A mistake at the end of a line or on an empty one is marked by one caret."""
    shown = render_text([finding(line=1, column=1)], {"specs/usage_logs.yaml": "\n"})

    assert "1 |\n  | ^\n" in shown


def test_text_for_a_line_that_is_not_there_shows_none() -> None:
    """A finding beyond the text is printed without a line."""
    shown = render_text([finding(line=99)], SOURCES)

    assert "99 |" not in shown


def test_text_never_controls_the_terminal() -> None:
    """What a spec holds cannot move the cursor, change colours or turn the text around."""
    evil = "\x1b[2J\u202e\x00"
    one = finding(line=1, path=f"a{evil}", message=evil, help=evil, notes=(evil,))

    shown = render_text([one], {f"a{evil}": f"x{evil}"})

    assert not set("\x1b\u202e\x00") & set(shown)


def test_github_gets_one_command_for_each_finding_the_most_severe_first() -> None:
    """GitHub shows few annotations, so errors come before warnings."""
    shown = render_github([finding(line=1, severity="warning"), finding()], SOURCES)

    assert [line.split(",")[0] for line in shown.splitlines()] == [
        "::error file=specs/usage_logs.yaml",
        "::warning file=specs/usage_logs.yaml",
    ]
    assert shown.splitlines()[0] == (
        "::error file=specs/usage_logs.yaml,line=14,endLine=14,col=24,endColumn=35,"
        "title=error[unknown-column]::"
        "mapping reads `service_nam`, which `usage_logs` does not have%0A"
        "help: did you mean `service_name`?%0Anote: columns of usage_logs: cost, id%0A"
        "more: docs/rules/unknown-column.md"
    )


def test_github_commands_cannot_be_smuggled_in() -> None:
    """A line break, a colon or a comma in a spec or its path stays text."""
    one = finding(path="a,b:c\n::error::x", message="100%\r\n::error::y", help="", notes=())

    (line,) = render_github([one], {}).splitlines()

    assert line.startswith("::error file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax,line=14,")
    assert "::100%25%0D%0A::error::y%0Amore: " in line


def test_json_holds_every_field() -> None:
    """A program finds all that people are shown, under fixed names."""
    shown = json.loads(render_json([finding()], SOURCES))

    assert shown == {
        "version": 1,
        "findings": [
            {
                "severity": "error",
                "rule": "unknown-column",
                "message": "mapping reads `service_nam`, which `usage_logs` does not have",
                "help": "did you mean `service_name`?",
                "notes": ["columns of usage_logs: cost, id"],
                "more": "docs/rules/unknown-column.md",
                "path": "specs/usage_logs.yaml",
                "line": 14,
                "column": 24,
                "end_column": 35,
                "text": TEXT.splitlines()[13],
            }
        ],
    }
    assert json.loads(render_json([], {})) == {"version": 1, "findings": []}


def sarif(findings: list[Finding], sources: dict[str, str]) -> dict[str, Any]:
    """The only run of a SARIF file."""
    content = json.loads(render_sarif(findings, sources))
    assert content["version"] == "2.1.0"
    (run,) = content["runs"]
    return dict(run)


def test_sarif_names_rule_place_and_level() -> None:
    """Code scanning gets the rule, the region and the level of each finding."""
    run = sarif([finding(), finding(line=1, severity="warning", rule="a-rule")], SOURCES)

    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["a-rule", "unknown-column"]
    warning, error = run["results"]
    assert (warning["ruleId"], warning["ruleIndex"], warning["level"]) == ("a-rule", 0, "warning")
    assert error["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "specs/usage_logs.yaml"},
        "region": {
            "startLine": 14,
            "startColumn": 24,
            "endColumn": 35,
            "snippet": {"text": "service_nam"},
        },
    }
    assert error["message"]["text"].splitlines()[1] == "help: did you mean `service_name`?"


def test_sarif_of_an_unread_file_has_no_snippet() -> None:
    """Where the text is not known, only the place is given."""
    run = sarif([finding(help="", notes=())], {})

    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert "snippet" not in region
    assert run["results"][0]["message"]["text"].count("\n") == 0


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("specs/a b.yaml", "specs/a%20b.yaml"),
        ("specs/ä#?.yaml", "specs/%C3%A4%23%3F.yaml"),
        ("/tmp/a.yaml", "file:///tmp/a.yaml"),  # noqa: S108 - only a name
    ],
)
def test_sarif_paths_are_uris(path: str, uri: str) -> None:
    """A path with blanks and signs becomes a URI."""
    run = sarif([finding(path=path)], {})

    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": uri}


def test_sarif_fingerprints_survive_moved_lines() -> None:
    """A finding is recognised when lines above it come or go; two alike on a line differ."""
    moved = {"specs/usage_logs.yaml": "# new\n" + TEXT}

    (before,) = sarif([finding()], SOURCES)["results"]
    (after,) = sarif([finding(line=15)], moved)["results"]
    first, second = sarif([finding(), finding(column=30)], SOURCES)["results"]

    assert before["partialFingerprints"] == after["partialFingerprints"]
    assert first["partialFingerprints"] == before["partialFingerprints"]
    assert second["partialFingerprints"] != first["partialFingerprints"]
