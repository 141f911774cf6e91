"""Whether phases can be rolled back now, what that would remove, and what refuses."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import psycopg

from operate import database, removal, script
from operate.console import count, duration
from operate.estimate import last_time

if TYPE_CHECKING:
    from pathlib import Path

    from operate.ledger import Ledger
    from render.plan import Plan

# The step whose verify file says what the role that is connected may not do.
RIGHTS = "preflight"
STAYS = "the record of all that was done; all migrations share it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """One phase that has begun: what its rollback removes, and what refuses it."""

    phase: str
    steps: int
    removes: tuple[str, ...]
    refuses: tuple[str, ...]
    last_time: float | None

    @property
    def ready(self) -> bool:
        """Whether nothing refuses."""
        return not self.refuses

    @property
    def data(self) -> dict[str, Any]:
        """The same for programs."""
        return {"ready": self.ready, **asdict(self)}

    @property
    def lines(self) -> list[str]:
        """The same for people: the first line says whether, the others why not."""
        said = "ready  " if self.ready else "refused"
        took = f", {duration(self.last_time)} last time" if self.last_time is not None else ""
        first = f"{self.phase:<9}  {said}  {count(self.steps, 'step')}{took}"
        others = [*self.removes, *(f"refused: {why}" for why in self.refuses)]
        return [first, *(f"{'':<9}  {other}" for other in others)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The phases to be rolled back, the latest first, and the files that would run."""

    ledger: Ledger
    plan: Plan
    folder: Path
    phases: tuple[str, ...]

    def answers(self) -> list[Readiness]:
        """The readiness of each phase."""
        refused = [*self._held(), *self._switched(), *self._forbidden()]
        removals = {
            phase: removal.of(self.folder, self.plan.in_phase(phase)) for phase in self.phases
        }
        took = last_time(self.ledger, "rollback")
        connection = self.ledger.connection
        found, empty = [], set[str]()
        for phase, one in removals.items():
            steps = [step.id for step in self.plan.in_phase(phase) if step.recorded]
            measured = all(step in took for step in steps)
            found.append(
                Readiness(
                    phase=phase,
                    steps=len(steps),
                    removes=(*removal.in_words(connection, one, empty), *self._forgotten(one)),
                    refuses=(*refused, *removal.depending(connection, one, removals.values())),
                    last_time=sum(took[step] for step in steps) if measured else None,
                )
            )
            empty |= set(one.emptied)
        return found

    def _held(self) -> list[str]:
        """Another session that applies or rolls back."""
        holder = self.ledger.holder()
        return [f"process {holder} is applying or rolling back; wait for it"] if holder else []

    def _switched(self) -> list[str]:
        """A data set whose new tables take the writes."""
        try:
            query = "SELECT migration.refuse_after_switch(%s)"
            database.value(self.ledger.connection, query, self.ledger.migration)
        except psycopg.Error as error:
            return [f"{error.diag.message_primary}; {error.diag.message_hint}"]
        return []

    def _forbidden(self) -> list[str]:
        """What the role that is connected may not do."""
        try:
            for step in self.plan.steps:
                if step.part == RIGHTS:
                    statements = script.read(self.folder / step.file("verify"))
                    script.execute(self.ledger.connection, statements)
        except psycopg.Error as error:
            said = error.diag.message_detail or error.diag.message_primary or str(error)
            return said.splitlines()
        return []

    def _forgotten(self, one: removal.Removal) -> list[str]:
        """Quarantined rows that the phase forgets."""
        if removal.QUARANTINE not in one.emptied:
            return []
        query = "SELECT count(*) FROM migration.quarantine WHERE migration = %s"
        rows = database.value(self.ledger.connection, query, self.ledger.migration)
        return [f"forgets {count(rows, 'quarantined row')}"] if rows else []
