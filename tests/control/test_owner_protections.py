"""One session applies a migration, and old comparisons are void: taken away, it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.control.gated import CLEAN, open_all, put, register
from tests.control.sessions import build, refusal, rows, run

if TYPE_CHECKING:
    from collections.abc import Callable

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


OWNER, LOCK = "control_owner", "control_lock"
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
}


def kept(database: Database, promise: str, mutant: tuple[str, str, str] | None = None) -> None:
    """Look whether a promise is kept where two data sets are compared, and every gate is open."""
    with database.connect() as session, database.connect() as other:
        build(session, mutant)
        register(session)
        session.execute("SELECT migration.register_mapping('ai', 'models', 'settings')")
        open_all(session)
        session.execute(CLEAN.replace("'usage'", "'models'").encode())
        session.execute("SELECT migration.check_gates('ai', 'costs', 'switch')")
        PROTECTIONS[promise][0](session, other)


@pytest.mark.parametrize("promise", PROTECTIONS)
def test_who_applies_and_what_was_compared_is_certain(database: Database, promise: str) -> None:
    """One session applies, and a comparison of before is void: see the name of each case."""
    kept(database, promise)


@pytest.mark.parametrize(
    ("promise", "mutant"),
    [(name, mutant) for name, (_, mutants) in PROTECTIONS.items() for mutant in mutants],
)
def test_without_its_protection_it_is_not(
    database: Database, promise: str, mutant: tuple[str, str, str]
) -> None:
    """Each of these protections, taken away, makes the test of its promise fail."""
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        kept(database, promise, mutant)
