"""`changeover prove` on each migration of specs/, shortly and for long."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from operate.prove.terms import Terms
from operate.workspace import Migration

from .proofs import ROOT, SHORT, judgement

if TYPE_CHECKING:
    from operate.disposable import Server

# What the specs say that the new names cannot insert before `finalize`.
UNSAID = {
    table: f'23502 null value in column "year" of relation "{table}" violates not-null constraint'
    for table in ("flights", "weather")
}


@pytest.mark.slow
@pytest.mark.smoke
@pytest.mark.parametrize(("name", "not_inserted"), [("ai-management", {}), ("flights", UNSAID)])
def test_each_migration_is_proven(
    name: str, not_inserted: dict[str, str], provable: Server
) -> None:
    """A migration of specs/ survives its whole life, and inserts by all names but those told."""
    terms = replace(SHORT, seconds=16.0)

    verdict = judgement(Migration(specs=ROOT / "specs" / name), provable, terms)

    assert verdict["problems"] == []
    assert verdict["data_sets"]["not switched"] == []
    assert verdict["not_inserted_by_new_name"] == not_inserted


@pytest.mark.full
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", ["ai-management", "flights"])
def test_each_migration_is_proven_for_long(name: str, seed: int, provable: Server) -> None:
    """The same with more rows, more applications, all data sets, and other faults each time."""
    terms = Terms(rows=20_000, loaded=False, writers=4, seconds=60.0, seed=seed)

    verdict = judgement(Migration(specs=ROOT / "specs" / name), provable, terms)

    assert verdict["problems"] == []


@pytest.mark.full
@pytest.mark.timeout(3600)
def test_a_migration_is_proven_with_the_data_it_brings(provable: Server) -> None:
    """A year of flights out of New York is lost nowhere, under load and with faults."""
    verdict = judgement(Migration(specs=ROOT / "specs" / "flights"), provable, Terms())

    assert verdict["problems"] == []
