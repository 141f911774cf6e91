"""Where something stands in a file: lines and columns, both counted from one."""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Location:
    """A span of characters on one line of a file; `path` is what the user typed."""

    path: str
    line: int
    column: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A file's text that can say on which line and column an offset is."""

    path: str
    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, path: str, text: str) -> "Lines":
        """The lines of a text; a line ends with LF, or CR LF."""
        breaks = (index + 1 for index, character in enumerate(text) if character == "\n")
        return cls(path=path, text=text, starts=(0, *breaks))

    def span(self, start: int, end: int) -> Location:
        """The location of text[start:end], cut at the end of its first line."""
        line = bisect_right(self.starts, start)
        line_end = self.text.find("\n", start)
        cut = len(self.text) if line_end < 0 else line_end
        content = self.text[start : min(end, cut)].rstrip()
        return Location(
            path=self.path,
            line=line,
            column=start - self.starts[line - 1] + 1,
            length=max(1, len(content)),
        )
