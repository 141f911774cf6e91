"""What a kind of spec is to the core: its shape, its meaning and its steps.

A kind is a folder below `render/kinds/` whose `__init__` offers `KIND`. The core finds kinds by
walking that folder and names none of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .findings import Finding
from .location import Location
from .model import Gate, Move, Owner, Relation, Settings
from .plan import Document, Step
from .source import Source, read

if TYPE_CHECKING:
    from .project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One object of a migration: one file, read and understood by its kind.

    `path` is `specs/<migration>/…`, the same wherever the folder is; generated headers name it.
    """

    kind: str
    name: str
    path: str
    source: Source
    body: Any

    def where(self, *path: str | int) -> Location:
        """The place of a value in the spec's file."""
        return self.source.where(*path)

    @property
    def data(self) -> Any:
        """The spec as it was written."""
        return self.source.data


def _nothing(_spec: Spec, _project: Any) -> Iterable[Any]:
    return ()


def _no_gates(_project: Any) -> Iterable[Gate]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of spec. Every function is pure; the ones a kind does not need stay empty.

    `understand` turns checked data into the kind's typed body; `settings` is offered by the one
    kind that describes the whole migration; `provides` gives the relations that other specs may
    name; `rules` finds what the shape cannot see; `owns` and `moves` say where legacy tables
    belong and where their rows go; `steps` and `documents` are what is generated. `gates` is asked
    once, also when there is no spec of the kind: a gate without a routine is not required then.
    """

    folder: Path
    understand: Callable[[Source], Any]
    settings: Callable[[Spec], Settings] | None = None
    provides: Callable[[Spec, Settings], Iterable[Relation]] = _nothing
    rules: Callable[[Spec, "Project"], Iterable[Finding]] = _nothing
    owns: Callable[[Spec, "Project"], Iterable[Owner]] = _nothing
    moves: Callable[[Spec, "Project"], Iterable[Move]] = _nothing
    steps: Callable[[Spec, "Project"], Iterable[Step]] = _nothing
    documents: Callable[[Spec, "Project"], Iterable[Document]] = _nothing
    gates: Callable[["Project"], Iterable[Gate]] = _no_gates

    @property
    def name(self) -> str:
        """The kind's name is its folder's."""
        return self.folder.name

    @property
    def templates(self) -> Path:
        """Where the kind's templates are."""
        return self.folder / "templates"

    @cached_property
    def schema(self) -> Mapping[str, Any]:
        """The JSON Schema (draft 2020-12) of a spec of this kind, kept as YAML."""
        return load_schema(self.folder / "schema.yaml")

    @property
    def specs_folder(self) -> str:
        """The folder of the kind's specs below the migration's; empty for the migration's top."""
        return str(self.schema["x-folder"])


@cache
def load_schema(path: Path) -> Mapping[str, Any]:
    """A kind's schema; a broken one is a mistake of ours and raises ValueError."""
    source, findings = read(path)
    if source is None:
        raise ValueError(f"{path}: {findings[0].message}")
    schema: Mapping[str, Any] = source.data
    return schema
