"""`changeover plan`: what would run, before anything does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from operate import console, database
from operate.commands import options
from operate.ledger import Ledger
from operate.preview import Preview, as_data, as_markdown, as_text

if TYPE_CHECKING:
    from operate.workspace import Made, Migration

FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_data}


@click.command(
    "plan",
    cls=options.Command,
    examples=("changeover plan", "changeover plan --format markdown >> $GITHUB_STEP_SUMMARY"),
)
@options.specs
@options.dsn
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@options.as_json
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
def plan_command(
    migration: Migration, dsn: str, form: str, as_json: bool, out: Path | None
) -> None:
    """Show what would run.

    Phase by phase, with transactions and locks. With a DSN it also shows what has
    been applied there.
    """
    made = migration.made()
    states = states_in(made, dsn) if dsn else {}
    preview = Preview(plan=made.plan, tree=made.tree, states=states)
    text = FORMATS["json" if as_json else form](preview)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")
        console.talk().print(f"Written to {out}. {preview.summary}")
    migration.next("changeover apply")


def states_in(made: Made, dsn: str) -> dict[str, str]:
    """The state of every recorded step in a database, by step id; empty before the first apply."""
    with database.connected(dsn) as connection:
        ledger = Ledger(connection=connection, migration=made.plan.settings.name)
        return ledger.states(made.plan, made.tree)
