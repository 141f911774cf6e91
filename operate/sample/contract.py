"""The legacy tables of a migration's folder, as its contracts say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from operate.errors import FindingsFound
from render.kinds import all_kinds
from render.project import Project, read_specs

if TYPE_CHECKING:
    from pathlib import Path

    from render.model import Relation


def project_of(folder: Path) -> Project:
    """A migration whose specs have the right shape; the rules between specs are not checked."""
    kinds = all_kinds()
    specs, _, findings = read_specs(folder, folder.as_posix(), kinds)
    settings = [make(spec) for spec in specs if (make := kinds[spec.kind].settings) is not None]
    if findings or len(settings) != 1:
        raise FindingsFound(
            f"the specs in {folder.as_posix()} have findings",
            help=f"`changeover check --specs {folder.as_posix()}` shows them",
        )
    return Project(settings=settings[0], kinds=kinds, specs=specs)


def legacy_tables(folder: Path) -> tuple[Relation, ...]:
    """The legacy tables that a migration's specs name, in the order of their files."""
    relations = project_of(folder).relations
    return tuple(one for one in relations.values() if one.side == "legacy")
