"""The small migration with what leads to a switch: comparisons, a switch and its way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.fixtures.approvals import approve
from tests.operate.toy import runs

if TYPE_CHECKING:
    from tests.operate.toy import Toy

# Two rungs of one mapping: as many differences in L4 as asked for, none in L1.
COMPARE = """
    --: Compare.
    WITH run AS (
        INSERT INTO migration.validation_run (
            migration, mapping, spec_hash, plan_hash, source_rows, migrated_rows,
            quarantined_rows, filtered_rows, pending_rows, outcome, finished_at
        )
        SELECT
            'toy', '{mapping}', m.spec_hash, m.plan_hash, 3, 2, 1, 0, 0,
            CASE {count} WHEN 0 THEN 'clean' ELSE 'differences' END, now()
        FROM migration.migration AS m
        RETURNING run
    ), result AS (
        INSERT INTO migration.validation_result (
            run, rung, checked, differences, coverage, seconds, detail
        )
        SELECT run, rung, 3, found, 'all', 0.1, coalesce(covered, '{{}}')::jsonb
        FROM
            run,
            (VALUES ('L1', 0, NULL), ('L4', {count}, {covered})) AS rungs (rung, found, covered)
    )
    INSERT INTO migration.difference (
        run, rung, difference_number, legacy_key, kind, columns, expected, actual
    )
    SELECT
        run, 'L4', i, '{{"id": 7}}', 'differs', '{{cost}}', '{{"cost": 1.50, "id": 7}}',
        '{{"cost": 0, "id": 7}}'
    FROM run, generate_series(1, {count}) AS i;
"""
GATE = """
    --: Go on only when nothing differs.
    DO $gate$
    BEGIN
        IF {count} > 0 THEN
            RAISE EXCEPTION 'the mapping shows differences' USING ERRCODE = 'MG072';
        END IF;
    END
    $gate$;
"""
SWITCH = """
    --: Rename.
    DO $switch$
    BEGIN
        IF migration.owner_of('toy', 'things') = 'new' THEN
            RETURN;
        END IF;
        ALTER TABLE public.things RENAME TO things_retired;
        PERFORM migration.change_owner('toy', 'things', 'new');
    END
    $switch$;
"""
REVERSE = """
    --: Rename back.
    DO $reverse$
    BEGIN
        IF migration.owner_of('toy', 'things') = 'legacy' THEN
            RETURN;
        END IF;
        ALTER TABLE public.things_retired RENAME TO things;
        PERFORM migration.change_owner('toy', 'things', 'legacy');
    END
    $reverse$;
"""
# Who owns the data set that can be switched.
OWNER = "SELECT owner, epoch, phase FROM migration.data_set WHERE name = 'things'"
REDRIVE = """
    --: Define how quarantined rows come in.
    CREATE OR REPLACE PROCEDURE migration_toy.moved_redrive()
    LANGUAGE sql AS 'SELECT 0::bigint';
"""


def comparing(toy: Toy, covered: str = "NULL", **differences: int) -> None:
    """Write specs of mappings that differ in so many rows, and say what was compared."""
    for mapping, count in differences.items():
        compare = (COMPARE + GATE).format(mapping=mapping, count=count, covered=covered)
        toy.thing(mapping, "verified", compare, part="validation", transaction="none")


def switchable(toy: Toy) -> None:
    """Write specs of a data set, `things`, that can be switched once it is compared."""
    comparing(toy, moved=0)
    toy.thing(
        "things",
        "switched",
        SWITCH,
        part="switch",
        lock="ACCESS EXCLUSIVE for a moment, retried, on public.things",
        rollback=REVERSE,
    )


def compared(toy: Toy, covered: str = "NULL", **differences: int) -> None:
    """Apply a migration whose mappings differ in so many rows, and say what was compared."""
    comparing(toy, covered, **differences)
    toy.run("render")
    toy.run("apply", "--yes")


@pytest.fixture
def verified_toy(toy: Toy) -> Toy:
    """The migration with everything applied and a data set that can be switched."""
    switchable(toy)
    toy.run("render")
    toy.run("apply", "--yes")
    approve(toy.dsn, "toy", "things")
    return toy


def turns(toy: Toy) -> list[tuple[Any, ...]]:
    """The recorded attempts at the switch and its reverse, in order."""
    return [run[1:] for run in runs(toy) if run[0] == "switch.things"]
