"""A spec against its schema: one finding for one mistake, in words that help."""

from __future__ import annotations

from typing import Any

import pytest

from render.findings import Finding, closest, did_you_mean, listed
from render.printers import render_text
from render.shape import check_shape
from render.source import parse

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["kind", "name", "from"],
    "additionalProperties": False,
    "patternProperties": {"^x-": {}},
    "properties": {
        "kind": {"const": "example"},
        "name": {
            "type": "string",
            "description": "The name of the example. It is its file's.",
            "pattern": "^[a-z_]+$",
            "x-format-hint": "small letters and underscores",
        },
        "from": {"type": "string"},
        "enabled": {"type": "boolean"},
        "weeks": {"type": "integer", "minimum": 1, "maximum": 10},
        "ratio": {"type": "number", "exclusiveMinimum": 0, "multipleOf": 0.5},
        "interval": {"type": "string", "enum": ["day", "week", "month"]},
        "columns": {
            "type": "array",
            "minItems": 1,
            "maxItems": 3,
            "uniqueItems": True,
            "items": {"type": ["string", "object"], "required": ["from"]},
        },
        "because": {"type": "string", "minLength": 10, "maxLength": 20},
        "grants": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[a-z]+$"},
            "additionalProperties": {"type": "string"},
        },
        "since": {"type": "string", "format": "date"},
        "code": {"type": "string", "pattern": "^[0-9]$"},
        "either": {
            "anyOf": [
                {"type": "string", "minLength": 3},
                {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}},
                {"type": "object", "required": ["b", "c"]},
            ]
        },
        "one": {"oneOf": [{"minimum": 1}, {"maximum": 5}]},
        "window": {"contains": {"const": "night"}},
        "never": {"not": {"const": 1}, "x-format-hint": "anything but 1"},
        "pair": {"dependentRequired": {"a": ["b"]}},
    },
}
GOOD = "kind: example\nname: a\nfrom: b\n"


def check(text: str, schema: dict[str, Any] = SCHEMA) -> list[Finding]:
    """The findings of a text that is YAML."""
    source, findings = parse(text, shown="spec.yaml")
    assert source is not None, findings
    return check_shape(source, schema)


def test_a_spec_of_the_right_shape_has_no_findings() -> None:
    """A spec that its schema allows is accepted."""
    text = f"{GOOD}x-note: 1\nweeks: 3\ncolumns: [a, {{from: b}}]\neither: {{a: 1}}\none: 7\n"

    assert check(text) == []


