"""What protects the rows of a data set that is switched: take one of them away, and it shows."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import IsolationLevel

from .costs_by_name import DATA_SET, apart
from .mutants import COMPARED_WITH_ITSELF, Mutant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .life import Life
    from .ready import Ready

SWITCH = "*50_switch_costs.apply.sql"
NO_REVERSE = Mutant(
    files=SWITCH,
    old="ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_reverse",
    new="DISABLE TRIGGER zz_changeover_usage_logs_reverse",
)
REVERSE_NOT_ALWAYS = Mutant(
    files=SWITCH,
    old="ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_reverse",
    new="ENABLE TRIGGER zz_changeover_usage_logs_reverse",
)
NO_RECONCILE = Mutant(
    files=SWITCH,
    old="ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_reconcile",
    new="DISABLE TRIGGER zz_changeover_usage_logs_reconcile",
)
NO_DRAIN = Mutant(
    files=SWITCH,
    old="        CALL migration_ai_management.usage_logs_replay(5);",
    new="        BEGIN\n            ",
    until="ALTER TABLE public.usage_logs\n",
)
NO_FENCE = Mutant(files=SWITCH, old="WHEN (current_user <> 'migration_sync')", new="WHEN (false)")
FENCE_NOT_ALWAYS = Mutant(
    files=SWITCH,
    old="ALTER TABLE public.usage_logs_retired ENABLE ALWAYS TRIGGER",
    new="ALTER TABLE public.usage_logs_retired ENABLE TRIGGER",
)
NOT_IN_TRIGGERS = Mutant(
    files=SWITCH,
    old="WHEN (current_user <> 'migration_sync')",
    new="WHEN (current_user <> 'migration_sync' AND pg_trigger_depth() = 0)",
)
NOT_EMPTIED = Mutant(
    files=SWITCH,
    old="ENABLE ALWAYS TRIGGER zz_changeover_usage_logs_emptied",
    new="DISABLE TRIGGER zz_changeover_usage_logs_emptied",
)
AS_TOLD = Mutant(
    files="*88_reverse_usage_logs.apply.sql",
    old="FROM ai_management.ai_usage_logs AS t\n        WHERE (t.id, t.created_at)",
    new="FROM (SELECT NEW.*) AS t\n        WHERE (t.id, t.created_at)",
)
NO_LAW = Mutant(
    files="*86_reconcile_usage_logs.apply.sql",
    old="IF NEW.status IS DISTINCT FROM expected.status THEN",
    new="IF false THEN",
)
LOSES_ORIGINAL = Mutant(
    files="*86_reconcile_usage_logs.apply.sql",
    old="AND NEW._by_legacy_name = false",
    new="AND false",
)
REPLAYS = Mutant(
    files="*70_settle_usage_logs.apply.sql",
    old="migration.owner_of('ai-management', 'costs') = 'new'",
    new="false",
)
FINE = {"usage_logs": 0, "billing_data": 0, "cost_allocations": 0}
# An application's own trigger, which writes to the row that it was called for.
OWN_TRIGGER = """
CREATE FUNCTION public.rounded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.cost_usd <> round(NEW.cost_usd, 1) THEN
        UPDATE ai_management.ai_usage_logs SET cost_usd = round(cost_usd, 1)
        WHERE (id, created_at) = (NEW.id, NEW.created_at);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER aa_rounded AFTER INSERT OR UPDATE ON ai_management.ai_usage_logs
    FOR EACH ROW EXECUTE FUNCTION public.rounded();
"""

BY_TRIGGER = """
CREATE TABLE public.noticed (id bigint);
CREATE FUNCTION public.noticed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE public.usage_logs_retired SET tokens = 4711 WHERE id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER noticed AFTER INSERT ON public.noticed
    FOR EACH ROW EXECUTE FUNCTION public.noticed();
