"""Specs spoilt at random: whatever an author writes, the answer is findings and never a crash."""

from __future__ import annotations

import copy
import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from render import render
from render.printers.text import render_text
from tests.bad_input.edges import GOOD

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOP = Path(__file__).parent / "bad_input" / "shop"
GONE = object()
WRONG: tuple[object, ...] = (
    *(GONE, None, "", 5, -1, 1.5, True, [], {}, [[]], ["id"], {"id": "id"}, {"from": None}),
    *("id", "nobody", "orders", "now()", "a; b", "x" * 70, "../..", "$$", "-- x"),
)


def places(data: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a spec where something is written."""
    keys = data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    for key in keys:
        yield (*place, key)
        yield from places(data[key], (*place, key))


def spoilt(data: Any, place: tuple[Any, ...], value: object) -> str:
    """The YAML of a spec with something else, or nothing, at one place."""
    data = copy.deepcopy(data)
    around = data
    for key in place[:-1]:
        around = around[key]
    if value is GONE:
        del around[place[-1]]
    else:
        around[place[-1]] = value
    return yaml.safe_dump(data, sort_keys=False)


@pytest.mark.parametrize("sample", [400, pytest.param(0, marks=pytest.mark.full, id="all")])
def test_no_spoilt_spec_breaks_the_renderer(tmp_path: Path, sample: int) -> None:
    """Wherever something wrong is written, the specs are refused with a message, or rendered."""
    folder = tmp_path / "shop"
    shutil.copytree(SHOP, folder)
    for name, good in GOOD.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(good)
    cases = [
        (path, place, value)
        for path in sorted(folder.rglob("*.yaml"))
        for place in places(yaml.safe_load(path.read_text()))
        for value in WRONG
    ]
    if sample:
        cases = random.Random(5).sample(cases, sample)  # noqa: S311 - the same on every run
    refused = 0

    for path, place, value in cases:
        text = path.read_text()
        path.write_text(spoilt(yaml.safe_load(text), place, value))
        made = render(folder, "specs/shop")
        path.write_text(text)

        refused += made.tree is None
        assert bool(made.tree) != any(one.severity == "error" for one in made.findings)
        assert all(one.message in render_text([one], made.texts) for one in made.findings)

    assert refused > len(cases) / 2
