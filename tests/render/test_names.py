"""Names of generated objects: never cut by Postgres, never equal by being cut."""

from __future__ import annotations

import pytest

from render.names import LIMIT, generated, tag


def test_a_name_that_fits_is_its_parts() -> None:
    """A name that Postgres keeps whole is made of its parts and nothing else."""
    assert generated("usage_logs", "capture") == "usage_logs_capture"
    assert generated("a" * 58, "pkey") == f"{'a' * 58}_pkey"


@pytest.mark.parametrize("letter", ["a", "ä", "字"])
def test_names_that_would_be_cut_to_the_same_stay_apart(letter: str) -> None:
    """Two names that Postgres would cut to the same 63 bytes get names of their own."""
    first, second = (generated(letter * 70, part) for part in ("journal", "lookup_journal"))

    assert first != second
    assert all(len(name.encode()) <= LIMIT for name in (first, second))
    assert generated(letter * 70, "journal") == first


def test_a_legacy_table_has_a_number_of_56_bits() -> None:
    """The number that identities of a table are made with is the same on every machine."""
    assert tag("ai-management", "usage_logs") == 22647388881213766
    assert tag("ai-management", "usage_log") != tag("ai-management", "usage_logs")
    assert tag("x").bit_length() <= 56
