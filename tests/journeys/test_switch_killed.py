"""A session killed anywhere in a switch or a reverse: the owner is never in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from render.plan import CUTOVER, phase_folder

from . import costs_by_name, settings_by_name
from .costs_by_name import apart
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
    "switch": f"{FOLDER}/50_switch_{{}}.apply.sql",
    "reverse": f"{FOLDER}/50_switch_{{}}.rollback.sql",
}
# The tables of a data set, and a write by the legacy name that must go through afterwards.
DATA_SETS = {
    costs_by_name.DATA_SET: (
        costs_by_name.TABLES,
        "UPDATE public.usage_logs SET tokens = tokens + 1 WHERE id = 7",
    ),
    settings_by_name.DATA_SET: (
        settings_by_name.TABLES,
        """
        UPDATE public.prompt_configs SET version = version + 1, variables = '["name"]'
        WHERE id = (SELECT min(id) FROM public.prompt_configs)
        """,
    ),
}
OWNER = "SELECT owner, epoch, phase FROM migration.data_set WHERE name = %s"
KINDS = """
SELECT count(*) FILTER (WHERE relkind = 'v'), count(*) FILTER (WHERE relkind = 'r')
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY (%s)
"""


def file_of(life: Life, data_set: str, turn: str) -> Path:
    """The generated file of a turn."""
    return life.generated / FILES[turn].format(data_set)


def points(data_set: str, turn: str) -> list[Blow]:
    """Every point of that file at which a session can die."""
    return blows(tree_of("ai-management")[FILES[turn].format(data_set)])


def killed(life: Life, data_set: str, turn: str, blow: Blow) -> None:
    """Run the turn until the session dies there."""
    with struck(file_of(life, data_set, turn), blow):
        done = getattr(life, turn)(data_set, check=False)
    assert DIED in done.stderr, f"{turn}:{blow.line}: {done.stdout}{done.stderr}"
    wait_until_alone(life)


def in_doubt(life: Life, data_set: str, side: str) -> list[str]:
    """What is not as the owner says: the names, the rows of both sides, and who may write."""
    tables, write = DATA_SETS[data_set]
    views = len(tables) if side == "new" else 0
    with life.database.connect() as connection:
        owner = connection.execute(OWNER, (data_set,)).fetchone()
        kinds = connection.execute(KINDS, (list(tables),)).fetchone()
        connection.execute(write.encode())
    assert owner
    found = []
    if owner[0] != side:
        found.append(f"the owner is {owner[0]}")
    if kinds != (views, len(tables) - views):
        found.append(f"views and tables are {kinds}")
    if side == "new" and any(apart(life, tables).values()):
        found.append(f"rows differ: {apart(life, tables)}")
    return found


def sides(life: Life, data_set: str) -> str:
    """The side that owns the data set."""
    with life.database.connect() as connection:
        owner = connection.execute(OWNER, (data_set,)).fetchone()
    assert owner
    return str(owner[0])


@pytest.mark.parametrize("data_set", DATA_SETS)
@pytest.mark.parametrize("turn", ["switch", "reverse"])
@pytest.mark.parametrize(
    "share", [0, *(pytest.param(n, marks=pytest.mark.full) for n in (1, 2, 3))]
)
def test_a_killed_switch_leaves_one_owner(
    data_set: str, turn: str, share: int, ready: Ready, tmp_path: Path
) -> None:
    """Wherever the session dies, one side owns the rows and its names work; again, it ends well."""
    doubts = {}
    every = points(data_set, turn)
    chosen = every[share::4] if share else every[::8]
    wanted = {"switch": "new", "reverse": "legacy"}[turn]
    with ready.copied(tmp_path) as life:
        with life.database.connect() as connection:
            connection.execute(DEADLY)
        for blow in chosen:
            if turn == "reverse":
                life.switch(data_set)
            killed(life, data_set, turn, blow)
            doubts[f"{blow.line}, killed"] = in_doubt(life, data_set, sides(life, data_set))
            getattr(life, turn)(data_set)
            doubts[f"{blow.line}, again"] = in_doubt(life, data_set, wanted)
            if turn == "switch":
                life.reverse(data_set)
            life.validate(data_set)

        assert len(chosen) >= 3
        assert {point: found for point, found in doubts.items() if found} == {}
        assert set(life.outcomes().values()) == {("clean", 0, 0)}
