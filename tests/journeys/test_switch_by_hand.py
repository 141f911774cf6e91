"""What somebody does by hand to a data set that is switched: its two names stay in step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.fixtures.approvals import approve
from tests.fixtures.shadows import agree

from .costs_by_name import DATA_SET, apart
from .mutants import Mutant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .life import Life
    from .ready import Ready

FINE = {"usage_logs": 0, "billing_data": 0, "cost_allocations": 0}
RECONCILE = "*86_reconcile_usage_logs.apply.sql"
REVERSE = "*88_reverse_usage_logs.apply.sql"
FENCE = "*45_fence_usage_logs.apply.sql"
PUT_TO_SLEEP = (
    Mutant(
        files=RECONCILE,
        old="ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_reconcile",
        new="DISABLE TRIGGER zz_changeover_usage_logs_reconcile",
    ),
    Mutant(
        files=REVERSE,
        old="ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_reverse",
        new="DISABLE TRIGGER zz_changeover_usage_logs_reverse",
    ),
)
AWAKE = Mutant(files=FENCE, old="= 'new' THEN", new="= 'nobody' THEN")
BELIEVED = Mutant(
    files=RECONCILE,
    old="        AND current_setting('changeover.in_step'",
    new="",
    until="    THEN",
)
DATED = Mutant(
    files=RECONCILE,
    old="NEW._migrated_at := CASE WHEN born THEN NULL",
    new="NEW._migrated_at := CASE WHEN born THEN NEW._migrated_at",
)
PAIR = """
UPDATE ai_management.ai_usage_logs AS t SET feature_id = f.id
FROM ai_management.ai_features AS f
WHERE (t._legacy_id, f.slug) = (7, 'ai-search');
UPDATE public.usage_logs SET success = NOT success, tokens = 4711 WHERE id = 8
"""
# As the rows are that a client reads with SELECT *, changes and writes back.
MARKED = """
INSERT INTO ai_management.ai_usage_logs
    (feature_id, model_id, tokens_used, status, _service_name, _by_legacy_name, _migrated_at)
SELECT f.id, t.model_id, 4711, t.status, t._service_name, false, t._migrated_at
FROM ai_management.ai_usage_logs AS t, ai_management.ai_features AS f
WHERE (t._legacy_id, f.slug) = (7, 'ai-search')
"""
TWICE = Mutant(
    files=REVERSE, old="RAISE EXCEPTION 'duplicate key", new="RAISE NOTICE 'duplicate key"
)
# The key of a row of another month, each time: by either name, and by a change.
TAKEN = (
    "INSERT INTO public.usage_logs (id, created_at) VALUES (7, '2031-01-01 00:00+00')",
    (
        "INSERT INTO ai_management.ai_usage_logs (_legacy_id, tokens_used, status, created_at)"
        " VALUES (7, 1, 'success', '2031-01-01 00:00+00')"
    ),
    "UPDATE public.usage_logs SET id = 7, created_at = '2031-01-01 00:00+00' WHERE id = 8",
)
UNASKED = Mutant(
    files="*50_switch_costs.apply.sql",
    old="PERFORM migration.refuse_closed(",
    new="PERFORM pg_catalog.concat(",
)
LOOKED = "SELECT migration_ai_management.preflight('costs')"
CHECKED = "SELECT bool_and(passed) FROM migration.check_gates('ai-management', 'costs', 'switch')"
OWNER = "SELECT owner FROM migration.data_set WHERE name = 'costs'"
FREE = """
UPDATE public.usage_logs SET created_at = '2031-01-01 00:00+00' WHERE id = 7;
DELETE FROM public.usage_logs WHERE id = 8;
INSERT INTO public.usage_logs (id, created_at) VALUES (8, '2031-01-01 00:00+00')
"""
TOLD = "SELECT service_name FROM public.usage_logs WHERE tokens = 4711"
BORN = """
SELECT count(*) FROM ai_management.ai_usage_logs
WHERE tokens_used = 4711 AND _migrated_at IS NOT NULL
"""


def run(life: Life, statements: str) -> None:
    """Run statements as the superuser, in one transaction."""
    with life.database.connect() as connection:
        connection.execute(statements.encode())


def applied_again(life: Life) -> None:
    """A file that is applied again by hand after the switch leaves its triggers as they were."""
    life.switch(DATA_SET)
    for pattern in (FENCE, RECONCILE, REVERSE):
        for file in sorted((life.generated / "sql").glob(f"*/{pattern}")):
            life.database.psql(file=file)
            life.database.psql(file=file.with_name(file.name.replace(".apply.", ".verify.")))
    run(life, PAIR)
    assert apart(life) == FINE
    life.reverse(DATA_SET)
    with life.database.connect() as connection:
        kept = connection.execute("SELECT service_name FROM public.usage_logs WHERE id = 7")
        assert kept.fetchone() == ("search_ai",)


def marked_by_a_client(life: Life) -> None:
    """A row whose writer gives the migration's own columns is reconciled like any other."""
    life.switch(DATA_SET)
    run(life, MARKED)
    with life.database.connect() as connection:
        assert connection.execute(TOLD.encode()).fetchall() == [("search_ai",)]
        assert connection.execute(BORN.encode()).fetchone() == (0,)
    assert apart(life) == FINE


