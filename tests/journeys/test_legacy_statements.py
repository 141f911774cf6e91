"""Statements of the legacy applications: what a view cannot do, and what it cannot do as fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from operate.disposable import disposable
from tests.fixtures.servers import engine_of

from .costs_by_name import DATA_SET
from .mutants import Mutant
from .ready import Ready

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .life import Life

WORK = "migration_ai_management"
# Every statement with what becomes of it by a name that is a view: the error, or none.
OVER_A_VIEW = {
    "COPY public.usage_logs TO STDOUT": "42809",
    "COPY public.usage_logs FROM STDIN": "42809",
    "TRUNCATE public.usage_logs": "42809",
    "LOCK TABLE public.usage_logs IN SHARE MODE": None,
    "VACUUM public.usage_logs": None,
    "CREATE TABLE public.c (i bigint REFERENCES public.usage_logs)": "42809",
    "SELECT pg_get_serial_sequence('public.usage_logs', 'id')": None,
    "INSERT INTO usage_logs (tokens) VALUES (1) ON CONFLICT (id) DO NOTHING": "42P10",
    "INSERT INTO usage_logs (tokens) VALUES (1) ON CONFLICT ON CONSTRAINT usage_logs_pkey"
    " DO NOTHING": "42704",
    "SELECT ctid FROM usage_logs": "42703",
    "SELECT u.xmin FROM public.usage_logs AS u": "42703",
    "SELECT tokens FROM usage_logs TABLESAMPLE SYSTEM (10)": "0A000",
    "SELECT id, tokens FROM usage_logs GROUP BY id": "42803",
}
WORKS = (
    "SELECT u.id, b.id FROM usage_logs AS u, billing_data AS b LIMIT 1",
    "COPY (SELECT * FROM public.usage_logs) TO STDOUT",
    "INSERT INTO public.usage_logs (tokens) VALUES (1) ON CONFLICT DO NOTHING",
    "INSERT INTO usage_logs (id, tokens) OVERRIDING SYSTEM VALUE VALUES (-1, 1)",
    "SELECT id FROM public.usage_logs ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED",
)
COUNTED = """\
public.usage_logs: LOCK (pg_stat_statements): LOCK TABLE public.usage_logs
public.usage_logs: TRUNCATE (the routine public.emptied()): \
BEGIN TRUNCATE TABLE ONLY public.usage_logs; END
public.usage_logs: column "ctid" does not exist (pg_stat_statements): \
SELECT ctid, tokens FROM usage_logs WHERE id = $1"""
BY_USER = "SELECT id, model_name, cost FROM usage_logs WHERE user_id = $1"
GATE = "*92_statements_ai-management.apply.sql"
NOTHING_IS_CHEAP = Mutant(files=GATE, old="p.cost > 1000", new="p.cost > 1")
NO_FACTOR = Mutant(files=GATE, old="OR (p.passes AND NOT p.passed_before)", new="")
BOTH = "WHERE asked.word IS NOT NULL OR refused.word IS NOT NULL"
WORDS_ALONE = Mutant(files=GATE, old=BOTH, new="WHERE asked.word IS NOT NULL")
NO_WORDS = Mutant(files=GATE, old=BOTH, new="WHERE refused.word IS NOT NULL")
NO_ANSWERS = Mutant(files=GATE, old="AND known.answer IS NOT NULL", new="AND known.answer IS NULL")
SEEN_AS_FINE = Mutant(
    files=GATE, old="coalesce(r.passed AND recent.so, false)", new="coalesce(true, r.passed)"
)


@pytest.fixture(scope="module")
def counting(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ready]:
    """A migration ready for its switch, on a server that counts statements."""
    settings = {"shared_preload_libraries": "pg_stat_statements"}
    with disposable(engine_of(request.config), settings=settings) as server:
        ready = Ready(server=server)
        ready.make(tmp_path_factory.mktemp("generated"))
        yield ready


def listed(life: Life, *statements: str) -> None:
    """Let the spec list statements, without answers."""
    with life.database.connect() as connection:
        for number, statement in enumerate(statements, start=100):
            connection.execute(
                f"INSERT INTO {WORK}.legacy_statement VALUES (%s, %s, %s, NULL, NULL, 4)".encode(),
                (DATA_SET, number, statement),
            )


def answered(life: Life, statement: str) -> None:
    """Give a listed statement an answer."""
    with life.database.connect() as connection:
        connection.execute(
            f"UPDATE {WORK}.legacy_statement SET answer = 'dropped', because = 'A test says so.'"
            " WHERE statement = %s".encode(),
            (statement,),
        )


def gate(life: Life, name: str) -> tuple[bool, str]:
    """What a gate says of the data set."""
    with life.database.connect() as connection:
        said = connection.execute(f"SELECT * FROM {WORK}.{name}(%s)".encode(), (DATA_SET,))
        found = said.fetchone()
    assert found
    return bool(found[0]), str(found[1])


def sqlstate(life: Life, statement: str) -> str | None:
    """The error of a statement, in a transaction that is rolled back where it may stand in one."""
    with life.database.connect(autocommit=statement.startswith("VACUUM")) as connection:
        try:
            if statement.startswith("COPY"):
                with connection.cursor().copy(statement.encode()) as copy:
                    if "TO STDOUT" in statement:
                        list(copy)
            else:
                connection.execute(statement.encode())
        except psycopg.Error as error:
            return error.sqlstate
        finally:
            connection.rollback()
    return None


def each_is_found(life: Life) -> None:
    """What the gate finds is what Postgres refuses over the view, or does otherwise."""
    works_today = {one: sqlstate(life, one) for one in (*OVER_A_VIEW, *WORKS)}
    listed(life, *OVER_A_VIEW, *WORKS)
    passed, detail = gate(life, "statements_gate")
    refused = life.switch(DATA_SET, check=False)
    for one in OVER_A_VIEW:
        answered(life, one)
    all_answered = gate(life, "statements_gate")

    assert set(works_today.values()) == {None}
    assert not passed
    assert [one for one in OVER_A_VIEW if one not in detail] == []
    assert [one for one in WORKS if one in detail] == []
    assert refused.returncode != 0
    assert "switch of costs is refused by the gate statements" in refused.stderr
    assert all_answered[0], all_answered[1]


def test_each_statement_that_a_view_cannot_do_is_found(ready: Ready, tmp_path: Path) -> None:
    """What the gate finds is what Postgres refuses, or does otherwise, once the name is a view.

    What works over a view is not found; both are tried after the switch.
    """
    with ready.copied(tmp_path) as life:
        each_is_found(life)
        with life.database.connect() as connection:
            connection.execute(f"DELETE FROM {WORK}.legacy_statement WHERE number >= 100".encode())
        life.switch(DATA_SET)
        works_then = {one: sqlstate(life, one) for one in (*OVER_A_VIEW, *WORKS)}

    assert works_then == {**OVER_A_VIEW, **dict.fromkeys(WORKS)}


@pytest.mark.parametrize("mutant", [WORDS_ALONE, NO_WORDS, NO_ANSWERS, SEEN_AS_FINE])
def test_a_gate_that_does_not_ask_is_noticed(mutant: Mutant, ready: Ready, tmp_path: Path) -> None:
    """A gate that asks Postgres or the words alone, ignores answers, or is not heeded, is found."""
    with ready.copied(tmp_path, mutant) as life, pytest.raises(AssertionError):
        each_is_found(life)


def test_merge_is_found_where_it_does_not_work(ready: Ready, tmp_path: Path) -> None:
    """MERGE writes to a view from Postgres 17 on; before that it refuses the switch."""
    merge = (
        "MERGE INTO usage_logs AS u USING (SELECT 7::bigint AS id) AS s ON u.id = s.id"
        " WHEN MATCHED THEN UPDATE SET tokens = 1"
    )
    with ready.copied(tmp_path) as life:
        listed(life, merge)
        passed, _ = gate(life, "statements_gate")

        assert passed == (life.database.server.version.number >= 170000)


def test_statements_are_found_where_postgres_counted_them(counting: Ready, tmp_path: Path) -> None:
    """A statement that an application has said is found without a list; an answer settles it.

    A routine that says it is found too.
    """
    with counting.copied(tmp_path) as life:
        with life.database.connect() as connection:
            connection.execute("CREATE EXTENSION pg_stat_statements")
            connection.execute("SELECT pg_stat_statements_reset()")
            connection.execute("SELECT tokens FROM public.usage_logs WHERE id = 7")
            with connection.transaction():
                connection.execute("LOCK TABLE public.usage_logs")
            connection.execute("SELECT ctid, tokens FROM usage_logs WHERE id = 8")
            connection.execute(
                "CREATE FUNCTION public.emptied() RETURNS void LANGUAGE plpgsql"
                " AS 'BEGIN TRUNCATE TABLE ONLY public.usage_logs; END'"
            )
        passed, detail = gate(life, "statements_gate")
        known = "SELECT ctid FROM usage_logs", "LOCK usage_logs", "TRUNCATE usage_logs"
        listed(life, *known)
        for one in known:
            answered(life, one)
        settled = gate(life, "statements_gate")

    assert not passed
    assert detail == COUNTED
    assert settled[0], settled[1]


def without_its_index(life: Life) -> None:
    """A statement whose index has no counterpart on the owner refuses the switch, by its text."""
    assert gate(life, "access_paths_gate")[0]
    with life.database.connect() as connection:
        connection.execute("DROP INDEX ai_management.legacy_usage_logs_user_id")
    passed, detail = gate(life, "access_paths_gate")
    assert not passed
    assert detail == f"has no index any more: {BY_USER}"
    assert "is refused by the gate access_paths" in life.switch(DATA_SET, check=False).stderr


def test_a_statement_that_loses_its_index_refuses_the_switch(ready: Ready, tmp_path: Path) -> None:
    """An index of legacy's that is left out is found by the statement that needs it."""
    with ready.copied(tmp_path) as life:
        without_its_index(life)


