"""A transaction that keeps the snapshot of its first look, as REPEATABLE READ does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .state import Seen, State, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .design import Design, Scope

Move = tuple[str, State]


def old_snapshot(state: State, design: Design, scope: Scope) -> Iterator[Move]:
    """Look once, and delete later what was there; a row that the snapshot lacks is not found."""
    seen = state.seen
    if seen is None:
        if scope.looks and not state.locked and state.writes < scope.writes:
            yield "old snapshot: look", state._replace(seen=_seen(state))
        return
    ended = state._replace(seen=None)
    yield "old snapshot: end", ended
    if state.locked:
        return
    if design.asks_snapshot and state.owner == "new" and state.epoch > seen.epoch:
        yield "old snapshot: refused, to begin again", ended
        return
    for key, row in enumerate(state.rows(state.owner)):
        missed = seen.rows(seen.owner)[key] and not seen.rows(state.owner)[key]
        if missed and row is not None and not state.is_written(key) and state.writes < scope.writes:
            token = state.writes + 1
            expected = written(state.expected, "delete", key, token)
            acknowledged = ended._replace(expected=expected, writes=token)
            yield f"old snapshot: delete key {key} without finding it", acknowledged


def _seen(state: State) -> Seen:
    """Which rows are there for a transaction that begins now."""
    legacy, new = (tuple(row is not None for row in rows) for rows in (state.legacy, state.new))
    return Seen(legacy, new, state.owner, state.epoch)
