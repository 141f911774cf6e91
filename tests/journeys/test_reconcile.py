"""Rows that differ are repaired from their owner, and nothing else is touched."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from psycopg import sql

from .corrupt_rows import ROW_CORRUPTIONS
from .corrupt_values import VALUE_CORRUPTIONS
from .costs_by_name import DATA_SET
from .mutants import Mutant
from .victims import DoesNotFit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .corrupt_values import Corruption
    from .life import Life
    from .ready import Ready
    from .victims import Victim

# What the rung L4 names by a key, and a repair can so mend.
NAMED = {
    one.name: one
    for one in (*ROW_CORRUPTIONS, *VALUE_CORRUPTIONS)
    if "L4" in one.fires.split() and one.name != "order of JSON keys"
}
# A repair writes whole rows, so of spoilt values a few stand for all in every run.
SAMPLED = {one.name for one in ROW_CORRUPTIONS} | {"trailing space", "hour of summer time"}
EACH = [
    pytest.param(one, id=name, marks=() if name in SAMPLED else pytest.mark.full)
    for name, one in NAMED.items()
]
NO_LOCK = Mutant(files="*6[28]_*_usage_logs.apply.sql", old="FOR SHARE OF l", new="")
NO_LOCK_AFTER = Mutant(
    files="*62_repair_usage_logs.apply.sql",
    old="    FOR SHARE OF t;",
    new="    ;",
)

NOT_VOIDED = Mutant(
    files="*62_repair_usage_logs.apply.sql",
    old="    PERFORM migration.void_validation('ai-management', ARRAY['usage_logs']);",
    new="",
)
NOT_LOGGED = Mutant(
    files="*62_repair_usage_logs.apply.sql",
    old="PERFORM migration.log_repair(",
    new="PERFORM pg_catalog.concat(",
)


def contents(victim: Victim) -> dict[str, list[str]]:
    """Every row of every table that the mapping fills, but for when it was migrated."""
    tables = [victim.meaning.target, *(part.target for part in victim.meaning.parts)]
    return {
        one.name: sorted(
            row
            for (row,) in victim.rows(
                "SELECT (to_jsonb(t) - '_migrated_at')::text FROM {it} AS t",
                it=sql.Identifier(one.schema, one.name),
            )
        )
        for one in tables
    }


def repaired(victim: Victim, corruption: Corruption) -> tuple[Any, Any, str] | None:
    """The contents before a corruption and after its repair, and what still differs then."""
    name = victim.meaning.spec.name
    work = victim.settings.work_schema
    with victim.connection.transaction(force_rollback=True):
        before = contents(victim)
        try:
            corruption.inject(victim)
        except DoesNotFit:
            return None
        if "old version" in corruption.name or "resurrected" in corruption.name:
            before = {}
        assert "L4" in victim.compare().split()
        keys = sql.SQL("ARRAY(SELECT n FROM {}() AS n)").format(
            sql.Identifier(work, f"{name}_named")
        )
        victim.run(
            "SELECT * FROM {repair}({keys})",
            repair=sql.Identifier(work, f"{name}_repair"),
            keys=keys,
        )
        return before, contents(victim), victim.compare()


@pytest.mark.parametrize("corruption", EACH)
def test_each_named_difference_is_repaired(
    corruption: Corruption, victims: Mapping[str, Victim]
) -> None:
    """Whatever a comparison names is as the owner says after a repair; all other rows are kept."""
    found = {name: repaired(victim, corruption) for name, victim in victims.items()}

    done = {name: one for name, one in found.items() if one is not None}
    assert done
    assert {name: left for name, (_, _, left) in done.items() if left} == {}
    assert [name for name, (was, now, _) in done.items() if was and was != now] == []


SLOW = """
CREATE FUNCTION public.slow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('application_name') = 'slow' THEN
        PERFORM pg_sleep(1.5);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER aa_slow BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION public.slow();
"""


def overtaken(life: Life, table: str, write: str, look: str) -> int:
    """A row's value after an application wrote it while its repair was about to."""
    with life.database.connect() as connection:
        connection.execute(SLOW.format(table=table).encode())
        with pytest.raises(pytest.fail.Exception, match="shows differences"):
            life.validate(DATA_SET)
        repair = threading.Thread(target=_repair_slowly, args=(life,))
        repair.start()
        time.sleep(0.7)
        connection.execute(write.encode())
        repair.join()
        connection.execute(f"DROP TRIGGER aa_slow ON {table}".encode())
        ((seen,),) = connection.execute(look.encode()).fetchall()
    return int(seen)


