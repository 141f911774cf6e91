"""A plan that `changeover plan --out FILE.json` wrote, when it is held against what would run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from operate.errors import Stale

if TYPE_CHECKING:
    from pathlib import Path

    from operate.preview import Preview


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPlan:
    """What a saved plan is recognised by."""

    path: Path
    migration: str
    plan_hash: str

    def refuse_other(self, preview: Preview) -> None:
        """Stop when this is not the plan that would run."""
        name = preview.plan.settings.name
        if self.migration != name:
            raise click.UsageError(f"{self.path} is a plan of {self.migration}, not of {name}")
        if self.plan_hash != preview.hash:
            raise Stale(
                f"{self.path} is not the plan that would run: generated/{name} has changed since",
                detail=f"plan hash in the file: {self.plan_hash}\n"
                f"plan hash of generated/: {preview.hash}",
                help="look at the difference, then save the plan anew: "
                f"changeover plan --out {self.path}",
            )


def read(path: Path) -> SavedPlan:
    """The plan in a file; a usage error when the file holds none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return SavedPlan(
            path=path, migration=str(data["migration"]), plan_hash=str(data["plan_hash"])
        )
    except (ValueError, KeyError, TypeError) as error:
        raise click.UsageError(
            f"{path} is not a saved plan; to save one, run `changeover plan --out build/plan.json`"
        ) from error
