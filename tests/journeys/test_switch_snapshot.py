"""A transaction that looked before the switch and writes after it: it is told to begin again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import IsolationLevel

from .costs_by_name import DATA_SET, apart
from .mutants import Mutant
from .waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Life
    from .ready import Ready

FINE = {"usage_logs": 0, "billing_data": 0, "cost_allocations": 0}
UNSEEN = Mutant(
    files="*50_switch_costs.apply.sql",
    old="EXECUTE FUNCTION migration.refuse_old_snapshot(%L)",
    new="WHEN (false) EXECUTE FUNCTION migration.refuse_old_snapshot(%L)",
)
# A volatile routine takes a snapshot of its own, and is never told of the statement's.
ASKS_ANOTHER = Mutant(
    files="*control_owner_shared.apply.sql",
    old="STABLE\nSET search_path = pg_catalog, pg_temp\nAS $refuse_old_snapshot$",
    new="SET search_path = pg_catalog, pg_temp\nAS $refuse_old_snapshot$",
)
TRIGGER = "zz_changeover_usage_logs_snapshot"
# As in a restored dump, whose server counts its transactions from the beginning.
RESTORED = f"""
DROP TRIGGER {TRIGGER} ON ai_management.ai_usage_logs;
CREATE TRIGGER {TRIGGER}
    BEFORE INSERT OR UPDATE OR DELETE ON ai_management.ai_usage_logs
    FOR EACH STATEMENT
    EXECUTE FUNCTION migration.refuse_old_snapshot('99999999999999')
"""
# What a switch does last, while others wait for its locks.
SWITCHED_NOW = f"""
LOCK TABLE ai_management.ai_usage_logs IN ACCESS EXCLUSIVE MODE;
DO $switch$
BEGIN
    EXECUTE format(
        'CREATE OR REPLACE TRIGGER {TRIGGER}
        BEFORE INSERT OR UPDATE OR DELETE ON ai_management.ai_usage_logs
        FOR EACH STATEMENT EXECUTE FUNCTION migration.refuse_old_snapshot(%L)',
        pg_current_xact_id()
    );
END
$switch$
"""
COPY_DELETED = "COPY (DELETE FROM public.usage_logs WHERE id = 7 RETURNING id) TO STDOUT"
NOTED = "INSERT INTO public.usage_logs (tokens) VALUES (4711)"
DELETES = {
    "legacy name": "DELETE FROM public.usage_logs WHERE tokens = 4711",
    "new name": "DELETE FROM ai_management.ai_usage_logs WHERE tokens_used = 4711",
}
LEFT = "SELECT count(*) FROM public.usage_logs WHERE tokens = 4711"


def deleted(life: Life, statement: str, level: IsolationLevel) -> str:
    """What becomes of a DELETE across a switch that brings over the row that it is meant for."""
    with life.database.connect() as connection:
        connection.isolation_level = IsolationLevel.SERIALIZABLE
        with connection.transaction():
            connection.execute(NOTED)
    with life.database.connect(autocommit=False) as old:
        old.isolation_level = level
        old.execute("SELECT now()")
        life.switch(DATA_SET)
        try:
            rows = old.execute(statement.encode()).rowcount
            old.commit()
        except psycopg.Error as refused:
            return str(refused.sqlstate)
    return f"{rows} deleted"


@pytest.mark.parametrize("level", [IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE])
@pytest.mark.parametrize("name", DELETES)
def test_an_old_snapshot_does_not_write(
    name: str, level: IsolationLevel, ready: Ready, tmp_path: Path
) -> None:
    """Whoever looked before the switch gets 40001 for his first write after it, by either name.

    His snapshot does not see what was only noted until the switch; tried again, he does.
    """
    with ready.copied(tmp_path) as life:
        assert deleted(life, DELETES[name], level) == psycopg.errors.SerializationFailure.sqlstate
        with life.database.connect(autocommit=False) as again:
            again.isolation_level = level
            assert again.execute(DELETES[name].encode()).rowcount == 1
            again.commit()
        assert apart(life) == FINE


def test_others_are_not_asked(ready: Ready, tmp_path: Path) -> None:
    """READ COMMITTED looks anew for each statement, so it deletes the row and is not disturbed."""
    with ready.copied(tmp_path) as life:
        assert deleted(life, DELETES["legacy name"], IsolationLevel.READ_COMMITTED) == "1 deleted"


def copied_while_it_switches(life: Life) -> str:
    """What becomes of a COPY that deletes, and whose snapshot is older than what it waits for."""
    life.switch(DATA_SET)
    with (
        life.database.connect(autocommit=False) as switching,
        life.database.connect() as watcher,
        life.database.connect() as application,
        ThreadPoolExecutor() as pool,
    ):
        switching.execute(SWITCHED_NOW.encode())

        def copied() -> str:
            try:
                with application.cursor().copy(COPY_DELETED) as copy:
                    return f"{len(list(copy.rows()))} deleted"
            except psycopg.Error as refused:
                return str(refused.sqlstate)

        outcome = pool.submit(copied)
        wait_until(watcher, "SELECT FROM pg_locks WHERE NOT granted")
        switching.commit()
        return outcome.result(timeout=20)


@pytest.mark.parametrize(
    ("mutant", "outcome"), [(None, "40001"), (ASKS_ANOTHER, "1 deleted")], ids=["asked", "another"]
)
def test_a_copy_that_deletes_is_asked_as_well(
    mutant: Mutant | None, outcome: str, ready: Ready, tmp_path: Path
) -> None:
    """Its snapshot is from before it waited; a routine that takes its own look misses that."""
    with ready.copied(tmp_path, mutant) as life:
        assert copied_while_it_switches(life) == outcome


def test_an_old_snapshot_would_miss_the_row(ready: Ready, tmp_path: Path) -> None:
    """Without the refusal the DELETE is acknowledged, and the row is there afterwards."""
    with ready.copied(tmp_path, UNSEEN) as life:
        missed = deleted(life, DELETES["legacy name"], IsolationLevel.REPEATABLE_READ)
        with life.database.connect() as connection:
            left = connection.execute(LEFT).fetchone()

    assert (missed, left) == ("0 deleted", (1,))


def test_a_copy_of_the_database_is_written(ready: Ready, tmp_path: Path) -> None:
    """On a server to which the transaction of the switch is yet to come, nobody is refused."""
    with ready.copied(tmp_path) as life:
        life.switch(DATA_SET)
        with life.database.connect() as connection:
            connection.execute(RESTORED.encode())
            connection.isolation_level = IsolationLevel.REPEATABLE_READ
            with connection.transaction():
                written = connection.execute(NOTED).rowcount

    assert written == 1
