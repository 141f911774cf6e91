"""A copy, or a replay, killed at random points: its session or the whole server; then resumed."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from psycopg import IsolationLevel, sql

from .life import Life
from .test_kill_sweep import changed

if TYPE_CHECKING:
    from render.model import Relation

    from .stages import Stages

Blow = Callable[[Life, int], None]

BATCH = 20
KILLS = 5
CRASHES = 2
# A sequence keeps counting when a transaction is undone; a crash may let it skip some numbers.
SKIPPED = 32
NEVER = 2**62
# Each row on its way into an anchor's table, each ledger row and each step of a range is a work;
# how many rows of parts come with it depends on the row.
# The one with the fatal number waits for its end, with an advisory lock to be found by.
COUNTED = f"""
CREATE SCHEMA changeover_count;
CREATE SEQUENCE changeover_count.works;
CREATE TABLE changeover_count.fate (number bigint NOT NULL);
INSERT INTO changeover_count.fate VALUES ({NEVER});
CREATE FUNCTION changeover_count.work() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $work$
BEGIN
    IF nextval('changeover_count.works') >= (SELECT number FROM changeover_count.fate) THEN
        PERFORM pg_advisory_lock(4711);
        PERFORM pg_sleep(600);
    END IF;
    RETURN NEW;
END
$work$;
"""
WATCHED = """
CREATE TRIGGER changeover_work BEFORE INSERT OR UPDATE ON {}
    FOR EACH ROW EXECUTE FUNCTION changeover_count.work()
"""
GENTLE = "UPDATE migration.control SET batch_rows = {batch}, batch_target = '1 hour'"
VICTIM = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711"
# Each legacy row with the number of batches that its key lies in, unless that is one.
NOT_ONCE = """
SELECT {keys}, count(b.batch)
FROM {table} AS l
LEFT JOIN migration.backfill_batch AS b
    ON b.mapping = {mapping} AND ({keys}) >= ({first}) AND ({keys}) <= ({last})
