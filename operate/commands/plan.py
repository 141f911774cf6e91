"""`changeover plan`: what would run, before anything does."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from operate import console, database
from operate.commands import options
from operate.estimate import estimates
from operate.gates import in_words, terms
from operate.ledger import Ledger
from operate.preview import Preview, as_data, as_markdown, as_text
from render.write import compare

if TYPE_CHECKING:
    from operate.workspace import Made, Migration

FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_data}
SUFFIXES = {".json": "json", ".md": "markdown"}


@click.command(
    "plan",
    cls=options.Command,
    examples=(
        "changeover plan",
        "changeover plan --format markdown >> $GITHUB_STEP_SUMMARY",
        "changeover plan --out build/plan.json",
    ),
)
@options.specs
@options.dsn
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="[default: text; with --out what the file's name ends in]",
)
@options.as_json
@click.option(
    "--rate",
    type=click.FloatRange(min=1),
    metavar="ROWS",
    help="Rows per second, to judge a copy by that was never measured on this database.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
def plan_command(
    migration: Migration,
    dsn: str,
    form: str | None,
    as_json: bool,
    rate: float | None,
    out: Path | None,
) -> None:
    """Show what would run.

    Phase by phase, with transactions and locks. With a DSN it also shows what has
    been applied there, about how many rows are to be copied, and how long it takes as far as that
    was measured there.
    """
    if rate is not None and not dsn:
        raise click.UsageError("--rate needs a database, whose rows it counts; name one with --dsn")
    made = migration.made()
    preview = asked(made, dsn, rate) if dsn else Preview(plan=made.plan, tree=made.tree)
    suffix = SUFFIXES.get(out.suffix, "text") if out else "text"
    chosen = "json" if as_json else form or suffix
    text = FORMATS[chosen](preview)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")
        console.say(f"Written to {out}. {' '.join(preview.lines)}")
    if compare(made.tree, migration.generated):
        migration.next("changeover render", "generated/ is not this plan yet")
    else:
        saved = f" --plan {shlex.quote(str(out))}" if out and chosen == "json" else ""
        migration.next(f"changeover apply{saved}")


def asked(made: Made, dsn: str, rate: float | None) -> Preview:
    """The plan with the states of its steps in a database, and estimates of those to apply."""
    with database.connected(dsn) as connection:
        ledger = Ledger(connection=connection, migration=made.plan.settings.name)
        if said := in_words(terms(ledger)):
            console.say(said)
        states = ledger.states(made.plan, made.tree)
        preview = Preview(plan=made.plan, tree=made.tree, states=states)
        return replace(preview, estimates=estimates(ledger, preview.to_apply, rate))
