"""Compile: the typed plan that every later stage works from.

`render`, `plan`, `apply`, `status` and `rollback` all walk the same `Plan`, so the preview cannot
differ from what runs.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from .model import Relation, Settings, Side

PHASES: Mapping[str, int] = {
    "planned": 0,
    "expanded": 10,
    "capturing": 20,
    "copying": 30,
    "copied": 40,
    "verified": 50,
    "switched": 60,
    "finalized": 80,
    "holding": 90,
}
"""The phases that have SQL of their own, with the position that numbers their folder."""

CUTOVER = "switched"
"""The first phase that data sets enter one by one, by a command of its own."""

KEPT = "expanded"
"""The last phase whose objects stay when a data set is given up."""

Action = Literal["apply", "verify", "rollback"]
ACTIONS: tuple[Action, ...] = ("apply", "verify", "rollback")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing applied, verified and undone as a whole: three SQL files.

    `rank` is a constant of the kind's part, so that adding a spec adds its files and renames none.
    `values` is what the three templates see; `role` is the role that the apply file assumes.
    `locks` are the strongest locks of the apply file, by the table as `MODE …, on TABLE`, and
    `locks_back` those of the rollback file; a table that stands in neither is locked by no mode
    that keeps writers out.
    """

    phase: str
    rank: int
    part: str
    name: str
    title: str
    spec: str
    templates: Path
    values: Mapping[str, Any]
    transaction: Literal["one", "none"] = "one"
    isolation: Literal["", "REPEATABLE READ"] = ""
    locks: tuple[str, ...] = ()
    locks_back: tuple[str, ...] = ()
    role: str = ""
    recorded: bool = True
    rows_from: str = ""

    @property
    def id(self) -> str:
        """The step's name in the database: never a running number."""
        return f"{self.part}.{self.name}"

    @property
    def data_set(self) -> str:
        """The data set that it is about; empty when it is about all."""
        return str(self.values.get("data_set", ""))

    @property
    def stem(self) -> str:
        """The file name without its action: `ls` of a phase's folder is the order of applying."""
        return f"{self.rank:02}_{self.part}_{self.name}"

    @property
    def folder(self) -> str:
        """The folder of the step's phase below the migration's generated folder."""
        return f"sql/{phase_folder(self.phase)}"

    def file(self, action: Action) -> str:
        """The path of one of the step's three files, below the migration's generated folder."""
        return f"{self.folder}/{self.stem}.{action}.sql"


def phase_folder(phase: str) -> str:
    """The folder name of a phase: its position, then its name."""
    return f"{PHASES[phase]:02}_{phase}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A generated file that is not SQL: its path below the generated folder, and its text.

    `spec` is the spec that it comes from; `title` is what the list of all documents calls it.
    """

    path: str
    text: str
    spec: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything that a migration does, in the order in which it does it."""

    settings: Settings
    steps: tuple[Step, ...]
    documents: tuple[Document, ...] = ()
    relations: tuple[Relation, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict, repr=False)

    def on_side(self, side: Side) -> tuple[Relation, ...]:
        """The relations of one side, by name."""
        return tuple(one for one in self.relations if one.side == side)

    def in_phase(self, phase: str) -> tuple[Step, ...]:
        """The steps of one phase, in the order of applying."""
        return tuple(step for step in self.steps if step.phase == phase)

    @cached_property
    def phases(self) -> tuple[str, ...]:
        """The phases before the cut-over that have at least one step, in order."""
        used = {step.phase for step in self.steps if PHASES[step.phase] < PHASES[CUTOVER]}
        return tuple(phase for phase in PHASES if phase in used)

    @property
    def switches(self) -> tuple[Step, ...]:
        """The switch of each data set, by name."""
        return self.in_phase(CUTOVER)

    @property
    def finals(self) -> tuple[Step, ...]:
        """The point of no return of each data set, by name."""
        return self.in_phase("finalized")

    @property
    def holds(self) -> tuple[Step, ...]:
        """The holding of each data set's retired tables, by name."""
        return self.in_phase("holding")

    def cancelled(self, data_set: str) -> tuple[Step, ...]:
        """The steps that are rolled back when a data set is given up, the last first."""
        phases = [phase for phase in self.phases if PHASES[phase] > PHASES[KEPT]]
        steps = [step for phase in phases for step in self.in_phase(phase)]
        return tuple(step for step in reversed(steps) if step.data_set == data_set)

    @cached_property
    def spec_hash(self) -> str:
        """SHA-256 over the paths and texts of all specs."""
        listing = json.dumps(sorted(self.sources.items()), ensure_ascii=False)
        return hashlib.sha256(listing.encode()).hexdigest()


def ordered(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Steps in the order of applying: by phase, then by file name."""
    return tuple(sorted(steps, key=lambda step: (PHASES[step.phase], step.stem)))