"""


def run(life: Life, *statements: str) -> None:
    """Run statements as the superuser, one by one."""
    with life.database.connect() as connection:
        for statement in statements:
            connection.execute(statement.encode())


def written_by_new_name(life: Life) -> None:
    """The retired table follows what is written by the new name."""
    life.switch(DATA_SET)
    run(life, "UPDATE ai_management.ai_usage_logs SET tokens_used = 4711 WHERE _legacy_id = 7")
    assert apart(life) == FINE


def written_by_replication(life: Life) -> None:
    """The retired table follows what a replication session writes."""
    life.switch(DATA_SET)
    run(
        life,
        "SET session_replication_role = replica;"
        "UPDATE public.usage_logs SET tokens = 4711 WHERE id = 7",
    )
    assert apart(life) == FINE


def both_forms(life: Life) -> None:
    """A value that legacy writes in its own form is there in the new form."""
    life.switch(DATA_SET)
    run(
        life,
        "UPDATE public.usage_logs SET success = false, service_name = 'search_ai' WHERE id = 7",
    )
    with life.database.connect() as connection:
        found = connection.execute(
            """
            SELECT t.status, f.slug
            FROM ai_management.ai_usage_logs AS t
            JOIN ai_management.ai_features AS f ON f.id = t.feature_id
            WHERE t._legacy_id = 7
            """
        ).fetchone()
    assert found == ("error", "ai-search")


def noted_before(life: Life) -> None:
    """A change that was only noted when the switch came is in the new tables after it.

    That holds also when its row is locked for a while, so that it cannot be brought over at once.
    """
    with life.database.connect() as connection:
        connection.isolation_level = IsolationLevel.SERIALIZABLE
        with connection.transaction():
            connection.execute("UPDATE public.usage_logs SET tokens = 4711 WHERE id = 7")
    with life.database.connect(autocommit=False) as reader, ThreadPoolExecutor() as pool:
        reader.execute("SELECT FROM ai_management.ai_usage_logs WHERE _legacy_id = 7 FOR UPDATE")
        switching = pool.submit(life.switch, DATA_SET)
        time.sleep(0.5)
        reader.rollback()
        switching.result()
    with life.database.connect() as connection:
        found = connection.execute("SELECT tokens FROM public.usage_logs WHERE id = 7").fetchone()
    assert found == (4711,)


def retired_is_refused(life: Life) -> None:
    """Nobody writes to the retired table, and whoever tries is told where the rows are."""
    life.switch(DATA_SET)
    for role in ("origin", "replica"):
        with pytest.raises(psycopg.Error) as refused:
            run(
                life,
                f"SET session_replication_role = {role};"
                "UPDATE public.usage_logs_retired SET tokens = 4711 WHERE id = 7",
            )
        assert refused.value.sqlstate == "MG122"
        assert "public.usage_logs" in (refused.value.diag.message_hint or "")


def retired_is_refused_to_triggers(life: Life) -> None:
    """A trigger of the application that still reaches the retired table is refused as well."""
    life.switch(DATA_SET)
    with pytest.raises(psycopg.Error) as refused:
        run(life, BY_TRIGGER, "INSERT INTO public.noticed VALUES (7)")
    assert refused.value.sqlstate == "MG122"
    assert apart(life) == FINE


def emptied(life: Life) -> None:
    """A TRUNCATE by the new name is undone by no reverse."""
    life.switch(DATA_SET)
    run(life, "TRUNCATE ai_management.ai_usage_logs")
    assert apart(life) == FINE
    life.reverse(DATA_SET)
    with life.database.connect() as connection:
        assert connection.execute("SELECT count(*) FROM public.usage_logs").fetchone() == (0,)


def trigger_of_its_own(life: Life) -> None:
    """A row that an application's own trigger writes again is retired as it is in the end."""
    life.switch(DATA_SET)
    run(life, OWN_TRIGGER, "UPDATE public.usage_logs SET cost = 1.26 WHERE id = 7")
    assert apart(life) == FINE


def outside_legacy(life: Life) -> None:
    """A value that legacy would give back as another one is refused, with the column's name."""
    life.switch(DATA_SET)
    run(
        life,
        "ALTER TABLE ai_management.ai_usage_logs DROP CONSTRAINT ai_usage_logs_status_check",
    )
    with pytest.raises(psycopg.Error) as refused:
        run(life, "UPDATE ai_management.ai_usage_logs SET status = 'late' WHERE _legacy_id = 7")
    assert (refused.value.sqlstate, refused.value.diag.column_name) == ("MG120", "status")