def _repair_slowly(life: Life) -> None:
    with life.database.connect(as_migration=True) as connection:
        connection.execute("SET application_name = 'slow'")
        connection.execute("CALL migration_ai_management.usage_logs_repair_named()")


def before_the_switch(life: Life) -> None:
    """A write by the legacy name that comes while the target row is repaired is kept."""
    spoil(life)
    seen = overtaken(
        life,
        "ai_management.ai_usage_logs",
        "UPDATE public.usage_logs SET tokens = 4711 WHERE id = 7",
        "SELECT tokens_used FROM ai_management.ai_usage_logs WHERE _legacy_id = 7",
    )
    assert seen == 4711


def after_the_switch(life: Life) -> None:
    """A write by the new name that comes while the retired row is repaired is kept."""
    life.switch(DATA_SET)
    run(life, "SET ROLE migration_sync; DELETE FROM public.usage_logs_retired WHERE id = 7")
    seen = overtaken(
        life,
        "public.usage_logs_retired",
        "UPDATE ai_management.ai_usage_logs SET tokens_used = 4711 WHERE _legacy_id = 7",
        "SELECT tokens FROM public.usage_logs_retired WHERE id = 7",
    )
    assert seen == 4711


def run(life: Life, *statements: str) -> None:
    """Run statements as the superuser, past the fence of the new tables."""
    with life.database.connect(as_migration=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def spoil(life: Life) -> None:
    """Give a migrated row a value that its legacy row has not."""
    run(life, "UPDATE ai_management.ai_usage_logs SET tokens_used = 1 WHERE _legacy_id = 7")


@pytest.mark.parametrize("story", [before_the_switch, after_the_switch])
def test_a_concurrent_write_is_not_lost(story: Any, ready: Ready, tmp_path: Path) -> None:
    """What an application writes while its row is repaired is there afterwards."""
    with ready.copied(tmp_path) as life:
        story(life)


@pytest.mark.parametrize(
    ("story", "mutant"),
    [(before_the_switch, NO_LOCK), (after_the_switch, NO_LOCK_AFTER)],
)
def test_without_the_lock_a_write_is_lost(
    story: Any, mutant: Mutant, ready: Ready, tmp_path: Path
) -> None:
    """A repair that does not lock the owner's row overwrites what came in between."""
    with ready.copied(tmp_path, mutant) as life, pytest.raises(AssertionError):
        story(life)


def shown_then_repaired(life: Life) -> None:
    """Nothing changes unless asked for; a repair is logged, and voids what was compared."""
    driver = life.generated / "sql" / "reconcile.sql"
    spoil(life)
    with pytest.raises(pytest.fail.Exception, match="shows differences"):
        life.validate(DATA_SET)

    shown = life.database.psql(file=driver).stdout
    untouched = life.outcomes()["usage_logs"][0]
    life.database.psql("--set", "yes=1", file=driver)
    with life.database.connect() as connection:
        logged = connection.execute(
            "SELECT mapping, legacy_key, owner FROM migration.repair"
        ).fetchall()
        events = connection.execute(
            "SELECT subject, detail FROM migration.migration_events WHERE event = 'reconciled'"
        ).fetchall()
        status = connection.execute(
            "SELECT status FROM migration.validation WHERE mapping = 'usage_logs'"
        ).fetchall()
    refused = life.switch(DATA_SET, check=False)
    life.validate(DATA_SET)

    assert '"tokens_used": 1' in shown
    assert untouched == "differences"
    assert logged == [("usage_logs", {"id": 7}, "legacy")]
    assert events == [("usage_logs", {"keys": [{"id": 7}]})]
    assert status == [("voided",)]
    assert "usage_logs: voided" in refused.stderr


def test_the_driver_shows_first_and_repairs_then(ready: Ready, tmp_path: Path) -> None:
    """With psql alone: nothing changes unless asked for; a repair is logged, and voids."""
    with ready.copied(tmp_path) as life:
        shown_then_repaired(life)


@pytest.mark.parametrize("mutant", [NOT_VOIDED, NOT_LOGGED], ids=["not voided", "not logged"])
def test_a_repair_that_leaves_no_trace_is_noticed(
    mutant: Mutant, ready: Ready, tmp_path: Path
) -> None:
    """A repair that does not void what was compared, or is not logged, fails the test above."""
    with ready.copied(tmp_path, mutant) as life, pytest.raises(AssertionError):
        shown_then_repaired(life)