@pytest.mark.parametrize(
    ("line", "rule", "message", "way_out", "column", "length"),
    [
        ("enabled: no", "wrong-type", "expected `true` or `false`, found the text `no`",
         "write `true` or `false`; YAML 1.2 reads `no` as text", 10, 2),
        ("enabled: On", "wrong-type", "expected `true` or `false`, found the text `On`",
         "write `true` or `false`; YAML 1.2 reads `On` as text", 10, 2),
        ("enabled: 1", "wrong-type", "expected `true` or `false`, found the number `1`", "", 10, 1),
        ("weeks: '3'", "wrong-type", "expected a whole number, found the text `3`",
         "write it without quotes", 8, 3),
        ("weeks: 3.0", "wrong-type", "expected a whole number, found the number `3.0`", "", 8, 3),
        ("weeks: true", "wrong-type", "expected a whole number, found `true`", "", 8, 4),
        ("weeks: many", "wrong-type", "expected a whole number, found the text `many`", "", 8, 4),
        ("weeks: 0", "wrong-size", "expected at least 1, found `0`", "", 8, 1),
        ("weeks: 11", "wrong-size", "expected at most 10, found `11`", "", 8, 2),
        ("ratio: 0", "wrong-size", "expected more than 0, found `0`", "", 8, 1),
        ("ratio: 0.7", "wrong-size", "expected a multiple of 0.5, found `0.7`", "", 8, 3),
        ("interval: 5", "wrong-type", "expected text, found the number `5`",
         'put it in quotes: "5"', 11, 1),
        ("interval: wek", "wrong-value", "`wek` is not allowed here",
         "did you mean `week`?", 11, 3),
        ("interval: 'no'", "wrong-value", "`no` is not allowed here",
         "known here: `day`, `month`, `week`", 11, 4),
        ("columns: a", "wrong-type", "expected a list, found the text `a`",
         "write it as a list: `[a]`", 10, 1),
        ("columns: {a: 1}", "wrong-type", "expected a list, found a mapping", "", 10, 6),
        ("columns:", "wrong-type", "expected a list, found nothing", "", 1, 7),
        ("columns: []", "wrong-size", "expected at least 1 item, found 0", "", 10, 2),
        ("columns: [a, b, c, d]", "wrong-size", "expected at most 3 items, found 4", "", 10, 12),
        ("columns: [a, b, a]", "repeated-item", "`a` stands in this list twice",
         "keep one of the two", 17, 1),
        ("columns: [[]]", "wrong-type", "expected text or a mapping, found a list", "", 11, 2),
        ("because: short", "wrong-size", "expected at least 10 characters, found 5", "", 10, 5),
        ("grants: {}", "wrong-size", "expected at least 1 entry, found 0", "", 9, 2),
        ("grants: {A: b}", "wrong-format", "`A` does not have the form that is expected here",
         "write text like `^[a-z]+$`", 10, 1),
        ("since: 2026-02-30", "wrong-format",
         "`2026-02-30` does not have the form that is expected here",
         "write a date such as `2026-01-31`", 8, 10),
        ("code: ab", "wrong-format", "`ab` does not have the form that is expected here",
         "write text like `^[0-9]$`", 7, 2),
        (r'code: "1\n"', "wrong-format", r"`1\n` does not have the form that is expected here",
         "write text like `^[0-9]$`", 7, 5),
        ("either: ab", "wrong-size", "expected at least 3 characters, found 2", "", 9, 2),
        ("either: {a: x}", "wrong-type", "expected a whole number, found the text `x`", "", 13, 1),
        ("either: {}", "missing-key", "the key `a` is missing", "add `a:`", 1, 6),
        ("either: 5", "wrong-type", "expected text or a mapping, found the number `5`", "", 9, 1),
        ("one: 3", "wrong-type", "found the number `3`", "", 6, 1),
        ("window: [day]", "wrong-shape", "a list does not have the shape that is expected here",
         "see the kind's README for an example", 9, 5),
        ("never: 1", "wrong-shape", "the number `1` does not have the shape that is expected here",
         "write anything but 1", 8, 1),
        ("pair: {a: 1}", "missing-key", "the key `b` is missing", "add `b:`", 1, 4),
    ],
)  # fmt: skip
def test_a_wrong_value_is_one_finding(
    line: str, rule: str, message: str, way_out: str, column: int, length: int
) -> None:
    """A value of the wrong type, form or size is told once, at the value, with a way out."""
    (finding,) = check(GOOD + line)

    assert (finding.rule, finding.message, finding.help) == (rule, message, way_out)
    at = finding.location
    assert (at.line, at.column, at.length) == (4, column, length)


def test_a_misspelt_key_that_is_needed_is_one_finding() -> None:
    """A misspelt key is told as that, and not once more as a missing one."""
    (finding,) = check("kind: example\nname: a\nform: b\n")

    assert (finding.rule, finding.message) == ("unknown-key", "there is no key `form` here")
    assert finding.help == "did you mean `from`?"
    assert (finding.location.line, finding.location.column, finding.location.length) == (3, 1, 4)


def test_unknown_keys_are_told_with_the_keys_that_are_left() -> None:
    """A key that resembles none is answered with the keys that are not yet used."""
    schema = {"additionalProperties": False, "properties": {"a": {}, "b": {}, "c": {}}}

    findings = check("a: 1\nqqqq: 2\nzzzz: 3\n", schema)

    assert [finding.message for finding in findings] == [
        "there is no key `qqqq` here",
        "there is no key `zzzz` here",
    ]
    assert {finding.help for finding in findings} == {"known here: `b`, `c`"}


