"""Load: a YAML file becomes data that knows where every value was written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .compose import Place, Span, compose
from .findings import Finding
from .location import Lines, Location

__all__ = ["Location", "Place", "Source", "parse", "read", "read_text"]

SIZE_LIMIT = 1024 * 1024

# Characters that a reviewer cannot see and that change how a line reads: controls, other line
# breaks, direction marks, zero-width characters (but not the joiners of emoji and scripts).
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]|\r(?!\n)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A spec as it was written: its text, its data, and the place of every key and value."""

    path: str
    text: str = field(repr=False)
    data: Any
    lines: Lines = field(repr=False)
    values: Mapping[Place, Span] = field(repr=False)
    keys: Mapping[Place, Span] = field(repr=False)

    def where(self, *path: str | int) -> Location:
        """The place of a value; of its nearest ancestor that exists when it does not."""
        while path not in self.values:
            path = path[:-1]
        return self.lines.span(*self.values[path])

    def where_key(self, *path: str | int) -> Location:
        """The place of the key that leads to a value; a list's item has none, so the item's."""
        if path in self.keys:
            return self.lines.span(*self.keys[path])
        return self.where(*path)

    def where_in(self, *path: str | int, offset: int, length: int) -> Location:
        """The place of a piece of a text value, by its offset in the value's text."""
        found = self.values.get(path)
        value = self._value(path)
        if found is None or not value or not isinstance(value, str):
            return self.where(*path)
        offsets = _aligned(self.text, found, value)
        first = min(offset, len(value) - 1)
        last = min(offset + max(1, length), len(value)) - 1
        return self.lines.span(offsets[first], offsets[max(first, last)] + 1)

    def _value(self, path: Place) -> Any:
        value = self.data
        for step in path:
            try:
                value = value[step]
            except (LookupError, TypeError):
                return None
        return value


def read(
    path: Path, *, shown: str | None = None, inside: Path | None = None
) -> tuple[Source | None, tuple[Finding, ...]]:
    """Read a YAML file: a source, or what is wrong with the file; never both.

    `shown` is the path that findings name. With `inside`, a file that lies elsewhere, by a link
    or by `..`, is refused unread.
    """
    name = path.as_posix() if shown is None else shown
    text, findings = read_text(path, shown=name, inside=inside)
    return (None, findings) if text is None else parse(text, shown=name)


def read_text(
    path: Path, *, shown: str, inside: Path | None = None
) -> tuple[str | None, tuple[Finding, ...]]:
    """A file's text, or why it cannot be read."""
    try:
        if inside is not None and not path.resolve().is_relative_to(inside.resolve()):
            return None, (_outside(shown),)
        if not path.is_file():
            what = "it is a link that leads nowhere" if path.is_symlink() else "it is not a file"
            return None, (_unreadable(shown, what),)
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its path leads nowhere"
        return None, (_unreadable(shown, reason.lower()),)
    if len(content) > SIZE_LIMIT:
        return None, (_too_large(shown),)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return None, (_not_utf_8(shown, content, error.start),)


def parse(text: str, *, shown: str) -> tuple[Source | None, tuple[Finding, ...]]:
    """Understand a YAML text: a source, or what is wrong with the text; never both."""
    lines = Lines.of(shown, text)
    # A byte order mark at the very start is legal.
    hidden = HIDDEN.search(text, 1 if text.startswith("\ufeff") else 0)
    if hidden:
        return None, (_hidden_character(lines, hidden.start()),)
    composed = compose(lines)
    if composed.findings:
        return None, tuple(sorted(composed.findings))
    source = Source(
        path=shown,
        text=text,
        data=composed.data,
        lines=lines,
        values=composed.values,
        keys=composed.keys,
    )
    return source, ()


def _aligned(text: str, span: Span, value: str) -> list[int]:
    """For each character of a text value, where in the file it was written.

    Indentation, folding and escapes make the file longer than the value, never shorter, so each
    visible character is the next such character of the file; an invisible one follows its
    predecessor.
    """
    at, end = span
    if text[at] in "|>":
        at = text.index("\n", at)
    elif text[at] in "'\"":
        at += 1
    offsets = []
    for character in value:
        found = -1 if character.isspace() else text.find(character, at, end)
        offsets.append(at if found < 0 else found)
        at = min(offsets[-1] + 1, end)
    return offsets


def _at_start(shown: str) -> Location:
    return Location(path=shown, line=1, column=1, length=1)


def _outside(shown: str) -> Finding:
    return Finding(
        rule="outside-folder",
        message="this file leads out of the migration's folder",
        location=_at_start(shown),
        help="put the spec itself here instead of a link to another place",
    )


def _unreadable(shown: str, reason: str) -> Finding:
    return Finding(
        rule="unreadable-file",
        message=f"this file cannot be read: {reason}",
        location=_at_start(shown),
        help="a spec is a regular file that the user who runs this may read",
    )


def _too_large(shown: str) -> Finding:
    return Finding(
        rule="file-too-large",
        message="this file has more than 1 MiB",
        location=_at_start(shown),
        help="one spec describes one object; split the file",
    )


def _not_utf_8(shown: str, content: bytes, at: int) -> Finding:
    before = content[:at].decode("utf-8")
    lines = Lines.of(shown, before)
    return Finding(
        rule="not-utf-8",
        message=f"the byte 0x{content[at]:02X} is not UTF-8 text",
        location=lines.span(len(before), len(before)),
        help="save the file as UTF-8",
    )


def _hidden_character(lines: Lines, at: int) -> Finding:
    return Finding(
        rule="hidden-character",
        message=f"the character U+{ord(lines.text[at]):04X} is here, which a reader cannot see",
        location=lines.span(at, at + 1),
        help="delete it; where it is part of a value, write it as an escape in double quotes",
    )
