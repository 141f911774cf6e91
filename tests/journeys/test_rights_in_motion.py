"""A right by column that is being taken while a turn is made is gone after it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

import psycopg
import pytest

from .costs_by_name import DATA_SET
from .mutants import Mutant
from .people import NOT_ALLOWED, STATEMENTS, TABLE, give, people, state_of
from .waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .life import Life
    from .ready import Ready

WRITES = STATEMENTS["writes all costs"]
TAKES = f"REVOKE UPDATE (cost) ON {TABLE} FROM writer".encode()
# In seconds; a turn that waits for nobody is made by then.
SOON = 5
ASKS = f"SELECT migration.wait_for_rights('{TABLE}')".encode()
WAITS = "SELECT FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted"
WITHOUT = {
    "switch": Mutant(
        files="*50_switch_costs.apply.sql",
        old=f"PERFORM migration.wait_for_rights(to_regclass('{TABLE}'));",
        new="",
    ),
    "reverse": Mutant(
        files="*50_switch_costs.rollback.sql",
        old="PERFORM migration.wait_for_rights(to_regclass('migration_ai_management.usage_logs'));",
        new="",
    ),
}
AS_IT_COMES = Mutant(
    files="*47_rights_shared.apply.sql",
    old="WHEN internal_error THEN",
    new="WHEN division_by_zero THEN",
)


@pytest.fixture(autouse=True)
def _people(ready: Ready) -> Iterator[None]:
    """The people are there as long as a test is."""
    with people(ready.server):
        yield


def taken_meanwhile(life: Life, turn: str) -> None:
    """A REVOKE that was said before the turn, and is committed after it began, holds after it."""
    give(life, f"GRANT UPDATE (cost) ON {TABLE} TO writer")
    if turn == "reverse":
        life.switch(DATA_SET)
    with life.database.connect(autocommit=False) as taking, ThreadPoolExecutor() as pool:
        taking.execute(TAKES)
        turning = pool.submit(getattr(life, turn), DATA_SET)
        try:
            wait([turning], timeout=SOON)
        finally:
            taking.commit()
        turning.result()
    assert state_of(life, "writer", WRITES) == NOT_ALLOWED


@pytest.mark.parametrize("turn", WITHOUT)
def test_a_right_that_is_being_taken_is_gone_after_a_turn(
    turn: str, ready: Ready, tmp_path: Path
) -> None:
    """A turn waits for who changes rights by column, as for who uses the tables."""
    with ready.copied(tmp_path) as life:
        taken_meanwhile(life, turn)


@pytest.mark.parametrize(("turn", "mutant"), WITHOUT.items())
def test_a_turn_that_does_not_wait_for_rights_loses_them(
    turn: str, mutant: Mutant, ready: Ready, tmp_path: Path
) -> None:
    """Without the wait, the right is taken from a relation that has not the name any more."""
    with ready.copied(tmp_path, mutant) as life, pytest.raises(AssertionError):
        taken_meanwhile(life, turn)


def tried_again(life: Life) -> None:
    """Rights that change while somebody waits for them are like a lock that he does not get."""
    give(life, f"GRANT UPDATE (cost) ON {TABLE} TO writer")
    with (
        life.database.connect(autocommit=False) as taking,
        life.database.connect() as waiting,
        life.database.connect() as reader,
        ThreadPoolExecutor() as pool,
    ):
        taking.execute(TAKES)
        asking = pool.submit(waiting.execute, ASKS)
        try:
            wait_until(reader, WAITS)
        finally:
            taking.commit()
        refused = asking.exception()
    assert isinstance(refused, psycopg.Error)
    assert refused.sqlstate == "55P03"


def test_rights_that_change_meanwhile_are_tried_again(ready: Ready, tmp_path: Path) -> None:
    """A turn that meets a change of rights makes another attempt, instead of failing."""
    with ready.copied(tmp_path) as life:
        tried_again(life)


def test_rights_that_change_meanwhile_would_fail_a_turn(ready: Ready, tmp_path: Path) -> None:
    """What Postgres says of them is no lock that is not available, and nobody would try again."""
    with ready.copied(tmp_path, AS_IT_COMES) as life, pytest.raises(AssertionError):
        tried_again(life)
