"""After the switch the legacy statements are compared with what they cost before it."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.operate.shell import shell_in

from .costs_by_name import DATA_SET
from .mutants import Both, Mutant
from .test_legacy_statements import (
    BY_USER,
    NO_FACTOR,
    NOTHING_IS_CHEAP,
    WORK,
    answered,
    gate,
    listed,
)

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Life
    from .mutants import Change
    from .ready import Ready

STATEMENTS = "*92_statements_ai-management.apply.sql"
INDEX = "ai_management.legacy_usage_logs_user_id"
MADE = f"SELECT replace(pg_get_indexdef('{INDEX}'::regclass), ' ONLY ', ' ')"
SEEN = "SELECT passed, detail FROM migration_ai_management.access_paths_seen('costs')"
LOOK = "SELECT migration_ai_management.preflight('costs')"
WAITS = """
SELECT EXISTS (
    SELECT FROM pg_stat_activity WHERE application_name = 'later' AND wait_event_type = 'Lock'
)
"""
PHASE = "SELECT phase FROM migration.data_set WHERE name = 'costs'"
LOST = f"has no index any more: {BY_USER}"
WITH_CTID = "SELECT ctid FROM usage_logs"
WITH_CTID_TOO = "SELECT ctid, tokens FROM usage_logs"
TWO = "SELECT tokens FROM usage_logs; DELETE FROM usage_logs"
ROWS = "SELECT count(*) FROM usage_logs"
MEASURE = "SELECT migration_ai_management.measure_statements('costs')"
MEASURED = f"""
INSERT INTO migration_ai_management.statement_baseline (data_set, statement, cost, passes, sizes)
VALUES ('costs', '{TWO}', 1, true, '{{}}')
"""
BILLED = "SELECT * FROM billing_data"
JOINED = "SELECT * FROM usage_logs CROSS JOIN billing_data"
SIZES = f"SELECT migration_ai_management.sizes_of('{BILLED}')"
GROWN = """
UPDATE migration_ai_management.statement_baseline
SET sizes = jsonb_set(sizes, '{{public.{0}}}', '0.001') WHERE sizes ? 'public.{0}'
"""
TIMES = "UPDATE migration_ai_management.legacy_statement SET times = {}"
NOT_ASKED = Mutant(
    files="*51_gates_ai-management.apply.sql",
    old="'migration_ai_management.access_paths_seen'",
    new="NULL",
)
SEEN_BEFORE = Mutant(
    files=STATEMENTS,
    old="(d.migration, d.name, d.epoch) = ('ai-management', r.data_set, r.epoch)",
    new="(d.migration, d.name) = ('ai-management', r.data_set)",
)
NO_GROWTH = Mutant(files=STATEMENTS, old="greatest(max(now.size", new="least(max(now.size")
ALL_GROWTH = Mutant(
    files=STATEMENTS,
    old="    WHERE statement ~* ('\\m' || split_part(n.legacy, '.', 2) || '(?![\\w$])');",
    new="    WHERE n.data_set = 'costs';",
)
FROM_NOTHING = Mutant(
    files=STATEMENTS,
    old="greatest(own.size + parts.size, 10 * 8192)",
    new="own.size + parts.size",
)
ANY_NUMBER = Mutant(
    files=STATEMENTS,
    old="|| migration_ai_management.one_statement(statement)",
    new="|| statement",
)
NOT_TOGETHER = Both(
    Mutant(
        files=STATEMENTS,
        old="    ON CONFLICT ON CONSTRAINT preflight_result_pkey DO UPDATE",
        new="",
        until=";\nEND\n$preflight$",
    ),
    Mutant(
        files=STATEMENTS,
        old="    INSERT INTO migration_ai_management.preflight_result",
        new="    DELETE FROM migration_ai_management.preflight_result AS r"
        " WHERE r.data_set = preflight.data_set;\n"
        "    INSERT INTO migration_ai_management.preflight_result",
    ),
)
NOT_TRIED = Mutant(files=STATEMENTS, old="            owner = 'new'\n", new="            false\n")


def run(life: Life, statement: str) -> Any:
    """The first value of the first row of what the superuser runs, if it gives any."""
    with life.database.connect() as connection:
        done = connection.execute(statement.encode())
        row = done.fetchone() if done.description else None
    return row[0] if row else None


def switched(life: Life) -> None:
    """Switch, and compare what the gate of finalize wants compared."""
    life.switch(DATA_SET)
    life.validate(DATA_SET)


def lost_after_the_switch(life: Life, folder: Path) -> None:
    """An index that goes after the switch closes finalize, by the statement; it opens it again."""
    switched(life)
    made = run(life, MADE)
    run(life, f"DROP INDEX {INDEX}")
    refused = life.finalize(DATA_SET, check=False)
    assert "finalize of costs is refused by the gate access_paths" in refused.stderr
    assert LOST in refused.stderr
    assert run(life, PHASE) == "switched"
    status = shell_in(folder / "repository", "ai-management", life.database).run("status")
    assert "refused: the gate access_paths: has no index any more" in status.stdout
    run(life, made)
    life.finalize(DATA_SET)
    assert run(life, PHASE) == "holding"


def seen_before_the_switch(life: Life, folder: Path) -> None:
    """What somebody saw before the owner changed opens nothing after it."""
    switched(life)
    assert run(life, SEEN) is False
    run(life, LOOK)
    assert run(life, SEEN) is True


def grown_after_the_switch(life: Life, folder: Path) -> None:
    """A plan may cost more by as much as the tables in it have grown, and no other ones.

    It does not matter how large the others of its data set are; of several the one counts that has
    grown most. A table counts ten pages at least, as Postgres expects of one without any.
    """
    listed(life, BILLED, JOINED)
    run(life, MEASURE)
    run(life, TIMES.format(1000))
    switched(life)
    run(life, TIMES.format(0.01))
    assert refused(life) >= {BILLED, JOINED, BY_USER}
    run(life, GROWN.format("usage_logs"))
    assert refused(life) == {BILLED}
    run(life, GROWN.format("billing_data"))
    assert gate(life, "access_paths_gate")[0]
    assert run(life, SIZES) == {"public.billing_data": 10 * 8192}


def refused(life: Life) -> set[str]:
    """The statements that the gate says cost too much."""
    _, detail = gate(life, "access_paths_gate")
    return {line.partition(": ")[2] for line in detail.splitlines() if "more than 0.01 ti" in line}


def broken_after_the_switch(life: Life, folder: Path) -> None:
    """A statement that does not work any more is told, unless its like is answered in the spec."""
    switched(life)
    listed(life, WITH_CTID, WITH_CTID_TOO)
    passed, detail = gate(life, "access_paths_gate")
    assert not passed
    assert sorted(detail.splitlines()) == [
        f"does not work any more: {WITH_CTID}",
        f"does not work any more: {WITH_CTID_TOO}",
    ]
    answered(life, WITH_CTID)
    assert gate(life, "access_paths_gate")[0]


def more_than_one(life: Life, folder: Path) -> None:
    """What is listed as one and is two has no plan, on either side; the second is not run."""
    rows = run(life, ROWS)
    for side, asked in ((None, MEASURE), (switched, LOOK)):
        if side:
            run(life, "DELETE FROM migration_ai_management.legacy_statement WHERE number = 100")
            side(life)
        listed(life, TWO)
        run(life, MEASURED)
        try:
            said = run(life, asked)
        except psycopg.Error as error:
            said = error.sqlstate
        assert (run(life, ROWS), said) == (rows, "MG185")


def two_at_once(life: Life, folder: Path) -> None:
    """Who looks while somebody else does, waits and finds the same; the later look is kept."""
    began, failed = threading.Event(), []

    def look() -> None:
        with life.database.connect() as connection:
            connection.execute("SET application_name = 'later'")
            began.set()
            try:
                connection.execute(LOOK.encode())
            except psycopg.Error as error:
                failed.append(error.sqlstate)

    with life.database.connect(autocommit=False) as first:
        first.execute(LOOK.encode())
        later = threading.Thread(target=look)
        later.start()
        began.wait()
        while not run(life, WAITS) and later.is_alive():
            time.sleep(0.05)
        seen = first.execute("SELECT clock_timestamp()").fetchone()
        assert seen
        first.commit()
    later.join()
    assert failed == []
    assert run(life, f"SELECT min(looked_at) > '{seen[0]}' FROM {WORK}.preflight_result")


STORIES = {
    "two at once": (two_at_once, None, (NOT_TOGETHER,)),
    "more than one": (more_than_one, None, (ANY_NUMBER,)),
    "an index is lost": (lost_after_the_switch, None, (NO_FACTOR, NOT_ASKED)),
    "seen too early": (seen_before_the_switch, None, (SEEN_BEFORE,)),
    "growth": (
        grown_after_the_switch,
        NOTHING_IS_CHEAP,
        [Both(NOTHING_IS_CHEAP, one) for one in (NO_GROWTH, ALL_GROWTH, FROM_NOTHING)],
    ),
    "broken": (broken_after_the_switch, None, (NOT_TRIED,)),
}


@pytest.mark.parametrize("name", STORIES)
def test_legacy_statements_are_compared_after_the_switch(
    name: str, ready: Ready, tmp_path: Path
) -> None:
    """Before there is no way back, legacy statements cost what they cost: see each case's name."""
    story, change, _ = STORIES[name]
    with ready.copied(tmp_path / "generated", change) as life:
        story(life, tmp_path)


@pytest.mark.parametrize(
    ("name", "mutant"), [(name, one) for name, (_, _, all_) in STORIES.items() for one in all_]
)
def test_without_its_part_the_comparison_is_blind(
    name: str, mutant: Change, ready: Ready, tmp_path: Path
) -> None:
    """Each part of that comparison, taken away, makes the test of its promise fail."""
    with ready.copied(tmp_path / "generated", mutant) as life, pytest.raises(AssertionError):
        STORIES[name][0](life, tmp_path)
