"""A session killed anywhere in the switch or in its reverse: the owner is never in doubt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from render.plan import CUTOVER, phase_folder

from .costs_by_name import DATA_SET, TABLES, apart
from .kills import DEADLY, DIED, INSIDE, STATEMENT, wait_until_alone
from .life import tree_of

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Life
    from .ready import Ready

FOLDER = f"sql/{phase_folder(CUTOVER)}"
FILES = {
    "switch": f"{FOLDER}/50_switch_{DATA_SET}.apply.sql",
    "reverse": f"{FOLDER}/50_switch_{DATA_SET}.rollback.sql",
}
# The statements of the one transaction that changes names, triggers and owner.
WITHIN = re.compile(r" {12}(LOCK|ALTER|DROP|PERFORM migration).*;$| {16}EXECUTE FUNCTION .*;$")
OWNER = "SELECT owner, epoch, phase FROM migration.data_set WHERE name = %s"
KINDS = """
SELECT count(*) FILTER (WHERE relkind = 'v'), count(*) FILTER (WHERE relkind = 'r')
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY (%s)
"""


def blows(file: str) -> list[tuple[int, str]]:
    """The lines of a file before which a session can die, and what kills it there."""
    lines = tree_of("ai-management")[file].split("\n")
    found = []
    for number, line in enumerate(lines, start=1):
        if WITHIN.match(line):
            found.append((number, INSIDE))
        elif line.startswith(("SET ", "$")):
            found.append((number, STATEMENT))
    return found


def killed(life: Life, turn: str, line: int, blow: str) -> None:
    """Run the switch or the reverse until the session dies before that line."""
    path = life.generated / FILES[turn]
    text = path.read_text()
    lines = text.split("\n")
    path.write_text("\n".join([*lines[:line], blow, *lines[line:]]))
    try:
        done = getattr(life, turn)(DATA_SET, check=False)
    finally:
        path.write_text(text)
    assert DIED in done.stderr, f"{turn}:{line}: {done.stdout}{done.stderr}"
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


@pytest.mark.parametrize("turn", FILES)
@pytest.mark.parametrize(
    "share", [0, *(pytest.param(n, marks=pytest.mark.full) for n in (1, 2, 3))]
)
def test_a_killed_switch_leaves_one_owner(
    turn: str, share: int, ready: Ready, tmp_path: Path
) -> None:
    """Wherever the session dies, one side owns the rows and its names work; again, it ends well."""
    doubts = {}
    every = blows(FILES[turn])
    chosen = every[share::4] if share else every[::12]
    wanted = {"switch": "new", "reverse": "legacy"}[turn]
    with ready.copied(tmp_path) as life:
        with life.database.connect() as connection:
            connection.execute(DEADLY)
        for line, blow in chosen:
            if turn == "reverse":
                life.switch(DATA_SET)
            killed(life, turn, line, blow)
            doubts[f"{line}, killed"] = in_doubt(life, sides(life))
            getattr(life, turn)(DATA_SET)
            doubts[f"{line}, again"] = in_doubt(life, wanted)
            if turn == "switch":
                life.reverse(DATA_SET)
            life.validate(DATA_SET)

        assert len(chosen) >= 3
        assert {point: found for point, found in doubts.items() if found} == {}
        assert set(life.outcomes().values()) == {("clean", 0, 0)}