def moved_to_another_month(life: Life) -> None:
    """A row that moves to another partition keeps the name that only legacy knows."""
    run(life, "UPDATE public.usage_logs SET service_name = 'legacy_importer' WHERE id = 7")
    life.switch(DATA_SET)
    run(life, "UPDATE public.usage_logs SET created_at = '2025-05-05 00:00+00' WHERE id = 7")
    with life.database.connect() as connection:
        found = connection.execute("SELECT service_name FROM public.usage_logs WHERE id = 7")
        assert found.fetchone() == ("legacy_importer",)
    assert apart(life) == FINE


def way_back_is_compared(life: Life) -> None:
    """A comparison after the switch is with the retired table, and finds what is wrong there."""
    life.switch(DATA_SET)
    life.validate(DATA_SET)
    assert life.outcomes()["usage_logs"] == ("clean", 0, 0)
    run(
        life,
        "SET ROLE migration_sync; UPDATE public.usage_logs_retired SET tokens = 4711 WHERE id = 7",
    )
    with pytest.raises(pytest.fail.Exception, match="shows differences"):
        life.validate(DATA_SET)


def nothing_is_replayed(life: Life) -> None:
    """A row that both names know stays as it is, whatever is replayed after the switch."""
    life.switch(DATA_SET)
    run(
        life,
        "UPDATE ai_management.ai_usage_logs SET tokens_used = 4711 WHERE _legacy_id = 7",
        "INSERT INTO migration_ai_management.usage_logs_journal (id) VALUES (7)",
        "CALL migration_ai_management.usage_logs_replay()",
    )
    with life.database.connect() as connection:
        noted = connection.execute("TABLE migration_ai_management.usage_logs_journal").fetchall()
    assert len(noted) == 1
    assert apart(life) == FINE


PROTECTIONS: dict[str, tuple[Callable[[Life], None], tuple[Mutant, ...]]] = {
    "the retired table is kept current": (written_by_new_name, (NO_REVERSE,)),
    "replication is followed": (written_by_replication, (NO_REVERSE, REVERSE_NOT_ALWAYS)),
    "both forms are in step": (both_forms, (NO_RECONCILE,)),
    "what was noted is brought over": (noted_before, (NO_DRAIN,)),
    "the retired table is fenced": (retired_is_refused, (NO_FENCE, FENCE_NOT_ALWAYS)),
    "the fence holds in triggers": (retired_is_refused_to_triggers, (NOT_IN_TRIGGERS,)),
    "TRUNCATE is followed": (emptied, (NOT_EMPTIED,)),
    "the way back is compared": (way_back_is_compared, (COMPARED_WITH_ITSELF,)),
    "nothing is replayed": (nothing_is_replayed, (REPLAYS,)),
    "the row itself is read": (trigger_of_its_own, (AS_TOLD,)),
    "legacy holds what is accepted": (outside_legacy, (NO_LAW,)),
    "a moved row is known": (moved_to_another_month, (LOSES_ORIGINAL,)),
}


@pytest.mark.parametrize("what", PROTECTIONS)
def test_each_protection_of_the_switch_holds(what: str, ready: Ready, tmp_path: Path) -> None:
    """What a switched data set promises is so: see the name of each case."""
    with ready.copied(tmp_path) as life:
        PROTECTIONS[what][0](life)


@pytest.mark.parametrize(
    ("what", "mutant"),
    [(what, mutant) for what, (_, mutants) in PROTECTIONS.items() for mutant in mutants],
)
def test_without_its_protection_each_promise_is_broken(
    what: str, mutant: Mutant, ready: Ready, tmp_path: Path
) -> None:
    """Each protection of the switch, taken away, makes the test of its promise fail."""
    with (
        ready.copied(tmp_path, mutant) as life,
        pytest.raises((AssertionError, pytest.fail.Exception)),
    ):
        PROTECTIONS[what][0](life)
