"""What a plan and the terms of a proof say together: what is filled, applied, and switched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from operate.prove.terms import Terms
    from render.model import Relation
    from render.plan import Plan, Step

# Where a story that is not to be long makes a stop.
TOLD = ("expanded", "capturing", "copied", "verified")


def relations(plan: Plan, terms: Terms) -> tuple[Relation, ...]:
    """The legacy tables, with what fills them."""
    tables = plan.on_side("legacy")
    if terms.loaded:
        return tables
    return tuple(
        replace(one, sample={k: v for k, v in one.sample.items() if k != "fill"}) for one in tables
    )


def phases(plan: Plan, terms: Terms) -> tuple[str, ...]:
    """The phases that are applied by a command each."""
    return plan.phases if terms.thorough else tuple(one for one in plan.phases if one in TOLD)


def turning(plan: Plan, terms: Terms) -> tuple[tuple[Step, ...], ...]:
    """Which data sets are switched together: each alone, or all at once."""
    chosen = tuple(
        one for one in plan.switches if not terms.data_sets or one.name in terms.data_sets
    )
    return tuple((step,) for step in chosen) if terms.thorough or not chosen else (chosen,)


def comparing(plan: Plan, *data_sets: str) -> list[Step]:
    """The steps that compare the mappings of these data sets, or of all."""
    return [
        step
        for step in plan.steps
        if step.part == "validation" and (not data_sets or step.values["data_set"] in data_sets)
    ]
