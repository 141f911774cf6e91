"""The migrations of specs/, each in a database of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from render.write import write
from tests.journeys.life import MIGRATIONS, Life, rendered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.databases import Database


@pytest.fixture(params=MIGRATIONS)
def life(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> Life:
    """A migration whose generated files lie in a folder of their own, before anything ran."""
    made = rendered(request.param)
    assert made.tree is not None, [str(finding) for finding in made.findings]
    write(made.tree, tmp_path)
    return Life(name=request.param, database=database, generated=tmp_path)
