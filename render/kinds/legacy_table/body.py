"""What a legacy table's spec says, typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...model import Column, Dependant


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyTable:
    """A contract as its author wrote it."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...]
    indexes: tuple[tuple[str, ...], ...]
    sample: Mapping[str, Any]
    dependants: tuple[Dependant, ...]
