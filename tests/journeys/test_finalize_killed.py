"""A session killed anywhere on the way past the point of no return: no doubt where it stands."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import psycopg
import pytest

from .costs_by_name import DATA_SET
from .final import STANDING, lasting, one
from .kills import DEADLY, DIED, INSIDE, STATEMENT, wait_until_alone
from .life import plan_of, tree_of
from .mutants import Both, Mutant
from .ready import MIGRATION
from .test_switch_killed import DATA_SETS, in_doubt
from .turning import Blow, blows, blows_of_driver, blows_of_one, struck

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .life import Life
    from .ready import Ready

RUN_STEP = "sql/run_step.psql"
LEFT_OVER = """
SELECT name FROM unnest(%s::text[]) AS t (name) WHERE to_regclass('public.' || name) IS NOT NULL
UNION ALL
SELECT g.tgname FROM pg_trigger AS g JOIN pg_class AS c ON c.oid = g.tgrelid
WHERE
    c.relnamespace = 'ai_management'::regnamespace
    AND g.tgname ~ ('^zz_changeover_(' || array_to_string(%s::text[], '|') || ')_')
"""
# The retired tables of each place, and what the control schema says of them.
KEPT = """
SELECT
    count(to_regclass('public.' || name || '_retired')),
    count(to_regclass('retired.public_' || name)),
    count(h.held_table)
FROM unnest(%s::text[]) AS t (name)
LEFT JOIN migration.holding AS h ON h.held_table = 'retired.public_' || name
"""
NOTED = "PERFORM migration.finalize('ai-management', 'costs');"
FINAL = "*50_finalize_costs.apply.sql"
IN_TWO = Both(
    Mutant(files=FINAL, old=f"            {NOTED}\n            RETURN;", new="            EXIT;"),
    Mutant(
        files=FINAL,
        old="    RAISE EXCEPTION 'the data set % stayed busy",
        new=f"    COMMIT;\n    {INSIDE}\n    {NOTED}\n",
        until="END\n$finalize$;",
    ),
)
# Files that do not look whether their work is done.
BLINDFOLDED = {
    "finalize": Mutant(files=FINAL, old="IF migration.is_final('ai-management', 'costs') THEN",
                       new="IF false THEN"),
    "hold": Mutant(files="*50_hold_costs.apply.sql",
                   old="IF to_regclass('public.usage_logs_retired') IS NULL THEN",
                   new="IF false THEN"),
}  # fmt: skip
TOUCH = "UPDATE {0} SET _migrated_at = _migrated_at WHERE ctid = (SELECT min(ctid) FROM {0})"


class Place(NamedTuple):
    """A point of a generated file, in the order in which it is reached."""

    file: str
    blow: Blow

    def __str__(self) -> str:
        """The place as a report names it."""
        return f"{self.file}:{self.blow.line}"


def places(data_set: str) -> Iterator[Place]:
    """Every point from the first question of the driver to its last word, in order."""
    tree, plan = tree_of(MIGRATION), plan_of(MIGRATION)
    (final,) = (step for step in plan.finals if step.name == data_set)
    (hold,) = (step for step in plan.holds if step.name == data_set)
    driver = f"{final.folder}/{data_set}.finalize.sql"
    own = [Place(driver, blow) for blow in blows_of_driver(tree[driver])]
    asked, run, held, released = own[:3], own[3], own[4], own[5:]
    yield from asked
    for step, within, after in ((final, blows, run), (hold, blows_of_one, held)):
        # The same file runs both steps: the session dies where it runs this one.
        that = STATEMENT.replace(";", f" WHERE :'step' = '{step.id}';")
        begun, *_, recorded = blows_of_driver(tree[RUN_STEP])
        included = next(one for one in blows_of_driver(tree[RUN_STEP]) if one.line > begun.line)
        yield Place(RUN_STEP, begun._replace(text=that))
        path = step.file("apply")
        yield from (Place(path, blow) for blow in within(tree[path]))
        yield Place(RUN_STEP, included._replace(text=that))
        yield Place(RUN_STEP, recorded._replace(text=that))
        yield after
    yield from released


def sampled(data_set: str) -> Iterator[Place]:
    """Every eighth of a step's file, and of the rest what the other data set leaves out."""
    reached = Counter[str]()
    for place in places(data_set):
        step = 8 if place.file.endswith(".apply.sql") else 2
        # What both steps and both drivers have in common counts as one.
        of = place.file if step == 8 else "driver"
        if reached[of] % step == list(DATA_SETS).index(data_set):
            yield place
        reached[of] += 1


