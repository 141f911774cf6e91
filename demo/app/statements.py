"""The SQL of the application, read from the files of `sql/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "sql"
NAMED = "--: "
CARRIED = "-- carried"
FINALIZED = "-- finalized"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement in two forms: while the tables carry legacy's own values, and afterwards.

    Finalizing takes the carried columns away. Lines that need them end with `-- carried`, lines
    that stand in for them with `-- finalized`.
    """

    carried: str
    finalized: str

    def text(self, *, final: bool) -> str:
        """The form for a data set that is final or not."""
        return self.finalized if final else self.carried


@cache
def statements(generation: str, family: str) -> dict[str, Statement]:
    """The statements of one file, by the name that stands above each."""
    text = (FOLDER / generation / f"{family}.sql").read_text(encoding="utf-8")
    found = {}
    for part in f"\n{text}".split(f"\n{NAMED}")[1:]:
        name, _, body = part.partition("\n")
        found[name] = Statement(
            carried=_without(body, FINALIZED), finalized=_without(body, CARRIED)
        )
    return found


def _without(text: str, mark: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.endswith(mark))
