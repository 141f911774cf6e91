"""What is noted when a switch gets its locks: a few rows are brought over, and nothing large."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from .costs_by_name import DATA_SET, apart
from .mutants import Both, Mutant
from .waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Life
    from .ready import Ready

SWITCH = "*50_switch_costs.apply.sql"
FINE = {"usage_logs": 0, "billing_data": 0, "cost_allocations": 0}
COUNTED = "SELECT coalesce(max(last_value), 0) FROM counted WHERE is_called"
BATCHES = "            WHILE migration_ai_management.usage_logs_replay_batch(100) > 0 LOOP\n"
# After the last drain of the first attempt, there is time for a TRUNCATE before the locks.
WAITS = Mutant(
    files=SWITCH,
    old="            -- The names that applications use come first",
    new="            PERFORM pg_catalog.pg_sleep(1) WHERE attempt = 1;\n            -- The names",
)
# Counts, also in what is taken back, where the note of a TRUNCATE is met under the locks.
MEETS = Mutant(
    files=SWITCH,
    old=BATCHES,
    new="PERFORM pg_catalog.nextval('counted')\n"
    "FROM migration_ai_management.usage_logs_journal AS j WHERE j.id IS NULL;\n" + BATCHES,
)
NOT_LOOKED_FOR = Mutant(
    files=SWITCH,
    old="> 500 OR bool_or(n.id IS NULL)\n"
    "                FROM (SELECT j.id FROM migration_ai_management.usage_logs_journal",
    new="> 500\n                FROM (SELECT j.id FROM migration_ai_management.usage_logs_journal",
)
SLEEPING = "SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
# A hundred batches, each of which takes a while, in each of two attempts.
SLOW = Both(
    Mutant(
        files=SWITCH,
        old=BATCHES,
        new="            FOR batch IN 1..100 LOOP\n"
        "                PERFORM pg_catalog.nextval('counted'), pg_catalog.pg_sleep(0.01);\n",
    ),
    Mutant(files=SWITCH, old="FOR attempt IN 1..200 LOOP", new="FOR attempt IN 1..2 LOOP"),
)
NO_CLOCK = Mutant(
    files=SWITCH,
    old="                PERFORM pg_catalog.nextval('counted'), pg_catalog.pg_sleep(0.01);\n"
    "                IF pg_catalog.clock_timestamp() >",
    new="                PERFORM pg_catalog.nextval('counted'), pg_catalog.pg_sleep(0.01);\n"
    "                IF false AND pg_catalog.clock_timestamp() >",
)


def counted(life: Life) -> int:
    """How often what is counted has happened."""
    with life.database.connect() as connection:
        row = connection.execute(COUNTED).fetchone()
    assert row
    return int(row[0])


def emptied_late(life: Life) -> int:
    """How often a switch meets the note of a TRUNCATE under its locks."""
    with life.database.connect() as connection, ThreadPoolExecutor(1) as pool:
        connection.execute("CREATE SEQUENCE counted")
        switch = pool.submit(life.switch, DATA_SET)
        wait_until(connection, SLEEPING)
        connection.execute("TRUNCATE public.usage_logs")
        switch.result()
    assert apart(life) == FINE
    return counted(life)


def test_a_table_that_was_emptied_is_followed_before_the_locks(
    ready: Ready, tmp_path: Path
) -> None:
    """The note of a TRUNCATE, which stands for every row, is not followed while others wait."""
    with ready.copied(tmp_path, Both(WAITS, MEETS)) as life:
        assert emptied_late(life) == 0


def test_a_table_emptied_under_the_locks_is_noticed(ready: Ready, tmp_path: Path) -> None:
    """Where the switch only counts notes, the test above sees it follow a TRUNCATE."""
    with ready.copied(tmp_path, Both(WAITS, Both(MEETS, NOT_LOOKED_FOR))) as life:
        assert emptied_late(life) > 0


def slow_batches(life: Life) -> int:
    """How many slow batches a switch brings over in two attempts that it gives up."""
    with life.database.connect() as connection:
        connection.execute("CREATE SEQUENCE counted")
    assert "stayed busy" in life.switch(DATA_SET, check=False).stderr
    return counted(life)


def test_the_time_is_looked_at_after_each_batch(ready: Ready, tmp_path: Path) -> None:
    """A switch whose batches are slow lets go in the midst of them."""
    with ready.copied(tmp_path, SLOW) as life:
        assert 2 <= slow_batches(life) < 20


def test_batches_without_a_look_at_the_time_are_noticed(ready: Ready, tmp_path: Path) -> None:
    """Without it, the test above counts all of them."""
    with ready.copied(tmp_path, Both(SLOW, NO_CLOCK)) as life:
        assert slow_batches(life) == 200
