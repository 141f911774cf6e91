"""What the gates of a command say about a data set, and under whose terms."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from operate import console, database
from operate.console import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from operate.ledger import Ledger
    from render.plan import Step

# Of all that is not applied, the first few steps say enough.
LONGEST = 120
PRODUCTION = "production"
LOOK = "SELECT * FROM migration.look_at_gates(%s, %s, %s)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What one gate says; `passed` is None when it is not required."""

    gate: str
    passed: bool | None
    detail: str
    demands: str
    hint: str
    sqlstate: str

    @property
    def state(self) -> str:
        """The same in a word."""
        return {None: "not required", True: "passed", False: "refused"}[self.passed]

    @property
    def line(self) -> str:
        """The same for people: why, and when it refuses which command helps."""
        detail = textwrap.shorten(self.detail, LONGEST, placeholder=" …").removesuffix(".")
        told = {None: "", True: f": {detail}", False: f": {detail}; {self.hint}"}[self.passed]
        return f"{self.state}: the gate {self.gate}{told}"


def opinions(
    ledger: Ledger, data_set: str, command: str, step: Step | None = None
) -> list[Opinion]:
    """What the gates of a command say now; what a look at the legacy database leaves is undone."""
    connection = ledger.connection
    connection.execute("BEGIN")
    try:
        if step is not None and command != "reverse":
            database.look(connection, step)
        found = database.rows(connection, LOOK, ledger.migration, data_set, command)
    finally:
        database.clean_up(connection)
    return [Opinion(**row) for row in found]


def summary(data_set: str, command: str, found: list[Opinion]) -> Iterator[str]:
    """The gates of a command by what they say, then why those refuse that do."""
    by_state: dict[str, list[str]] = {}
    for one in found:
        by_state.setdefault(one.state, []).append(one.gate)
    told = "; ".join(f"{state} {', '.join(names)}" for state, names in by_state.items())
    yield f"{command} {data_set}: {told}"
    yield from (one.line for one in found if one.passed is False)


def terms(ledger: Ledger) -> dict[str, Any]:
    """The terms that hold in this database; empty before the control schema is there."""
    if not ledger.has("environment"):
        return {}
    return next(iter(ledger.rows("environment")), {})


def in_words(held: dict[str, Any]) -> str:
    """What is not as in production; empty where it is."""
    if held.get("environment", PRODUCTION) == PRODUCTION:
        return ""
    return (
        f"environment {held['environment']}, not {PRODUCTION}: "
        f"{count(held['switch_approvals'], 'approval')} for switch, "
        f"{held['finalize_approvals']} for finalize; "
        f"a comparison counts {console.term(held['verification'])}, "
        f"finalize waits {console.term(held['reverse_window'])}, "
        f"retired tables are held {console.term(held['hold'])}"
    )
