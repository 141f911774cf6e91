"""What a switch, a reverse or a finalize would do now, and what refuses it; nothing changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from psycopg import sql

from operate import database
from operate.console import count
from operate.cutover import standing
from operate.gates import opinions
from operate.outside import outside, sentence
from operate.sides import FINAL
from operate.traffic import known
from render.names import generated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from operate.cutover import Standing, Turn
    from operate.gates import Opinion
    from operate.ledger import Ledger
    from render.plan import Plan, Step

# Both hold keys that are to be brought over: of rows, and of rows that name a looked-up value.
JOURNALS = ("journal", "lookups")
KNOWN = "SELECT EXISTS (SELECT FROM migration.step AS s WHERE (s.migration, s.step) = (%s, %s))"
HELD = """
    SELECT m.mapping, count(q.mapping) AS quarantined
    FROM migration.mapping AS m
    LEFT JOIN migration.quarantine AS q ON (q.migration, q.mapping) = (m.migration, m.mapping)
    WHERE (m.migration, m.data_set) = (%s, %s)
    GROUP BY m.mapping
    ORDER BY m.mapping
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One data set: where it stands, what would happen, and what refuses."""

    name: str
    standing: Standing
    already: bool
    happens: tuple[str, ...]
    refuses: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing refuses."""
        return not self.refuses

    @property
    def lines(self) -> list[str]:
        """The same for people: the first line says whether, the others what and why not."""
        said = "already there" if self.already else "ready" if self.ready else "refused"
        owner = f"owner {self.standing.owner}, epoch {self.standing.epoch}"
        return [
            f"{self.name}: {said}; {owner}",
            *self.happens,
            *(f"refused: {why}" for why in self.refuses),
        ]


def outlook(ledger: Ledger, plan: Plan, step: Step, turn: Turn) -> Outlook:
    """Look at what a turn of this data set would do now."""
    now = standing(ledger.connection, ledger.migration, step)
    if turn.complete(now):
        return Outlook(name=step.name, standing=now, already=True, happens=(), refuses=())
    gates = opinions(ledger, step.name, turn.command, step)
    return Outlook(
        name=step.name,
        standing=now,
        already=False,
        happens=(
            *_names(step, turn),
            *_locks(step),
            *_staying(ledger, step, turn),
            _waiting(ledger, plan, step),
            *(sentence(row) for row in outside(ledger.connection, plan, step.name)),
            *(one.line for one in gates if one.passed is not False),
        ),
        refuses=tuple(_refusals(ledger, step, turn, now, gates)),
    )


def _names(step: Step, turn: Turn) -> Iterator[str]:
    """What becomes of each name that applications use."""
    if turn.command == "finalize":
        for one in step.values["finalized"]:
            yield f"the name {one['legacy']} goes; only {one['target']} is left"
            yield f"{one['retired']} becomes {one['held']}, and is held"
        return
    for one in step.values["switched"]:
        legacy, owner, retired = (str(one[key]) for key in ("legacy", "target", "retired"))
        if turn.command == "switch":
            yield f"{legacy} becomes a view over {owner}; the table becomes {retired}"
        else:
            yield f"{retired} becomes {legacy} again; the view over {owner} gives up the name"


def _locks(step: Step) -> Iterator[str]:
    yield from (f"locks: {lock}" for lock in step.locks)


def _staying(ledger: Ledger, step: Step, turn: Turn) -> Iterator[str]:
    """What the legacy system can never answer again; a page may show rows of any data set."""
    names = [row["endpoint"] for row in known(ledger) if row["data_set"] in (None, step.name)]
    if turn.command == "finalize" and names:
        yield f"for good with the new system: {', '.join(names)}"


def _waiting(ledger: Ledger, plan: Plan, step: Step) -> str:
    """How many keys the journals hold, and how many rows are set aside."""
    found = database.rows(ledger.connection, HELD, ledger.migration, step.name)
    schema = plan.settings.work_schema
    keys = sum(
        _rows(ledger, schema, generated(row["mapping"], journal))
        for row in found
        for journal in JOURNALS
    )
    rows = sum(row["quarantined"] for row in found)
    return f"waiting: {count(keys, 'key')} in the journals; {count(rows, 'row')} in quarantine"


def _rows(ledger: Ledger, schema: str, name: str) -> int:
    """The rows of a table; none when it is not there."""
    table = sql.Identifier(schema, name)
    there = "SELECT to_regclass(%s) IS NOT NULL"
    if not database.value(ledger.connection, there, table.as_string(ledger.connection)):
        return 0
    query = sql.SQL("SELECT count(*) FROM {}").format(table)
    return int(database.value(ledger.connection, query))


def _refusals(
    ledger: Ledger, step: Step, turn: Turn, now: Standing, gates: list[Opinion]
) -> Iterator[str]:
    """Everything that would stop the turn before it changes anything."""
    if holder := ledger.holder():
        yield f"process {holder} is applying or rolling back; wait for it"
    if not database.value(ledger.connection, KNOWN, ledger.migration, step.id):
        yield f"the step {step.id} is not in the plan; first run: changeover apply"
    if turn.command != "reverse":
        for row in ledger.rows("control"):
            if row["paused"]:
                yield f"{ledger.migration} is paused: {row['pause_reason']}"
    elif now.phase in FINAL:
        yield f"it is {now.phase}: there is no way back"
    yield from (one.line.removeprefix("refused: ") for one in gates if one.passed is False)
