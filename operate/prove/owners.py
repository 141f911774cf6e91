"""Who owned a data set when: only while legacy may own it, a new name may refuse to be written."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from operate.prove.names import Side


@dataclass(slots=True, kw_only=True)
class Owners:
    """The changes of each data set's owner; times are `time.monotonic()`, as in a transaction.

    In doubt it is legacy: until a switch is done, and from when a reverse is asked for.
    """

    changes: dict[str, list[tuple[float, Side]]] = field(default_factory=dict)

    def change(self, data_sets: Iterable[str], owner: Side, at: float) -> None:
        """Note that these data sets have another owner now."""
        for data_set in data_sets:
            self.changes.setdefault(data_set, []).append((at, owner))

    def legacy_owned(self, data_set: str, began: float, ended: float) -> bool:
        """Whether legacy may have owned a data set at any moment of a span."""
        owner: Side = "legacy"
        since = -math.inf
        for at, after in [*self.changes.get(data_set, ()), (math.inf, owner)]:
            if owner == "legacy" and since <= ended and began <= at:
                return True
            since, owner = at, after
        return False
