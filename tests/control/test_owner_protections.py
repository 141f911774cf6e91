"""Who applies, what was compared, and what is final: take a protection away, and it shows."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.control.gated import CLEAN, HELD_TABLE, open_all, put, register
from tests.control.sessions import build, refusal, rows, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.control.sessions import Connection
    from tests.fixtures.databases import Database

ACQUIRE = "SELECT migration.acquire('ai')"
BEGIN = "SELECT migration.begin_step('ai', 'switch.costs', 'apply')"
OWN = "SELECT migration.change_owner('ai', 'costs', '{}')"
COMPARED = """
SELECT m.data_set, v.status FROM migration.validation AS v
JOIN migration.mapping AS m ON (m.migration, m.mapping) = (v.migration, v.mapping)
ORDER BY 1
"""
HOLD = f"SELECT migration.hold('ai', 'costs', '{HELD_TABLE}')"
RELEASE = f"SELECT migration.release_held('ai', 'costs', '{HELD_TABLE}')"
EVENTS = """
SELECT e.event FROM migration.migration_events AS e
WHERE e.event IN ('held', 'released') ORDER BY e.seq
"""
GATE = "SELECT passed, detail FROM migration.comparison_is_clean('ai', 'costs')"
Mutants = tuple[tuple[str, str, str], ...]
Promise = tuple["Callable[[Connection, Connection], None]", Mutants]


def free(session: Connection) -> str | None:
    """How it ends to acquire the migration, None when it is free."""
    try:
        session.execute(ACQUIRE)
    except psycopg.Error as error:
        return error.sqlstate
    return None


def one_applies(session: Connection, other: Connection) -> None:
    """While one session applies a migration no other can, also between its transactions."""
    other.execute(ACQUIRE)
    other.execute("SELECT 1")
    said = refusal(session, ACQUIRE)
    assert (said.sqlstate, bool(said.message_hint)) == ("MG041", True)


def another_migration_is_free(session: Connection, other: Connection) -> None:
    """Whoever applies one migration is in nobody's way who applies another one."""
    other.execute("SELECT migration.acquire('another')")
    assert free(session) is None


def whoever_ends_lets_others_in(session: Connection, other: Connection) -> None:
    """A session that is done, or has died, keeps nobody out."""
    other.execute(ACQUIRE)
    other.execute("SELECT migration.release('ai')")
    assert free(session) is None
    session.execute("SELECT migration.release('ai')")
    other.execute(ACQUIRE)
    other.close()
    assert free(session) is None


def a_step_runs_once(session: Connection, other: Connection) -> None:
    """A step that another session runs begins no second time, also without the lock."""
    other.execute(BEGIN)
    assert refusal(session, BEGIN).sqlstate == "MG041"


def compared_anew(session: Connection) -> None:
    """The comparisons of that data set alone count for nothing, and the gate says so."""
    assert rows(session, COMPARED) == [("costs", "voided"), ("settings", "clean")]
    assert rows(session, GATE) == [(False, "usage: voided")]


def a_switch_voids(session: Connection, _other: Connection) -> None:
    """What was compared before a switch says nothing about the rows after it."""
    session.execute(OWN.format("new"))
    compared_anew(session)


def a_reverse_voids(session: Connection, _other: Connection) -> None:
    """What was compared before a reverse says nothing about the rows after it."""
    put(session, "switched")
    session.execute(OWN.format("legacy"))
    compared_anew(session)


def a_cancel_voids(session: Connection, _other: Connection) -> None:
    """What was compared before a cancel opens no gate when the data set starts again."""
    session.execute("SELECT migration.begin_cancel('ai', 'costs', 'not now')")
    run(session, "capture.a", "rollback")
    session.execute("SELECT migration.end_cancel('ai', 'costs')")
    session.execute("SELECT migration.restart('ai', 'costs', 'now')")
    compared_anew(session)


def a_repair_voids(session: Connection, _other: Connection) -> None:
    """What was compared before a repair says nothing about the rows after it."""
    session.execute("SELECT migration.void_validation('ai', ARRAY['usage'])")
    compared_anew(session)


def nothing_is_held_early(session: Connection, _other: Connection) -> None:
    """Before the point of no return no retired table is put on hold."""
    put(session, "switched")
    assert refusal(session, HOLD).sqlstate == "MG193"


def what_is_held_is_logged_once(session: Connection, _other: Connection) -> None:
    """The log names what was held and what was released, each once, and nothing else."""
    put(session, "finalized")
    assert refusal(session, RELEASE).sqlstate == "MG195"
    for statement in (HOLD, HOLD, RELEASE):
        session.execute(statement)
    assert refusal(session, RELEASE).sqlstate == "MG195"
    assert rows(session, EVENTS) == [("held",), ("released",)]


