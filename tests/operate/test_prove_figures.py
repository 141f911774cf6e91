"""The figures of a life: reached only below their target, on the terms that the target names."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from benchmarks.__main__ import slow
from benchmarks.cases import CASES
from benchmarks.load import shortcomings
from operate.prove import page
from operate.prove.figures import figures
from operate.prove.history import Call, Effects, Transaction, waits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from operate.prove.life import Life

# By stage: when it began and ended, and its worst wait in milliseconds.
STAGES = {
    "apply expanded": ((0.0, 2.0), 12.0),
    "apply copying": ((2.0, 4.0), 31.0),
    "verified": ((4.0, 6.0), 900.0),
    "switch costs": ((6.0, 7.0), 800.0),
}
IDLE_MS = 7.0


def begun(rate: float, since: float, until: float) -> Iterable[Transaction]:
    """So many transactions a second, evenly."""
    for number in range(round(rate * (until - since))):
        yield Transaction(
            client="legacy 1",
            side="legacy",
            level="READ_COMMITTED",
            began=since + number / rate,
            seconds=0.001,
            outcome="ok",
            state="",
            effects=Effects(),
        )


def call(began: float, milliseconds: float) -> Call:
    """One statement."""
    return Call(client="legacy 1", backend=1, began=began, seconds=milliseconds / 1000, what="x")


def told(
    rate: float = 300.0,
    *,
    copying: float | None = None,
    round_trips: int = 50,
    holds: tuple[float, ...] = (3.0, 20.0),
    worst: float = 31.0,
    idle: bool = True,
) -> dict[str, dict[str, Any]]:
    """The figures of a life with such a rate, another one while it copied, and such waits."""
    rates = {"apply copying": rate if copying is None else copying}
    spans = {name: span for name, (span, _) in STAGES.items()}
    history = [one for name, span in spans.items() for one in begun(rates.get(name, rate), *span)]
    calls = [
        call(span[0] + 0.5, worst if name == "apply copying" else milliseconds)
        for name, (span, milliseconds) in STAGES.items()
    ]
    life = SimpleNamespace(
        stages={name: [span] for name, span in spans.items()},
        terms=SimpleNamespace(round_trips=round_trips),
        load=SimpleNamespace(history=history),
        control=SimpleNamespace(calls=[call(0.0, IDLE_MS)] if idle else []),
        locks=SimpleNamespace(held=lambda *_stages: sorted(holds)),
    )
    stages = {name: waits(calls, [span]) for name, span in spans.items()}
    return {one["figure"]: one for one in figures(cast("Life", life), stages)}


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (300.0, "reached"),
        (271.0, "reached"),
        (329.0, "reached"),
        (268.0, "measured at 268/s, target is for 300/s"),
        (332.0, "measured at 332/s, target is for 300/s"),
        (400.0, "measured at 400/s, target is for 300/s"),
    ],
)
def test_a_wait_counts_at_the_rate_of_its_target(rate: float, said: str) -> None:
    """Steps are to be applied under 300 transactions a second: about as many, not more or fewer."""
    s1 = told(rate)["S1"]

    assert (s1["said"], s1["reached"], s1["ms"]) == (said, said == "reached", 31.0)
    assert s1["per_second"] == rate


def test_each_figure_has_the_rate_of_its_own_stages() -> None:
    """Rows are to be copied under 400 transactions a second, beside an idle database's wait."""
    slower, alike = told(300.0), told(400.0)
    idle = "worst wait while rows are copied; without a migration 7.0 ms"
    mixed = told(300.0, copying=400.0)

    assert slower["C3"]["said"] == "measured at 300/s, target is for 400/s"
    assert alike["C3"]["said"] == mixed["C3"]["said"] == "reached"
    assert (mixed["C3"]["what"], mixed["C3"]["per_second"]) == (idle, 400)
    assert mixed["S1"]["per_second"] == 350
    assert "without a migration" not in told(idle=False)["C3"]["what"]


@pytest.mark.parametrize(("worst", "reached"), [(49.9, True), (50.0, False), (800.0, False)])
def test_a_longer_wait_is_not_reached(worst: float, *, reached: bool) -> None:
    """A wait of 50 ms is too long, and so is any longer one."""
    said = "reached" if reached else "not reached"

    assert told(300.0, worst=worst)["S1"]["said"] == said
    assert told(400.0, worst=worst)["C3"]["said"] == said


@pytest.mark.parametrize(
    ("round_trips", "holds", "ms", "said"),
    [
        (50, (49.0,) * 101, 49.0, "reached"),
        # Of 101 holds the longest is left out, the second longest is not.
        (50, (*(1.0,) * 100, 60.0), 1.0, "reached"),
        (50, (*(1.0,) * 99, 60.0, 60.0), 60.0, "not reached"),
        (1, (3.0, 4.0, 5.0), 5.0, "measured in 1 round trip, target is for 50"),
    ],
)
def test_holds_count_over_fifty_round_trips(
    round_trips: int, holds: tuple[float, ...], ms: float, said: str
) -> None:
    """99 of 100 holds are to be shorter than 50 ms, in 50 round trips and under any load."""
    s2 = told(123.0, round_trips=round_trips, holds=holds)["S2"]

    assert (s2["ms"], s2["said"], s2["per_second"]) == (ms, said, 123)


def test_what_was_not_measured_is_no_figure() -> None:
    """Without a hold, nothing is said of holds."""
    assert sorted(told(holds=())) == ["C3", "S1"]


def test_the_page_shows_rate_and_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """Who reads the verdict sees at which rate each figure was measured, and on whose terms."""
    page.show_budgets([told(180.0)["S1"]])

    shown = capsys.readouterr().out
    assert "180/s" in shown
    assert "measured at 180/s, target is for 300/s" in " ".join(shown.split())


def test_a_benchmark_says_why_it_is_red() -> None:
    """A figure that is not reached, one on other terms, a slow case and a problem are all named."""
    verdict = {
        "budgets": list(told(300.0, worst=60.0, round_trips=1).values()),
        "problems": ["1 rows are lost"],
    }
    fine = {"budgets": [told(300.0)["S1"]], "problems": []}
    case = CASES[0]

    assert list(shortcomings(verdict)) == [
        "S1: 60.0 ms, target < 50; not reached",
        "S2: 20.0 ms, target < 50; measured in 1 round trip, target is for 50",
        "C3: 60.0 ms, target < 50; measured at 300/s, target is for 400/s",
        "1 rows are lost",
    ]
    assert list(shortcomings(fine)) == []
    assert list(slow([(case, 1.0, 4.0)])) == ["B1: 4.00 times as fast, target 5.00"]
    assert list(slow([(case, 1.0, 5.0)])) == []