def killed(life: Life, data_set: str, place: Place) -> None:
    """Finalize until the session dies there."""
    with struck(life.generated / place.file, place.blow):
        done = life.finalize(data_set, check=False)
    assert DIED in done.stderr, f"{place}: {done.stdout}{done.stderr}"
    wait_until_alone(life)


def left_over(life: Life, data_set: str) -> list[str]:
    """The legacy names and triggers of ours that a finalized data set still has."""
    tables = list(DATA_SETS[data_set][0])
    with life.database.connect() as connection:
        return [row[0] for row in connection.execute(LEFT_OVER, (tables, tables))]


def unclear(life: Life, data_set: str) -> list[str]:
    """What is not as the state of the data set says: names, retired tables, writes, the owner."""
    phase, owner, epoch = one(life, STANDING, data_set)
    if phase == "switched":
        return in_doubt(life, data_set, "new")
    tables = list(DATA_SETS[data_set][0])
    found = left_over(life, data_set)
    retired = {"finalized": (len(tables), 0, 0), "holding": (0, len(tables), len(tables))}
    if one(life, KEPT, tables) != retired.get(phase):
        found.append(f"{phase}, and retired, held and noted are {one(life, KEPT, tables)}")
    if (owner, epoch) != ("new", 1):
        found.append(f"the owner is {owner} in epoch {epoch}")
    with life.database.connect() as connection:
        (final,) = (step for step in life.plan.finals if step.name == data_set)
        for table in final.values["finalized"]:
            connection.execute(TOUCH.format(table["target"]).encode())
    return found


@pytest.mark.parametrize("data_set", DATA_SETS)
@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.full)])
def test_a_killed_finalize_is_whole_or_not_begun(
    data_set: str, every: bool, ready: Ready, tmp_path: Path
) -> None:
    """Wherever the session dies, both names work or there is no way back; again, it ends well.

    That is in the driver, while the legacy names go, and while the retired tables are put on hold.
    No row of the new tables is another one afterwards.
    """
    doubts = {}
    chosen = list(places(data_set) if every else sampled(data_set))
    with ready.copied(tmp_path) as life:
        life.switch(data_set)
        life.validate(data_set)
        with life.database.connect() as connection:
            connection.execute(DEADLY)
        for place in chosen:
            before = lasting(life, data_set)
            killed(life, data_set, place)
            same = lasting(life, data_set) == before
            doubts[str(place)] = [*unclear(life, data_set), *([] if same else ["rows differ"])]
        life.finalize(data_set)

        assert len({place.file for place in chosen}) == 4
        assert {place: found for place, found in doubts.items() if found} == {}
        assert one(life, STANDING, data_set) == ("holding", "new", 1)
        assert unclear(life, data_set) == []


def test_a_finalize_in_two_transactions_is_noticed(ready: Ready, tmp_path: Path) -> None:
    """Where the names go before it is noted that they do, a death in between leaves doubt."""
    with ready.copied(tmp_path, IN_TWO) as life:
        life.switch(DATA_SET)
        life.validate(DATA_SET)
        with life.database.connect() as connection:
            connection.execute(DEADLY)
        done = life.finalize(DATA_SET, check=False)
        wait_until_alone(life)

        assert DIED in done.stderr
        with pytest.raises(psycopg.errors.UndefinedTable):
            unclear(life, DATA_SET)


@pytest.mark.parametrize("part", BLINDFOLDED)
def test_a_file_that_does_not_look_is_noticed(part: str, ready: Ready, tmp_path: Path) -> None:
    """Without a look at whether its work is done, a file cannot be run again after a death."""
    done = [place for place in places(DATA_SET) if f"'{part}.{DATA_SET}'" in place.blow.text][1]
    with ready.copied(tmp_path, BLINDFOLDED[part]) as life:
        life.switch(DATA_SET)
        life.validate(DATA_SET)
        with life.database.connect() as connection:
            connection.execute(DEADLY)
        killed(life, DATA_SET, done)
        again = life.finalize(DATA_SET, check=False)

        assert again.returncode != 0
        assert "does not exist" in again.stderr