def taken_twice(life: Life) -> None:
    """A legacy key stays unique, though no index of a partitioned table can keep it so."""
    life.switch(DATA_SET)
    for statement in TAKEN:
        with pytest.raises(psycopg.errors.UniqueViolation) as refused:
            run(life, statement)
        assert refused.value.diag.constraint_name == "usage_logs_pkey"
    run(life, FREE)
    assert apart(life) == FINE


PROMISES: dict[str, tuple[Callable[[Life], None], tuple[Mutant, ...]]] = {
    "applied again": (applied_again, (*PUT_TO_SLEEP, AWAKE)),
    "marked by a client": (marked_by_a_client, (BELIEVED, DATED)),
    "taken twice": (taken_twice, (TWICE,)),
}


@pytest.mark.parametrize("what", PROMISES)
def test_what_is_done_by_hand_does_no_harm(what: str, ready: Ready, tmp_path: Path) -> None:
    """Files applied again and columns written by hand leave both names in step."""
    with ready.copied(tmp_path) as life:
        PROMISES[what][0](life)


@pytest.mark.parametrize(
    ("what", "mutant"),
    [(what, mutant) for what, (_, mutants) in PROMISES.items() for mutant in mutants],
)
def test_without_its_protection_it_would(
    what: str, mutant: Mutant, ready: Ready, tmp_path: Path
) -> None:
    """Each of these protections, taken away, makes the test of its promise fail."""
    with (
        ready.copied(tmp_path, mutant) as life,
        pytest.raises((AssertionError, pytest.fail.Exception, psycopg.Error)),
    ):
        PROMISES[what][0](life)


def switched_alone(life: Life) -> tuple[str, str]:
    """What the file says, run without its driver after a gate has closed, and the owner then."""
    approve(life.database.dsn, life.name, DATA_SET)
    agree(life.database.dsn, life.name, DATA_SET)
    with life.database.connect() as connection:
        connection.execute(LOOKED)
        assert connection.execute(CHECKED).fetchone() == (True,)
        connection.execute("DELETE FROM migration.shadow_read")
    done = life.database.psql(
        file=life.generated / "sql/60_switched/50_switch_costs.apply.sql", check=False
    )
    with life.database.connect() as connection:
        row = connection.execute(OWNER).fetchone()
    assert row
    return done.stderr, row[0]


def test_the_file_alone_asks_the_gates(ready: Ready, tmp_path: Path) -> None:
    """Without its driver the file of the switch still refuses what no write has closed."""
    with ready.copied(tmp_path) as life:
        said, owner = switched_alone(life)

        assert "is refused by the gate shadow_reads" in said
        assert owner == "legacy"


def test_a_file_that_does_not_ask_them_is_noticed(ready: Ready, tmp_path: Path) -> None:
    """Without the question, the test above sees a switch that nobody should have made."""
    with ready.copied(tmp_path, UNASKED) as life:
        assert switched_alone(life) == ("", "new")
