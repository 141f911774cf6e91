"""Rows that a filter leaves out, written while the new tables own their data set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .mutants import Mutant

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Life
    from .ready import Ready

DATA_SET = "analytics"
EVENTS = "analytics_events"
VALIDATOR = "*60_validator_analytics_events.apply.sql"
LEFT_OUT = "    AND NOT (\n        t._migrated_at IS NULL\n"
COUNTED = Mutant(files=VALIDATOR, old=LEFT_OUT, new="    AND NOT (\n        false\n")
BLIND = Mutant(files=VALIDATOR, old=LEFT_OUT, new="    AND NOT (\n        true\n")
STAYS_MIGRATED = Mutant(
    files="*86_reconcile_analytics_events.apply.sql",
    old="NEW._migrated_at := NULL",
    new="NEW._migrated_at := NEW._migrated_at",
)
BEAT = """
INSERT INTO public.analytics_events (event_id, event_name, session_id)
VALUES ('00000000-0000-4000-8000-000000000001', 'heartbeat', 'born')
"""
BECOMES = """
UPDATE public.analytics_events SET event_name = 'heartbeat'
WHERE event_id = (
    SELECT event_id FROM public.analytics_events WHERE event_name = 'answer_shown'
    ORDER BY event_id LIMIT 1
)
"""
LATER = "UPDATE public.analytics_events SET session_id = 'later' WHERE session_id = 'born'"
BROUGHT = "SELECT count(*) FROM ai_management.ai_analytics_events WHERE event = 'heartbeat'"
# As if the copy had not asked the filter.
ASTRAY = """
SET changeover.writer = 'migration';
INSERT INTO ai_management.ai_analytics_events
    (id, feature_id, event, occurred_at, _event_name, _migrated_at)
SELECT l.event_id, t.feature_id, l.event_name, l.occurred_at, l.event_name, now()
FROM (SELECT * FROM public.analytics_events WHERE event_name = 'heartbeat' LIMIT 1) AS l,
    (SELECT * FROM ai_management.ai_analytics_events LIMIT 1) AS t
"""


def run(life: Life, *statements: str) -> None:
    """Run statements as the superuser, one by one."""
    with life.database.connect() as connection:
        for statement in statements:
            connection.execute(statement.encode())


def filtered(life: Life) -> int:
    """How many rows the filter leaves out, by a comparison that must find no difference."""
    life.validate(DATA_SET)
    assert life.outcomes()[EVENTS] == ("clean", 0, 0)
    count = life.accounting()[EVENTS]["filtered"]
    assert isinstance(count, int)
    return count


def is_accounted(life: Life) -> None:
    """A heartbeat that legacy writes after the switch is counted as filtered, there and back."""
    before = filtered(life)
    life.switch(DATA_SET)
    run(life, BEAT)
    assert filtered(life) == before + 1
    run(life, BECOMES)
    assert filtered(life) == before + 2
    life.reverse(DATA_SET)
    assert filtered(life) == before + 2
    with life.database.connect() as connection:
        assert connection.execute(BROUGHT.encode()).fetchone() == (2,)
    run(life, LATER)
    with life.database.connect() as connection:
        assert connection.execute(BROUGHT.encode()).fetchone() == (1,)
    assert filtered(life) == before + 2
    life.switch(DATA_SET)
    assert filtered(life) == before + 2


def is_not_blind(life: Life) -> None:
    """A row that the migration brought against its filter is a difference."""
    run(life, ASTRAY)
    with pytest.raises(pytest.fail.Exception, match="shows differences"):
        life.validate(DATA_SET)


def test_what_the_filter_leaves_out_is_accounted(ready: Ready, tmp_path: Path) -> None:
    """Rows that begin to be filtered after the switch are counted as such, never differences.

    That holds after the switch, after a reverse, and after the next switch; and the capture treats
    them as the filter says.
    """
    with ready.copied(tmp_path) as life:
        is_accounted(life)


@pytest.mark.parametrize("mutant", [COUNTED, STAYS_MIGRATED], ids=["counted", "stays migrated"])
def test_otherwise_it_would_be_a_difference(mutant: Mutant, ready: Ready, tmp_path: Path) -> None:
    """When nothing leaves them out, or nothing says that they are out, validation is not clean."""
    with (
        ready.copied(tmp_path, mutant) as life,
        pytest.raises((AssertionError, pytest.fail.Exception)),
    ):
        is_accounted(life)


def test_what_was_brought_against_the_filter_is_found(ready: Ready, tmp_path: Path) -> None:
    """Before the switch, a migrated row that the filter leaves out is a difference."""
    with ready.copied(tmp_path) as life:
        is_not_blind(life)


def test_without_the_mark_it_would_be_missed(ready: Ready, tmp_path: Path) -> None:
    """A comparison that leaves out whatever the filter does misses what L4 has to find."""
    with ready.copied(tmp_path, BLIND) as life:
        run(life, ASTRAY)
        with life.database.connect() as connection:
            seen = connection.execute(
                """
                SELECT count(*) FROM migration_ai_management.analytics_events_actual AS a
                WHERE a.event = 'heartbeat'
                """
            ).fetchone()

    assert seen == (0,)
