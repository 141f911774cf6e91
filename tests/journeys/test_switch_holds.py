"""How long a turn holds its locks: whoever needs long lets go, and tries again."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from psycopg import errors

from .costs_by_name import DATA_SET
from .mutants import Both, Mutant
from .waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Life
    from .ready import Ready

QUIET = 20
FILES = {
    "switch": "*50_switch_costs.apply.sql",
    "reverse": "*50_switch_costs.rollback.sql",
    "finalize": "*50_finalize_costs.apply.sql",
}
TURNS = ("switch", "reverse")
LOOK = "IF attempt <= 20 AND pg_catalog.clock_timestamp() > held_since"
# Each attempt is counted, also when it is taken back, and needs longer than it may.
COUNTED = "PERFORM pg_catalog.nextval('attempts'), pg_catalog.pg_sleep(0.02);\n            "
ATTEMPTS = "SELECT last_value FROM attempts"
FIRST = "SET lock_timeout = '30ms'"
SOON = "PERFORM pg_catalog.set_config('lock_timeout', '5ms', true);"
BUSY = "LOCK TABLE ai_management.ai_usage_logs IN ROW EXCLUSIVE MODE"
WAITS = """
SELECT FROM pg_locks
WHERE NOT granted AND relation = 'ai_management.ai_usage_logs'::regclass
"""


def slow(turn: str, look: str = LOOK) -> Mutant:
    """A turn whose attempts take long under the locks, and how they look at the time then."""
    return Mutant(files=FILES[turn], old=LOOK, new=COUNTED + look)


def patient(turn: str) -> Mutant:
    """A turn that waits for its first lock longer than a client waits for anything."""
    return Mutant(files=FILES[turn], old=FIRST, new=FIRST.replace("30ms", "9s"))


def lets_go(life: Life, turn: str) -> None:
    """The turn lets go as often as there may be a better moment, and is made later anyway."""
    with life.database.connect() as connection:
        connection.execute("CREATE SEQUENCE attempts")
        life.switch(DATA_SET)
        if turn == "reverse":
            life.reverse(DATA_SET)
        row = connection.execute(ATTEMPTS).fetchone()
    assert row
    assert row[0] > QUIET


@pytest.mark.parametrize("turn", TURNS)
def test_whoever_needs_long_under_the_locks_lets_go(
    turn: str, ready: Ready, tmp_path: Path
) -> None:
    """An attempt that has held the names for 15 ms before it is through ends, 20 times over."""
    with ready.copied(tmp_path, slow(turn)) as life:
        lets_go(life, turn)


@pytest.mark.parametrize("turn", TURNS)
def test_without_the_look_at_the_time_applications_wait(
    turn: str, ready: Ready, tmp_path: Path
) -> None:
    """A turn that does not look at the time keeps applications waiting with its first attempt."""
    blind = slow(turn, LOOK.replace("attempt <= 20", "false"))
    with (
        ready.copied(tmp_path, blind) as life,
        pytest.raises(AssertionError),
    ):
        lets_go(life, turn)


def nobody_waits_behind(life: Life, turn: str) -> None:
    """Who reads the first name goes on while the turn tries to have the last table."""
    if turn != "switch":
        life.switch(DATA_SET)
        life.validate(DATA_SET)
    with (
        life.database.connect(autocommit=False) as writer,
        life.database.connect() as reader,
        ThreadPoolExecutor() as pool,
    ):
        writer.execute(BUSY)
        turning = pool.submit(getattr(life, turn), DATA_SET)
        try:
            wait_until(reader, WAITS)
            reader.execute("SET statement_timeout = '1s'")
            for _ in range(20):
                reader.execute("SELECT FROM public.billing_data LIMIT 1")
                time.sleep(0.02)
        finally:
            writer.rollback()
        turning.result()


@pytest.mark.parametrize("turn", FILES)
def test_nobody_waits_at_one_name_while_a_turn_waits_for_another(
    turn: str, ready: Ready, tmp_path: Path
) -> None:
    """A turn that has one name waits for the others a moment only, and lets go of all."""
    with ready.copied(tmp_path, patient(turn)) as life:
        nobody_waits_behind(life, turn)


@pytest.mark.parametrize("turn", FILES)
def test_without_short_waits_applications_queue_behind_the_turn(
    turn: str, ready: Ready, tmp_path: Path
) -> None:
    """Where the second lock is waited for like the first, a reader of the first name gives up."""
    as_the_first = Mutant(files=FILES[turn], old=SOON, new="")
    with (
        ready.copied(tmp_path, Both(patient(turn), as_the_first)) as life,
        pytest.raises(errors.QueryCanceled),
    ):
        nobody_waits_behind(life, turn)
