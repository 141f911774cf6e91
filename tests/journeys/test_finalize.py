"""The point of no return: only the new names are left, and the retired tables are held."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.fixtures.turns import answer_by_new

from .costs_by_name import DATA_SET, TABLES
from .final import BORN, NAMES, STANDING, as_application, lasting, one, switched_costs
from .life import DISPOSABLE
from .mutants import Mutant

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Life
    from .ready import Ready

switched = switched_costs
TRIGGERS = "SELECT array_agg(tgname ORDER BY tgname) FROM pg_trigger WHERE NOT tgisinternal"
HELD = "SELECT held_table FROM migration.holding ORDER BY 1"
WITH_ID = BORN.replace("(user_id", "(id, user_id").replace("SELECT", "SELECT gen_random_uuid(),")
FOREVER = Mutant(
    files="*50_finalize_costs.apply.sql",
    old="DROP TRIGGER zz_changeover_usage_logs_reconcile ON ai_management.ai_usage_logs;",
    new="",
)
NO_DEFAULT = Mutant(
    files="*50_finalize_costs.apply.sql",
    old="ALTER TABLE ai_management.ai_usage_logs ALTER COLUMN id SET DEFAULT",
    new="SET LOCAL application_name = 'x'; PERFORM",
)
# Files that make the triggers of a switched data set, by the order in which they are applied.
AWAKENING = ("*45_fence_usage_logs", "*86_reconcile_usage_logs", "*88_reverse_usage_logs")
AWAKENED = tuple(
    Mutant(files=f"{file}.apply.sql", old="SELECT migration.refuse_final(", new="SELECT concat(")
    for file in AWAKENING
)
HOLD = "sql/90_holding/50_hold_costs.{}.sql"
NOT_HELD_AGAIN = Mutant(
    files="*control_steps_begin*",
    old="AND NOT (planned.phase = 'holding' AND reached = 'finalized')",
    new="",
)
STILL_GRANTED = Mutant(
    files="*50_hold_costs.apply.sql", old="PERFORM migration.take_rights(", new="PERFORM concat("
)


def test_only_the_new_names_are_left(switched: Life) -> None:
    """No row of the new tables changes, the legacy names are gone, the retired tables are held.

    Where each row came from can still be read; the application cannot reach what is held.
    """
    before = lasting(switched)
    came_from = "SELECT count(*) FROM ai_management.usage_logs_provenance"
    known = one(switched, came_from)

    switched.finalize(DATA_SET)
    # The others are looked at as before.
    switched.database.psql(file=switched.generated / "sql" / "recheck.sql")

    assert lasting(switched) == before
    assert one(switched, NAMES, list(TABLES)) == (0,)
    assert one(switched, STANDING, DATA_SET) == ("holding", "new", 1)
    with switched.database.connect() as connection:
        held = [row[0] for row in connection.execute(HELD)]
    assert held == sorted(f"retired.public_{name}" for name in TABLES)
    assert one(switched, came_from) == known
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_application(switched, "SELECT count(*) FROM retired.public_usage_logs")


def test_the_new_system_is_free(switched: Life) -> None:
    """An identity that no legacy key makes is refused before, and accepted from now on."""
    with pytest.raises(psycopg.Error, match="id is made of the legacy key"):
        as_application(switched, WITH_ID)

    switched.finalize(DATA_SET)

    assert as_application(switched, WITH_ID)[0] is not None
    assert as_application(switched, BORN)[0] is not None


@pytest.mark.parametrize("mutant", [FOREVER, NO_DEFAULT], ids=["a trigger left", "no default"])
def test_what_is_left_behind_is_noticed(mutant: Mutant, ready: Ready, tmp_path: Path) -> None:
    """A trigger that stays, or an identity that nothing begins, stops the new application."""
    with ready.copied(tmp_path, mutant) as life:
        life.switch(DATA_SET)
        life.validate(DATA_SET)
        life.finalize(DATA_SET, check=False)

        with pytest.raises(psycopg.Error):
            as_application(life, BORN)


def test_a_held_table_that_others_reach_is_noticed(ready: Ready, tmp_path: Path) -> None:
    """The step's own check finds a right on a held table that was not taken away."""
    with ready.copied(tmp_path, STILL_GRANTED) as life:
        life.switch(DATA_SET)
        life.validate(DATA_SET)
        life.finalize(DATA_SET)

        file = life.generated / "sql/90_holding/50_hold_costs.verify.sql"
        done = life.database.psql(file=file, check=False)
        assert "is granted to others" in done.stderr


