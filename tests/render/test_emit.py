"""The frame around templates: marks, the integrity file, and a kind whose schema is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from render.emit import manifest, sha256, split_marks
from render.kind import load_schema

if TYPE_CHECKING:
    from pathlib import Path


def test_statements_are_found_by_their_marks() -> None:
    """Each statement stands below the sentence that says what it does."""
    body = "-- A note.\n\n--: One.\nSELECT\n    1;\n\n--: Two.\nSELECT 2;\n"

    assert list(split_marks(body)) == [("One.", "SELECT\n    1"), ("Two.", "SELECT 2")]
    assert list(split_marks("-- Nothing to check.\n")) == []


def test_the_integrity_file_names_every_file_with_its_hash() -> None:
    """MANIFEST is what `sha256sum -c` reads, sorted by path."""
    tree = {"b": "", "a": "x"}

    assert manifest(tree) == f"{sha256('x')}  a\n{sha256('')}  b\n"
    assert sha256("").startswith("e3b0c44298fc1c14")


def test_a_broken_schema_is_our_own_mistake(tmp_path: Path) -> None:
    """A kind whose schema is not YAML stops with the file and the reason."""
    path = tmp_path / "schema.yaml"
    path.write_text("a: [1\n")

    with pytest.raises(ValueError, match=r"schema\.yaml: this bracket is never closed"):
        load_schema(path)
