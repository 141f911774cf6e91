"""`changeover rollback` and its rehearsal on paper, `changeover rollback --check`."""

from __future__ import annotations

import json

import psycopg
import pytest

from tests.operate.toy import Toy, live_toy, query

toy = live_toy
STATE = """
    SELECT (SELECT count(*) FROM migration.step_run),
        (SELECT count(*) FROM migration.migration_events),
        to_regclass('shop.first')::text
"""
KEY = """
    CREATE UNIQUE INDEX id ON shop.first (id);
    CREATE TABLE public.theirs (id int REFERENCES shop.first (id))
"""
THEIRS = """
    CREATE FUNCTION public.theirs() RETURNS bigint
    BEGIN ATOMIC SELECT count(*) FROM shop.first; END
"""


def test_rollback_undoes_whole_phases(toy: Toy) -> None:
    """Rollback undoes the later phases, the latest first, and the reason is in the log."""
    toy.run("render")
    toy.run("apply", "--yes")

    done = toy.run("rollback", "--yes", "--to", "planned", "--because", "too slow")

    assert done.exit_code == 0
    assert [line[:20].rstrip() for line in done.stdout.splitlines()[:-1]] == [
        "copied",
        "  ↩ thing second",
        "expanded",
        "  ↩ thing first",
        "  ↩ schemas toy",
    ]
    assert query(toy, "SELECT to_regclass('shop.first')") == [(None,)]
    assert query(
        toy,
        "SELECT subject, detail ->> 'because' FROM migration.migration_events "
        "WHERE event = 'rollback_begun' ORDER BY seq",
    ) == [("copied", "too slow"), ("expanded", "too slow")]


def test_rollback_of_nothing_says_so(toy: Toy) -> None:
    """Where nothing was applied, nothing is rolled back or recorded."""
    toy.run("render")
    toy.run("apply", "--yes", "--to", "expanded")

    done = toy.run("rollback", "--yes", "--to", "expanded", "--because", "a test")

    assert done.exit_code == 0
    assert done.stdout == "Nothing to roll back: nothing after expanded has been applied.\n"


def test_check_says_what_would_go_and_changes_nothing(toy: Toy) -> None:
    """The check names, phase by phase, what a rollback removes and how long it took last time."""
    toy.run("render")
    toy.run("apply", "--yes")
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute("INSERT INTO shop.first SELECT i, 0 FROM generate_series(1, 300) AS i")
        connection.execute("ANALYZE shop.first")
    before = query(toy, STATE)

    done = toy.run("rollback", "--check")
    data = json.loads(toy.run("rollback", "--check", "--json").stdout)

    assert done.exit_code == 0
    assert done.stdout == (
        "copied     ready    1 step\n"
        "           drops 2 indexes\n"
        "expanded   ready    2 steps\n"
        "           drops 1 table with about 300 rows\n"
        "           drops 2 schemas\n"
        "planned    stays    the record of all that was done; all migrations share it\n"
    )
    assert done.stderr == "Next: changeover rollback --to expanded --because '…'\n"
    assert [(one["phase"], one["ready"], one["refuses"]) for one in data["phases"]] == [
        ("copied", True, []),
        ("expanded", True, []),
    ]
    assert query(toy, STATE) == before


def test_check_counts_rows_once_and_names_forgotten_ones(toy: Toy) -> None:
    """Rows that a later phase takes back are not counted again; quarantined ones are mentioned."""
    toy.thing(
        "rows",
        "copied",
        """
        --: Move rows.
        INSERT INTO shop.first SELECT i, 0 FROM generate_series(1, 300) AS i;

        --: Set one aside.
        INSERT INTO migration.quarantine
        VALUES ('toy', 'rows', '1', '{}', 'a reason', '22012', 'backfill');

        --: Count.
        ANALYZE shop.first;
        """,
        rollback="--: Take them back.\nDELETE FROM shop.first AS t WHERE t.id > 0;\n\n"
        "--: Forget.\nDELETE FROM migration.quarantine AS q WHERE q.migration = 'toy';",
    )
    toy.run("render")
    toy.run("apply", "--yes")

    done = toy.run("rollback", "--check")

    assert done.stdout.splitlines()[:-1] == [
        "copied     ready    2 steps",
        "           takes back about 300 rows",
        "           drops 2 indexes",
        "           forgets 1 quarantined row",
        "expanded   ready    2 steps",
        "           drops 1 table",
        "           drops 2 schemas",
    ]


