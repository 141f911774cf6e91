"""The way back: what an inverse makes of a target row is what the legacy row says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from operate.sample.contract import project_of
from render.kinds.mapping.meaning import meaning_of

from .life import MIGRATIONS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from render.kind import Spec
    from render.kinds.mapping.spec import Entry
    from tests.journeys.life import Life

ROWS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverse:
    """The expression that restores a legacy column, and the tables that it is between."""

    mapping: str
    column: str
    text: str
    tables: str

    def rows(self, life: Life) -> tuple[int, int]:
        """How many rows it was asked about, and in how many it gave another value."""
        query = f"""
        SELECT count(*), count(*) FILTER (WHERE back.value IS DISTINCT FROM l.{self.column})
        FROM {self.tables}
        CROSS JOIN LATERAL (SELECT ({self.text}) AS value FROM (SELECT t.*) AS alone) AS back
        """
        with life.database.connect() as connection:
            asked, wrong = connection.execute(query.encode()).fetchone() or (0, 0)
        return asked, wrong


def inverses(migration: str) -> list[Inverse]:
    """Every inverse that a migration's mappings declare, of the anchors and of their parts."""
    project = project_of(ROOT / "specs" / migration)
    found: list[Inverse] = []
    for spec in project.of("mapping"):
        meaning = meaning_of(spec.body, project)
        legacy, target = (f"{one.schema}.{one.name}" for one in (meaning.legacy, meaning.target))
        key = " AND ".join(f"anchor.{one.held_in} = l.{one.name}" for one in meaning.key)
        both = f"{legacy} AS l JOIN {target} AS anchor ON {key} CROSS JOIN LATERAL"
        found += _declared(spec, spec.body.entries, f"{both} (SELECT anchor.*) AS t")
        for part in meaning.parts:
            own = f"{part.spec.anchor} = anchor.{meaning.target.key[0]}"
            rows = f"(SELECT * FROM {part.table} WHERE {own}) AS t"
            found += _declared(spec, part.spec.entries, f"{both} {rows}")
    return found


def _declared(spec: Spec, entries: Iterable[Entry], tables: str) -> list[Inverse]:
    return [
        Inverse(mapping=str(spec.name), column=column, text=text, tables=tables)
        for entry in entries
        for column, text in entry.inverse.items()
    ]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("life", [name for name in MIGRATIONS if inverses(name)], indirect=True)
def test_every_inverse_gives_back_what_the_legacy_row_says(life: Life) -> None:
    """Every declared way back restores the legacy value exactly, in every row that was moved.

    Among the rows are the greatest and smallest values of each type, NULL and NaN; an inverse
    with a wrong factor is told from a right one.
    """
    life.fill(ROWS, invented=True)
    life.apply(to="copied")
    declared = inverses(life.name)
    wrong = {}
    for one in declared:
        asked, differ = one.rows(life)
        assert asked > 1_000, one
        if differ:
            wrong[one.mapping, one.column] = differ
    numbers = [one for one in declared if "/" in one.text]
    spoilt = [replace(one, text=f"({one.text}) / 10") for one in numbers]

    assert wrong == {}
    assert numbers
    assert all(one.rows(life)[1] > 100 for one in spoilt)
