"""What a proof is asked for, and which data sets it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from render.plan import CUTOVER

if TYPE_CHECKING:
    from render.plan import Plan

DEFAULT_ROWS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a proof is asked for.

    `loaded` lets tables that bring a loader be loaded by it; `rows` are invented for all others.
    Without `thorough` there are only the comparisons that the gates ask for, and all data sets are
    switched together. `round_trips` is how often a data set is switched and reversed before it is
    switched at last. `rate` is how many transactions all applications begin in a second, also when
    both names are in use; without it each thinks for a moment between two. `held` is how many
    seconds somebody who reads everything stays in his transaction, where faults happen.
    """

    rows: int = DEFAULT_ROWS
    loaded: bool = True
    thorough: bool = True
    round_trips: int = 1
    control: bool = True
    writers: int = 4
    rate: float | None = None
    seconds: float = 30.0
    seed: int = 0
    faults: bool = True
    held: float = 2.5
    hostile: bool = True
    data_sets: tuple[str, ...] = ()


def switched_at_all(plan: Plan, chosen: tuple[str, ...]) -> dict[str, list[str]]:
    """Which data sets are switched, and which are not."""
    turned = [step.name for step in plan.in_phase(CUTOVER) if not chosen or step.name in chosen]
    every = [one.name for one in plan.settings.data_sets]
    return {"switched": turned, "not switched": [one for one in every if one not in turned]}
