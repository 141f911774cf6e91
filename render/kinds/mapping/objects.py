"""What a mapping makes in the database, and how it is called."""

from collections.abc import Sequence

from ...model import Settings
from ...names import generated
from ...sql import Sql, ident, qualified
from .spec import MappingSpec

MIGRATED_AT = "_migrated_at"
BY_LEGACY = "_by_legacy_name"
PARKED = "_parked"
SUBSTITUTED = "_substituted"
PARTITION = 16
"""Bytes that the name of a partition may add to the name of its part of an index."""


def routine(settings: Settings, spec: MappingSpec, *suffix: str) -> Sql:
    """The qualified name of one of the mapping's objects in the work schema."""
    return qualified(settings.work_schema, generated(spec.name, *suffix))


def trigger(spec: MappingSpec, *suffix: str) -> Sql:
    """The name of one of the mapping's triggers; `zz_` lets the application's own fire first."""
    return ident(generated("zz_changeover", spec.name, *suffix))


def access_path(spec: MappingSpec, columns: Sequence[str]) -> str:
    """The name of the index by which legacy statements find rows by these legacy columns."""
    return generated("legacy", spec.name, *columns, room=PARTITION)


def followed_path(spec: MappingSpec, column: str) -> str:
    """The name of the index that finds the rows whose lookup for this column may have changed."""
    return generated("followed", spec.name, column, room=PARTITION)
