"""What a new name cannot insert is derived from the plan, not from what the server said."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from operate.prove.subjects import subjects_of
from operate.workspace import Migration

from .proofs import ROOT

if TYPE_CHECKING:
    from psycopg.errors import Diagnostic

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


@pytest.mark.parametrize(
    ("name", "table", "state", "column", "foreseen"),
    [
        ("flights", "flights", "23502", "year", True),
        ("flights", "flights", "23502", "carrier", False),
        ("flights", "flights", "MG120", "cancelled", False),
        ("flights", "flights", "42501", None, False),
        ("ai-management", "error_tracking", "MG120", "severity", True),
        ("ai-management", "error_tracking", "MG120", "feature_id", False),
        ("ai-management", "error_tracking", "MG120", None, False),
        ("ai-management", "error_tracking", "MG123", None, False),
    ],
)
def test_only_an_error_that_follows_from_the_plan_is_foreseen(
    name: str, table: str, state: str, column: str | None, *, foreseen: bool
) -> None:
    """The same SQLSTATE about a column that the new form does give is a mistake."""
    plan = Migration(specs=ROOT / "specs" / name).made().plan
    limits = next(s.limits for s in subjects_of(plan, rows=300, seed=1) if s.table == table)

    said = SimpleNamespace(sqlstate=state, table_name=table, column_name=column)

    assert limits.foresee(cast("Diagnostic", said)) is foreseen
