"""Components: their status changes only as allowed."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.control.sessions import one, refusal, status

if TYPE_CHECKING:
    from tests.control.sessions import Connection

STATUSES = ("pending", "in_progress", "completed", "failed", "paused", "rolled_back")
ALLOWED = {
    ("pending", "in_progress"),
    ("in_progress", "completed"),
    ("in_progress", "failed"),
    ("in_progress", "paused"),
    ("in_progress", "rolled_back"),
    ("failed", "in_progress"),
    ("failed", "rolled_back"),
    ("paused", "in_progress"),
    ("paused", "failed"),
    ("paused", "rolled_back"),
    ("completed", "rolled_back"),
    ("rolled_back", "in_progress"),
}
PATHS = {
    "pending": (),
    "in_progress": ("in_progress",),
    "completed": ("in_progress", "completed"),
    "failed": ("in_progress", "failed"),
    "paused": ("in_progress", "paused"),
    "rolled_back": ("in_progress", "rolled_back"),
}


@pytest.mark.erratum(22)
def test_transitions(planned: Connection) -> None:
    """A component's status changes only as the table of allowed changes says, for every pair."""
    change = "UPDATE migration.migration_status SET status = %s WHERE component = %s"
    register = "SELECT migration.register_component('ai', %s, NULL, 'expanded', 'copied')"
    allowed = set()
    for before, after in itertools.product(STATUSES, STATUSES):
        name = f"{before}-{after}"
        planned.execute(register, (name,))
        for step in PATHS[before]:
            planned.execute(change, (step, name))
        code = None
        try:
            planned.execute(change, (after, name))
        except psycopg.Error as refused:
            code = refused.sqlstate
        else:
            allowed.add((before, after))
        assert (code, status(planned, name)) in ((None, after), ("MG051", before))

    assert allowed == ALLOWED | {(same, same) for same in STATUSES}


def test_status_forgery(planned: Connection) -> None:
    """Not even a direct change can fake times, attempts, a completed start or another component."""
    table = "migration.migration_status"
    for change in (
        f"UPDATE {table} SET completed_at = now()",
        f"UPDATE {table} SET attempt = 7",
        f"UPDATE {table} SET component = component || 'x'",
        f"INSERT INTO {table} (migration, component, status) VALUES ('ai', 'x', 'completed')",
    ):
        assert refusal(planned, change).sqlstate == "MG051"
    assert refusal(planned, "SELECT migration.set_status('ai', 'no', 'failed')").sqlstate == "MG052"


def test_pause(planned: Connection) -> None:
    """A paused migration begins no step and no batch, says why, and goes on when resumed."""
    planned.execute("SELECT migration.begin_phase('ai', 'expanded')")
    assert refusal(planned, "SELECT migration.pause('ai', '')").sqlstate == "MG054"
    planned.execute("SELECT migration.pause('ai', 'lunch')")
    begin = "SELECT migration.begin_step('ai', 'table.a', 'apply')"
    assert refusal(planned, begin).sqlstate == "MG042"
    assert one(planned, "SELECT migration.throttle('ai')") == "paused: lunch"
    assert status(planned, "schema") == "paused"
    planned.execute("SELECT migration.resume('ai')")
    assert one(planned, "SELECT migration.throttle('ai')") is None
    assert one(planned, begin)
