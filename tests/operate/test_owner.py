"""Which data sets can be switched, as the commands see it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from operate.commands.owner import chosen
from operate.cutover import Turn
from operate.errors import Refused
from tests.journeys.life import plan_of


def test_a_data_set_that_nothing_moves_cannot_be_switched() -> None:
    """A data set of which no mapping moves a table is refused by name, with the reason."""
    plan = plan_of("ai-management")
    first, *_ = plan.settings.data_sets
    idle = replace(first, name="idle", relations=("nobody",))
    wider = replace(plan, settings=replace(plan.settings, data_sets=(first, idle)))

    with pytest.raises(Refused) as refused:
        chosen(wider, Turn(command="switch"), "idle", everything=False)
    steps = chosen(wider, Turn(command="switch"), None, everything=True)

    assert refused.value.message == "idle cannot be switched: no SQL is generated for it"
    assert refused.value.help == "no mapping moves any of its tables, so they stay with legacy"
    assert [step.name for step in steps] == [first.name]