GROUP BY {keys}
HAVING count(b.batch) <> 1
"""
LEDGER = "SELECT count(*) FROM migration.backfill_batch"


def seeds(full: int) -> pytest.MarkDecorator:
    """One seed in every run, that many more in complete ones."""
    more = (pytest.param(seed, marks=pytest.mark.full) for seed in range(1, full))
    return pytest.mark.parametrize("seed", [0, *more])


def number(life: Life, query: str) -> int:
    """The one number that a query gives."""
    with life.database.connect() as connection:
        return int(connection.execute(query.encode()).fetchall()[0][0])


def count_works(life: Life) -> None:
    """Copy in small batches, and count what the copy writes."""
    backfills = [step for step in life.plan.steps if step.part == "backfill"]
    anchors = {str(step.values["target"]): step.values["meaning"].target for step in backfills}
    targets = [sql.Identifier(one.schema, one.name) for one in anchors.values()]
    ledger = [sql.Identifier("migration", name) for name in ("backfill_batch", "backfill_range")]
    with life.database.connect() as connection:
        connection.execute(COUNTED)
        connection.execute(sql.SQL(GENTLE).format(batch=sql.Literal(BATCH)))
        for table in (*targets, *ledger):
            connection.execute(sql.SQL(WATCHED).format(table))


def works(life: Life) -> int:
    """How much the copy has written so far, undone work included."""
    return number(life, "SELECT last_value FROM changeover_count.works")


def doom(life: Life, fatal: int) -> None:
    """Decide which work is the last one."""
    with life.database.connect() as connection:
        connection.execute("UPDATE changeover_count.fate SET number = %s", (fatal,))


def apply_until(life: Life, phase: str, fatal: int, blow: Blow) -> None:
    """Apply a phase with psql until the work of that number is about to be done; strike there."""
    doom(life, fatal)
    with ThreadPoolExecutor() as pool:
        applying = pool.submit(life.psql, phase, "apply", check=False)
        blow(life, victim(life, applying.done))
        assert applying.result(timeout=60).returncode != 0
    doom(life, NEVER)


def victim(life: Life, over: Callable[[], bool]) -> int:
    """The session that waits for its end."""
    with life.database.connect() as connection:
        while not over():
            for (pid,) in connection.execute(VICTIM):
                return int(pid)
            time.sleep(0.001)
    raise AssertionError("the phase ended before it was killed")


def end_session(life: Life, pid: int) -> None:
    """End one session, as an administrator would, and see it gone."""
    assert number(life, f"SELECT pg_terminate_backend({pid}, 10000)::int") == 1


def crash_server(life: Life, pid: int) -> None:
    """Crash the whole server and start it again."""
    life.database.server.kill()
    life.database.server.start()


def not_copied_once(life: Life) -> dict[str, list[tuple[object, ...]]]:
    """By mapping: the legacy rows whose keys lie in no batch, or in several."""
    found = {}
    with life.database.connect() as connection:
        for mapping, table in mappings(life).items():
            query = sql.SQL(NOT_ONCE).format(
                keys=sql.SQL(", ").join(sql.Identifier("l", name) for name in table.key),
                table=sql.Identifier(table.schema, table.name),
                mapping=sql.Literal(mapping),
                first=key_of(table, "first_key"),
                last=key_of(table, "last_key"),
            )
            found[mapping] = connection.execute(query).fetchall()
    return {mapping: rows for mapping, rows in found.items() if rows}


def mappings(life: Life) -> dict[str, Relation]:
    """The legacy table of each mapping."""
    legacy = {f"{one.schema}.{one.name}": one for one in life.plan.on_side("legacy")}
    backfills = [step for step in life.plan.steps if step.part == "backfill"]
    return {step.name: legacy[step.rows_from] for step in backfills}


def key_of(table: Relation, column: str) -> sql.Composed:
    """The key that a column of the batch ledger holds, with its types."""
    return sql.SQL(", ").join(
        sql.SQL("(b.{} ->> {})::{}").format(
            sql.Identifier(column), sql.Literal(name), sql.SQL(table.column(name).type)
        )
        for name in table.key
    )


def undisturbed(stages: Stages, phase: str, prepare: Callable[[Life], None]) -> int:
    """How much a phase writes when nobody strikes."""
    with stages.before("apply", phase) as life:
        prepare(life)
        life.psql(phase, "apply")
        return works(life)


def finished(life: Life, phase: str) -> dict[str, list[str]]:
    """What there is after the phase and all later ones, which nobody counts any more."""
    with life.database.connect() as connection:
        connection.execute("DROP SCHEMA changeover_count CASCADE")
    life.apply(after=life.phases[life.phases.index(phase) - 1])
    return life.state()


def resumed(stages: Stages, seed: int, blows: tuple[Blow, ...]) -> None:
    """Copy under these blows at random points, resume, and compare with an undisturbed run."""
    total = undisturbed(stages, "copying", count_works)
    points = sorted(random.Random(seed).sample(range(1, total), len(blows)))  # noqa: S311 - repeatable
    copied = [0]
    with stages.before("apply", "copying") as life:
        count_works(life)
        for fatal, blow in zip(points, blows, strict=True):
            apply_until(life, "copying", fatal, blow)
            copied.append(number(life, LEDGER))
        life.psql("copying", "apply")
        twice = works(life) - total
        uncovered = not_copied_once(life)
        found = finished(life, "copying")

    # A batch is its rows, its row in the ledger and a step of its range.
    most = (BATCH + 2) * len(blows) + SKIPPED * blows.count(crash_server)
    assert copied == sorted(copied)
    assert twice <= most
    assert uncovered == {}
    assert changed(found, stages.applied["verified"]) == {}


@seeds(20)
def test_a_killed_copy_resumes_and_copies_nothing_twice(stages: Stages, seed: int) -> None:
    """A copy whose session is killed at random points resumes there and repeats one batch at most.

    Its ledger then accounts for every row once, and everything is as after an undisturbed copy.
    """
    resumed(stages, seed, (end_session,) * KILLS)


@seeds(10)
def test_a_copy_survives_a_crash_of_the_server(stages: Stages, seed: int) -> None:
    """A copy resumes after crashes of the whole server as after the death of its own session."""
    resumed(stages, seed, (crash_server,) * (CRASHES if seed else 1))


def note_every_key(life: Life) -> None:
    """Let a serializable application touch every row, so that each key waits in a journal."""
    count_works(life)
    with life.database.connect() as connection:
        connection.isolation_level = IsolationLevel.SERIALIZABLE
        for table in mappings(life).values():
            touch = sql.SQL("UPDATE {} SET {name} = {name}").format(
                sql.Identifier(table.schema, table.name), name=sql.Identifier(table.names[-1])
            )
            with connection.transaction():
                connection.execute(touch)


@seeds(10)
def test_a_killed_replay_forgets_no_key(stages: Stages, seed: int) -> None:
    """A replay of noted keys that is killed at random points brings all of them in the end."""
    total = undisturbed(stages, "verified", note_every_key)
    points = sorted(random.Random(seed).sample(range(1, total), KILLS))  # noqa: S311 - repeatable
    with stages.before("apply", "verified") as life:
        note_every_key(life)
        for fatal in points:
            apply_until(life, "verified", fatal, end_session)
        found = finished(life, "verified")

    assert total > 500
    assert changed(found, stages.applied["verified"]) == {}
