"""A migration on disk: the folder of its specs and the folder of what is generated from them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from operate import console
from operate.errors import FindingsFound, Stale
from render import Rendered, render
from render.printers.text import render_text
from render.write import Drift, compare

if TYPE_CHECKING:
    from pathlib import Path

    from render.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the specs of a migration give: its plan and its generated files."""

    plan: Plan
    tree: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """A migration's specs folder, as its user named it.

    `asked` tells that the user had to name it, so that the next command names it, too.
    """

    specs: Path
    asked: bool = False

    @property
    def shown(self) -> str:
        """The specs folder as it was typed."""
        return self.specs.as_posix()

    @property
    def canonical(self) -> str:
        """The specs folder as generated files name it, wherever the command was called."""
        return f"{self.specs.resolve().parent.name}/{self.name}"

    @property
    def name(self) -> str:
        """The migration's name: its folder's."""
        return self.specs.resolve().name

    @property
    def generated(self) -> Path:
        """Where its generated files are: beside the folder that holds all specs."""
        return self.specs.resolve().parent.parent / "generated" / self.name

    def next(self, command: str, why: str = "") -> None:
        """End with what to do next."""
        self._recommend("Next", command, why)

    def undo(self, command: str) -> None:
        """Name the command that takes back what was done."""
        self._recommend("Undo", command, "")

    def _recommend(self, what: str, command: str, why: str) -> None:
        with_specs = f"{command} --specs {self.shown}" if self.asked else command
        console.talk().print(f"{what}: {with_specs}" + (f"  ({why})" if why else ""))

    def rendered(self) -> Rendered:
        """Its findings, on the files as their user named them."""
        return render(self.specs, self.shown)

    def made(self) -> Made:
        """Its plan and files; findings that are errors are printed and end the command."""
        made = render(self.specs, self.canonical)
        if made.plan is None or made.tree is None:
            rendered = self.rendered()
            colour = console.in_colour(stderr=True)
            click.echo(
                render_text(rendered.findings, rendered.texts, colour=colour), err=True, nl=False
            )
            raise FindingsFound(
                f"the specs in {self.shown} have findings",
                help="correct them; `changeover check` shows them again",
            )
        return Made(plan=made.plan, tree=made.tree)

    def current(self) -> Made:
        """Its plan, after making sure that the generated files are exactly that plan's."""
        self.refuse_edited()
        made = self.made()
        drift = compare(made.tree, self.generated)
        if drift:
            raise Stale(out_of_date(drift), help="only what was reviewed is applied")
        return made

    def refuse_edited(self) -> None:
        """Stop when a generated file is not the one that its MANIFEST names."""
        for path in edited(self.generated):
            raise Stale(
                f"generated/{self.name}/{path} was changed by hand: "
                "its hash is not the one in MANIFEST",
                help="change the spec that its header names, run `make render` and commit",
            )


def out_of_date(drift: Drift) -> str:
    """How far a generated folder is from its specs, in one sentence, and the way back."""
    parts = (("changed", drift.changed), ("missing", drift.missing), ("left over", drift.left_over))
    found = ", ".join(f"{len(paths)} {what}" for what, paths in parts if paths)
    return f"generated/ is out of date: {found}. Run `make render` and commit."


def edited(folder: Path) -> list[str]:
    """The files whose hash is not the one in their folder's MANIFEST."""
    listing = folder / "MANIFEST"
    if not listing.is_file():
        return []
    entries = (line.split("  ", 1) for line in listing.read_text(encoding="utf-8").splitlines())
    return [
        path
        for digest, path in entries
        if (folder / path).is_file()
        and hashlib.sha256((folder / path).read_bytes()).hexdigest() != digest
    ]
