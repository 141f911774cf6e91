"""The edges of the switch: what is refused clearly, what ends by itself, what leaves no trace."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import IsolationLevel

from .costs_by_name import DATA_SET
from .mutants import Mutant

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Copied, Life
    from .ready import Ready

SWITCH = "*50_switch_costs.apply.sql"
FEW_ATTEMPTS = Mutant(files=SWITCH, old="FOR attempt IN 1..200", new="FOR attempt IN 1..2")
WITHOUT_END = Mutant(files=SWITCH, old="usage_logs_replay(5);", new="usage_logs_replay();")
NAME_LOST = Mutant(
    files=SWITCH, old="ALTER VIEW migration_ai_management.usage_logs SET SCHEMA public;", new=""
)
RENAMES = Mutant(
    files="*67_looked_up_flight.apply.sql",
    old="AND current_user NOT IN (",
    new="AND false AND current_user NOT IN (",
)
TRACES = """
SELECT
    (SELECT count(*) FROM migration.migration_events),
    (SELECT count(*) FROM migration.step_run)
"""
CHANGED = "UPDATE migration.step SET sha256_apply = repeat('0', 64) WHERE step = %s"
NAMED = """
INSERT INTO nyc.airlines (carrier, name) VALUES ('ZZ', 'Zed');
UPDATE nyc.flights SET carrier = 'ZZ'
WHERE (time_hour, carrier, flight) = (
    SELECT time_hour, carrier, flight FROM nyc.flights ORDER BY 1, 2, 3 LIMIT 1
);
"""
RENAMED = "UPDATE flights.airline SET code = 'Z2' WHERE code = 'ZZ'"
RENAMED_BY_LEGACY = "UPDATE nyc.airlines SET carrier = 'Z2' WHERE carrier = 'ZZ'"
HELD_SECONDS = 6.0


def traces(life: Life) -> object:
    """How many events and attempts are recorded."""
    with life.database.connect() as connection:
        return connection.execute(TRACES).fetchone()


def changed(life: Life, step: str) -> None:
    """Register other content of a step than was applied."""
    with life.database.connect() as connection:
        assert connection.execute(CHANGED, (step,)).rowcount == 1


def test_a_changed_step_is_refused_after_the_switch(ready: Ready, tmp_path: Path) -> None:
    """A capture that was generated anew is not installed on a view, and the way out is named.

    A step of a data set that legacy still owns is applied.
    """
    with ready.copied(tmp_path) as life:
        life.switch(DATA_SET)
        changed(life, "capture.debug_logs")
        life.psql("capturing", "apply")
        changed(life, "capture.usage_logs")
        refused = life.psql("capturing", "apply", "--set", "VERBOSITY=verbose", check=False)

    assert refused.returncode != 0
    assert "MG184: the step capture.usage_logs has changed, and the new tables own costs" in (
        refused.stderr
    )
    assert "HINT:  First run: changeover reverse costs" in refused.stderr


def test_a_reverse_of_what_legacy_owns_leaves_no_trace(ready: Ready, tmp_path: Path) -> None:
    """Where legacy owns the rows already, psql is refused, and no event and no attempt recorded."""
    with ready.copied(tmp_path) as life:
        before = traces(life)
        never = life.reverse(DATA_SET, check=False)
        untouched = traces(life)
        life.switch(DATA_SET)
        life.reverse(DATA_SET)
        turned = traces(life)
        again = life.reverse(DATA_SET, check=False)
        after = traces(life)

    for refused in (never, again):
        assert refused.returncode != 0
        assert "the data set costs is not switched" in refused.stderr
    assert untouched == before
    assert turned != before
    assert after == turned


def test_a_switch_that_loses_a_name_does_not_pass(ready: Ready, tmp_path: Path) -> None:
    """The switch ends with a check of its own, which fails when a legacy name is gone."""
    with ready.copied(tmp_path, NAME_LOST) as life:
        lost = life.switch(DATA_SET, check=False)

    assert lost.returncode != 0
    assert "public.usage_logs: is missing" in lost.stderr


def locked(life: Life) -> tuple[float, str]:
    """Switch while a noted row is locked all the time; how long that takes and what is said."""
    with life.database.connect() as connection:
        connection.isolation_level = IsolationLevel.SERIALIZABLE
        with connection.transaction():
            connection.execute("UPDATE public.usage_logs SET tokens = 4711 WHERE id = 7")
    with life.database.connect(autocommit=False) as holder, ThreadPoolExecutor() as pool:
        holder.execute("SELECT FROM ai_management.ai_usage_logs WHERE _legacy_id = 7 FOR UPDATE")
        began = time.monotonic()
        switching = pool.submit(life.switch, DATA_SET, check=False)
        while not switching.done() and time.monotonic() - began < HELD_SECONDS:
            time.sleep(0.02)
        took = time.monotonic() - began
        holder.rollback()
        return took, switching.result().stderr


def test_a_switch_gives_up_while_a_noted_row_is_locked(ready: Ready, tmp_path: Path) -> None:
    """A row that a session keeps locked lets the switch give up, and not wait without an end."""
    with ready.copied(tmp_path, FEW_ATTEMPTS) as life:
        took, said = locked(life)
        life.switch(DATA_SET)

    assert took < HELD_SECONDS
    assert "stayed busy for 200 attempts" in said


def test_without_its_bound_the_switch_waits(ready: Ready, tmp_path: Path) -> None:
    """Without the bound, the same switch still waits when the row is given back."""
    with ready.copied(tmp_path, WITHOUT_END) as life:
        took, _ = locked(life)

    assert took >= HELD_SECONDS


def named(life: Life) -> Life:
    """Let a flight of legacy's be with an airline of its own."""
    with life.database.connect() as connection:
        connection.execute(NAMED)
    return life


def test_what_legacy_rows_name_keeps_its_name(copied: Copied) -> None:
    """A looked-up value is not renamed, because legacy rows would mean something else then."""
    life = named(copied(None))
    life.apply(after="copied")
    life.switch("flights")

    with life.database.connect() as connection:
        with pytest.raises(psycopg.Error) as refused:
            connection.execute(RENAMED)
        connection.execute("UPDATE flights.airline SET name = 'Zulu' WHERE code = 'ZZ'")
        with pytest.raises(psycopg.Error) as by_legacy_name:
            connection.execute(RENAMED_BY_LEGACY)

    said = refused.value.diag
    assert (said.sqlstate, said.table_name, said.column_name) == ("MG183", "airline", "code")
    assert "Add a row with the new value" in (said.message_hint or "")
    assert by_legacy_name.value.sqlstate == "MG183"


def test_legacy_renames_what_it_owns(copied: Copied) -> None:
    """Before the switch legacy renames freely: rows that name the value are brought again."""
    life = named(copied(None))

    with life.database.connect() as connection:
        renamed = connection.execute(RENAMED_BY_LEGACY)
        assert renamed.rowcount == 1


def test_without_the_refusal_legacy_rows_mean_something_else(copied: Copied) -> None:
    """Without the refusal, a renamed airline leaves flights that no airline of legacy's has."""
    life = named(copied(RENAMES))
    life.apply(after="copied")
    life.switch("flights")
    strangers = """
        SELECT count(*) FROM nyc.flights AS f
        WHERE f.carrier = 'ZZ' AND NOT EXISTS (SELECT FROM nyc.airlines WHERE carrier = 'ZZ')
    """

    with life.database.connect() as connection:
        connection.execute(RENAMED)
        found = connection.execute(strangers).fetchone()
        assert found
        assert found[0] > 0
