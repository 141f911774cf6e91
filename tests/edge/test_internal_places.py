"""The places that nginx keeps for itself: from outside each of them is nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import render
from demo.edge import serving

from .client import ask
from .protection import SERVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demo.edge import Edge

    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
TEMPLATE = Path(render.__file__).parent / "kinds" / "edge" / "templates" / f"{SERVER}.j2"
PLACES = re.findall(r"^location = (/changeover/\S+)", TEMPLATE.read_text(), re.MULTILINE)
INTERNAL = "    internal;\n"


@pytest.fixture(scope="module")
def opened(
    generated: Path, legacy: Upstream, new: Upstream, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Edge]:
    """An edge whose places are not kept for itself."""
    folder = tmp_path_factory.mktemp("opened") / "nginx"
    shutil.copytree(generated, folder)
    server = (folder / SERVER).read_text()
    assert server.count(INTERNAL) == len(PLACES)
    (folder / SERVER).write_text(server.replace(INTERNAL, ""))
    with serving(folder, legacy.address, new.address) as running:
        yield running


def test_all_of_them_are_known() -> None:
    """The places that are tried here are all that the edge has."""
    assert len(PLACES) == 13
    assert TEMPLATE.read_text().count("location = /changeover/") == len(PLACES)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_reaches_it(
    place: str, method: str, edge: Edge, legacy: Upstream, new: Upstream
) -> None:
    """It is not found, and no system is asked."""
    answer = ask(edge.port, place, method=method)

    assert (answer.status, legacy.asked, new.asked) == (404, [], [])


@pytest.mark.parametrize("place", PLACES)
def test_it_could_be_reached_otherwise(place: str, opened: Edge) -> None:
    """Without being kept for nginx each of them would do something for whoever asks."""
    assert ask(opened.port, place).status != 404