def test_there_is_no_way_back(switched: Life) -> None:
    """After it, a reverse, a rollback and a comparison are refused, and nothing is changed."""
    switched.finalize(DATA_SET)
    before = one(switched, STANDING, DATA_SET), lasting(switched)

    reverse = switched.reverse(DATA_SET, check=False)
    rollback = switched.psql("verified", "rollback", check=False)
    undo = switched.generated / "sql/80_finalized/50_finalize_costs.rollback.sql"
    undone = switched.database.psql(file=undo, check=False)
    compare = switched.generated / "sql/50_verified/70_validation_usage_logs.apply.sql"
    compared = switched.database.psql(file=compare, check=False)
    again = switched.finalize(DATA_SET)

    assert "there is no way back" in reverse.stderr
    assert "It has passed the point of no return" in rollback.stderr
    assert "is finalized, and there is no way back" in undone.stderr
    assert "the data set costs is finalized" in compared.stderr
    assert again.returncode == 0
    assert (one(switched, STANDING, DATA_SET), lasting(switched)) == before


def awakened(life: Life) -> list[str]:
    """The files that, applied again after the point of no return, are not refused as that."""
    found = []
    for pattern in AWAKENING:
        (file,) = (life.generated / "sql").glob(f"*/{pattern}.apply.sql")
        done = life.database.psql(file=file, check=False)
        if "the data set costs is finalized" not in done.stderr:
            found.append(pattern)
    return found


def test_its_triggers_stay_gone(switched: Life) -> None:
    """A file that made a trigger of the migration, applied again, is refused and makes none."""
    switched.finalize(DATA_SET)
    before = one(switched, TRIGGERS)

    assert awakened(switched) == []
    assert one(switched, TRIGGERS) == before


@pytest.mark.parametrize("mutant", AWAKENED, ids=AWAKENING)
def test_a_file_that_does_not_ask_is_noticed(mutant: Mutant, ready: Ready, tmp_path: Path) -> None:
    """Without the question the file fails late, or makes its trigger: the test above sees it."""
    with ready.copied(tmp_path, mutant) as life:
        life.switch(DATA_SET)
        life.validate(DATA_SET)
        life.finalize(DATA_SET)

        assert awakened(life) == [mutant.files.removesuffix(".apply.sql")]


def brought_back(life: Life, again: Path) -> None:
    """A held table goes back to where it was retired, with its rows, and is held again."""
    count = "SELECT count(*) FROM {}"
    rows = one(life, count.format("public.usage_logs_retired"))
    life.finalize(DATA_SET)

    life.database.psql(file=life.generated / HOLD.format("rollback"))
    back = one(life, count.format("public.usage_logs_retired"))
    released = one(life, STANDING, DATA_SET)
    life.database.psql(file=again)

    assert back == rows
    assert released[0] == "finalized"
    assert one(life, STANDING, DATA_SET)[0] == "holding"
    assert one(life, count.format("retired.public_usage_logs")) == rows


@pytest.mark.parametrize("by", ["its file", "the driver"])
def test_what_is_held_can_be_brought_back(by: str, switched: Life) -> None:
    """What comes off hold to be looked at is held again by the file, or by `finalize` itself."""
    file = switched.generated / HOLD.format("apply")
    brought_back(switched, file if by == "its file" else switched.driver_of_finalize(DATA_SET))


def test_what_only_believes_its_record_is_noticed(ready: Ready, tmp_path: Path) -> None:
    """Without a look at where the data set stands, `finalize` ends well and holds nothing."""
    with ready.copied(tmp_path, NOT_HELD_AGAIN) as life:
        life.switch(DATA_SET)
        life.validate(DATA_SET)

        with pytest.raises(AssertionError):
            brought_back(life, life.driver_of_finalize(DATA_SET))


def test_writers_of_the_new_name_notice_nothing(switched: Life) -> None:
    """Whoever writes by the new name meanwhile meets no error, and nothing of it is lost."""
    done: list[Any] = []
    failed: list[Any] = []
    ended = threading.Event()

    def write() -> None:
        with switched.database.connect() as connection:
            connection.prepare_threshold = 1
            while not ended.is_set():
                try:
                    row = connection.execute(BORN)
                    done.extend(one[0] for one in row)
                except psycopg.Error as error:
                    failed.append((error.sqlstate, str(error)))

    switched.database.psql("--command", DISPOSABLE)
    answer_by_new(switched.database.dsn, switched.name, DATA_SET)
    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    try:
        switched.database.psql(file=switched.driver_of_finalize(DATA_SET))
    finally:
        ended.set()
        for writer in writers:
            writer.join()

    there = "SELECT count(*) FROM ai_management.ai_usage_logs WHERE id = ANY (%s)"
    assert failed == []
    assert len(done) > 20
    assert one(switched, there, done) == (len(done),)
