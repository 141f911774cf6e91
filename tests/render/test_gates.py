"""Gates that kinds bring: which data sets they stand before, and what is not required."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import render
from render.kinds import all_kinds
from render.model import Gate

from .test_compile import SPECS, rendered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from render.project import Project

ORACLE = Gate(
    command="switch",
    name="oracle",
    rank=25,
    demands="a sample was derived another way",
    routine="migration_codes.oracle_agrees",
    sqlstate="MG160",
    hint="First ask the oracle about DATA_SET",
)
GATES = "sql/00_planned/51_gates_codes.apply.sql"


def gates(_project: Project) -> Iterator[Gate]:
    """One gate that is asked, one that is not required, one for a data set that is not there."""
    yield ORACLE
    yield replace(ORACLE, name="calls", routine="")
    yield replace(ORACLE, name="elsewhere", data_sets=("other",))
    yield replace(ORACLE, name="here", data_sets=("codes",))


def test_a_kind_brings_gates_without_having_a_spec(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every kind is asked; what has no routine is NULL; a hint names the data set."""
    kinds = dict(all_kinds())
    kinds["waiver"] = replace(kinds["waiver"], gates=gates)
    monkeypatch.setattr(render, "all_kinds", lambda: kinds)

    tree = rendered(SPECS, tmp_path / "codes").tree

    assert tree is not None
    text = tree[GATES]
    assert "'switch', 'oracle', 25" in text
    assert "'migration_codes.oracle_agrees', 'MG160'" in text
    assert "'First ask the oracle about codes'" in text
    assert (
        "'switch', 'calls', 25,\n        'a sample was derived another way',\n        NULL" in text
    )
    assert "'here'" in text
    assert "'elsewhere'" not in text
    order = [
        text.index(f"'switch', {one}") for one in ("'steps', 10", "'oracle', 25", "'quarantine'")
    ]
    assert order == sorted(order)