def test_check_remembers_how_long_it_took(toy: Toy) -> None:
    """After a rollback that was carried out, the check says how long it took."""
    toy.run("render")
    toy.run("apply", "--yes")
    toy.run("rollback", "--yes", "--to", "expanded", "--because", "a rehearsal")
    toy.run("apply", "--yes")

    done = toy.run("rollback", "--check", "--to", "expanded")

    assert done.stdout.startswith("copied     ready    1 step, 0.0")
    assert done.stdout.splitlines()[0].endswith("s last time")
    assert "expanded" not in done.stdout


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (
            "CREATE VIEW public.theirs AS SELECT id FROM shop.first",
            "the view theirs reads shop.first",
        ),
        (
            KEY,
            "the key theirs_id_fkey of theirs refers to shop.first",
        ),
        (
            THEIRS,
            "the routine theirs() reads shop.first",
        ),
    ],
)
def test_what_others_have_built_refuses_the_check_as_it_would_the_rollback(
    toy: Toy, made: str, why: str
) -> None:
    """The check ends with 6 and names what others built on the new tables; so does the rollback."""
    toy.run("render")
    toy.run("apply", "--yes")
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute(made.encode())

    checked = toy.run("rollback", "--check")
    alone = toy.run("rollback", "--check", "--to", "expanded")
    tried = toy.run("rollback", "--yes", "--to", "planned", "--because", "a test")

    assert (checked.exit_code, alone.exit_code, tried.exit_code) == (6, 0, 6)
    assert f"           refused: {why}\n" in checked.stdout
    assert "error: expanded cannot be rolled back now\n" in checked.stderr
    assert "thing.first: rollback failed" in tried.stderr
    assert query(toy, "SELECT to_regclass('shop.first')") == [("shop.first",)]


def test_routines_that_the_rollback_drops_itself_do_not_refuse_it(toy: Toy) -> None:
    """What the migration's own routines read can be rolled back with them, and is checked so."""
    toy.thing(
        "reader",
        "copied",
        "--: Count.\nCREATE OR REPLACE FUNCTION shop.counted(lowest bigint) RETURNS bigint\n"
        "BEGIN ATOMIC SELECT count(*) FROM shop.first WHERE id >= lowest; END;",
        rollback="--: Drop it.\nDROP FUNCTION IF EXISTS shop.counted(bigint);",
    )
    toy.run("render")
    toy.run("apply", "--yes")

    checked = toy.run("rollback", "--check")
    done = toy.run("rollback", "--yes", "--to", "planned", "--because", "a test")
    again = toy.run("rollback", "--check")

    assert [one.exit_code for one in (checked, done, again)] == [0, 0, 0]
    assert "refused" not in checked.stdout
    assert query(toy, "SELECT to_regclass('shop.first')") == [(None,)]


def test_check_is_refused_after_the_switch(toy: Toy) -> None:
    """A data set whose new tables take the writes refuses the check of every phase."""
    toy.run("render")
    toy.run("apply", "--yes")
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute(
            "UPDATE migration.data_set SET owner = 'new', phase = 'switched' WHERE name = 'things'"
        )

    done = toy.run("rollback", "--check")

    assert done.exit_code == 6
    refusal = "refused: the data set things is switched, and cannot be rolled back"
    assert done.stdout.count(refusal) == 2


def test_check_is_refused_while_another_session_applies(toy: Toy) -> None:
    """While another session applies the migration, the check says which, and ends with 6."""
    toy.run("render")
    toy.run("apply", "--yes")
    with psycopg.connect(toy.dsn, autocommit=True) as other:
        other.execute("SELECT migration.acquire('toy')")

        done = toy.run("rollback", "--check")
        holder = other.info.backend_pid

    assert done.exit_code == 6
    assert f"refused: process {holder} is applying or rolling back; wait for it\n" in done.stdout


def test_check_says_what_the_role_may_not_do(toy: Toy) -> None:
    """Connected as a role that could not roll back, the check says what it lacks."""
    toy.run("render")
    toy.run("apply", "--yes")
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute("CREATE ROLE watcher LOGIN")
        connection.execute("GRANT migration_runner TO watcher")

    done = toy.run("rollback", "--check", "--dsn", f"{toy.dsn} user=watcher")

    assert done.exit_code == 6
    assert "refused: watcher: is not a member of migration_owner\n" in done.stdout


def test_check_where_there_is_nothing(toy: Toy) -> None:
    """Where nothing has begun, the check ends with 0 and says so."""
    toy.run("render")
    toy.run("apply", "--yes", "--to", "planned")

    done = toy.run("rollback", "--check")

    assert done.exit_code == 0
    assert done.stderr == (
        "Nothing to roll back: nothing after planned has been applied.\nNext: changeover status\n"
    )
