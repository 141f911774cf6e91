"""What a new name cannot insert is derived from the plan, not from what the server said."""

from __future__ import annotations

import pytest

from operate.prove.subjects import subjects_of
from operate.workspace import Migration

from .proofs import ROOT

DAY = {"year", "month", "day", "hour"}


@pytest.mark.parametrize(
    ("name", "unsaid", "one_way"),
    [
        ("ai-management", {}, {"error_tracking": {"severity"}}),
        ("flights", {"flights": {*DAY, "minute"}, "weather": DAY}, {}),
    ],
)
def test_the_plan_says_what_a_new_name_cannot_insert(
    name: str, unsaid: dict[str, set[str]], one_way: dict[str, set[str]]
) -> None:
    """Only columns that nothing of the new form gives, and values that do not come back, limit."""
    plan = Migration(specs=ROOT / "specs" / name).made().plan

    limits = {one.table: one.limits for one in subjects_of(plan, rows=300, seed=1)}

    assert {table: one.unsaid for table, one in limits.items() if one.unsaid} == unsaid
    assert {table: one.one_way for table, one in limits.items() if one.one_way} == one_way
    assert not any(one.closed for one in limits.values())
