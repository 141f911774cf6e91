"""The value maps of an endpoint: written out, or taken from the mapping that moves the rows."""

from collections.abc import Mapping
from typing import Any

from ...project import Project
from .spec import Values


def columns(project: Project) -> Mapping[str, Mapping[str, str]]:
    """Every value map of a mapping's column, by `mapping.column`: legacy value to new value."""
    return {
        f"{spec.name}.{name}": said["values"]
        for spec in project.of("mapping")
        for name, said in _columns(spec.data).items()
        if isinstance(said, dict) and "values" in said
    }


def _columns(data: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = data["columns"]
    return found


def pairs(values: Values, project: Project) -> Mapping[str, str]:
    """Legacy values and the new ones that they become."""
    return columns(project).get(values.column, {}) if values.column else values.pairs


def ambiguous(known: Mapping[str, str]) -> tuple[str, ...]:
    """The new values that more than one legacy value becomes: there is no way back from these."""
    news = list(known.values())
    return tuple(sorted({one for one in news if news.count(one) > 1}))
