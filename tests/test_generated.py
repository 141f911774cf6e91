"""What every generated file has, whatever its kind: a head that a DBA can act on, and marks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from operate.script import parse
from render import Rendered, render
from render.plan import ACTIONS, Action

ROOT = Path(__file__).parents[1]
MIGRATIONS = sorted(path.name for path in (ROOT / "specs").iterdir() if path.is_dir())
CREATED = re.compile(r"^CREATE OR REPLACE (?:FUNCTION|PROCEDURE) migration_", re.MULTILINE)
OWNED = re.compile(r"^ALTER (FUNCTION|PROCEDURE) (\S+\(.*?\)) OWNER TO", re.MULTILINE)
TIMEOUTS = re.compile(r"^SET lock_timeout = '\d+ms';\nSET statement_timeout = 0;$", re.MULTILINE)


@cache
def rendered(migration: str) -> Rendered:
    """A migration's plan and files."""
    return render(ROOT / "specs" / migration, f"specs/{migration}")


def files(migration: str, action: Action) -> dict[str, str]:
    """The text of each step's file for one action, by the step's id."""
    made = rendered(migration)
    assert made.plan is not None
    assert made.tree is not None
    return {step.id: made.tree[step.file(action)] for step in made.plan.steps}


@pytest.mark.parametrize("migration", MIGRATIONS)
def test_every_step_has_a_name_of_its_own(migration: str) -> None:
    """No two steps share a name or a file, so the database can tell them apart."""
    plan = rendered(migration).plan

    assert plan is not None
    assert len({step.id for step in plan.steps}) == len(plan.steps)
    assert len({step.file("apply") for step in plan.steps}) == len(plan.steps)


@pytest.mark.parametrize("migration", MIGRATIONS)
def test_every_file_says_what_it_locks_and_how_it_is_undone(migration: str) -> None:
    """An apply file starts with its title, its source, its transaction, its locks and its undo."""
    for step, text in files(migration, "apply").items():
        head = text.split("\n\n")[0].split("\n")

        assert head[1].startswith(f"-- Generated from specs/{migration}/"), step
        assert head[2].startswith(("-- Transaction: one;", "-- Transaction: none")), step
        assert all(line.startswith("-- Locks: ") for line in head[3:-1]), step
        assert re.fullmatch(r"-- Undo: \S+\.rollback\.sql", head[-1]), step


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("migration", MIGRATIONS)
def test_every_file_sets_its_own_limits_and_names_each_statement(
    migration: str, action: Action
) -> None:
    """Every file sets its time-outs, and each of its statements has a sentence of its own."""
    for step, text in files(migration, action).items():
        statements = [one for one in parse(text) if one.title]

        assert TIMEOUTS.search(text), step
        assert statements or action == "rollback", step
        assert all(one.sql for one in statements), step


@pytest.mark.parametrize("migration", MIGRATIONS)
def test_nothing_is_built_concurrently_in_a_transaction(migration: str) -> None:
    """What Postgres refuses inside a transaction stands only in steps without one."""
    plan = rendered(migration).plan

    assert plan is not None
    applied, undone = files(migration, "apply"), files(migration, "rollback")
    for step in plan.steps:
        if "CONCURRENTLY" in applied[step.id] + undone[step.id]:
            assert step.transaction == "none", step.id


@pytest.mark.parametrize("migration", MIGRATIONS)
def test_every_routine_is_dropped_as_it_was_created(migration: str) -> None:
    """With IF EXISTS, a rollback that names other parameters would leave the routine silently."""
    undone = files(migration, "rollback")
    created = [
        (step, kind, routine)
        for step, text in files(migration, "apply").items()
        for kind, routine in OWNED.findall(text)
    ]

    texts = files(migration, "apply").values()
    assert len(created) == sum(len(CREATED.findall(text)) for text in texts) > 100
    for step, kind, routine in created:
        assert f"\nDROP {kind} IF EXISTS {routine};\n" in undone[step], f"{kind} {routine}"
