"""`changeover apply` on real Postgres: what it does, in which order, and what it records."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from operate import console
from tests.operate.toy import Toy, live_toy, query, runs

toy = live_toy

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from tests.fixtures.databases import Database


def test_apply_runs_all_phases_in_order(toy: Toy) -> None:
    """Apply runs every step once, in order, records it, and says what it did and what is next."""
    toy.run("render")

    done = toy.run("apply", "--yes")

    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        0,
        "Next: changeover validate  (compare the data again at any time)",
    )
    lines = done.stdout.splitlines()
    assert [line[:20].rstrip() for line in lines[2:-1]] == [
        "expanded",
        "  ✓ schemas toy",
        "  ✓ thing first",
        "copied",
        "  ✓ thing second",
    ]
    assert lines[-1].startswith("Applied up to copied: 3 steps in ")
    assert query(toy, "SELECT count(*) FROM pg_indexes WHERE schemaname = 'shop'") == [(2,)]
    assert [(step, state) for step, _, state, _ in runs(toy)] == [
        ("schemas.toy", "done"),
        ("thing.first", "done"),
        ("thing.second", "done"),
    ]


def test_apply_again_does_nothing(toy: Toy) -> None:
    """What is applied is not applied again."""
    toy.run("render")
    toy.run("apply", "--yes")

    done = toy.run("apply", "--yes")

    assert done.exit_code == 0
    assert "Plan: nothing to apply; the database is up to date." in done.stderr
    assert "0 steps in 0.00s; 3 applied before." in done.stdout
    assert len(runs(toy)) == 3


def test_apply_stops_after_the_phase_asked_for(toy: Toy) -> None:
    """With --to, nothing of a later phase runs."""
    toy.run("render")

    done = toy.run("apply", "--yes", "--to", "expanded")

    assert done.stderr == (
        "Plan: 2 steps to apply in 1 phase; 0 outside a transaction; "
        "strongest lock: ACCESS EXCLUSIVE.\n"
        "Next: changeover apply --to copied\n"
    )
    assert [step for step, *_ in runs(toy)] == ["schemas.toy", "thing.first"]


def test_psql_and_the_command_line_leave_the_same(toy: Toy, database: Database) -> None:
    """The same files run by psql and by the command line leave the same record, up and down."""
    toy.run("render")
    record = (
        "SELECT event, subject, detail - 'run' FROM migration.migration_events ORDER BY seq",
        "SELECT step, action, state, sha256 FROM migration.step_run ORDER BY run",
        "SELECT name, phase, owner FROM migration.data_set",
    )

    toy.run("apply", "--yes")
    toy.run("rollback", "--yes", "--to", "expanded", "--because", "a test")
    by_command = [query(toy, one) for one in record]
    with twin(database) as other:
        for phase in ("00_planned", "10_expanded", "40_copied"):
            database.psql("--dbname", other, file=toy.generated / "sql" / phase / "apply.sql")
        database.psql(
            "--dbname", other, "--set", "because=a test",
            file=toy.generated / "sql/40_copied/rollback.sql",
        )  # fmt: skip
        by_psql = [query(Toy(folder=toy.folder, dsn=other), one) for one in record]

    assert by_command == by_psql


@contextmanager
def twin(database: Database) -> Iterator[str]:
    """The connection string of a second database on the same server."""
    name = f"{database.name}_twin"
    with psycopg.connect(database.server.dsn(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            with psycopg.connect(database.server.dsn(name), autocommit=True) as other:
                other.execute("CREATE TABLE things (id bigint PRIMARY KEY)")
            yield database.server.dsn(name)
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(name)))


def test_apply_asks_before_it_works(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is applied until somebody types the database's name, or says --yes."""
    toy.run("render")

    alone = toy.run("apply")
    monkeypatch.setattr(console, "somebody_there", lambda: True)
    wrong = toy.run("apply", typed="production\n")
    name = query(toy, "SELECT current_database()")[0][0]
    right = toy.run("apply", typed=f"{name}\n")

    gone = toy.run("apply", typed="")

    assert (alone.exit_code, wrong.exit_code, right.exit_code) == (6, 6, 0)
    assert (gone.exit_code, gone.stderr.splitlines()[-2]) == (130, "error: interrupted")
    assert "add --yes to go on without asking" in alone.stderr
    assert "`production` is not the name of the database; nothing was done" in wrong.stderr


def test_workers_share_the_copy(toy: Toy) -> None:
    """With --workers, the copy runs in that many sessions at once, everything else in one."""
    toy.thing(
        "rows",
        "copied",
        """
        --: Define the copy.
        CREATE OR REPLACE PROCEDURE shop.copy() LANGUAGE sql
        AS 'INSERT INTO shop.first VALUES (1, pg_backend_pid()); SELECT pg_sleep(0.3)';

        --: Copy.
        CALL shop.copy();

        --: Count.
        INSERT INTO shop.first SELECT 2, pg_backend_pid();
        """,
        part="backfill",
        transaction="none",
        rollback="--: Drop it.\nDROP PROCEDURE IF EXISTS shop.copy;",
    )
    toy.run("render")

    done = toy.run("apply", "--yes", "--workers", "3")

    assert done.exit_code == 0
    counts = "SELECT id, count(*), count(DISTINCT pid) FROM shop.first GROUP BY id ORDER BY id"
    assert query(toy, counts) == [(1, 3, 3), (2, 1, 1)]
