"""The design keeps its promises in every reachable state; without one protection it does not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from .checker import EQUAL, NOTHING_LOST, ONE_OWNER, PROGRESS, explore
from .design import Design, Scope

README = Path(__file__).with_name("README.md")
CHOSEN = Design()
COMPARING = Design(forward="compared")
ONE_KEY = Scope(keys=1, writes=5, flips=3)
TWO_KEYS = Scope(keys=2, writes=3, flips=2)
SHORT = Scope(keys=2, writes=2, flips=2)
LOOKS = Scope(keys=1, writes=4, flips=3, looks=True)


class Mutant(NamedTuple):
    """A design without one protection, and what goes wrong then."""

    design: Design
    broken: str
    by: str
    """A step without which it would not have gone wrong."""
    scope: Scope = SHORT


MUTANTS = {
    "no row lock in the copier": Mutant(Design(copier_locks=False), EQUAL, "copier: write"),
    "upsert in a copier that holds no row lock": Mutant(
        Design(copier_locks=False, copier_overwrites=True), EQUAL, "copier: write"
    ),
    "capture installed after the copy began": Mutant(
        Design(capture_first=False), EQUAL, "capture: install"
    ),
    "capture installed without waiting for writers": Mutant(
        Design(capture_waits=False), EQUAL, "capture: install"
    ),
    "nested writes dropped by a look at the trigger depth": Mutant(
        Design(nested="dropped"), EQUAL, "by an application's trigger"
    ),
    "nested writes mirrored before the write that they answer": Mutant(
        Design(nested="mirrored"), EQUAL, "by an application's trigger"
    ),
    "replay brings what it read before it held the row": Mutant(
        Design(replay_reads_last=False), EQUAL, "as it was"
    ),
    "journal not drained in the switch": Mutant(Design(drain="left"), NOTHING_LOST, "switch: flip"),
    "drain skips the notes that a replay has taken": Mutant(
        Design(drain="skipping"), NOTHING_LOST, "replay: take the note"
    ),
    "drain that failed taken for the end of the journal": Mutant(
        Design(drain="failing"), NOTHING_LOST, "reader: lock"
    ),
    "switch that does not wait for writers": Mutant(
        Design(switch_waits=False), NOTHING_LOST, "switch: flip"
    ),
    "switch and replay wait for each other": Mutant(
        Design(yields=False), PROGRESS, "replay: take the note"
    ),
    "owner flipped in one transaction, triggers in the next": Mutant(
        Design(one_flip=False), EQUAL, "switch: flip"
    ),
    "no reverse sync": Mutant(Design(reverse_sync=False), EQUAL, "switch: flip"),
    "reverse sync of what its trigger was told": Mutant(
        Design(reverse_reads_row=False), EQUAL, "by an application's trigger"
    ),
    "no fence on the legacy table after the switch": Mutant(
        Design(fences=frozenset({"new"})), ONE_OWNER, "of the legacy table"
    ),
    "no fence on the new table before the switch": Mutant(
        Design(fences=frozenset({"legacy"})), ONE_OWNER, "of the new table"
    ),
    "reverse of what is finalized": Mutant(
        Design(finalize_ends_reverse=False), NOTHING_LOST, "finalize: let the retired table go"
    ),
    "cancel of what is switched": Mutant(
        Design(cancel_asks_owner=False), NOTHING_LOST, "cancel: drop the new table"
    ),
    "an old snapshot writes after the switch": Mutant(
        Design(asks_snapshot=False), NOTHING_LOST, "without finding it", LOOKS
    ),
    "forwarded writes without lock and compare": Mutant(
        Design(forward="blind"), NOTHING_LOST, "write forward"
    ),
}


@pytest.mark.parametrize(
    ("design", "scope", "at_least"),
    [
        (CHOSEN, ONE_KEY, 5_000),
        (CHOSEN, TWO_KEYS, 30_000),
        (CHOSEN, LOOKS, 5_000),
        (COMPARING, SHORT, 25_000),
    ],
    ids=["one key", "two keys", "old snapshots", "forwarding with lock and compare"],
)
def test_every_promise_holds_in_every_reachable_state(
    design: Design, scope: Scope, at_least: int
) -> None:
    """However copier, applications, capture, replay, switch and reverse interleave, none is broken.

    Both sides are equal once the copy is done and the journal is empty; only the owner accepts a
    write; no acknowledged write is lost or doubled; and there is always a way to the end.
    """
    explored = explore(design, scope)

    assert not explored.broken, str(explored)
    assert explored.states > at_least


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=list(MUTANTS))
def test_a_missing_protection_breaks_a_promise(mutant: Mutant) -> None:
    """Each protection of the design is needed: without it, some interleaving breaks a promise."""
    explored = explore(mutant.design, mutant.scope)

    assert explored.broken == mutant.broken, str(explored)
    assert any(mutant.by in step for step in explored.trace), str(explored)


def test_a_row_lock_makes_overwriting_harmless() -> None:
    """Under its row lock a copier writes what legacy holds, so both conflict rules hold."""
    explored = explore(Design(copier_overwrites=True), SHORT)

    assert not explored.broken, str(explored)


def test_the_way_to_a_broken_promise_is_shown_step_by_step() -> None:
    """What is found is the shortest sequence of steps that leads to it, in words."""
    explored = explore(Design(copier_locks=False), Scope(keys=1, writes=1, flips=0))

    assert str(explored).splitlines()[:-1] == [
        f"broken: {EQUAL}",
        "  1. capture: install",
        "  2. legacy name: delete key 0",
        "  3. copier: read key 0",
        "  4. legacy name: commit, mirrored",
        "  5. copier: write key 0",
    ]


def test_every_step_is_taken_and_stands_in_the_readme() -> None:
    """No step of the model is out of reach, and each is described with the SQL it stands for."""
    taken = {
        re.sub("^(legacy|new) name:", "application:", re.sub(r"key \d", "key n", step))
        for design, scope in ((CHOSEN, SHORT), (CHOSEN, LOOKS), (COMPARING, SHORT))
        for step in explore(design, scope).steps
    }

    described = re.findall(r"^\| `([^`]+: [^`]+)` \|", README.read_text(), re.MULTILINE)

    assert sorted(described) == sorted(taken)
