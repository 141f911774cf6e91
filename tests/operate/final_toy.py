"""The small migration with all that follows a switch: repairs, and the point of no return."""

from __future__ import annotations

from textwrap import dedent

import psycopg
import pytest

from tests.fixtures.approvals import approve
from tests.operate.switch_toy import COMPARE, switchable
from tests.operate.toy import Toy, live_toy

toy = live_toy
APPROVERS = ("carla_approves", "dora_approves")
# What keeps both sides alike, as far as commands ask for it.
REDRIVE = """
    --: Define how quarantined rows come in.
    CREATE OR REPLACE PROCEDURE migration_toy.moved_redrive()
    LANGUAGE sql AS $$ SELECT migration.refuse_switched('toy', 'things'); $$;
"""
REPAIR = """
    --: Define what a comparison names.
    CREATE OR REPLACE FUNCTION migration_toy.moved_named() RETURNS SETOF jsonb
    LANGUAGE sql AS $$ SELECT '{"id": 7}'::jsonb; $$;

    --: Define what a repair changes.
    CREATE OR REPLACE FUNCTION migration_toy.moved_repair(keys jsonb[])
    RETURNS TABLE (legacy_key jsonb, was jsonb, became jsonb)
    LANGUAGE sql AS $$ SELECT '{}'::jsonb, '{}'::jsonb, '{}'::jsonb; $$;

    --: Define the repair.
    CREATE OR REPLACE PROCEDURE migration_toy.moved_repair_named()
    LANGUAGE sql AS $$ SELECT migration.void_validation('toy', ARRAY['moved']); $$;
"""
FINALIZE = """
    --: Say that there is no way back.
    DO $finalize$
    BEGIN
        IF NOT migration.is_final('toy', 'things') THEN
            PERFORM migration.refuse_unchecked('toy', 'things', 'finalize');
            PERFORM migration.finalize('toy', 'things');
        END IF;
    END
    $finalize$;
"""
HOLD = """
    --: Hold it.
    DO $hold$
    BEGIN
        IF to_regclass('public.things_retired') IS NOT NULL THEN
            ALTER TABLE public.things_retired RENAME TO things_held;
            PERFORM migration.hold('toy', 'things', 'public.things_held');
        END IF;
    END
    $hold$;
"""
RELEASE = """
    --: Bring it back to where it was retired.
    DO $release$
    BEGIN
        ALTER TABLE public.things_held RENAME TO things_retired;
        PERFORM migration.release_held('toy', 'things', 'public.things_held');
    END
    $release$;
"""
WINDOW = "UPDATE migration.ownership SET changed_at = changed_at - interval '15 days'"


@pytest.fixture
def finalizable_toy(toy: Toy) -> Toy:
    """The migration with everything applied, and a data set that can go all the way."""
    switchable(toy)
    compare = COMPARE.format(mapping="moved", count=0, covered="NULL")
    mapping = {"of": "moved", "data_set": "things"}
    toy.thing("moved", "verified", compare, part="validation", transaction="none", **mapping)
    toy.thing("redriven", "copied", REDRIVE, part="mapping", **mapping)
    toy.thing("repaired", "verified", REPAIR, part="repair", **mapping)
    last = {"of": "things", "data_set": "things"}
    toy.thing("final", "finalized", FINALIZE, part="finalize", transaction="none", **last)
    toy.thing("held", "holding", HOLD, part="hold", rollback=RELEASE, **last)
    toy.run("render")
    toy.run("apply", "--yes")
    approve(toy.dsn, "toy", "things")
    return toy


def switched(toy: Toy) -> None:
    """Switch, compare, wait and approve: every gate of finalize is open."""
    assert toy.run("switch", "things", "--yes").exit_code == 0
    assert toy.run("validate").exit_code == 0
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute(WINDOW)
    for name in APPROVERS:
        approve(toy.dsn, "toy", "things", "finalize", by=name)


def finalized(toy: Toy, *, held: bool = True) -> None:
    """Pass the point of no return, and take what is held off hold where that is asked for."""
    switched(toy)
    assert toy.run("finalize", "things", "--yes").exit_code == 0
    if held:
        return
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        connection.execute("SELECT migration.begin_step('toy', 'hold.things', 'rollback')")
        connection.execute(dedent(RELEASE).partition("\n")[2].encode())
        connection.execute("SELECT migration.end_step('toy', 'hold.things', 'rollback')")
