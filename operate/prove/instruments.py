"""Whether the proof itself was awake: who died, and who saw nothing, cannot tell of anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from operate.prove.life import Life

    Span = tuple[float, float]

# Looks are milliseconds apart; a machine that is busy with others makes them late, by less.
SECONDS_BLIND = 5.0


def failing(life: Life) -> Iterator[str]:
    """Clients that stopped by themselves, and watches that saw nothing for a part of a stage."""
    for run, load in (("the control run", life.control), ("the life", life.load)):
        for client, why in load.died.items():
            yield f"the application {client} stopped by itself during {run}: {why}"
    for watch in (life.locks, life.waiting):
        for stage, spans in life.stages.items():
            seconds = longest(watch.blind, spans, life.crashes)
            if seconds > SECONDS_BLIND:
                yield f"the {type(watch).__name__} saw nothing for {seconds:.1f} s during {stage}"


def longest(blind: Sequence[Span], stage: Sequence[Span], crashes: Sequence[Span]) -> float:
    """The seconds of the longest part of a stage that was not seen, but for those of a crash."""
    unseen = (_common(dark, part) for dark in blind for part in stage)
    return max((_seconds(one) - _lost(one, crashes) for one in unseen), default=0.0)


def _lost(span: Span, crashes: Sequence[Span]) -> float:
    return sum(_seconds(_common(span, crash)) for crash in crashes)


def _common(one: Span, other: Span) -> Span:
    return max(one[0], other[0]), min(one[1], other[1])


def _seconds(span: Span) -> float:
    return max(span[1] - span[0], 0.0)
