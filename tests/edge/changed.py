"""Copies of what is generated for the edge, in which something was changed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# A file, a text in it, and what stands there instead.
Change = tuple[str, str, str]
# No read is made twice, whatever share the spec names.
ALONE: tuple[Change, ...] = (("changeover.http.conf", "    10% 1;\n", ""),)
# Every read is made twice, and the new system has two seconds to answer.
SHADOWING: tuple[Change, ...] = (
    ("changeover.http.conf", "    10% 1;", "    100% 1;"),
    ("changeover.http.conf", "js_fetch_timeout 10100ms;", "js_fetch_timeout 2100ms;"),
    ("njs/routes.js", "new_answers_within_ms: 10000", "new_answers_within_ms: 2000"),
)


def changed(generated: Path, folder: Path, *changes: Change) -> Path:
    """A copy, in a folder that is not there yet, in which there was something for each change."""
    shutil.copytree(generated, folder)
    for file, old, new in changes:
        text = (folder / file).read_text()
        assert old in text, f"nothing to change: {old!r} in {file}"
        (folder / file).write_text(text.replace(old, new))
    return folder
