"""What applications do: they write by both names, by a stale one, and lock rows to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .state import (
    NAMES,
    Name,
    Operation,
    Reading,
    Rows,
    State,
    Writing,
    noted,
    placed,
    touched,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .design import Design, Scope, Side

Move = tuple[str, State]
Mirror = Literal["mirrored", "noted", "answered by a trigger"]
OPERATIONS: tuple[Operation, ...] = ("insert", "increment", "delete", "move")


def application(state: State, design: Design, scope: Scope) -> Iterator[Move]:
    """Every step that some application can take."""
    for name in NAMES:
        client = state.client(name)
        if isinstance(client, Writing):
            yield f"{name}: roll back", _idle(state, name)
            yield from _commit(state, design, scope, name, client)
        elif isinstance(client, Reading):
            yield from _forward(state, design, name, client)
        elif state.writes < scope.writes and not state.locked:
            yield from _begin(state, design, name)
    if state.writes < scope.writes and not state.locked:
        yield from _stray(state, design)
    if state.pinned:
        yield "reader: let the rows of the new table go", state._replace(pinned=False)
    elif any(row is not None for row in state.new) and not any(
        one.side == "new" for one in state.writing()
    ):
        yield "reader: lock the rows of the new table", state._replace(pinned=True)


def _begin(state: State, design: Design, name: Name) -> Iterator[Move]:
    """Write by a name that reaches the owner; its row is locked until the end."""
    of_owner = name == f"{state.owner} name"
    if design.forward != "none" and not of_owner:
        for key, row in enumerate(state.rows(state.owner)):
            if row is not None:
                begun = _client(state, name, Reading(key, row))
                yield f"{name}: read key {key}, to write it forward", begun
        return
    if name == "new name" and not of_owner:
        # Only the legacy name becomes a view; see `_stray` for the other one.
        return
    for operation in OPERATIONS:
        for key in range(len(state.legacy)):
            writing = Writing(operation, key, state.owner, state.synced)
            if _is_possible(state, writing):
                yield f"{name}: {operation} key {key}", _client(state, name, writing)


def _is_possible(state: State, writing: Writing) -> bool:
    """Whether the owner has the rows that the operation needs, and nobody else holds them."""
    rows, key = state.rows(state.owner), writing.key
    if (rows[key] is None) != (writing.operation == "insert"):
        return False
    if writing.operation == "move" and (len(rows) == 1 or rows[1 - key] is not None):
        return False
    held_by_copier = state.held is not None and state.copied == key
    held_by_reader = state.pinned and state.owner == "new" and rows[key] is not None
    return not (
        (held_by_copier and writing.operation != "insert")
        or held_by_reader
        or any(state.is_written(one) for one in touched(writing))
    )


def _commit(
    state: State, design: Design, scope: Scope, name: Name, writing: Writing
) -> Iterator[Move]:
    """Acknowledge a write, with what the trigger on its table has done in the same transaction."""
    idle = _idle(state, name)
    once = _acknowledged(idle, writing)
    if not writing.synced:
        yield f"{name}: commit", once
        return
    if writing.side == "new":
        yield f"{name}: commit, synced back", _mirrored(once, writing, once.new)
    else:
        journal = noted(once, *touched(writing))
        yield f"{name}: commit, noted in the journal", once._replace(journal=journal)
        if not state.pinned:
            yield f"{name}: commit, mirrored", _mirrored(once, writing, once.legacy)
    if writing.operation == "increment" and once.writes < scope.writes and not state.pinned:
        twice = _acknowledged(once, writing)
        told, last = once.rows(writing.side), twice.rows(writing.side)
        # The trigger's own write fires first, so the write that it answers is told last.
        if writing.side == "new":
            answered = _mirrored(twice, writing, last if design.reverse_reads_row else told)
        else:
            answered = _mirrored(twice, writing, told)
            if design.nested == "noted":
                answered = answered._replace(journal=noted(twice, writing.key))
        yield f"{name}: commit, with one more increment by an application's trigger", answered


def _forward(state: State, design: Design, name: Name, reading: Reading) -> Iterator[Move]:
    """Write what was read before, and one more token, to the side that owns the row now."""
    writing = Writing("increment", reading.key, state.owner, state.synced)
    rows = state.rows(state.owner)
    if state.locked or not _is_possible(state, writing):
        yield f"{name}: give up a forwarded write", _idle(state, name)
        return
    if design.forward == "compared" and rows[reading.key] != reading.row:
        yield f"{name}: refuse a forwarded write, the row has changed", _idle(state, name)
        return
    done = _acknowledged(_idle(state, name), writing)
    row = (*(reading.row or ()), done.writes)
    done = _with(done, state.owner, placed(rows, reading.key, row))
    if not writing.synced:
        yield f"{name}: write forward", done
    elif state.owner == "legacy" and state.pinned:
        journal = noted(done, reading.key)
        yield f"{name}: write forward, noted in the journal", done._replace(journal=journal)
    else:
        mirrored = _mirrored(done, writing, done.rows(state.owner))
        yield f"{name}: write forward, mirrored", mirrored


def _stray(state: State, design: Design) -> Iterator[Move]:
    """Write to the table that does not own its rows, as a client with an old name would."""
    side: Side = "new" if state.owner == "legacy" else "legacy"
    for key, row in enumerate(state.rows(side)):
        if row is None or state.is_written(key):
            continue
        if side in design.fences:
            yield f"stale client: refused by the {side} table", state
            continue
        token = state.writes + 1
        stray = _with(state, side, written(state.rows(side), "increment", key, token))
        yield (
            f"stale client: increment key {key} of the {side} table",
            stray._replace(
                expected=written(state.expected, "increment", key, token),
                writes=token,
                strays=state.strays + 1,
            ),
        )


def _acknowledged(state: State, writing: Writing) -> State:
    """The write is in its table, and has to be in the owner's from now on."""
    token = state.writes + 1
    operation, key = writing.operation, writing.key
    rows = written(state.rows(writing.side), operation, key, token)
    expected = written(state.expected, operation, key, token)
    return _with(state, writing.side, rows)._replace(expected=expected, writes=token)


def _mirrored(state: State, writing: Writing, told: Rows) -> State:
    """The other table holds what the trigger was told of the rows that were written."""
    other: Side = "new" if writing.side == "legacy" else "legacy"
    rows = state.rows(other)
    for key in touched(writing):
        rows = placed(rows, key, told[key])
    return _with(state, other, rows)


def _with(state: State, side: Side, rows: Rows) -> State:
    return state._replace(legacy=rows) if side == "legacy" else state._replace(new=rows)


def _client(state: State, name: Name, doing: Writing | Reading | None) -> State:
    if name == "legacy name":
        return state._replace(legacy_client=doing)
    return state._replace(new_client=doing)


def _idle(state: State, name: Name) -> State:
    return _client(state, name, None)
