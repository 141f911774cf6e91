"""A session killed after any statement of any generated file, then the same files once more."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from .kills import Point, points, strike
from .life import plan_of

if TYPE_CHECKING:
    from .stages import Stages

SHARES = 24
SAMPLE = 3
# The first share is a sample of all points; the others are all points together.
shares = pytest.mark.parametrize(
    "share", [0, *(pytest.param(n, marks=pytest.mark.full) for n in range(1, SHARES + 1))]
)


def in_share(every: tuple[Point, ...], share: int) -> list[Point]:
    """The points of one share; in the sample they are of different phases."""
    if share:
        return list(every[share - 1 :: SHARES])
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


@shares
def test_a_session_killed_after_any_statement_is_made_good(stages: Stages, share: int) -> None:
    """A session killed after any statement leaves nothing that applying again does not make good.

    Schema, rows and records are then those of a run that nobody disturbed: at the end of the phase
    that was killed, and in the sample at the end of the migration.
    """
    damage = {}
    for point in in_share(points(stages.name, "apply"), share):
        with stages.before("apply", point.phase) as life:
            strike(life, point)
            life.psql(point.phase, "apply")
            life.psql(point.phase, "verify")
            damage[str(point)] = changed(life.state(), stages.applied[point.phase])
            if not share:
                life.apply_only(*life.phases[life.phases.index(point.phase) + 1 :])
                damage[f"{point}, later"] = changed(life.state(), stages.applied["verified"])

    assert damage
    assert {point: found for point, found in damage.items() if found} == {}


@shares
def test_a_killed_rollback_is_made_good(stages: Stages, share: int) -> None:
    """A rollback killed after any statement ends, when it is run again, where it would have ended.

    That is the database before the phase, and in the sample the one before all phases.
    """
    damage = {}
    for point in in_share(points(stages.name, "rollback"), share):
        with stages.before("rollback", point.phase) as life:
            strike(life, point)
            life.psql(point.phase, "rollback")
            damage[str(point)] = changed(life.state(), stages.rolled_back[point.phase])
            if not share:
                for phase in reversed(life.phases[1 : life.phases.index(point.phase)]):
                    life.psql(phase, "rollback")
                end = stages.rolled_back[life.phases[1]]
                damage[f"{point}, earlier"] = changed(life.state(), end)

    assert damage
    assert {point: found for point, found in damage.items() if found} == {}


@shares
def test_a_killed_apply_can_be_rolled_back(stages: Stages, share: int) -> None:
    """A phase that died after one of its statements can be undone instead; all is as before."""
    damage = {}
    first = plan_of(stages.name).phases[0]
    every = [one for one in points(stages.name, "apply") if one.phase != first]
    for point in in_share(tuple(every[::3]), share):
        with stages.before("apply", point.phase) as life:
            strike(life, point)
            for phase in reversed(life.phases[1 : life.phases.index(point.phase) + 1]):
                life.psql(phase, "rollback")
            damage[str(point)] = changed(life.contents(), stages.begun)

    assert damage
    assert {point: found for point, found in damage.items() if found} == {}


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
        journals = {name for name in before if name.startswith(life.settings.work_schema)}
        damage[phase] = {k: lines for k, lines in damage[phase].items() if k not in journals}

    assert {phase: found for phase, found in damage.items() if found} == {}
    end = stages.rolled_back[plan_of(stages.name).phases[1]]
    assert changed({name: end[name] for name in stages.begun}, stages.begun) == {}