def test_without_the_comparison_the_lost_index_is_not_found(ready: Ready, tmp_path: Path) -> None:
    """A gate that does not look at whole passes lets the same switch happen."""
    with ready.copied(tmp_path, NO_FACTOR) as life, pytest.raises(AssertionError):
        without_its_index(life)


def test_a_statement_that_costs_much_more_refuses_the_switch(ready: Ready, tmp_path: Path) -> None:
    """The plan over the view may cost so many times the plan before, as the spec says, not more."""
    with ready.copied(tmp_path, NOTHING_IS_CHEAP) as life:
        allowed = gate(life, "access_paths_gate")
        with life.database.connect() as connection:
            connection.execute(
                f"UPDATE {WORK}.legacy_statement SET times = 4 WHERE statement = %s".encode(),
                (BY_USER,),
            )
        passed, detail = gate(life, "access_paths_gate")

    assert not passed
    assert "more than 4 times" in detail
    assert BY_USER in detail
    assert BY_USER not in allowed[1]


PRUNED = """
[{"Plan": {"Total Cost": %s, "Plans": [{
    "Node Type": "Append", "Total Cost": 90, "Subplans Removed": %s, "Plans": [%s]
}]}}]
"""


@pytest.mark.parametrize(
    ("total", "removed", "kept", "cost"),
    [
        ("100.5", 0, "{}, {}", "100.50"),
        ("100.5", 8, "{}", "20.50"),
        ("100.5", 9, "", "20.50"),
        ("100.5", 7, "{}, {}", "30.50"),
        # A LIMIT reads only a share of what it stands on.
        ("4.5", 8, "{}", "0.50"),
    ],
)
def test_partitions_that_are_left_out_cost_nothing(
    total: str, removed: int, kept: str, cost: str, ready: Ready, tmp_path: Path
) -> None:
    """A plan counts the partitions that it opens; where it leaves all out, one stands for them."""
    with ready.copied(tmp_path) as life, life.database.connect() as connection:
        query = f"SELECT round({WORK}.cost_of(%s), 2)::text".encode()
        found = connection.execute(query, (PRUNED % (total, removed, kept),)).fetchone()

    assert found == (cost,)


def test_prepared_statements_live_through_switch_and_reverse(ready: Ready, tmp_path: Path) -> None:
    """Statements that sessions prepared before the switch, by either name, work ever after."""
    by_legacy = "SELECT tokens, service_name FROM public.usage_logs WHERE id = %s"
    change = "UPDATE public.usage_logs SET tokens = tokens + 1 WHERE id = %s"
    by_new = "SELECT tokens_used FROM ai_management.ai_usage_logs WHERE _legacy_id = %s"
    seen = []
    with ready.copied(tmp_path) as life, life.database.connect() as held:
        for turn in (None, life.switch, life.reverse, life.validate, life.switch):
            if turn is not None:
                turn(DATA_SET)
            held.execute(change, (7,), prepare=True)
            old = held.execute(by_legacy, (7,), prepare=True).fetchone()
            new = held.execute(by_new, (7,), prepare=True).fetchone()
            assert old
            assert new
            seen.append((old[0], new[0]))
        prepared = held.execute("SELECT count(*) FROM pg_prepared_statements").fetchone()

    first = seen[0][0]
    assert seen == [(first + turn, first + turn) for turn in range(5)]
    assert prepared
    assert prepared[0] >= 3
