"""Values that are equal and yet not the same, or that have no `=`, are mirrored like all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .victims import Victim

# What the first legacy row is made to say, and then; Postgres takes both for equal, or cannot tell.
CHANGES = (
    ("lasts", "'30 days'", "'1 mon'"),
    ("letter", """'{"a": 1, "b": 2}'""", """'{"b": 2, "a": 1}'"""),
    ("body", """'{"price": 1.50}'""", """'{"price": 1.5}'"""),
)


def told(victim: Victim, column: str, *values: str) -> tuple[list[str], int]:
    """What the target says after each of these changes, and how often it was set aside instead."""
    ((key,),) = victim.rows("SELECT min(_legacy_id) FROM {t} WHERE _legacy_id > 0")
    seen = []
    for value in values:
        change = f"UPDATE public.papers SET {column} = {value} WHERE id = {key}"
        victim.connection.execute(change.encode())
        seen += victim.rows(f"SELECT {column}::text FROM {{t}} WHERE _legacy_id = {key}")
    ((aside,),) = victim.rows(
        """
        SELECT count(*) FROM migration.quarantine
        WHERE legacy_key = jsonb_build_object('id', {key}::bigint)
        """,
        key=key,
    )
    return [text for (text,) in seen], aside


@pytest.mark.parametrize(("column", "one", "other"), CHANGES)
def test_a_change_between_equal_values_is_mirrored(
    column: str, one: str, other: str, victims: Mapping[str, Victim]
) -> None:
    """Whatever the application writes is captured as it is written, and compares equal then."""
    victim = victims["archive papers"]

    seen, aside = told(victim, column, one, other)

    assert len(set(seen)) == 2
    assert aside == 0
    assert victim.compare() == ""


# Where only the text of a JSON differs, the rung L5 sees no difference.
@pytest.mark.parametrize(("column", "rungs"), [("lasts", "L3 L4 L5"), ("body", "L3 L4")])
def test_a_capture_that_asks_only_for_equality_is_noticed(
    column: str, rungs: str, victims: Mapping[str, Victim]
) -> None:
    """A capture that leaves equal values alone keeps an old one, and the comparison finds it."""
    victim = victims["archive papers"]
    _, one, other = next(change for change in CHANGES if change[0] == column)
    assert victim.mutate(f".{column}::text", f".{column}", "capture")

    seen, _ = told(victim, column, one, other)

    assert len(set(seen)) == 1
    assert victim.compare() == rungs
