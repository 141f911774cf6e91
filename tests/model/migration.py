"""What the migration does: capture, copy, replay, switch, reverse, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .state import Claim, State, noted, placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .design import Design, Scope

Move = tuple[str, State]


def migration(state: State, design: Design, scope: Scope) -> Iterator[Move]:
    """Every step that the migration can take."""
    if state.over:
        if state.over == "finalized" and not design.finalize_ends_reverse:
            yield from _reverse(state, design, scope)
        return
    yield from _end(state, design)
    yield from _capture(state, design)
    yield from _copier(state, design)
    yield from _replay(state, design)
    if state.owner == "legacy":
        yield from _switch(state, design, scope)
    else:
        yield from _reverse(state, design, scope)


def _capture(state: State, design: Design) -> Iterator[Move]:
    """Install the trigger, which every later write fires."""
    if not state.synced and state.epoch == 0:
        if design.capture_waits and any(state.writing()):
            return
        yield "capture: install", state._replace(synced=True)


def _copier(state: State, design: Design) -> Iterator[Move]:
    """Copy one row a batch, read and then written."""
    key = state.copied
    if key == len(state.legacy) or (design.capture_first and not state.synced):
        return
    if state.held is not None:
        brought = state.new[key] is not None and not design.copier_overwrites
        new = state.new if brought else placed(state.new, key, state.held)
        yield f"copier: write key {key}", state._replace(new=new, held=None, copied=key + 1)
        yield f"copier: lose the batch of key {key}", state._replace(held=None)
    elif state.legacy[key] is None:
        yield f"copier: find no key {key}", state._replace(copied=key + 1)
    elif not (design.copier_locks and state.is_written(key)):
        yield f"copier: read key {key}", state._replace(held=state.legacy[key])


def _replay(state: State, design: Design) -> Iterator[Move]:
    """Take a note from the journal, then bring the row over as it is."""
    if state.claim is None:
        for key, is_noted in enumerate(state.journal):
            if is_noted:
                journal = tuple(was and one != key for one, was in enumerate(state.journal))
                row = None if design.replay_reads_last else state.legacy[key]
                taken = state._replace(journal=journal, claim=Claim(key, row))
                yield f"replay: take the note of key {key}", taken
        return
    key, row = state.claim
    if design.yields:
        back = state._replace(claim=None, journal=noted(state, key))
        yield f"replay: put the note of key {key} back", back
    if state.locked or state.pinned:
        return
    if state.owner == "new":
        # Both names reach the owner's row, so there is nothing left to bring.
        yield f"replay: bring key {key}", state._replace(claim=None)
    elif not design.replay_reads_last:
        new = placed(state.new, key, row)
        yield f"replay: bring key {key} as it was", state._replace(new=new, claim=None)
    elif state.legacy[key] is None or not state.is_written(key):
        new = placed(state.new, key, state.legacy[key])
        yield f"replay: bring key {key}", state._replace(new=new, claim=None)


def _switch(state: State, design: Design, scope: Scope) -> Iterator[Move]:
    """Lock, drain the journal, flip; or give the locks back and try again."""
    if not state.locked:
        ready = state.synced and state.copied == len(state.legacy) and state.epoch < scope.flips
        if ready and not (design.switch_waits and any(state.writing())):
            yield "switch: lock", state._replace(locked=True)
        return
    if design.yields:
        yield "switch: give the locks back", state._replace(locked=False)
    if design.drain != "left" and not state.pinned:
        for key, is_noted in enumerate(state.journal):
            if is_noted:
                journal = tuple(was and one != key for one, was in enumerate(state.journal))
                new = placed(state.new, key, state.legacy[key])
                yield f"switch: drain key {key}", state._replace(new=new, journal=journal)
    drained = {
        "checked": state.settled,
        "skipping": not any(state.journal),
        "failing": state.settled or state.pinned,
        "left": True,
    }
    if drained[design.drain]:
        awake = design.reverse_sync and design.one_flip
        flipped = state._replace(owner="new", epoch=state.epoch + 1, synced=awake, locked=False)
        yield "switch: flip", flipped


def _reverse(state: State, design: Design, scope: Scope) -> Iterator[Move]:
    """Lock and flip back; nothing has to be drained, because nothing is noted."""
    if state.locked:
        flipped = state._replace(owner="legacy", epoch=state.epoch + 1, synced=True, locked=False)
        yield "reverse: flip", flipped
        yield "reverse: give the locks back", state._replace(locked=False)
        return
    if not state.synced and design.reverse_sync:
        yield "switch: wake the triggers", state._replace(synced=True)
    if state.epoch < scope.flips and not (design.switch_waits and any(state.writing())):
        yield "reverse: lock", state._replace(locked=True)


def _end(state: State, design: Design) -> Iterator[Move]:
    """Go on without the retired table, or give the migration up; both wait for writers."""
    if not state.synced or state.locked or any(state.writing()):
        return
    if state.owner == "new":
        yield "finalize: let the retired table go", state._replace(synced=False, over="finalized")
    if state.owner == "legacy" or not design.cancel_asks_owner:
        keys = len(state.new)
        yield (
            "cancel: drop the new table",
            state._replace(
                new=(None,) * keys,
                journal=(False,) * keys,
                copied=keys,
                held=None,
                claim=None,
                synced=False,
                over="cancelled",
            ),
        )
