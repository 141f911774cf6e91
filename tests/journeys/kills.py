"""Where a migration can be killed, and how a kill is built into its generated files."""

from __future__ import annotations

import posixpath
import time
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from operate.script import FRAME_END
from render.emit import MARK
from render.plan import phase_folder

from .life import plan_of, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from render.plan import Action

    from .life import Life

# Whatever role a file has taken, the session may end itself.
DEADLY = """
CREATE SCHEMA changeover_kill;
CREATE FUNCTION changeover_kill.die() RETURNS boolean LANGUAGE sql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    AS 'SELECT pg_terminate_backend(pg_backend_pid())';
GRANT USAGE ON SCHEMA changeover_kill TO PUBLIC;
"""
STATEMENT = "SELECT changeover_kill.die();"
INSIDE = "PERFORM changeover_kill.die();"
DIED = "terminating connection due to administrator command"
OTHERS = """
SELECT count(*)
FROM pg_stat_activity
WHERE
    datname = current_database()
    AND pid <> pg_backend_pid()
    AND backend_type = 'client backend'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A moment of a phase: the session dies before this line of that file is reached."""

    action: Action
    phase: str
    file: str
    line: int
    blow: str = STATEMENT

    def __str__(self) -> str:
        """The point as a report names it."""
        return f"{self.action} {self.phase}, {self.file}:{self.line + 1}"


def points(name: str, action: Action) -> tuple[Point, ...]:
    """Every point at which a session can die, for each statement of each generated file."""
    plan = plan_of(name)
    phases = plan.phases if action == "apply" else plan.phases[1:]
    return tuple(
        point for phase in phases for group in groups(name, action, phase) for point in group
    )


def groups(name: str, action: Action, phase: str) -> Iterator[tuple[Point, ...]]:
    """The points of a phase in the order in which psql comes to them, together by file.

    Each line of the driver stands alone, behind the file that it has run.
    """
    tree = tree_of(name)
    folder = f"sql/{phase_folder(phase)}"
    driver = f"{folder}/{action}.sql"
    after = dict(_after(tree[driver]))
    file = ""
    for number, line in enumerate(tree[driver].split("\n"), start=1):
        word, _, rest = line.partition(" ")
        if line.startswith("\\set file "):
            file = f"sql/{rest.removeprefix('file ')}"
        elif word == "\\ir":
            path = posixpath.normpath(f"{folder}/{rest}")
            path = file if path == "sql/run_step.psql" else path
            lines = _after(tree[path]) if path.endswith(".psql") else _within(tree[path], action)
            yield tuple(_points(action, phase, path, lines))
        if number in after:
            yield tuple(_points(action, phase, driver, [(number, after[number])]))


def _points(
    action: Action, phase: str, file: str, lines: Iterable[tuple[int, str]]
) -> Iterator[Point]:
    for line, blow in lines:
        yield Point(action=action, phase=phase, file=file, line=line, blow=blow)


def _after(text: str) -> Iterator[tuple[int, str]]:
    """The lines after each statement of a driver."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith(("\\ir ../", "SELECT ")):
            yield number, STATEMENT


def _within(text: str, action: Action) -> Iterator[tuple[int, str]]:
    """The lines before the first and after each statement of a step's file.

    A DO block that commits as it goes can also be killed after its first commit. In a rollback
    such a block has work only after a killed apply.
    """
    lines = text.split("\n")
    marks = [number for number, line in enumerate(lines) if line.startswith(MARK)]
    last = marks[-1] if marks else 0
    frame = [n for n in range(last + 2, len(lines)) if lines[n] in FRAME_END]
    for number in (*marks, *frame, len(lines)):
        yield number, STATEMENT
    for mark, until in pairwise((*marks, len(lines))):
        if action == "apply" and lines[mark + 1].startswith("DO "):
            commits = [n for n in range(mark, until) if lines[n].endswith(" COMMIT;")]
            yield from ((number + 1, INSIDE) for number in commits)


def strike(life: Life, point: Point) -> None:
    """Run the point's phase with psql until the session dies there."""
    path = life.generated / point.file
    text = path.read_text()
    lines = text.split("\n")
    path.write_text("\n".join([*lines[: point.line], point.blow, *lines[point.line :]]))
    try:
        done = life.psql(point.phase, point.action, check=False)
    finally:
        path.write_text(text)
    assert DIED in done.stderr, f"{point}: {done.stdout}{done.stderr}"
    wait_until_alone(life)


def wait_until_alone(life: Life) -> None:
    """Wait until the dead session has let go of everything; psql hears of its death before."""
    with life.database.connect() as connection:
        while connection.execute(OTHERS).fetchone() != (0,):
            time.sleep(0.005)
