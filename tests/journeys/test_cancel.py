"""A data set that is given up before its switch: legacy stays as it is, others go on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from render.emit import CANCEL
from tests.operate.shell import shell_in

from .costs_by_name import DATA_SET, TABLES, apart
from .kills import DEADLY, DIED, STATEMENT, wait_until_alone
from .life import plan_of, tree_of
from .ready import MIGRATION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .life import Life
    from .ready import Ready

OTHER = "debugging"
PHASES = "SELECT name, phase, owner, epoch FROM migration.data_set WHERE name = ANY (%s) ORDER BY 1"
OURS = """
SELECT t.tgrelid::regclass::text, t.tgname
FROM pg_trigger AS t
JOIN pg_class AS c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY (%s) AND NOT t.tgisinternal
"""
CAPTURED = """
SELECT count(*)::int FROM ai_management.ai_usage_logs WHERE _migrated_at IS NOT NULL
"""
WRITE = "UPDATE public.usage_logs SET tokens = tokens + 1 WHERE id = 7"
RESTART = "SELECT migration.restart('ai-management', 'costs', 'finance has changed its mind')"
# A row of another data set that no legacy row says so.
SPOIL = """
SET changeover.writer = 'migration';
UPDATE ai_management.ai_user_metrics SET calls = 4711
WHERE (user_id, day) = (SELECT user_id, day FROM ai_management.ai_user_metrics ORDER BY 1 LIMIT 1);
"""
# What a driver runs of one step.
FORGOTTEN = re.compile(r"    \\set step capture\.usage_logs\n.*\n.*\n")


def phases(life: Life) -> list[tuple[object, ...]]:
    """Where the cancelled data set and another one are."""
    with life.database.connect() as connection:
        return connection.execute(PHASES, ([DATA_SET, OTHER],)).fetchall()


def left(life: Life) -> list[str]:
    """What of a cancelled data set still reaches the application, or is still there."""
    found = []
    with life.database.connect() as connection:
        triggers = connection.execute(OURS, (list(TABLES),)).fetchall()
        found += [f"{table} has the trigger {name}" for table, name in triggers]
        connection.execute(WRITE.encode())
        if connection.execute(CAPTURED).fetchone() != (0,):
            found.append("the new table holds rows")
    return found


def test_a_cancelled_data_set_leaves_legacy_alone(ready: Ready, tmp_path: Path) -> None:
    """Cancelling removes what we made for the data set, touches no legacy row, stops no other.

    What was cancelled is refused until it starts again; then it goes through all gates.
    """
    with ready.copied(tmp_path) as life:
        before = life.rows("public")
        life.cancel(DATA_SET)
        after = life.rows("public")
        cancelled = phases(life)
        refused = life.switch(DATA_SET, check=False)
        found = left(life)
        life.apply()
        still = phases(life)
        life.switch(OTHER)
        with life.database.connect() as connection:
            connection.execute(RESTART.encode())
        life.apply_only(*life.phases)
        life.switch(DATA_SET)

        assert after == before
        assert cancelled == [(DATA_SET, "cancelled", "legacy", 0), (OTHER, "verified", "legacy", 0)]
        assert refused.returncode != 0
        assert "the data set costs is cancelled" in refused.stderr
        assert found == []
        assert still == cancelled
        assert phases(life) == [(DATA_SET, "switched", "new", 1), (OTHER, "switched", "new", 1)]
        assert set(apart(life).values()) == {0}


def test_beside_a_switched_data_set(ready: Ready, tmp_path: Path) -> None:
    """A data set can be given up when another is switched; a switched one cannot."""
    with ready.copied(tmp_path) as life:
        life.switch(OTHER)
        refused = life.cancel(OTHER, check=False)
        life.cancel(DATA_SET)
        again = life.cancel(DATA_SET)

        assert refused.returncode != 0
        assert "is switched, and cannot be cancelled" in refused.stderr
        assert again.returncode == 0
        assert phases(life) == [(DATA_SET, "cancelled", "legacy", 0), (OTHER, "switched", "new", 1)]
        assert left(life) == []


def test_beside_it_the_others_are_kept_true(ready: Ready, tmp_path: Path) -> None:
    """Rows of other data sets are compared, brought in and repaired; of the cancelled one none.

    The same holds for a data set that is switched, whose rows no redrive brings in.
    """
    with ready.copied(tmp_path / "generated") as life:
        shell = shell_in(tmp_path / "repository", MIGRATION, life.database)
        life.switch(OTHER)
        life.cancel(DATA_SET)
        life.database.psql("--command", SPOIL)
        compared = shell.run("validate", "--mapping", "billing_data", "--mapping", "user_metrics")
        looked = life.database.psql(file=life.generated / "sql/recheck.sql").stdout
        by_psql = life.database.psql(file=life.generated / "sql/reconcile.sql").stdout
        done = [shell.run(*line.split()) for line in ("reconcile --yes", "redrive")]
        alone = [shell.run(line, "usage_logs") for line in ("reconcile", "redrive")]

    assert compared.returncode == 5, compared.stderr
    assert "Cancelled, left out: costs." in compared.stderr
    assert "user_metrics" in looked
    assert by_psql.count('"calls": 4711') == 1
    assert [one.returncode for one in done] == [0, 0], [one.stderr for one in done]
    assert re.search(r"^user_metrics +1 +1$", done[0].stdout, re.MULTILINE)
    assert "Switched, left out: debugging." in done[1].stderr
    assert [one.returncode for one in alone] == [6, 6]
    assert all("the data set costs is cancelled [MG147]" in one.stderr for one in alone)


def test_a_cancel_that_forgets_a_step_does_not_end(ready: Ready, tmp_path: Path) -> None:
    """A driver without one of the steps leaves the data set cancelling, and names the step."""
    with ready.copied(tmp_path) as life:
        file = life.generated / CANCEL / f"{DATA_SET}.cancel.sql"
        text = file.read_text()
        file.write_text(FORGOTTEN.sub("", text))
        assert file.read_text() != text
        refused = life.cancel(DATA_SET, check=False)
        between = phases(life)[0]
        file.write_text(text)
        life.cancel(DATA_SET)

        assert refused.returncode != 0
        assert "Not rolled back: capture.usage_logs." in refused.stderr
        assert between == (DATA_SET, "cancelling", "legacy", 0)
        assert left(life) == []


def blows() -> Iterator[tuple[str, int]]:
    """The rollback files of the data set in their order, with the lines that end a statement."""
    tree = tree_of(MIGRATION)
    for step in plan_of(MIGRATION).cancelled(DATA_SET):
        path = step.file("rollback")
        for number, line in enumerate(tree[path].split("\n"), start=1):
            if line.startswith(("SET ", "BEGIN;", "COMMIT;", "DROP ", "$", "--: ")):
                yield path, number if not line.startswith("--: ") else number - 1


def driver_blows() -> Iterator[tuple[str, int]]:
    """The driver itself, after each of its own statements."""
    path = f"{CANCEL}/{DATA_SET}.cancel.sql"
    for number, line in enumerate(tree_of(MIGRATION)[path].split("\n"), start=1):
        if line.lstrip().startswith("SELECT migration."):
            yield path, number


@pytest.mark.parametrize(
    "share", [0, *(pytest.param(n, marks=pytest.mark.full) for n in range(1, 8))]
)
def test_a_killed_cancel_leaves_no_doubt(share: int, ready: Ready, tmp_path: Path) -> None:
    """Wherever a cancel dies, the data set is cancelling, legacy owns it, and it can be ended."""
    every = list(blows())
    chosen = [*driver_blows(), *(every[share::8] if share else every[::40])]
    doubts: dict[str, object] = {}
    with ready.copied(tmp_path) as life:
        with life.database.connect() as connection:
            connection.execute(DEADLY)
        for path, line in chosen:
            died = struck(life, path, line)
            ((_, phase, owner, epoch), _) = phases(life)
            with life.database.connect() as connection:
                connection.execute(WRITE.encode())
            fine = phase in ("cancelling", "cancelled") and (owner, epoch) == ("legacy", 0)
            # Only before the cancel has begun is the data set what it was.
            if not fine and not (path.startswith(CANCEL) and phase == "verified"):
                doubts[f"{path}:{line}"] = (died, phase, owner, epoch)
            if phase == "cancelled":
                with life.database.connect() as connection:
                    connection.execute(RESTART.encode())
                life.apply()
        life.cancel(DATA_SET)

        assert len(chosen) >= 3
        assert doubts == {}
        assert phases(life)[0] == (DATA_SET, "cancelled", "legacy", 0)
        assert left(life) == []


def struck(life: Life, path: str, line: int) -> bool:
    """Cancel until the session dies there; whether it came to that line at all."""
    file = life.generated / path
    text = file.read_text()
    lines = text.split("\n")
    file.write_text("\n".join([*lines[:line], STATEMENT, *lines[line:]]))
    try:
        done = life.cancel(DATA_SET, check=False)
    finally:
        file.write_text(text)
    wait_until_alone(life)
    return DIED in done.stderr


def test_a_whole_migration_is_given_up_and_started_again(ready: Ready, tmp_path: Path) -> None:
    """All data sets are cancelled in any order, the rest is rolled back, and all starts again."""
    with ready.copied(tmp_path) as life:
        before = life.rows("public")
        names = [one.name for one in life.settings.data_sets]
        for name in reversed(names):
            life.cancel(name)
        refused = life.psql("expanded", "apply", check=False)
        life.roll_back()
        with life.database.connect() as connection:
            for name in names:
                connection.execute("SELECT migration.restart(%s, %s, 'again')", (life.name, name))
        life.apply()
        with life.database.connect() as connection:
            reached = connection.execute("SELECT DISTINCT phase FROM migration.data_set").fetchall()

        assert refused.returncode != 0
        assert "is cancelled" in refused.stderr
        assert reached == [("verified",)]
        assert life.rows("public") == before
