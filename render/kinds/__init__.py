"""The kinds of spec, one folder each, found by walking: there is no list to edit."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from ..kind import Kind

FOLDER = Path(__file__).parent


@cache
def all_kinds() -> Mapping[str, Kind]:
    """Every kind by name, in alphabetical order."""
    names = sorted(path.parent.name for path in FOLDER.glob("*/schema.yaml"))
    return {name: import_module(f"{__name__}.{name}").KIND for name in names}
