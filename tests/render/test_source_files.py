"""Which files are read as YAML, under which name, and which are refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from render.source import SIZE_LIMIT, Location, read, read_text

if TYPE_CHECKING:
    import pytest


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
