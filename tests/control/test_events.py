"""The log of events: what is recorded cannot be changed unnoticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.control.sessions import one, refusal, rows

if TYPE_CHECKING:
    from tests.control.sessions import Connection
    from tests.fixtures.databases import Database


EVENTS = "migration.migration_events"
COPY = (
    "at, actor, session_actor, migration, event, subject, detail, sha256(hash), hash"
    " FROM migration.migration_events"
)
TAMPERING = {
    "edited detail": (f"UPDATE {EVENTS} SET detail = '{{}}' WHERE seq = 3",),
    "edited time": (f"UPDATE {EVENTS} SET at = at + '1 microsecond' WHERE seq = 5",),
    "deleted": (f"DELETE FROM {EVENTS} WHERE seq = 3",),
    "deleted first": (f"DELETE FROM {EVENTS} WHERE seq = 1",),
    "exchanged": (
        f"UPDATE {EVENTS} SET seq = seq - 5 WHERE seq IN (2, 3)",
        f"UPDATE {EVENTS} SET seq = -seq WHERE seq < 0",
    ),
    "appended": (f"INSERT INTO {EVENTS} SELECT 6, {COPY} WHERE seq = 5",),
    "inserted": (
        f"UPDATE {EVENTS} SET seq = -seq WHERE seq > 2",
        f"UPDATE {EVENTS} SET seq = 1 - seq WHERE seq < 0",
        f"INSERT INTO {EVENTS} SELECT 3, {COPY} WHERE seq = 2",
    ),
}


@pytest.mark.erratum(45)
@pytest.mark.parametrize("tampering", TAMPERING.values(), ids=TAMPERING)
def test_tampering(control: Connection, tampering: tuple[str, ...]) -> None:
    """An event edited, removed, moved or inserted by a superuser without triggers is found."""
    for number in range(5):
        control.execute(
            "SELECT migration.record_event('ai', 'e', 's', %s)", (f'{{"n": {number}}}',)
        )
    assert rows(control, "SELECT * FROM migration.verify_events()") == []
    control.execute("ALTER TABLE migration.migration_events DISABLE TRIGGER ALL")
    for change in tampering:
        control.execute(change)

    assert rows(control, "SELECT * FROM migration.verify_events()")


def test_append_only(control: Connection) -> None:
    """Events cannot be changed, deleted or truncated, even where replication skips triggers."""
    head = one(control, "SELECT migration.event_head()")
    control.execute("SELECT migration.record_event('ai', 'e', 's')")
    control.execute("SET session_replication_role = replica")
    for change in ("UPDATE {} SET event = 'x'", "DELETE FROM {}", "TRUNCATE {}"):
        attempt = change.format("migration.migration_events")
        assert refusal(control, attempt).sqlstate == "MG021"
    assert head == "00" * 32
    assert one(control, "SELECT migration.event_head()") != head


def test_events_of_a_stale_snapshot(database: Database, control: Connection) -> None:
    """A transaction that cannot see the last event fails as serialization failure, no fork."""
    with database.connect(autocommit=False) as stale:
        stale.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        stale.execute("SELECT count(*) FROM migration.migration_events")
        control.execute("SELECT migration.record_event('ai', 'e', 's')")
        assert refusal(stale, "SELECT migration.record_event('ai', 'f', 's')").sqlstate == "40001"
    assert rows(control, "SELECT * FROM migration.verify_events()") == []
