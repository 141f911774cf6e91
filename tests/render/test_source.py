"""Reading a YAML file: what it means, where it stands, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from render.source import SIZE_LIMIT, Location, Source, parse, read, read_text


def source_of(text: str) -> Source:
    """The source of a text that has no findings."""
    source, findings = parse(text, shown="spec.yaml")
    assert source is not None, findings
    return source


def only_finding(text: str) -> tuple[str, int, int, int]:
    """The rule, line, column and length of a text's only finding."""
    source, findings = parse(text, shown="spec.yaml")
    assert source is None
    (finding,) = findings
    at = finding.location
    return finding.rule, at.line, at.column, at.length


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("014", 14),
        ("-0o17", "-0o17"),
        ("0o17", 15),
        ("0xff", 255),
        ("+1.5e3", 1500.0),
        (".5", 0.5),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("Off", "Off"),
        ("12:30", "12:30"),
        ("2026-01-31", "2026-01-31"),
        ("1_000", "1_000"),
        ("'5'", "5"),
        ("=", "="),
    ],
)
def test_words_mean_what_yaml_1_2_says(text: str, value: Any) -> None:
    """A word without quotes is a boolean, a number or nothing only where YAML 1.2 says so."""
    data = source_of(f"a: {text}\n").data

    assert data == {"a": value}
    assert type(data["a"]) is type(value)


def test_keys_like_on_stay_text() -> None:
    """A key such as `on` is read as the text that it shows."""
    assert source_of("on: 1\nno: 2\n").data == {"on": 1, "no": 2}


def test_every_value_and_key_has_its_place() -> None:
    """Each key and each value is found again at its line and column."""
    source = source_of("name: users\ncolumns:\n  - {from: id, to: }\n  - >-\n    two\n    lines\n")

    assert source.where() == Location(path="spec.yaml", line=1, column=1, length=4)
    assert source.where("name") == Location(path="spec.yaml", line=1, column=7, length=5)
    assert source.where_key("name") == Location(path="spec.yaml", line=1, column=1, length=4)
    assert source.where("columns") == Location(path="spec.yaml", line=3, column=3, length=1)
    assert source.where("columns", 0) == Location(path="spec.yaml", line=3, column=5, length=16)
    assert source.where("columns", 0, "to") == source.where_key("columns", 0, "to")
    assert source.where("columns", 1) == Location(path="spec.yaml", line=4, column=5, length=2)
    assert source.where_key("columns", 1) == source.where("columns", 1)


def test_what_is_missing_is_shown_by_what_is_around_it() -> None:
    """A value that is not there has the place of its nearest ancestor."""
    source = source_of("columns:\n  a: {from: b}\n")

    assert source.where("columns", "a", "to", "x") == source.where("columns", "a")
    assert source.where_key("columns", "z") == source.where("columns")


@pytest.mark.parametrize(
    ("text", "line", "column", "length"),
    [
        ("e: lower(col)\n", 1, 10, 3),
        ('e: "lower(col)"\n', 1, 11, 3),
        ("e: 'lower(col)'\n", 1, 11, 3),
        ("e: |\n  lower(\n    col)\n", 3, 5, 3),
        ("e: >-\n  lower(\n  col)\n", 3, 3, 3),
        ("e: lower(\n   col)\n", 2, 4, 3),
    ],
)
def test_a_piece_of_a_text_has_its_own_place(
    text: str, line: int, column: int, length: int
) -> None:
    """A mistake inside an expression is shown at its own column, however the text is quoted."""
    source = source_of(text)
    offset = source.data["e"].index("col")

    found = source.where_in("e", offset=offset, length=3)

    assert found == Location(path="spec.yaml", line=line, column=column, length=length)


def test_a_piece_of_something_else_is_shown_whole() -> None:
    """Where there is no text, or an empty one, the value itself is shown."""
    source = source_of("a: 5\nb: ''\nc: [x]\n")

    assert source.where_in("a", offset=0, length=1) == source.where("a")
    assert source.where_in("b", offset=0, length=1) == source.where("b")
    assert source.where_in("c", 3, offset=0, length=1) == source.where("c")
    assert source.where_in("a", "x", offset=0, length=1) == source.where("a")
    assert source.where_in("c", 0, offset=7, length=1) == source.where("c", 0)


def test_windows_line_ends_are_read_alike() -> None:
    """A file written on Windows has the same data and places."""
    source = source_of("\ufeffname: users\r\nto: accounts\r\n")

    assert source.data == {"name": "users", "to": "accounts"}
    assert source.where("to") == Location(path="spec.yaml", line=2, column=5, length=8)


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


def test_a_file_is_read_under_the_name_its_user_gave(tmp_path: Path) -> None:
    """Findings and places name the file as the user typed it."""
    path = tmp_path / "users.yaml"
    path.write_text("name: users\n")

    source, findings = read(path, shown="specs/users.yaml", inside=tmp_path)

    assert findings == ()
    assert source is not None
    assert source.where("name").path == "specs/users.yaml"
    other, _ = read(path)
    assert other is not None
    assert other.path == path.as_posix()


def test_a_file_of_one_mebibyte_is_the_limit(tmp_path: Path) -> None:
    """A file larger than 1 MiB is refused unread."""
    path = tmp_path / "large.yaml"
    path.write_text("#" * SIZE_LIMIT)
    assert read_text(path, shown="large.yaml")[1] == ()

    path.write_text("#" * (SIZE_LIMIT + 1))

    text, (finding,) = read_text(path, shown="large.yaml")
    assert text is None
    assert finding.rule == "file-too-large"
    assert read(path)[0] is None


def test_a_file_that_is_not_utf_8_is_shown_at_its_first_wrong_byte(tmp_path: Path) -> None:
    """A file in another encoding is refused, with the place of the first byte that is wrong."""
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"a: 1\nb: tag\xe9\n")

    source, (finding,) = read(path, shown="latin.yaml")

    assert source is None
    assert finding.rule == "not-utf-8"
    assert finding.message == "the byte 0xE9 is not UTF-8 text"
    assert finding.location == Location(path="latin.yaml", line=2, column=7, length=1)


def test_a_link_out_of_the_folder_is_refused_unread(tmp_path: Path) -> None:
    """A file that a link or `..` leads to outside of the folder is not read."""
    folder = tmp_path / "specs"
    folder.mkdir()
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: x\n")
    link = folder / "link.yaml"
    link.symlink_to(secret)

    for path in (link, folder / ".." / "secret.yaml"):
        source, (finding,) = read(path, shown="specs/link.yaml", inside=folder)

        assert source is None
        assert finding.rule == "outside-folder"


def test_what_is_no_readable_file_is_a_finding(tmp_path: Path) -> None:
    """A folder, a missing file, a circular link and a name with a zero byte are findings."""
    circle = tmp_path / "circle.yaml"
    circle.symlink_to(circle)

    for path in (tmp_path, tmp_path / "none.yaml", circle, tmp_path / "a\0b"):
        source, (finding,) = read(path, shown="x.yaml", inside=tmp_path)

        assert source is None
        assert finding.rule == "unreadable-file"


def test_a_file_that_cannot_be_opened_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file without the right to read it is a finding that says so."""
    path = tmp_path / "locked.yaml"
    path.write_text("a: 1\n")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    source, (finding,) = read(path, shown="locked.yaml")

    assert source is None
    assert finding.message == "this file cannot be read: permission denied"
