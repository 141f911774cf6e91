"""Write: make a folder hold exactly the emitted tree, or say how it differs."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How a generated folder differs from what its specs give now: paths, sorted."""

    changed: tuple[str, ...]
    missing: tuple[str, ...]
    left_over: tuple[str, ...]

    def __bool__(self) -> bool:
        """True when the folder is not current."""
        return bool(self.changed or self.missing or self.left_over)


def compare(tree: Mapping[str, str], folder: Path) -> Drift:
    """How `folder` differs from `tree`, byte by byte."""
    there = _present(folder)
    return Drift(
        changed=tuple(sorted(p for p in tree if p in there and there[p] != tree[p].encode())),
        missing=tuple(sorted(tree.keys() - there.keys())),
        left_over=tuple(sorted(there.keys() - tree.keys())),
    )


def write(tree: Mapping[str, str], folder: Path) -> Drift:
    """Make `folder` hold exactly `tree`; files that did not change are not touched."""
    drift = compare(tree, folder)
    for path in (*drift.changed, *drift.missing):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(tree[path].encode())
    for path in drift.left_over:
        (folder / path).unlink()
    _remove_empty(folder)
    return drift


def diff(tree: Mapping[str, str], folder: Path) -> str:
    """The unified diff from what is in `folder` to what the specs give now."""
    there = _present(folder)
    return "".join(
        _one_diff(path, there.get(path, b"").decode(errors="replace"), tree.get(path, ""))
        for path in sorted(tree.keys() | there.keys())
    )


def _one_diff(path: str, old: str, new: str) -> str:
    lines = difflib.unified_diff(
        old.splitlines(keepends=True),
        new.splitlines(keepends=True),
        f"generated/{path}",
        f"from specs/{path}",
    )
    return "".join(lines)


def _present(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
