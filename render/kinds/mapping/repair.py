"""The routines that repair rows from their owner, and what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...model import Settings
from ...sql import Sql, comma_list, literal
from .meaning import Meaning
from .objects import routine


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """A routine with its arguments, the role that it belongs to, and what it is."""

    kind: Sql
    signature: Sql
    says: str
    role: Sql


def repair_values(meaning: Meaning, settings: Settings) -> Mapping[str, Any]:
    """What the template of the repair prints beyond what all of the mapping's templates do."""
    key = comma_list(column.type for column in meaning.key)

    def made(kind: str, suffix: str, arguments: str, says: str) -> Routine:
        name = routine(settings, meaning.spec, suffix)
        # The retired table lets only the sync role write.
        role = Sql("migration_sync" if suffix == "repair_retired" else "migration_owner")
        signature = Sql(f"{name}({arguments})")
        return Routine(kind=Sql(kind), signature=signature, says=says, role=role)

    return {
        "repair_routines": (
            made("FUNCTION", "named", "", "What the last comparison names"),
            made("FUNCTION", "held", key, "What is held of a key"),
            made("FUNCTION", "repair_target", key, "The repair of target rows"),
            made("FUNCTION", "repair_retired", key, "The repair of a retired row"),
            made("FUNCTION", "repair", "jsonb[]", "The repair of some keys"),
            made("FUNCTION", "repair_batch", "jsonb[]", "The repair of a batch"),
            made("PROCEDURE", "repair_named", "", "The repair of all that is named"),
        ),
        "compared_names": comma_list(
            literal(name) for name in (meaning.spec.name, *(part.name for part in meaning.parts))
        ),
    }
