"""`changeover render`: specs to generated/."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from operate import console
from operate.commands import options
from operate.workspace import out_of_date
from render.write import compare, diff, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from operate.workspace import Made, Migration

FILES = 20
DIFF_LINES = 40


@click.command(
    "render",
    cls=options.Command,
    examples=("changeover render", "changeover render --check", "changeover render --diff"),
)
@options.specs
@click.option("--check", is_flag=True, help="Write nothing; end with 3 when generated/ is stale.")
@click.option("--diff", "show", is_flag=True, help="Write nothing; print what would change.")
def render_command(migration: Migration, check: bool, show: bool) -> None:
    """Write generated/ from the specs.

    Files that need no change are not touched; files that no spec gives are removed.
    """
    if check and show:
        raise click.UsageError("--check and --diff exclude each other")
    made = migration.made()
    if show:
        click.echo(diff(made.tree, migration.generated), nl=False)
    elif check:
        _check(migration, made)
    else:
        _write(migration, made)


def _check(migration: Migration, made: Made) -> None:
    drift = compare(made.tree, migration.generated)
    if not drift:
        console.talk().print(
            f"generated/{migration.name} is current: {console.count(len(made.tree), 'file')}."
        )
        return
    lines = diff(made.tree, migration.generated).splitlines()
    for line in lines[:DIFF_LINES]:
        click.echo(line)
    if len(lines) > DIFF_LINES:
        rest = console.count(len(lines) - DIFF_LINES, "more line")
        console.talk().print(f"… and {rest}; `changeover render --diff` prints all")
    console.talk().print(out_of_date(drift))
    raise SystemExit(3)


def _write(migration: Migration, made: Made) -> None:
    drift = write(made.tree, migration.generated)
    done = ((drift.changed, "changed"), (drift.missing, "new"), (drift.left_over, "removed"))
    for paths, what in done:
        for line in _listed(paths):
            console.out().print(f"{what:<8} generated/{migration.name}/{line}")
    words = ", ".join(f"{len(paths)} {what}" for paths, what in done if paths) or "nothing changed"
    console.talk().print(
        f"generated/{migration.name}: {console.count(len(made.tree), 'file')}; {words}."
    )
    migration.next("changeover plan")


def _listed(paths: Sequence[str]) -> list[str]:
    """A few files by name; many by their folders, so that a first render fits a screen."""
    if len(paths) <= FILES:
        return list(paths)
    folders = Counter(path.rpartition("/")[0] for path in paths)
    return [f"{folder}/: {console.count(n, 'file')}".lstrip("/") for folder, n in folders.items()]
