"""A small migration to be proven, whole or with a protection taken away."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from operate.prove.life import Life
from operate.prove.terms import Terms
from operate.prove.verdict import judged
from operate.workspace import Migration
from render.write import write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from operate.disposable import Server
    from tests.journeys.mutants import Change

ROOT = Path(__file__).parents[2]
SHOP = ROOT / "tests" / "bad_input" / "shop"
FILTER = "filter: {where: total > 0, because: Orders without a price were never placed.}\n"
SHORT = Terms(rows=300, loaded=False, writers=2, seconds=5.0, seed=1)
QUIET = replace(SHORT, seconds=2.0, faults=False)


def shop(folder: Path) -> Migration:
    """The shop in a folder of its own, moving all of its orders; nothing is rendered."""
    specs = folder / "specs" / "shop"
    shutil.copytree(SHOP, specs)
    mapping = specs / "mappings" / "orders.yaml"
    text = mapping.read_text()
    assert FILTER in text
    mapping.write_text(text.replace(FILTER, ""))
    return Migration(specs=specs)


def proven(
    migration: Migration, server: Server, terms: Terms = SHORT, mutant: Change | None = None
) -> Mapping[str, Any]:
    """The verdict on a migration whose files may have been mutated."""
    made = migration.made()
    write(mutant.of(made.tree) if mutant else made.tree, migration.generated)
    return judgement(migration, server, terms)


def judgement(migration: Migration, server: Server, terms: Terms) -> Mapping[str, Any]:
    """The verdict on a migration with the files that are in its generated folder."""
    plan = migration.made().plan
    life = Life(plan=plan, migration=migration, server=server, terms=terms)
    life.run()
    return judged(life)


def lived(migration: Migration, server: Server, terms: Terms) -> Life:
    """A life with unchanged files, and all that its instruments have noted."""
    made = migration.made()
    write(made.tree, migration.generated)
    life = Life(plan=made.plan, migration=migration, server=server, terms=terms)
    life.run()
    return life
