"""What the rung L7 prints: the keys that it walks by, and who judges them."""

from collections.abc import Mapping
from typing import Any

from ...model import Settings
from ...names import generated
from ...sql import comma_list, literal, qualified
from .meaning import Meaning


def recheck_values(meaning: Meaning, settings: Settings) -> Mapping[str, Any]:
    """What the templates of the continuous check print beyond what all of the mapping's do."""
    numbered = tuple(enumerate(meaning.key, 1))
    names = (meaning.spec.name, *(part.name for part in meaning.parts))
    return {
        "judged_names": comma_list(f"key_{number}" for number, _ in numbered),
        "judged_order": comma_list(f"k.key_{number}" for number, _ in numbered),
        "judged_pairs": comma_list(
            f"{literal(column.name)}, k.key_{number}" for number, column in numbered
        ),
        "judges": tuple(
            (name, qualified(settings.work_schema, generated(name, "judge"))) for name in names
        ),
        "recheck_job": literal(f"changeover {settings.name} {meaning.spec.name} recheck"),
    }
