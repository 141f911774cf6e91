"""A database whose transactions see nothing new: a switch sees what is committed all the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from psycopg import IsolationLevel, sql

from .costs_by_name import DATA_SET, apart
from .mutants import Both, Mutant
from .waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Life
    from .ready import Ready

FINE = {"usage_logs": 0, "billing_data": 0, "cost_allocations": 0}
FILES = {
    "switch": "60_switched/50_switch_costs.apply.sql",
    "reverse": "60_switched/50_switch_costs.rollback.sql",
    "finalize": "80_finalized/50_finalize_costs.apply.sql",
}
DEFAULT = "ALTER DATABASE {} SET default_transaction_isolation = 'repeatable read'"
# Between the last drain and the locks, where notes of others may still come.
WAITS = Mutant(
    files="*50_switch_costs.apply.sql",
    old="            -- The names that applications use come first",
    new="            PERFORM pg_catalog.pg_sleep(1);\n            -- The names",
)
LATE = "UPDATE public.usage_logs SET tokens = 4711 WHERE id = 7"
SLEEPING = "SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
SET = "SET default_transaction_isolation = 'read committed';\n"
ASKED = "IF pg_catalog.current_setting('transaction_isolation') <> 'read committed' THEN"
NOT_SET = Mutant(files="*50_switch_costs.apply.sql", old=SET, new="")
NOT_ASKED = {
    turn: Mutant(files=f"*{file}", old=ASKED, new="IF false THEN") for turn, file in FILES.items()
}


def switched_late(life: Life) -> dict[str, int]:
    """What differs when a note comes between the last drain and the locks of the switch."""
    with life.database.connect() as connection, ThreadPoolExecutor(1) as pool:
        connection.execute(sql.SQL(DEFAULT).format(sql.Identifier(life.database.name)))
        switch = pool.submit(life.switch, DATA_SET)
        wait_until(connection, SLEEPING)
        connection.isolation_level = IsolationLevel.SERIALIZABLE
        with connection.transaction():
            connection.execute(LATE)
        switch.result()
    return apart(life)


def test_a_default_of_the_database_hides_nothing(ready: Ready, tmp_path: Path) -> None:
    """Where REPEATABLE READ is the default, a note that comes late is brought over, too."""
    with ready.copied(tmp_path, WAITS) as life:
        assert switched_late(life) == FINE


def test_a_snapshot_from_before_the_locks_is_noticed(ready: Ready, tmp_path: Path) -> None:
    """A file that neither sets nor asks for the isolation loses the note, and the test sees it."""
    blind = Both(WAITS, Both(NOT_SET, NOT_ASKED["switch"]))
    with ready.copied(tmp_path, blind) as life:
        assert switched_late(life) != FINE


def said(life: Life, turn: str) -> str:
    """What the file of a turn says in a transaction that was begun around it, at another level."""
    if turn != "switch":
        life.switch(DATA_SET)
    done = life.database.psql(
        *("--command", "BEGIN ISOLATION LEVEL REPEATABLE READ"),
        file=life.generated / "sql" / FILES[turn],
        check=False,
    )
    return done.stderr


@pytest.mark.parametrize("turn", FILES)
def test_no_turn_is_made_on_an_old_snapshot(turn: str, ready: Ready, tmp_path: Path) -> None:
    """Within a transaction that sees nothing new, each of the three files refuses to run."""
    with ready.copied(tmp_path) as life:
        assert "a transaction at repeatable read sees nothing that was committed" in said(
            life, turn
        )


@pytest.mark.parametrize("turn", FILES)
def test_a_turn_that_does_not_ask_is_noticed(turn: str, ready: Ready, tmp_path: Path) -> None:
    """Without the question, the test above finds no such refusal."""
    with ready.copied(tmp_path, NOT_ASKED[turn]) as life:
        assert "sees nothing" not in said(life, turn)
