"""The copy: ids, throttle, progress and validation."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.control.sessions import one, refusal, rows

if TYPE_CHECKING:
    from tests.control.sessions import Connection
    from tests.fixtures.databases import Database


def test_uuid_from_bigint(control: Connection) -> None:
    """Ids made of integer keys differ, keep the order of the keys and lead back, extremes too."""
    edges = [-(2**63), -(2**63) + 1, -(2**60), -16, -1, 0, 1, 15, 2**31, 2**60 + 1, 2**63 - 1]
    generator = random.Random(1)  # noqa: S311
    keys = sorted({*edges, *(generator.randrange(-(2**63), 2**63) for _ in range(5000))})
    made = rows(
        control,
        """
        SELECT k, migration.bigint_from_uuid(migration.uuid_from_bigint(7, k)),
            migration.uuid_from_bigint(7, k)
        FROM unnest(%s::bigint[]) AS k ORDER BY migration.uuid_from_bigint(7, k)
        """,
        keys,
    )

    assert [row[0] for row in made] == keys
    assert [row[1] for row in made] == keys
    assert len({row[2] for row in made}) == len(keys)
    assert {(row[2].version, row[2].variant) for row in made} == {(8, "specified in RFC 4122")}


def test_uuid_tags(control: Connection) -> None:
    """Tables never share an id, a tag out of range is refused, a foreign uuid leads to no key."""
    largest = 2**56 - 1
    made = rows(
        control,
        "SELECT migration.uuid_from_bigint(t, 5) FROM unnest(%s::bigint[]) AS t",
        [0, 1, 255, largest],
    )
    text = rows(
        control,
        "SELECT migration.uuid_from_text(t, k) FROM (VALUES (1, 'a'), (2, 'a'), (1, 'b')) v (t, k)",
    )

    assert len(set(made)) == 4
    assert len(set(text)) == 3
    assert {row[0].version for row in text} == {8}
    for tag in (largest + 1, -1):
        assert refusal(control, "SELECT migration.uuid_from_bigint(%s, 5)", tag).sqlstate == "22P02"
    assert one(control, "SELECT migration.bigint_from_uuid(gen_random_uuid())") is None


def test_throttle_sees_waiters(database: Database, planned: Connection) -> None:
    """Copying waits while more sessions wait for locks than allowed."""
    planned.execute("UPDATE migration.control SET max_lock_waiters = 0")
    planned.execute("SELECT pg_advisory_lock(1)")
    other = database.connect()
    other.pgconn.send_query(b"SELECT pg_advisory_lock(1)")
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid = %s"
    while not one(planned, waiting, other.info.backend_pid):
        pass
    reason = one(planned, "SELECT migration.throttle('ai')")
    planned.execute("SELECT pg_terminate_backend(%s, 5000)", (other.info.backend_pid,))
    other.close()

    assert reason == "1 sessions wait for locks"


def test_progress(planned: Connection) -> None:
    """Progress tells percent, speed and time left from the ranges and the last batches."""
    planned.execute("INSERT INTO migration.mapping_estimate VALUES ('ai', 'usage', 4000)")
    planned.execute("""
        INSERT INTO migration.backfill_range (migration, mapping, range_number, done, rows_read)
        VALUES ('ai', 'usage', 1, true, 500), ('ai', 'usage', 2, false, 500)
    """)
    planned.execute("""
        INSERT INTO migration.backfill_batch (migration, mapping, range_number, rows_read,
            rows_written, rows_existing, rows_filtered, rows_quarantined, started_at, finished_at)
        SELECT 'ai', 'usage', 1, 100, 90, 5, 4, 1, t, t + '1 second'::interval
        FROM generate_series(now(), now() + '9 seconds', '1 second') AS t
    """)
    planned.execute(
        "SELECT migration.quarantine_row('ai', 'usage', '{\"id\": 1}',"
        " '{}', 'no', '22P02', 'backfill')"
    )
    found = rows(
        planned,
        """
        SELECT ranges, ranges_done, rows_read, percent, rows_per_second, time_left, quarantined
        FROM migration.progress
    """,
    )
    (seen,) = rows(
        planned,
        """
        SELECT phase, validation, quarantined, next_command FROM migration.status
        WHERE data_set = 'costs'
    """,
    )

    assert [str(value) for value in found[0]] == ["2", "1", "1000", "25.0", "100.0", "0:00:30", "1"]
    assert seen == ("planned", "never", 1, "changeover apply --to verified --specs specs/ai")


def test_validation(planned: Connection) -> None:
    """A comparison counts as clean for a day, and only for the specs it was made with."""
    found = []
    for spec, age, outcome in (
        ("spec", "1 hour", "clean"),
        ("spec", "25 hours", "clean"),
        ("other", "1 hour", "clean"),
        ("spec", "1 hour", "differences"),
    ):
        planned.execute(
            """
            INSERT INTO migration.validation_run
                (migration, mapping, finished_at, spec_hash, plan_hash, outcome)
            VALUES ('ai', 'usage', now() - %s::interval, %s, 'plan', %s)
            """,
            (age, spec, outcome),
        )
        found.append(one(planned, "SELECT status FROM migration.validation"))

    assert found == ["clean", "stale", "stale", "differences"]
