"""What a mapping makes in the database, and how it is called."""

from ...model import Settings
from ...names import generated
from ...sql import Sql, qualified
from .spec import MappingSpec

MIGRATED_AT = "_migrated_at"


def routine(settings: Settings, spec: MappingSpec, *suffix: str) -> Sql:
    """The qualified name of one of the mapping's objects in the work schema."""
    return qualified(settings.work_schema, generated(spec.name, *suffix))