def test_a_key_that_authors_expect_is_answered_with_its_reason() -> None:
    """A key that a kind leaves out on purpose is answered with what to do instead of it."""
    schema = {
        "additionalProperties": False,
        "properties": {"a": {}},
        "x-instead-of": {"b": "leave it away"},
    }

    (finding,) = check("b: 1\n", schema)

    assert (finding.rule, finding.help) == ("unknown-key", "leave it away")


def test_a_name_that_postgres_would_cut_is_told_as_that() -> None:
    """A name longer than Postgres keeps is refused with its length, not as a wrong form."""
    schema = {"properties": {"name": {"type": "string", "maxLength": 63}}}

    (finding,) = check(f"name: {'a' * 64}\n", schema)

    assert finding.message == "expected at most 63 characters, found 64"
    assert finding.help == "Postgres would cut the name there; choose a shorter one"


def test_a_missing_key_is_told_with_what_it_is_for() -> None:
    """A missing key is told with the first sentence of its description."""
    (finding,) = check("kind: example\nfrom: b\n")

    assert (finding.rule, finding.message) == ("missing-key", "the key `name` is missing")
    assert finding.help == "add `name:`"
    assert finding.notes == ("name: The name of the example",)


def test_a_key_that_may_be_anything_is_told_without_a_note() -> None:
    """A missing key whose schema describes nothing has no note."""
    (finding,) = check("b: 1", {"required": ["a"], "properties": {"a": True}})

    assert finding.notes == ()


def test_a_spec_that_is_no_mapping_is_one_finding() -> None:
    """A file with a list or a text in it is told once."""
    (finding,) = check("- a\n")

    assert finding.message == "expected a mapping, found a list"


def test_a_choice_between_schemas_without_types_is_one_finding() -> None:
    """Where no branch of a choice fits, the value is told, not every branch."""
    schema: dict[str, Any] = {"anyOf": [{"enum": [1]}, {"enum": [2, 3], "minimum": 2}, False]}

    (finding,) = check("0", schema)

    assert finding.rule == "wrong-value"


def test_a_value_that_nothing_may_be_is_one_finding() -> None:
    """A schema that allows nothing at all still gives a finding."""
    (finding,) = check("a: 1", {"properties": {"a": False}})

    assert finding.rule == "wrong-shape"


def test_a_long_value_is_cut_in_messages() -> None:
    """A message stays one line, however long the value."""
    (finding,) = check(f"{GOOD}interval: {'x' * 200}\n")

    assert finding.message == f"`{'x' * 59}…` is not allowed here"


def test_the_same_spec_gives_the_same_findings_in_the_order_of_its_lines() -> None:
    """Findings are sorted by place, and the same on every run."""
    text = "zzz: 1\nname: A\nenabled: no\nweeks: 0\n"

    first, second = check(text), check(text)

    assert first == second == sorted(first)
    assert [finding.rule for finding in first] == [
        "missing-key",
        "missing-key",
        "unknown-key",
        "wrong-format",
        "wrong-type",
        "wrong-size",
    ]


def test_a_finding_reads_as_the_style_guide_shows() -> None:
    """A finding shows the line, marks the mistake and says what to do."""
    text = "kind: example\nname: a\nfrom: b\ninterval: monthh\n"

    assert render_text(check(text), {"spec.yaml": text}) == (
        "error[wrong-value]: `monthh` is not allowed here\n"
        " --> spec.yaml:4:11\n"
        "  |\n"
        "4 | interval: monthh\n"
        "  |           ^^^^^^\n"
        "  = help: did you mean `month`?\n"
        "  = more: docs/rules/wrong-value.md\n"
    )


def test_the_nearest_word_is_found_whatever_its_case() -> None:
    """A word is recognised in spite of its case and of hyphens."""
    assert closest("Usage-Logs", ["usage_logs", "users"]) == "usage_logs"
    assert closest("xyz", ["usage_logs"]) is None
    assert did_you_mean("user", ["users", "groups"]) == "did you mean `users`?"
    assert did_you_mean("q", []) == ""
    assert did_you_mean("q", ["b", "a"]) == "known here: `a`, `b`"
    assert listed("abcdefghij") == "`a`, `b`, `c`, `d`, `e`, `f`, `g`, `h` and 2 more"
