"""The rung L7: what is verified is looked at again, by both owners, until it is finalized."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.fixtures.turns import answer_by_new

from .costs_by_name import DATA_SET, TABLES
from .life import DISPOSABLE
from .mutants import COMPARED_WITH_ITSELF, Mutant
from .test_reconcile import run, spoil

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Life
    from .ready import Ready

WORK = "migration_ai_management"
RECHECK = f"CALL {WORK}.usage_logs_recheck()"
DRIFT = "SELECT mapping, legacy_key, kind FROM migration.drift"
QUEUE = "SELECT mapping, legacy_key FROM migration.recheck_key"
GATE = f"SELECT passed FROM migration.rechecked('ai-management', '{DATA_SET}')"
ROGUE = "SET ROLE migration_sync; UPDATE public.usage_logs_retired SET tokens = 1 WHERE id = 7"
PENDING_IS_JUDGED = Mutant(
    files="*59_oracle_usage_logs.apply.sql", old="WHERE NOT c.pending", new="WHERE true"
)
NOTHING_NOTED = Mutant(
    files="*64_recheck_usage_logs.apply.sql", old="age(t.xmin) <= age(since::xid)", new="false"
)
NO_GATE = Mutant(
    files="*48_rechecks_shared.apply.sql",
    old="        FROM migration.drift AS d\n",
    new="        FROM migration.drift AS d JOIN migration.drift AS no ON false\n",
)
ANY_OWNER = Mutant(
    files="*48_rechecks_shared.apply.sql",
    old="r.passed_epoch IS DISTINCT FROM d.epoch",
    new="r.passed_epoch IS NULL",
)
ANY_AGE = Mutant(
    files="*48_rechecks_shared.apply.sql",
    old="BETWEEN clock_timestamp() - e.verification AND clock_timestamp()",
    new="IS NOT NULL",
)
HALF_A_PASS = Mutant(
    files="*64_recheck_usage_logs.apply.sql",
    old="THEN r.epoch ELSE",
    new="THEN (SELECT d.epoch FROM migration.data_set AS d WHERE d.name = 'costs') ELSE",
)
THROUGHOUT = "SELECT passed, detail FROM migration.rechecked_throughout('ai-management', 'costs')"
PIECE = f"SELECT {WORK}.usage_logs_recheck_piece(3, clock_timestamp())"
OLDER = "UPDATE migration.recheck SET looked_at = looked_at - {0}, passed_at = passed_at - {0}"
SHORTER = "UPDATE migration.term SET verification = '{}' WHERE environment = 'disposable'"
UNSEEN = "usage_logs was not looked at throughout since its owner changed"

BELIEVES_LEGACY = Mutant(
    files="*62_repair_usage_logs.apply.sql", old="IF owner = 'legacy' THEN", new="IF true THEN"
)


def ask(life: Life, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with life.database.connect() as connection:
        return connection.execute(query.encode()).fetchall()


def rogue_before_the_switch(life: Life) -> None:
    """A target row that nobody's trigger wrote is found, holds the switch, and is repaired."""
    run(life, RECHECK)
    assert (ask(life, DRIFT), ask(life, GATE)) == ([], [(True,)])
    spoil(life)
    run(life, f"SELECT {WORK}.usage_logs_note_changed()")
    assert ask(life, QUEUE) == [("usage_logs", {"id": 7})]
    run(life, RECHECK)
    assert ask(life, DRIFT) == [("usage_logs", {"id": 7}, "differs")]
    assert ask(life, GATE) == [(False,)]
    assert "is refused by the gate recheck" in life.switch(DATA_SET, check=False).stderr
    life.database.psql("--set", "yes=1", file=life.generated / "sql" / "reconcile.sql")
    life.validate(DATA_SET)
    life.database.psql(file=life.generated / "sql" / "recheck.sql")
    assert (ask(life, DRIFT), ask(life, GATE)) == ([], [(True,)])
    life.switch(DATA_SET)


def rogue_after_the_switch(life: Life) -> None:
    """A retired row that the owner's trigger did not write is found, and repaired."""
    life.switch(DATA_SET)
    run(life, RECHECK)
    run(life, ROGUE)
    run(life, RECHECK)
    assert ask(life, DRIFT) == [("usage_logs", {"id": 7}, "differs")]
    life.database.psql("--set", "yes=1", file=life.generated / "sql" / "reconcile.sql")
    run(life, RECHECK)
    assert ask(life, DRIFT) == []
    life.reverse(DATA_SET)


def pending_is_no_difference(life: Life) -> None:
    """A key that waits in the journal is not reported, and is looked at again."""
    with life.database.connect() as connection:
        connection.execute("SET default_transaction_isolation = 'repeatable read'")
        connection.execute("UPDATE public.usage_logs SET tokens = 4711 WHERE id = 7")
    run(life, RECHECK)
    assert ask(life, DRIFT) == []
    assert ask(life, QUEUE) == [("usage_logs", {"id": 7})]
    run(life, f"CALL {WORK}.usage_logs_replay()", RECHECK)
    assert (ask(life, DRIFT), ask(life, QUEUE)) == ([], [])


