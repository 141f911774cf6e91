"""What a comparison says of itself: what it compared, what it did not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .victims import Victim

RECORDED = """
SELECT
    x.checked, x.detail,
    jsonb_build_object(
        'filtered rows', r.filtered_rows,
        'pending rows', r.pending_rows,
        'quarantined rows', r.quarantined_rows
    )
FROM migration.validation_result AS x
JOIN migration.validation_run AS r USING (run)
WHERE r.run = (SELECT max(run) FROM migration.validation_run) AND x.rung = 'L4'
"""
COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = {name}::regclass AND attnum > 0 AND NOT attisdropped
"""


def recorded(victim: Victim) -> tuple[int, dict[str, Any], dict[str, Any]]:
    """Rows compared, what is said of them, and the accounting of the same comparison."""
    victim.compare()
    ((rows, detail, accounting),) = victim.rows(RECORDED)
    return rows, detail, accounting


def left_out(detail: dict[str, Any]) -> dict[str, tuple[int | None, str]]:
    """By what was not compared: how many rows, and why."""
    return {one["what"]: (one["rows"], one["why"]) for one in detail["not_compared"]}


def test_every_column_is_compared_or_left_out_with_a_reason(victims: Mapping[str, Victim]) -> None:
    """Each column of each target is compared, or said not to be, and why; no other is named."""
    for victim in victims.values():
        _, detail, _ = recorded(victim)
        carried = [one["column"] for one in detail["carried"]]
        without = [what for what in left_out(detail) if what.startswith("column ")]
        named = [*detail["mapped"], *carried, *(what.removeprefix("column ") for what in without)]

        there = [name for (name,) in victim.rows(COLUMNS, name=victim.table.as_string())]

        assert sorted(named) == sorted(there)
        assert all(one["why"] for one in (*detail["carried"], *detail["not_compared"]))


def test_rows_are_counted_as_in_the_accounting(victims: Mapping[str, Victim]) -> None:
    """Rows that were filtered, set aside or are pending are left out, as many as accounted for."""
    for victim in victims.values():
        rows, detail, accounting = recorded(victim)
        counts = {what: number for what, (number, _) in left_out(detail).items()}

        assert rows == victim.rows(f"SELECT count(*) FROM {victim.routine('actual')}")[0][0]
        assert {what: counts.get(what, 0) for what in accounting} == accounting


def test_what_is_left_out_has_its_own_reason(victims: Mapping[str, Victim]) -> None:
    """The spec's reasons for a filter and for a dropped column are told, and defaults explained.

    A pending row, a row born on the new side and a column that was added by hand are told as well.
    """
    victim = victims["archive papers"]
    _, before, _ = recorded(victim)
    victim.run('ALTER TABLE {t} ADD COLUMN "Added later" text')
    victim.run("INSERT INTO migration_archive.papers_journal (id) SELECT min(id) FROM {l}")
    victim.run(
        "INSERT INTO {t} (id, shelf_id, title, fee, filed_at)"
        " SELECT gen_random_uuid(), shelf_id, 'new', 1, '2024-02-02' FROM {t} LIMIT 1"
    )

    _, after, _ = recorded(victim)

    carried = {one["column"]: one["why"] for one in after["carried"]}
    assert carried == {
        "_legacy_id": "the legacy key",
        "_shelf": "no mapped column gives it back",
        "_machine": "dropped when the migration is finalized: The machine was sold.",
    }
    told = left_out(before)
    assert told["column reviewed"][1] == "no legacy column is mapped to it: its default fills it"
    assert told["column remark"][1] == "no legacy column is mapped to it: it stays NULL"
    assert told["column _migrated_at"][1] == "when the row was migrated: no legacy row says it"
    assert told["filtered rows"][1] == "Papers of seven pages are forms."
    assert told["rows without a legacy key"][0] == 0
    now = left_out(after)
    assert now["column Added later"] == (None, "no spec names it")
    assert now["rows without a legacy key"] == (1, "reference rows, or born in the new system")
    assert now["pending rows"][0] == 1
