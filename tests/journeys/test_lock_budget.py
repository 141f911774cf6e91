"""Each step's header states its strongest lock on each table, and the truth is never stronger."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from operate import script
from operate.runner import Runner
from render.kinds.mapping.final import HOLDING
from tests.fixtures.turns import answer_by_new

from .life import DISPOSABLE, MIGRATIONS, begun, plan_of, tree_of
from .lock_watch import MODES, STRENGTH, LockWatch, stronger
from .mutants import Mutant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import psycopg

    from render.plan import Action, Step
    from tests.fixtures.databases import Database

    from .life import Life

LONGEST_FIRST = "|".join(sorted(MODES, key=len, reverse=True))
STATED = re.compile(rf"^-- Locks: ({LONGEST_FIRST})\b.* on (?:the new indexes of )?(\S+?)\.?$")
NONE = "-- Locks: none that an application could wait for."
EXPLICIT = re.compile(r"LOCK TABLE (\S+) IN ([A-Z ]+) MODE")
UNDERSTATES = Mutant(
    files="*70_capture_aircraft.*.sql",
    old=" EXCLUSIVE for a moment, retried, on nyc.planes",
    new=" SHARE for a moment, retried, on nyc.planes",
)

SAYS_NOTHING = Mutant(
    files="*50_switch_flights.rollback.sql",
    old="-- Locks: ACCESS EXCLUSIVE for a moment, retried, on nyc.weather.\n",
    new="",
)


@dataclass(slots=True, kw_only=True)
class Telling:
    """Tells the watch which step of a run is going on."""

    watch: LockWatch

    @contextmanager
    def running(self, step: Step, action: Action) -> Iterator[None]:
        """Surrounds a step."""
        self.watch.doing = step.file(action)
        yield
        self.watch.doing = ""

    def prepared(self, steps: tuple[Step, ...], seconds: float) -> None:
        """Steps that are not recorded."""

    def skipped(self, step: Step, action: Action) -> None:
        """A step that needed nothing."""


def stated(text: str) -> dict[str, str]:
    """The strongest lock that a header states for each table."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        said = STATED.match(line)
        if said:
            mode, relation = said.groups()
            if STRENGTH[mode] > STRENGTH.get(found.get(relation, ""), -1):
                found[relation] = mode
    return found


def watched(life: Life) -> LockWatch:
    """A watch over all that applications may read, where nobody has to approve or to wait."""
    life.database.psql("--command", DISPOSABLE)
    return LockWatch(database=life.database, schemas=(*life.schemas, HOLDING))


def running(life: Life, watch: LockWatch, session: psycopg.Connection) -> Runner:
    """What runs a migration's steps in the session that is watched."""
    return Runner(
        plan=life.plan, folder=life.generated, connection=session, watcher=Telling(watch=watch)
    )


def walked(life: Life) -> LockWatch:
    """Go the whole way and back, looking at each commit: every file of every step."""
    watch = watched(life)
    with watch.session() as session:
        runner = running(life, watch, session)
        for phase in life.phases:
            for step in life.plan.in_phase(phase):
                if not step.recorded:
                    with runner.watcher.running(step, "apply"):
                        script.execute(session, script.read(life.generated / step.file("apply")))
            runner.apply(phase)
            for step in life.plan.in_phase(phase):
                verified(watch, session, life, step)
        for step in life.plan.switches:
            runner.switch(step)
            verified(watch, session, life, step)
            runner.reverse(step, "a test")
            verified(watch, session, life, step)
        for phase in reversed(life.phases[1:]):
            runner.roll_back(phase, "a test")
    assert watch.commits > 100
    return watch


def ended(life: Life) -> LockWatch:
    """Pass the point of no return with every data set, looking at each commit."""
    life.apply()
    watch = watched(life)
    with watch.session() as session:
        runner = running(life, watch, session)
        for step in life.plan.switches:
            runner.switch(step)
        life.validate()
        life.look_again()
        for final, hold in zip(life.plan.finals, life.plan.holds, strict=True):
            answer_by_new(life.database.dsn, life.name, final.name)
            runner.finalize(final)
            verified(watch, session, life, final)
            verified(watch, session, life, hold)
            with runner.watcher.running(hold, "rollback"):
                script.execute(session, script.read(life.generated / hold.file("rollback")))
    assert watch.commits > 4 * len(life.plan.finals)
    return watch


def verified(watch: LockWatch, session: psycopg.Connection, life: Life, step: Step) -> None:
    """Look from within at a check, which writes nothing."""
    watch.doing = step.file("verify")
    with session.transaction():
        script.execute(session, script.read(life.generated / step.file("verify")))
        watch.inside(session)
    watch.doing = ""


def understated(life: Life, watch: LockWatch) -> dict[str, dict[str, str]]:
    """By file, the locks that are stronger than its header says."""
    found = {
        file: stronger(held, stated((life.generated / file).read_text()))
        for file, held in watch.held.items()
        if file
    }
    return {file: locks for file, locks in found.items() if locks}


def test_no_lock_is_stronger_than_its_header_says(life: Life) -> None:
    """At the end of no transaction of a step a table is locked more than the header states.

    That holds for applying, checking and rolling back, for the switch and for the reverse.
    """
    life.fill(60, hostile=False, invented=True)

    assert understated(life, walked(life)) == {}


def test_no_lock_of_the_end_is_stronger_than_its_header_says(life: Life) -> None:
    """At the point of no return, too, no table is locked more than the header states.

    That holds for finalizing and for holding the retired tables, and for bringing these back.
    """
    life.fill(60, hostile=False, invented=True)

    assert understated(life, ended(life)) == {}


def test_a_header_that_understates_is_found(database: Database, tmp_path: Path) -> None:
    """A header that names a weaker lock than is taken, or none, is told with that lock."""
    weaker = UNDERSTATES.of(tree_of("flights"))
    silent = SAYS_NOTHING.of(weaker)
    life = begun("flights", database, tmp_path, silent)
    life.fill(60, hostile=False, invented=True)

    assert understated(life, walked(life)) == {
        "sql/20_capturing/70_capture_aircraft.apply.sql": {"nyc.planes": "SHARE ROW EXCLUSIVE"},
        "sql/20_capturing/70_capture_aircraft.rollback.sql": {"nyc.planes": "ACCESS EXCLUSIVE"},
        "sql/60_switched/50_switch_flights.rollback.sql": {"nyc.weather": "ACCESS EXCLUSIVE"},
    }


def readable(path: str, text: str) -> Iterator[str]:
    """What a reader of a step's header does not find in it, or what a program cannot read."""
    lines = [line for line in text.split("\n") if line.startswith("-- Locks: ")]
    if not lines or not all(STATED.match(line) for line in lines if line != NONE):
        yield f"{path}: {lines}"
    if "\n-- Undo: " not in text:
        yield f"{path}: no undo"
    said = stated(text)
    for relation, mode in EXPLICIT.findall(text):
        if STRENGTH[mode] > STRENGTH[said.get(relation, "ROW EXCLUSIVE")]:
            yield f"{path}: LOCK TABLE {relation} IN {mode} MODE"


@pytest.mark.parametrize("name", MIGRATIONS)
def test_every_header_can_be_read_by_a_program(name: str) -> None:
    """Each file that changes something states its locks in one form, and how it is undone.

    A lock that a statement asks for by its name is stated too.
    """
    tree = tree_of(name)
    found = [
        problem
        for step in plan_of(name).steps
        for action in ("apply", "rollback")
        for problem in readable(step.file(action), tree[step.file(action)])
    ]

    assert found == []
