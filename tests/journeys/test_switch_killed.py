"""A session killed anywhere in switch, reverse or finalize: the owner is never in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from render.plan import CUTOVER, phase_folder

from .costs_by_name import DATA_SET, TABLES, apart
from .kills import DEADLY, DIED, wait_until_alone
from .life import tree_of
from .turning import blows, struck

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Life
    from .ready import Ready
    from .turning import Blow

FOLDER = f"sql/{phase_folder(CUTOVER)}"
FILES = {
    "switch": f"{FOLDER}/50_switch_{DATA_SET}.apply.sql",
    "reverse": f"{FOLDER}/50_switch_{DATA_SET}.rollback.sql",
    "finalize": f"sql/{phase_folder('finalized')}/50_finalize_{DATA_SET}.apply.sql",
}
OWNER = "SELECT owner, epoch, phase FROM migration.data_set WHERE name = %s"
KINDS = """
SELECT count(*) FILTER (WHERE relkind = 'v'), count(*) FILTER (WHERE relkind = 'r')
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY (%s)
"""

LEFT_OVER = """
SELECT name FROM unnest(%s::text[]) AS t (name) WHERE to_regclass('public.' || name) IS NOT NULL
UNION ALL
SELECT g.tgname FROM pg_trigger AS g JOIN pg_class AS c ON c.oid = g.tgrelid
WHERE
    c.relname IN ('ai_usage_logs', 'ai_spending', 'ai_spending_allocations')
    AND g.tgname LIKE 'zz_changeover%%'
"""


def killed(life: Life, turn: str, blow: Blow) -> None:
    """Run the switch or the reverse until the session dies there."""
    with struck(life.generated / FILES[turn], blow):
        done = getattr(life, turn)(DATA_SET, check=False)
    assert DIED in done.stderr, f"{turn}:{blow.line}: {done.stdout}{done.stderr}"
    wait_until_alone(life)


def in_doubt(life: Life, side: str) -> list[str]:
    """What is not as the owner says: the names, the rows of both sides, and who may write."""
    views = len(TABLES) if side == "new" else 0
    with life.database.connect() as connection:
        owner = connection.execute(OWNER, (DATA_SET,)).fetchone()
        kinds = connection.execute(KINDS, (list(TABLES),)).fetchone()
        connection.execute("UPDATE public.usage_logs SET tokens = tokens + 1 WHERE id = 7")
    assert owner
    found = []
    if owner[0] != side:
        found.append(f"the owner is {owner[0]}")
    if kinds != (views, len(TABLES) - views):
        found.append(f"views and tables are {kinds}")
    if side == "new" and any(apart(life).values()):
        found.append(f"rows differ: {apart(life)}")
    return found


def sides(life: Life) -> str:
    """The side that owns the data set."""
    with life.database.connect() as connection:
        owner = connection.execute(OWNER, (DATA_SET,)).fetchone()
    assert owner
    return str(owner[0])


def phase(life: Life) -> str:
    """Where the data set is in its life."""
    with life.database.connect() as connection:
        row = connection.execute(OWNER, (DATA_SET,)).fetchone()
    assert row
    return str(row[2])


def left_over(life: Life) -> list[str]:
    """The legacy names and triggers of ours that a finalized data set still has."""
    with life.database.connect() as connection:
        return [row[0] for row in connection.execute(LEFT_OVER, (list(TABLES),))]


@pytest.mark.parametrize("turn", ["switch", "reverse"])
@pytest.mark.parametrize(
    "share", [0, *(pytest.param(n, marks=pytest.mark.full) for n in (1, 2, 3))]
)
def test_a_killed_switch_leaves_one_owner(
    turn: str, share: int, ready: Ready, tmp_path: Path
) -> None:
    """Wherever the session dies, one side owns the rows and its names work; again, it ends well."""
    doubts = {}
    every = blows(tree_of("ai-management")[FILES[turn]])
    chosen = every[share::4] if share else every[::12]
    wanted = {"switch": "new", "reverse": "legacy"}[turn]
    with ready.copied(tmp_path) as life:
        with life.database.connect() as connection:
            connection.execute(DEADLY)
        for blow in chosen:
            if turn == "reverse":
                life.switch(DATA_SET)
            killed(life, turn, blow)
            doubts[f"{blow.line}, killed"] = in_doubt(life, sides(life))
            getattr(life, turn)(DATA_SET)
            doubts[f"{blow.line}, again"] = in_doubt(life, wanted)
            if turn == "switch":
                life.reverse(DATA_SET)
            life.validate(DATA_SET)

        assert len(chosen) >= 3
        assert {point: found for point, found in doubts.items() if found} == {}
        assert set(life.outcomes().values()) == {("clean", 0, 0)}


@pytest.mark.parametrize("share", [6, pytest.param(1, marks=pytest.mark.full)])
def test_a_killed_finalize_is_whole_or_not_begun(share: int, ready: Ready, tmp_path: Path) -> None:
    """Wherever the session dies, both names work or there is no way back; again, it ends well."""
    doubts = {}
    chosen = blows(tree_of("ai-management")[FILES["finalize"]])[::share]
    with ready.copied(tmp_path) as life:
        life.switch(DATA_SET)
        life.validate(DATA_SET)
        with life.database.connect() as connection:
            connection.execute(DEADLY)
        for blow in chosen:
            killed(life, "finalize", blow)
            if phase(life) == "switched":
                doubts[f"{blow.line}, killed"] = in_doubt(life, "new")
            else:
                doubts[f"{blow.line}, killed"] = left_over(life)
        life.finalize(DATA_SET)

        assert len(chosen) > 3
        assert {point: found for point, found in doubts.items() if found} == {}
        assert phase(life) == "holding"
        assert left_over(life) == []