def one_side_is_not_compared(session: Connection, _other: Connection) -> None:
    """What is final has one side left, and nothing that needs two is done with it."""
    put(session, "finalized")
    assert refusal(session, "SELECT migration.refuse_final('ai', 'costs')").sqlstate == "MG194"


def only_what_is_switched_is_final(session: Connection, _other: Connection) -> None:
    """What the legacy tables own is not finalized, also where no gate asks."""
    assert refusal(session, "SELECT migration.finalize('ai', 'settings')").sqlstate == "MG190"


OWNER, LOCK, FINAL = "control_owner", "control_lock", "control_final"
VOIDED, NOT_VOIDED = "SET voided_at = clock_timestamp()", "SET voided_at = NULL"
OF_ALL = ("WHERE (m.migration, m.data_set) = (changed.migration, changed.name)",
          "WHERE m.migration = changed.migration")  # fmt: skip
TRY = "        IF pg_try_advisory_lock(migration.lock_key(acquire.migration)) THEN"
PROTECTIONS: dict[str, Promise] = {
    "one session applies": (
        one_applies,
        (
            (LOCK, TRY, "        IF true THEN"),
            (LOCK, "pg_try_advisory_lock(", "pg_try_advisory_lock_shared("),
            (LOCK, "pg_try_advisory_lock(", "pg_try_advisory_xact_lock("),
        ),
    ),
    "another migration is free": (
        another_migration_is_free,
        ((LOCK, "'migration ' || lock_key.migration", "'migration '"),),
    ),
    "who ends lets others in": (
        whoever_ends_lets_others_in,
        ((LOCK, "AND pg_advisory_unlock(migration.lock_key(release.migration))", ""),),
    ),
    "a step runs once": (
        a_step_runs_once,
        (
            (
                "control_steps_begin",
                "    LIMIT 1;\n    IF FOUND THEN",
                "    LIMIT 1;\n    IF false THEN",
            ),
        ),
    ),
    "a switch voids comparisons": (a_switch_voids, ((OWNER, VOIDED, NOT_VOIDED), (OWNER, *OF_ALL))),
    "a reverse voids comparisons": (a_reverse_voids, ((OWNER, VOIDED, NOT_VOIDED),)),
    "a cancel voids comparisons": (a_cancel_voids, (("control_cancel", VOIDED, NOT_VOIDED),)),
    "a repair voids comparisons": (
        a_repair_voids,
        (
            ("repairs", VOIDED, NOT_VOIDED),
            ("repairs", "AND r.mapping = ANY(void_validation.mappings)", ""),
        ),
    ),
    "nothing is held early": (
        nothing_is_held_early,
        ((FINAL, "IF reached NOT IN ('finalized', 'holding') THEN", "IF false THEN"),),
    ),
    "what is held is logged once": (
        what_is_held_is_logged_once,
        (
            (FINAL, "IF NOT FOUND THEN\n        -- It is held", "IF false THEN\n        --"),
            (FINAL, "IF NOT FOUND THEN\n        RAISE EXCEPTION '% of the data set",
             "IF false THEN\n        RAISE EXCEPTION '% of the data set"),
        ),
    ),
    "one side is not compared": (
        one_side_is_not_compared,
        ((FINAL, "IF migration.is_final(refuse_final.migration, refuse_final.data_set) THEN",
          "IF false THEN"),),
    ),
    "only what is switched is final": (
        only_what_is_switched_is_final,
        ((FINAL, "        AND d.owner = 'new'\n        AND d.phase IN ('switched', 'rolling_out');",
          ";"),),
    ),
}  # fmt: skip


@contextmanager
def compared(
    database: Database, mutant: tuple[str, str, str] | None = None
) -> Iterator[tuple[Connection, Connection]]:
    """Two sessions where two data sets are compared, and every gate of one is open."""
    with database.connect() as session, database.connect() as other:
        build(session, mutant)
        register(session)
        session.execute("SELECT migration.register_mapping('ai', 'models', 'settings')")
        open_all(session)
        session.execute(CLEAN.replace("'usage'", "'models'").encode())
        session.execute("SELECT migration.check_gates('ai', 'costs', 'switch')")
        yield session, other


@pytest.mark.parametrize("promise", PROTECTIONS)
def test_who_applies_and_what_was_compared_is_certain(database: Database, promise: str) -> None:
    """One session applies, and what is void or final stays so: see the name of each case."""
    with compared(database) as sessions:
        PROTECTIONS[promise][0](*sessions)


@pytest.mark.parametrize(
    ("promise", "mutant"),
    [(name, mutant) for name, (_, mutants) in PROTECTIONS.items() for mutant in mutants],
)
def test_without_its_protection_it_is_not(
    database: Database, promise: str, mutant: tuple[str, str, str]
) -> None:
    """Each of these protections, taken away, makes the test of its promise fail."""
    with (
        compared(database, mutant) as sessions,
        pytest.raises((AssertionError, pytest.fail.Exception)),
    ):
        PROTECTIONS[promise][0](*sessions)
