"""`changeover explain`: the page behind a finding's rule."""

from __future__ import annotations

from pathlib import Path

import click
from rich.markdown import Markdown

import render
from operate import console
from operate.commands import options

RULES = Path(render.__file__).parent.parent / "docs" / "rules"


@click.command("explain", cls=options.Command, examples=("changeover explain unknown-column",))
@click.argument("rule")
def explain_command(rule: str) -> None:
    """Explain the rule behind a finding.

    What it finds, why that matters and how to correct it.
    """
    known = sorted(path.stem for path in RULES.glob("*.md"))
    if rule not in known:
        raise options.unknown("rule", rule, known)
    page = (RULES / f"{rule}.md").read_text(encoding="utf-8")
    out = console.out()
    if out.is_terminal:
        out.print(Markdown(page), soft_wrap=False)
    else:
        out.print(page.rstrip("\n"))
