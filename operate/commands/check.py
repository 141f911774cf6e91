"""`changeover check`: the findings on a migration's specs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from operate import console
from operate.commands import options
from render.printers.github import render_github
from render.printers.json import render_json
from render.printers.sarif import render_sarif
from render.printers.text import render_text

if TYPE_CHECKING:
    from operate.workspace import Migration

PRINTERS = {
    "json": render_json,
    "sarif": render_sarif,
    "github": render_github,
}


@click.command(
    "check",
    cls=options.Command,
    examples=("changeover check", "changeover check --format sarif > build/findings.sarif"),
)
@options.specs
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *PRINTERS]),
    help="[default: text; github where GITHUB_ACTIONS is set]",
)
def check_command(migration: Migration, form: str | None) -> None:
    """Check the specs.

    Their shape, references and every kind's own rules. Ends with 1 when a finding is an error.
    """
    rendered = migration.rendered()
    chosen = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    if chosen == "text":
        text = render_text(rendered.findings, rendered.texts, colour=console.in_colour())
    else:
        text = PRINTERS[chosen](rendered.findings, rendered.texts)
    click.echo(text, nl=False)
    errors = sum(finding.severity == "error" for finding in rendered.findings)
    others = len(rendered.findings) - errors
    specs = console.count(len(rendered.texts), "spec")
    counts = ((errors, "error"), (others, "warning"))
    found = ", ".join(console.count(number, what) for number, what in counts if number)
    console.talk().print(f"Checked {specs} in {migration.shown}: {found or 'no findings'}.")
    if errors:
        first = next(one for one in rendered.findings if one.severity == "error")
        console.talk().print(f"Next: changeover explain {first.rule}")
        raise SystemExit(1)
    migration.next("changeover render")
