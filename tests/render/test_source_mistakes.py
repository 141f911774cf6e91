"""What is refused in a YAML file: text that misleads its reader, and text that is not YAML."""

from __future__ import annotations

import pytest

from render.source import parse


def only_finding(text: str) -> tuple[str, int, int, int]:
    """The rule, line, column and length of a text's only finding."""
    source, findings = parse(text, shown="spec.yaml")
    assert source is None
    (finding,) = findings
    at = finding.location
    return finding.rule, at.line, at.column, at.length


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", ("duplicate-key", 2, 1, 1)),
        ("a: {b: 1, c: 2, b: [3]}\n", ("duplicate-key", 1, 17, 1)),
        ("1: x\n", ("key-is-not-text", 1, 1, 1)),
        ("null: x\n", ("key-is-not-text", 1, 1, 4)),
        ("? [a]\n: b\n", ("key-is-not-text", 1, 3, 1)),
        ("? {a: b}\n: b\n", ("key-is-not-text", 1, 3, 1)),
        ("<<: {a: 1}\n", ("merge-key", 1, 1, 2)),
        ("a: &x 1\nb: *x\n", ("anchor", 1, 4, 2)),
        ("a: *x\n", ("anchor", 1, 4, 2)),
        ("*x : 1\n", ("anchor", 1, 1, 2)),
        ("&x a: 1\n", ("anchor", 1, 1, 2)),
        ("a: !!str 5\n", ("explicit-tag", 1, 4, 5)),
        ("a: ! 5\n", ("explicit-tag", 1, 4, 1)),
        ("a: !!python/object:os.system {}\n", ("explicit-tag", 1, 4, 25)),
        ("%YAML 1.1\n---\na: 1\n", ("yaml-directive", 1, 1, 9)),
        ("%TAG ! x\n---\na: 1\n", ("yaml-directive", 1, 1, 8)),
        ("a: 1\n---\nb: 1\n", ("second-document", 2, 1, 3)),
        ("", ("empty-file", 1, 1, 1)),
        ("# later\n", ("empty-file", 1, 1, 1)),
        ("a: .inf\n", ("unusable-number", 1, 4, 4)),
        ("a: .NaN\n", ("unusable-number", 1, 4, 4)),
        ("a: 1e999\n", ("unusable-number", 1, 4, 5)),
        (f"a: {'9' * 5000}\n", ("unusable-number", 1, 4, 5000)),
        ('a: "\\0"\n', ("unstorable-character", 1, 4, 4)),
        ('a: "\\ud800"\n', ("unstorable-character", 1, 4, 8)),
        ("a: x\u202ey\n", ("hidden-character", 1, 5, 1)),
        ("a: x\u200by\n", ("hidden-character", 1, 5, 1)),
        ("a: 1\rb: 2\n", ("hidden-character", 1, 5, 1)),
        ("a: \x1b[0m\n", ("hidden-character", 1, 4, 1)),
        ("[" * 5000, ("nested-too-deep", 1, 41, 1)),
        ("- " * 50 + "a\n", ("nested-too-deep", 1, 81, 1)),
    ],
)
def test_what_means_more_than_it_shows_is_refused(
    text: str, expected: tuple[str, int, int, int]
) -> None:
    """What a reviewer could read otherwise than the machine is refused, once, where it stands."""
    assert only_finding(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a:\n\tb: 1\n", 2, 1, "a tab stands where YAML takes only spaces"),
        ("a: b: c\n", 1, 5, "a second `: ` on a line that already has its key"),
        ("a: 1\nb\nc: 1\n", 3, 1, "this line is neither a key nor a list's item"),
        ("- a\nb: 1\n", 2, 1, "this does not belong to the lines above it"),
        ("a: 'x\n", 1, 4, "this quote is never closed"),
        ("a: 'x\n---\n", 1, 4, "this quote is never closed"),
        ("a: {b: 1\nc: 2\n", 1, 4, "this brace is never closed"),
        ("a: [1\n", 1, 4, "this bracket is never closed"),
        ("a: @x\n", 1, 4, "a value cannot start with this character"),
        ('a: "\\q"\n', 1, 6, "double quotes do not know this escape"),
        ('a: "\\U00110000"\n', 1, 7, "a number is too large"),
        ('a: "\\UFFFFFFFF"\n', 1, 7, "a number is too large"),
        (f"%YAML 1.{'9' * 5000}\n---\na: 1\n", 1, 9, "a number is too large"),
        ("a: !z!b c\n", 1, 4, "found undefined tag handle `!z!`"),
    ],
)
def test_text_that_is_not_yaml_is_explained(
    text: str, line: int, column: int, message: str
) -> None:
    """A text that is not YAML is a finding at the place where the mistake began."""
    source, (finding,) = parse(text, shown="spec.yaml")

    assert source is None
    assert (finding.rule, finding.message) == ("yaml-syntax", message)
    assert (finding.location.line, finding.location.column) == (line, column)


def test_all_mistakes_are_told_at_once() -> None:
    """A file with several mistakes names each of them, in the order of its lines."""
    _, findings = parse("1: a\nb: &x 1\nb: 2\n<<: {}\n", shown="spec.yaml")

    assert [finding.rule for finding in findings] == [
        "key-is-not-text",
        "anchor",
        "duplicate-key",
        "merge-key",
    ]
    assert findings[2].notes == ("first written on line 2",)


def test_a_yaml_bomb_is_harmless() -> None:
    """Aliases of aliases are refused without being followed."""
    levels = "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 30))

    source, findings = parse(f"a0: &a0 x\n{levels}", shown="spec.yaml")

    assert source is None
    assert {finding.rule for finding in findings} == {"anchor"}
