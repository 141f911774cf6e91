"""What the verdict holds against a migration: each judgement is provoked by a record of its own."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from operate.disposable import disposable
from operate.prove.client import Client
from operate.prove.failures import errors
from operate.prove.history import NOT_OPEN, Call, Effects, Transaction
from operate.prove.owners import Owners
from operate.prove.verdict import judged
from tests.fixtures.servers import engine_of

from .proofs import QUIET, lived, shop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from operate.prove.history import Outcome
    from operate.prove.life import Life
    from operate.prove.names import Side


RC, RR = "READ_COMMITTED", "REPEATABLE_READ"


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


@pytest.mark.parametrize(
    ("level", "state", "control", "count", "beyond"),
    [
        (RC, "40001", 0, 1, True),
        (RC, "40001", 1, 5, False),
        (RC, "40001", 1, 6, True),
        (RR, "40001", 0, 100, False),
        (RR, "40001", 0, 101, True),
        (RR, "40001", 40, 152, False),
        (RR, "40001", 40, 153, True),
        (RR, "40P01", 0, 1, True),
        (RR, "40P01", 1, 5, False),
        (RR, "40P01", 1, 6, True),
    ],
)
def test_an_error_is_compared_with_the_control_run_at_its_isolation_level(
    level: str, state: str, control: int, count: int, *, beyond: bool
) -> None:
    """Of 1,000 transactions in both runs; only 40001 by a snapshot has points, and chance."""
    runs = [
        [ended(level, state)] * times
        + [ended(level, "")] * (1_000 - times)
        # At another level the control run shows more than enough of it.
        + [ended("SERIALIZABLE", state)] * 500
        for times in (control, count)
    ]

    (seen,) = (one for one in errors(*runs) if one.level == level)

    assert seen.beyond is beyond
    assert (seen.control_count, seen.count) == (control, count)


@pytest.mark.slow
def test_a_legacy_name_never_fails_to_serialize_at_read_committed(life: Life) -> None:
    """One 40001 at READ COMMITTED is off, as the control run never shows any."""
    with failed(life, "legacy", "40001", began=0.0):
        problems = judged(life)["problems"]

    assert any("at READ COMMITTED failed with 40001" in problem for problem in problems)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seconds", "crashed", "told"), [(6, 0, True), (6, 2, False), (4, 0, False)]
)
def test_who_sees_nothing_for_long_is_told(
    life: Life, monkeypatch: pytest.MonkeyPatch, seconds: float, crashed: float, *, told: bool
) -> None:
    """A watch that made no look for 5 s of a stage proves nothing, unless the server was down."""
    began = life.stages["verified"][0][0]
    monkeypatch.setitem(life.stages, "verified", [(began, began + 60)])
    monkeypatch.setattr(life.waiting, "blind", [(began - 10, began + seconds)])
    monkeypatch.setattr(life.faults, "spans", [(began + 1, began + crashed)] if crashed else [])

    problems = judged(life)["problems"]

    assert any("WaitWatch saw nothing" in problem for problem in problems) is told


@pytest.mark.slow
@pytest.mark.parametrize(("seconds", "told"), [(14.0, False), (16.0, True)])
def test_a_statement_that_takes_too_long_is_told(seconds: float, *, told: bool, life: Life) -> None:
    """Fifteen seconds are too long for any statement, whatever it was waiting for."""
    client = client_of(life, "legacy")
    began, _ = life.stages["apply copied"][0]
    client.calls.append(
        Call(client="legacy 1", backend=0, began=began, seconds=seconds, what="slow")
    )
    try:
        found = judged(life)["problems"]
    finally:
        client.calls.pop()

    assert any("a statement of an application took" in problem for problem in found) is told


@pytest.mark.slow
def test_an_application_that_stops_by_itself_is_told(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An application whose thread ends with an error is not one that had nothing to complain of."""
    done = 0

    def breaks(client: Client, effects: Effects, outcome: Outcome) -> None:
        nonlocal done
        done += 1
        if client.name == "legacy 2" and done > 50:
            raise LookupError("no such row")
        settle(client, effects, outcome)

    settle = Client._settle
    monkeypatch.setattr(Client, "_settle", breaks)
    with disposable(engine_of(request.config)) as server:
        problems = judged(lived(shop(tmp_path), server, QUIET))["problems"]

    died = "the application legacy 2 stopped by itself during the life: LookupError: no such row"
    assert died in problems


@contextmanager
def failed(life: Life, side: Side, state: str, *, began: float) -> Iterator[None]:
    """One more transaction of a client has failed with an SQLSTATE."""
    client = client_of(life, side)
    made = replace(ended(RC, state), client=client.name, side=side, began=began, table="orders")
    client.history.append(made)
    try:
        yield
    finally:
        client.history.pop()


def ended(level: str, state: str) -> Transaction:
    """A transaction of the legacy name."""
    return Transaction(
        client="legacy 1",
        side="legacy",
        level=level,
        began=0.0,
        seconds=0.01,
        outcome="fail" if state else "ok",
        state=state,
        effects=Effects(),
    )


def client_of(life: Life, side: Side) -> Client:
    """The first client of a side."""
    return next(one for one in life.load.clients if one.side == side)
