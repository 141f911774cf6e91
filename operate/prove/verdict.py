"""The judgement on a proof: all figures, and in one sentence each what is not as it must be."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from operate.prove.failures import errors, in_words, kept_out
from operate.prove.figures import figures
from operate.prove.history import ENDED, LOST, answered, waits
from operate.prove.instruments import failing
from operate.prove.locks import SHORT, shown
from operate.prove.terms import switched_at_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from operate.prove.failures import Seen
    from operate.prove.history import Call, Transaction, Waits
    from operate.prove.life import Life

# Nobody may wait longer behind the migration's locks: shorter than a reader is held.
PATIENCE_MS = 2_000.0
# No statement may take longer, whatever else the machine has to do.
LONGEST_MS = 15_000.0
# Of a hundred statements one may take so many times as long as without the migration; or so long,
# as a machine that is busy makes any statement late.
TIMES_AS_LONG, SHORT_MS = 10.0, 500.0


def judged(life: Life) -> dict[str, Any]:
    """The verdict on a life, as it is written to verdict.json."""
    calls = life.calls()
    seen = list(errors(life.control.history, life.load.history))
    stages = {name: waits(calls, span) for name, span in life.stages.items()}
    control, migration = waits(life.control.calls), waits(calls)
    problems = [*life.problems, *_problems(life, seen, migration), *_slower(control, migration)]
    history = life.load.history
    return {
        "migration": life.plan.settings.name,
        "outcome": "off" if problems else "proven",
        "problems": problems,
        "server": life.server.describe(),
        "engine": life.server.engine,
        "terms": asdict(life.terms),
        "environment": life.permission.terms,
        "data_sets": switched_at_all(life.plan, life.terms.data_sets),
        "writes": asdict(life.account),
        "transactions_per_second": round(_speed(history)),
        "differences": life.differences,
        "errors": [asdict(one) for one in seen],
        "refused_new_name": sum(
            client.refused for client in life.load.clients if client.side == "new"
        ),
        "sessions_lost": sum(one.state in (LOST, *ENDED) for one in history),
        "faults": dict(life.faults.done),
        "resumed": sum(ran.tries - 1 for ran in life.mover.ran),
        "waits": {
            "control": _figures(control),
            "migration": _figures(migration),
            "stages": {name: _figures(one) for name, one in stages.items()},
        },
        "budgets": list(figures(life, stages)),
        "locks": shown(life.locks),
        "switch_holds_ms": [round(one, 1) for one in life.locks.held(*SHORT)],
        "commands": [
            {"command": ran.command, "seconds": round(ran.seconds, 2), "tries": ran.tries}
            for ran in life.mover.ran
        ],
        "not_inserted_by_new_name": life.not_inserted,
    }


def _problems(life: Life, seen: Sequence[Seen], felt: Waits) -> Iterator[str]:
    found = life.account
    counted = {
        "acknowledged writes are lost": found.lost,
        "rows are there more than once": found.doubled,
        "deleted rows are back again": found.resurrected,
        "transactions are there in part": found.torn,
        "rows that were taken back are there": found.undone,
        "acknowledged values are not there": found.changed,
        "rows that nobody wrote are more or fewer than before": found.untouched_off,
        "acknowledged increments are lost": found.increments_lost,
        "increments are there that nobody made": found.increments_doubled,
    }
    for what, number in counted.items():
        if number:
            yield f"{number:,} {what}"
    yield from found.examples
    for mapping, number in life.differences.items():
        if number:
            yield f"{mapping}: {number:,} differences in the end"
    for table, number in found.retired_apart.items():
        if number:
            yield f"{table}: {number:,} rows of the retired table are not as the owner's"
    for one in seen:
        if one.beyond:
            yield (
                f"{one.count:,} transactions at {in_words(one.level)} failed with {one.state}, "
                f"{one.said} ({one.rate:.2%}), "
                f"in the control run {one.control_count:,} ({one.control_rate:.2%})"
            )
    places = {one.table: one.data_set for one in life.load.subjects}
    yield from kept_out(life.load.history, places, life.owners)
    yield from failing(life)
    yield from _traffic(life, felt)


def _traffic(life: Life, felt: Waits) -> Iterator[str]:
    """Whether everybody wrote at all, nobody waited too long, and no session was lost unasked."""
    yield from _longest_wait(life)
    if felt.worst_ms > LONGEST_MS:
        yield f"a statement of an application took {felt.worst_ms:,.0f} ms"
    done = life.faults.done
    caused = done["writer terminated"] + done["connection cut"]
    caused += done["server crashed"] * len(life.load.clients)
    lost = sum(one.state in (LOST, *ENDED) for one in life.load.history)
    if lost > caused:
        yield f"{lost:,} sessions were lost, {caused:,} of them by faults of the proof"
    for client in life.load.clients:
        wrote = sum(one.outcome == "ok" and bool(one.effects.added) for one in client.history)
        if not wrote and (client.side == "legacy" or life.load.shared.like):
            yield f"the application {client.name} wrote nothing"
    if any(client.side == "new" and not client.refused for client in life.load.clients):
        yield "the new names were never refused, though legacy owned the rows"


def _longest_wait(life: Life) -> Iterator[str]:
    """Who waited longest behind the migration, if it was too long: with what, when, for what."""
    long = (one for one in answered(life.calls()) if one.seconds * 1000 > PATIENCE_MS)
    waited = (wait for call in long if (wait := life.waiting.seen(call)) is not None)
    longest = max(waited, key=lambda one: one.seconds, default=None)
    if longest is not None and longest.seconds * 1000 > PATIENCE_MS:
        yield (
            f"an application waited {longest.seconds * 1000:,.0f} ms behind the migration "
            f"({longest.call.what} by {longest.call.client}, {_during(life, longest.call)}; "
            f"behind {longest.mover.query})"
        )


def _slower(control: Waits, felt: Waits) -> Iterator[str]:
    """Statements that are slow by themselves: behind no lock, and under the longest of all."""
    most = max(control.p99_ms * TIMES_AS_LONG, SHORT_MS)
    if control.calls and felt.p99_ms > most:
        yield (
            f"one of 100 statements took {felt.p99_ms:,.0f} ms or longer, "
            f"in the control run {control.p99_ms:,.0f} ms"
        )


def _during(life: Life, call: Call) -> str:
    """The part of the life in which a call began."""
    for name, spans in life.stages.items():
        if any(since <= call.began < until for since, until in spans):
            return f"during {name}"
    return "between two stages"


def _speed(history: Sequence[Transaction]) -> float:
    """How many transactions there were in a second."""
    if not history:
        return 0.0
    ended = max(one.began + one.seconds for one in history)
    return len(history) / max(ended - history[0].began, 0.001)


def _figures(felt: Waits) -> dict[str, Any]:
    return {
        "statements": felt.calls,
        "median_ms": round(felt.median_ms, 2),
        "p99_ms": round(felt.p99_ms, 2),
        "worst_ms": round(felt.worst_ms, 2),
    }
