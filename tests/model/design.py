"""The protections of the design that the model can take away, and the bounds of an exploration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["legacy", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """The design as it was chosen; each field that differs takes one protection away."""

    capture_first: bool = True
    """The copier begins when the capture is installed, not before."""
    capture_waits: bool = True
    """Installing the capture waits for the transactions that have written already."""
    copier_locks: bool = True
    """The copier holds the row from its read to its write."""
    copier_overwrites: bool = False
    """The copier overwrites a row that the capture has brought already."""
    nested: Literal["noted", "mirrored", "dropped"] = "noted"
    """What the capture does with a write that an application's own trigger makes."""
    replay_reads_last: bool = True
    """The replay writes the row as it is under its lock, not as it was when the note was taken."""
    switch_waits: bool = True
    """The switch locks the tables, so it waits for the transactions that have written already."""
    drain: Literal["checked", "skipping", "failing", "left"] = "checked"
    """The switch flips when the journal is empty; or skips the notes that a replay has taken, or
    takes a drain that failed for the end of the journal, or leaves the journal alone."""
    yields: bool = True
    """Switch and replay give back what they hold when they would have to wait for the other."""
    one_flip: bool = True
    """Owner and triggers change in the same transaction."""
    reverse_sync: bool = True
    """After the switch the retired legacy table is kept current."""
    reverse_reads_row: bool = True
    """The reverse sync writes the row as it is, not what its trigger was told."""
    finalize_ends_reverse: bool = True
    """What is finalized is not reversed any more."""
    cancel_asks_owner: bool = True
    """Only what the legacy tables own is cancelled."""
    fences: frozenset[Side] = frozenset({"legacy", "new"})
    """The tables that refuse an application's write while they do not own the row."""
    asks_snapshot: bool = True
    """After the switch, a transaction whose snapshot is older than it writes nothing."""
    forward: Literal["none", "compared", "blind"] = "none"
    """Whether the other name forwards writes in two steps, and compares the row in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How far an exploration goes."""

    keys: int
    writes: int
    flips: int
    looks: bool = False
    """Whether a transaction keeps a snapshot while others go on."""
