"""A session killed after any statement of any generated file, then the same files once more."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from .kills import Point, groups, points, strike
from .life import plan_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from render.plan import Action

    from .life import Life
    from .stages import Stages

SAMPLE = 3
TURNS = 8
THIRD = 3
EVERY = 8
turns = pytest.mark.parametrize(
    "turn", [pytest.param(n, marks=pytest.mark.full) for n in range(TURNS)]
)


def sample(every: tuple[Point, ...]) -> list[Point]:
    """A few points, each of another phase."""
    chance = random.Random(6)  # noqa: S311 - repeatable
    by_phase: dict[str, list[Point]] = {}
    for point in every:
        by_phase.setdefault(point.phase, []).append(point)
    chosen = chance.sample(sorted(by_phase), min(SAMPLE, len(by_phase)))
    return [chance.choice(by_phase[phase]) for phase in chosen]


def changed(found: dict[str, list[str]], wanted: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is not as it should be, by where: the lines that only one side has."""
    names = found.keys() | wanted.keys()
    both = {name: (set(found.get(name, [])), set(wanted.get(name, []))) for name in names}
    apart = {name: sorted(one ^ other)[:5] for name, (one, other) in both.items()}
    return {
        name: lines or ["another order or number"]
        for name, lines in apart.items()
        if found.get(name) != wanted.get(name)
    }


def without_journals(life: Life, found: dict[str, list[str]]) -> dict[str, list[str]]:
    """What was found, but for what waits in journals: it may be worked off, or be noted anew."""
    work = life.settings.work_schema
    return {name: lines for name, lines in found.items() if not name.startswith(work)}


def walk(life: Life, action: Action, phase: str, number: int) -> list[Point]:
    """Run a phase, killed at the point of that number of each of its files, until it is done."""
    struck = [every[number] for every in groups(life.name, action, phase) if len(every) > number]
    for point in struck:
        strike(life, point)
    life.psql(phase, action)
    return struck


def walks(name: str, action: Action, turn: int) -> Iterator[tuple[str, int]]:
    """The walks of one turn: each phase as often as the longest of its files has points."""
    phases = plan_of(name).phases
    for phase in phases if action == "apply" else phases[1:]:
        widest = max(len(every) for every in groups(name, action, phase))
        yield from ((phase, number) for number in range(turn, widest, TURNS))


def test_a_session_killed_after_a_statement_is_made_good(stages: Stages) -> None:
    """A session killed after a statement leaves nothing that applying again does not make good.

    Schema, rows and records are those of a run that nobody disturbed, then and in the end.
    """
    damage = {}
    for point in sample(points(stages.name, "apply")):
        with stages.before("apply", point.phase) as life:
            strike(life, point)
            life.psql(point.phase, "apply")
            life.psql(point.phase, "verify")
            damage[str(point)] = changed(life.state(), stages.applied[point.phase])
            life.apply_only(*life.phases[life.phases.index(point.phase) + 1 :])
            damage[f"{point}, later"] = changed(life.state(), stages.applied["verified"])

    assert damage
    assert {point: found for point, found in damage.items() if found} == {}


@turns
def test_sessions_killed_after_any_statement_are_made_good(stages: Stages, turn: int) -> None:
    """A phase killed in every file, after any of its statements, ends as if undisturbed.

    Each walk through a phase is killed once in each file, in the next walk one statement later.
    Schema, rows and records are compared at its end, and are what the next phase begins with.
    """
    struck, damage = 0, {}
    for phase, number in walks(stages.name, "apply", turn):
        with stages.before("apply", phase) as life:
            struck += len(walk(life, "apply", phase, number))
            life.psql(phase, "verify")
            where = f"{phase}, point {number} of each file"
            damage[where] = changed(life.state(), stages.applied[phase])

    assert struck >= len(damage) > 0
    assert {where: found for where, found in damage.items() if found} == {}


def test_a_killed_rollback_is_made_good(stages: Stages) -> None:
    """A rollback killed after a statement ends, when it is run again, where it would have ended.

    That is the database before the phase, and then the one before all phases.
    """
    damage = {}
    for point in sample(points(stages.name, "rollback")):
        with stages.before("rollback", point.phase) as life:
            strike(life, point)
            life.psql(point.phase, "rollback")
            damage[str(point)] = changed(life.state(), stages.rolled_back[point.phase])
            for phase in reversed(life.phases[1 : life.phases.index(point.phase)]):
                life.psql(phase, "rollback")
            end = stages.rolled_back[life.phases[1]]
            damage[f"{point}, earlier"] = changed(life.state(), end)

    assert damage
    assert {point: found for point, found in damage.items() if found} == {}


@turns
def test_rollbacks_killed_after_any_statement_are_made_good(stages: Stages, turn: int) -> None:
    """Rollbacks killed in every file, after any of its statements, end as if undisturbed."""
    struck, damage = 0, {}
    for phase, number in walks(stages.name, "rollback", turn):
        with stages.before("rollback", phase) as life:
            struck += len(walk(life, "rollback", phase, number))
            where = f"{phase}, point {number} of each file"
            damage[where] = changed(life.state(), stages.rolled_back[phase])

    assert struck >= len(damage) > 0
    assert {where: found for where, found in damage.items() if found} == {}


def test_a_killed_apply_can_be_rolled_back(stages: Stages) -> None:
    """A phase that died after one of its statements can be undone instead; all is as before."""
    damage = {}
    first = plan_of(stages.name).phases[0]
    every = [one for one in points(stages.name, "apply") if one.phase != first]
    for point in sample(tuple(every)):
        with stages.before("apply", point.phase) as life:
            strike(life, point)
            for phase in reversed(life.phases[1 : life.phases.index(point.phase) + 1]):
                life.psql(phase, "rollback")
            damage[str(point)] = changed(life.contents(), stages.begun)

    assert damage
    assert {point: found for point, found in damage.items() if found} == {}


@turns
def test_a_phase_killed_after_any_statement_can_be_undone(stages: Stages, turn: int) -> None:
    """A phase that died after any third of its statements can be undone, one time after another."""
    struck, damage = 0, {}
    for phase in plan_of(stages.name).phases[1:]:
        every = [point for group in groups(stages.name, "apply", phase) for point in group]
        chosen = every[turn * THIRD :: TURNS * THIRD]
        with stages.before("apply", phase) as life:
            before = without_journals(life, life.contents())
            for start in range(0, len(chosen), EVERY):
                some = chosen[start : start + EVERY]
                for point in some:
                    strike(life, point)
                    life.psql(phase, "rollback")
                struck += len(some)
                found = changed(without_journals(life, life.contents()), before)
                damage[f"one of {', '.join(map(str, some))}"] = found

    assert struck > len(damage)
    assert {where: found for where, found in damage.items() if found} == {}


def test_each_rollback_ends_where_its_phase_began(stages: Stages) -> None:
    """Every phase that is rolled back leaves objects and rows as they were before it.

    What waits in a journal is no part of that: it may have been worked off, or be noted anew.
    """
    damage = {}
    for earlier, phase in pairwise(plan_of(stages.name).phases[1:]):
        with stages.before("apply", phase) as life:
            before = life.contents()
        with stages.before("rollback", earlier) as life:
            damage[phase] = changed(life.contents(), before)
        damage[phase] = without_journals(life, damage[phase])

    assert {phase: found for phase, found in damage.items() if found} == {}
    end = stages.rolled_back[plan_of(stages.name).phases[1]]
    assert changed({name: end[name] for name in stages.begun}, stages.begun) == {}
