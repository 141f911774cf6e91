"""What a route of an API is made of; the two generations list theirs in `legacy` and `new`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .values import Field

Kinds = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of items, alone or below a name."""

    path: str
    statement: str
    query: Kinds = field(default_factory=dict)
    params: Kinds = field(default_factory=dict)
    under: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Single:
    """One item."""

    path: str
    statement: str
    query: Kinds = field(default_factory=dict)
    params: Kinds = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A table as CSV, streamed."""

    path: str
    statement: str
    query: Kinds = field(default_factory=dict)
    params: Kinds = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A change: statements in one transaction, the last of which returns the row's key.

    Args:
        reply: the statement that shows the row, or nothing for an answer without a body.
        status: what a change that was made is answered with.
        keeps_service: whether what belongs to no feature must name its service.
    """

    method: str
    path: str
    statements: tuple[str, ...]
    query: Kinds = field(default_factory=dict)
    params: Kinds = field(default_factory=dict)
    body: Mapping[str, Field] | None = None
    reply: str | None = None
    status: int = 200
    keeps_service: bool = False


Route = Listing | Single | Export | Write


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The routes below one base, with the statements of one file."""

    name: str
    title: str
    base: str
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """One generation: its families, and the shape of its errors."""

    generation: str
    families: tuple[Family, ...]
    has_index: bool
    has_codes: bool
