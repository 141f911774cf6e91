"""What the verdict holds against a migration: each judgement is provoked by a record of its own."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from operate.disposable import disposable
from operate.prove.history import NOT_OPEN, Effects, Transaction
from operate.prove.owners import Owners
from operate.prove.verdict import judged
from tests.fixtures.servers import engine_of

from .proofs import QUIET, lived, shop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from operate.prove.client import Client
    from operate.prove.life import Life
    from operate.prove.names import Side


@pytest.fixture(scope="module")
def life(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Life]:
    """A life in which nothing went wrong, on a server that is still there."""
    with disposable(engine_of(request.config)) as server:
        found = lived(shop(tmp_path_factory.mktemp("life")), server, QUIET)
        assert judged(found)["problems"] == []
        yield found


def test_legacy_may_own_a_data_set_until_a_switch_is_done_and_from_a_reverse_on() -> None:
    """Before a switch, and between a reverse and the next switch, legacy may own the rows."""
    owners = Owners()
    owners.change(["orders"], "new", 10.0)
    owners.change(["orders"], "legacy", 20.0)
    owners.change(["orders"], "new", 30.0)

    spans = {(1, 2): True, (9, 11): True, (11, 19): False, (19, 21): True, (31, 32): False}

    assert {span: owners.legacy_owned("orders", *span) for span in spans} == spans
    assert owners.legacy_owned("others", 31, 32)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("side", "place", "excused"),
    [("new", "before", True), ("new", "after", False), ("legacy", "before", False)],
)
def test_only_a_new_name_is_refused_while_legacy_owns(
    life: Life, side: Side, place: str, *, excused: bool
) -> None:
    """MG123 is what a new name meets before the switch; later, or by a legacy name, it is off."""
    switched = life.owners.changes["orders"][0][0]
    began = switched - 1.0 if place == "before" else life.owners.changes["orders"][-1][0] + 0.1

    with failed(life, side, NOT_OPEN, began=began):
        problems = judged(life)["problems"]

    assert any("with MG123" in problem for problem in problems) is not excused


@contextmanager
def failed(
    life: Life, side: Side, state: str, *, began: float, level: str = "READ_COMMITTED"
) -> Iterator[None]:
    """One more transaction of a client has failed with an SQLSTATE."""
    client = client_of(life, side)
    client.history.append(
        Transaction(
            client=client.name,
            side=side,
            level=level,
            began=began,
            seconds=0.01,
            outcome="fail",
            state=state,
            effects=Effects(),
            table="orders",
        )
    )
    try:
        yield
    finally:
        client.history.pop()


def client_of(life: Life, side: Side) -> Client:
    """The first client of a side."""
    return next(one for one in life.load.clients if one.side == side)
