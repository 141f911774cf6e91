"""What commands have in common: their options, and help that begins with an example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from operate.workspace import Migration
from render.findings import closest, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from render.plan import Plan

SPECS = Path("specs")


class Command(click.Command):
    """A command whose help begins with an example."""

    def __init__(self, *arguments: Any, examples: tuple[str, ...], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.examples = examples

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, then everything else."""
        formatter.write(f"Example{'s' * (len(self.examples) > 1)}:\n")
        for example in self.examples:
            formatter.write(f"  {example}\n")
        formatter.write("\n")
        super().format_help(ctx, formatter)


def _migration(_context: click.Context, _option: click.Parameter, given: Path | None) -> Migration:
    folder = given if given is not None else _only_folder()
    if not folder.is_dir():
        places = dict.fromkeys((*_folders(SPECS), *_folders(folder.parent)))
        raise unknown("folder", folder.as_posix(), [place.as_posix() for place in places])
    return Migration(specs=folder, asked=given is not None)


def _only_folder() -> Path:
    folders = _folders(SPECS)
    if not folders:
        raise click.UsageError("there is no migration in specs/ here; name its folder with --specs")
    if len(folders) > 1:
        names = ", ".join(path.as_posix() for path in folders)
        raise click.UsageError(f"which migration? Name one with --specs: {names}")
    return folders[0]


def _folders(parent: Path) -> list[Path]:
    return sorted(path for path in parent.glob("*") if path.is_dir() and path.name[0] != ".")


specs = click.option(
    "--specs",
    "migration",
    type=click.Path(path_type=Path),
    metavar="DIR",
    callback=_migration,
    help="The migration's specs. [default: the only folder in specs/]",
)
dsn = click.option(
    "--dsn",
    envvar="CHANGEOVER_DSN",
    default="",
    metavar="DSN",
    help="The database, as libpq writes it. [env: CHANGEOVER_DSN, or PGHOST, PGDATABASE …]",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print data for programs.")
yes = click.option("--yes", is_flag=True, help="Ask nothing; for CI.")


def unknown(what: str, word: str, known: Iterable[str]) -> click.UsageError:
    """The usage error of a word that nobody knows, with the word that was meant."""
    choice = tuple(known)
    near = closest(word, choice)
    way_out = f"; did you mean `{near}`?" if near else f"; there are {listed(choice)}"
    return click.UsageError(f"there is no {what} `{word}`" + (way_out if choice else ""))


def known_phase(plan: Plan, phase: str) -> str:
    """The phase, when the plan has it; a usage error otherwise."""
    if phase not in plan.phases:
        raise unknown("phase", phase, plan.phases)
    return phase