def finalize_waits_for_a_whole_look(life: Life) -> None:
    """Nothing is final before each key was looked at under the new owner.

    A pass that began before the switch says nothing of it, whenever it ends.
    """
    life.look_again(DATA_SET)
    run(life, PIECE)
    life.switch(DATA_SET)
    life.validate(DATA_SET)
    answer_by_new(life.database.dsn, life.name, DATA_SET)
    run(life, DISPOSABLE)
    refused = life.database.psql(file=life.driver_of_finalize(DATA_SET), check=False)
    assert "is refused by the gate recheck" in refused.stderr
    ((passed, why),) = ask(life, THROUGHOUT)
    assert (passed, why.count("was not looked at throughout since")) == (False, 3)
    for mapping in TABLES:
        run(life, f"CALL {WORK}.{mapping}_recheck()")
    assert ask(life, THROUGHOUT) == [(False, UNSEEN)]
    run(life, RECHECK)
    assert ask(life, THROUGHOUT)[0][0] is True
    run(life, ROGUE)
    run(life, RECHECK)
    assert ask(life, THROUGHOUT) == [(False, "1 in usage_logs")]
    life.database.psql("--set", "yes=1", file=life.generated / "sql" / "reconcile.sql")
    run(life, RECHECK)
    assert ask(life, THROUGHOUT)[0][0] is True


def looks_grow_old(life: Life) -> None:
    """What was looked at counts as long as a comparison does; an environment may shorten that.

    Of a look in the future nobody knows how old it is.
    """
    life.switch(DATA_SET)
    life.look_again(DATA_SET)
    run(life, DISPOSABLE, OLDER.format("interval '2 hours'"))
    assert ask(life, THROUGHOUT)[0][0] is True
    run(life, SHORTER.format("1 hour"))
    ((passed, why),) = ask(life, THROUGHOUT)
    assert (passed, why.count("was last looked at")) == (False, 3)
    run(life, SHORTER.format("1 day"), OLDER.format("interval '-3 hours'"))
    assert ask(life, THROUGHOUT)[0][0] is False


STORIES = {
    "rogue writer before the switch": (rogue_before_the_switch, (NOTHING_NOTED, NO_GATE)),
    "rogue writer after the switch": (
        rogue_after_the_switch,
        (COMPARED_WITH_ITSELF, BELIEVES_LEGACY),
    ),
    "finalize and passes": (finalize_waits_for_a_whole_look, (ANY_OWNER, HALF_A_PASS)),
    "finalize and time": (looks_grow_old, (ANY_AGE,)),
    "pending keys": (pending_is_no_difference, (PENDING_IS_JUDGED,)),
}


@pytest.mark.parametrize("name", STORIES)
def test_what_is_verified_stays_so(name: str, ready: Ready, tmp_path: Path) -> None:
    """What the rung L7 finds and what it must not report: see the name of each case."""
    with ready.copied(tmp_path) as life:
        STORIES[name][0](life)


@pytest.mark.parametrize(
    ("name", "mutant"), [(name, one) for name, (_, mutants) in STORIES.items() for one in mutants]
)
def test_without_its_part_the_story_ends_otherwise(
    name: str, mutant: Mutant, ready: Ready, tmp_path: Path
) -> None:
    """Each part of the rung L7, taken away, makes the test of its promise fail."""
    with (
        ready.copied(tmp_path, mutant) as life,
        pytest.raises((AssertionError, pytest.fail.Exception)),
    ):
        STORIES[name][0](life)


def test_a_pass_is_cut_into_pieces(ready: Ready, tmp_path: Path) -> None:
    """A pass goes on where it stopped, and looks at each key of either side once."""
    piece = f"SELECT {WORK}.usage_logs_recheck_piece(3, clock_timestamp())"
    known = "SELECT last_key, checked, passes FROM migration.recheck"
    with ready.copied(tmp_path) as life:
        run(life, "INSERT INTO migration.recheck VALUES ('ai-management', 'usage_logs')")
        ((rows,),) = ask(life, "SELECT count(*) FROM public.usage_logs")
        stood = []
        while ask(life, piece) == [(True,)]:
            stood.append(ask(life, known)[0])
        ended = ask(life, known)

    assert [checked for _, checked, _ in stood[:-1]] == list(range(3, rows, 3))[: len(stood) - 1]
    assert len({str(key) for key, _, _ in stood}) == len(stood)
    assert ended == [(None, rows, 1)]


def test_writers_raise_no_false_alarm(ready: Ready, tmp_path: Path) -> None:
    """While rows are written by the legacy name, the rung L7 reports none of them."""
    stop = threading.Event()

    def write(life: Life, level: str) -> None:
        with life.database.connect() as connection:
            connection.execute(f"SET default_transaction_isolation = '{level}'".encode())
            while not stop.is_set():
                try:
                    connection.execute(
                        "UPDATE public.usage_logs SET tokens = (random() * 1000)::integer"
                        " WHERE id = 1 + (random() * 20)::integer"
                    )
                except psycopg.errors.SerializationFailure:
                    continue

    with ready.copied(tmp_path) as life:
        writers = [
            threading.Thread(target=write, args=(life, level))
            for level in ("read committed", "repeatable read")
        ]
        for one in writers:
            one.start()
        for _ in range(8):
            run(life, RECHECK)
        stop.set()
        for one in writers:
            one.join()
        found = ask(life, DRIFT)
        run(life, f"CALL {WORK}.usage_logs_replay()", RECHECK)
        left = ask(life, DRIFT)

    assert (found, left) == ([], [])
