"""What the control schema knows, as commands read and change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from psycopg import sql

from operate import database
from operate.errors import Refused
from render.emit import sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

    from operate.database import Connection
    from render.plan import Plan


# The state of a step that a cancelled data set has no use for.
GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The control schema's record of one migration, read in one session."""

    connection: Connection
    migration: str

    @property
    def exists(self) -> bool:
        """Whether the control schema is there; before the first `apply` it is not."""
        return self.has("status")

    def states(self, plan: Plan, tree: Mapping[str, str]) -> dict[str, str]:
        """The state of every recorded step, by its id; empty when nothing was ever applied.

        A step whose file is another one than was applied is `changed`: it will be applied again.
        Those of a cancelled data set are `given up`.
        """
        if not self.exists or not self.rows("control"):
            return {}
        query = """
            SELECT
                s.step,
                migration.step_state(s.migration, s.step) AS state,
                migration.applied_sha256(s.migration, s.step) AS applied,
                NOT EXISTS (
                    SELECT
                    FROM migration.live_step AS l
                    WHERE (l.migration, l.step) = (s.migration, s.step)
                ) AS given_up
            FROM migration.step AS s
            WHERE s.migration = %s
        """
        known = {row["step"]: row for row in database.rows(self.connection, query, self.migration)}
        states: dict[str, str] = {}
        for step in plan.steps:
            if step.recorded:
                row = known.get(step.id, {"state": "pending", "given_up": False})
                if row["given_up"] and row["state"] == "pending":
                    states[step.id] = GIVEN_UP
                    continue
                same = row["state"] != "applied" or row["applied"] == sha256(
                    tree[step.file("apply")]
                )
                states[step.id] = row["state"] if same else "changed"
        return states

    def has(self, name: str) -> bool:
        """Whether the control schema has a table or view of that name."""
        query = "SELECT to_regclass(%s) IS NOT NULL"
        return bool(database.value(self.connection, query, f"migration.{name}"))

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table or view of the control schema that belong to this migration."""
        query = sql.SQL("SELECT * FROM migration.{} WHERE migration = %s")
        return database.rows(self.connection, query.format(sql.Identifier(name)), self.migration)

    def holder(self) -> int | None:
        """The server process that applies or rolls back now, if there is one."""
        query = "SELECT migration.lock_holder(%s)"
        found: int | None = database.value(self.connection, query, self.migration)
        return found

    def pause(self, because: str) -> bool:
        """Let no further step or batch begin; false when it is paused already."""
        query = "SELECT migration.pause(%s, %s)"
        return bool(database.value(self.connection, query, self.migration, because))

    def resume(self) -> bool:
        """Let steps and batches begin again; false when it is not paused."""
        return bool(database.value(self.connection, "SELECT migration.resume(%s)", self.migration))


def started(connection: Connection, migration: str) -> Ledger:
    """The record of a migration that this database knows; a refusal when it does not."""
    ledger = Ledger(connection=connection, migration=migration)
    if not ledger.exists or not ledger.rows("control"):
        raise Refused(
            f"the migration {migration} has not been started on this database",
            help="run `changeover apply`",
        )
    return ledger
