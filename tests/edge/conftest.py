"""The edge of ai-management: a real nginx in front of two systems, and the edge's record."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from demo.edge import Edge, serving
from operate.disposable import disposable
from render import render
from render.write import write
from tests.fixtures.servers import engine_of

from . import demo_made
from .bench import Bench
from .changed import ALONE, SHADOWING, changed
from .known import build
from .upstream import Upstream, upstream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.fixtures.databases import Database
    from tests.journeys.life import Life

NAME = "ai-management"
SPECS = Path(__file__).parents[2] / "specs" / NAME


@pytest.fixture
def bench(database: Database) -> Iterator[Bench]:
    """A database with a migration behind an edge, of which nothing was turned or loaded."""
    with database.connect() as connection:
        build(connection)
        yield Bench(database=database, session=connection)


@pytest.fixture
def empty(database: Database) -> Iterator[Bench]:
    """A superuser's session in an empty database."""
    with database.connect() as connection:
        yield Bench(database=database, session=connection)


@pytest.fixture(scope="session")
def verified(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Life]:
    """The migration at `verified`, to be copied and served; on a server whose roles are its own."""
    with disposable(engine_of(request.config)) as server:
        yield demo_made.verified(server, tmp_path_factory.mktemp("generated"))


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of nginx, rendered from today's specs."""
    folder = tmp_path_factory.mktemp("generated")
    rendered = render(SPECS, f"specs/{NAME}")
    assert rendered.tree is not None
    write(rendered.tree, folder)
    return folder / "nginx"


@pytest.fixture(scope="module")
def legacy() -> Iterator[Upstream]:
    """The legacy system."""
    with upstream() as running:
        yield running


@pytest.fixture(scope="module")
def new() -> Iterator[Upstream]:
    """The new system."""
    with upstream() as running:
        yield running


@pytest.fixture(scope="module")
def alone(generated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder, with no read made twice: what a system is asked is what a client asks."""
    return changed(generated, tmp_path_factory.mktemp("alone") / "nginx", *ALONE)


@pytest.fixture(scope="module")
def start(alone: Path, legacy: Upstream, new: Upstream) -> Callable[..., object]:
    """Start an edge in front of the two systems, with every API answered by one side."""

    @contextmanager
    def started(side: str = "new", at: str = "@2027-01-15 12:00:00") -> Iterator[Edge]:
        with serving(alone, legacy.address, new.address, at=at) as running:
            if side == "new":
                running.turn(dict.fromkeys(keys(alone), "new"))
            yield running

    return started


@pytest.fixture(scope="module")
def edge(start: Callable[..., AbstractContextManager[Edge]]) -> Iterator[Edge]:
    """An edge whose every API and page the new system answers, between Deprecation and Sunset."""
    with start() as running:
        yield running


@pytest.fixture(scope="module")
def shadowing(
    generated: Path, legacy: Upstream, new: Upstream, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Edge]:
    """An edge that reads everything twice, while the legacy system answers."""
    folder = changed(generated, tmp_path_factory.mktemp("shadowing") / "nginx", *SHADOWING)
    with serving(folder, legacy.address, new.address) as running:
        yield running


@pytest.fixture(autouse=True)
def _forget(request: pytest.FixtureRequest) -> None:
    """Begin each test with systems that were asked nothing yet, and told no answer."""
    for name in ("legacy", "new"):
        if name in request.fixturenames:
            system = request.getfixturevalue(name)
            system.says("{}")
            system.asked.clear()


def keys(generated: Path) -> list[str]:
    """Every API and page, as traffic files name them."""
    lines = (generated / "traffic" / f"{NAME}.map").read_text().splitlines()
    return [line.split()[0] for line in lines if not line.startswith("#")]
