"""Validate: all specs of a migration together — folders, names and references."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .findings import Finding, did_you_mean
from .kind import Kind, Spec
from .location import Location
from .model import DataSet, Gate, Move, Owner, Relation, Settings
from .shape import check_shape
from .source import Source, parse, read_text

Place = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True)
class Project:
    """A migration whose every spec has the right shape, ready to be checked and compiled."""

    settings: Settings
    kinds: Mapping[str, Kind]
    specs: tuple[Spec, ...]

    @cached_property
    def relations(self) -> Mapping[str, Relation]:
        """Every table that a spec may name, legacy and target, by name."""
        offered = (
            relation
            for spec in self.specs
            for relation in self.kinds[spec.kind].provides(spec, self.settings)
        )
        return {relation.name: relation for relation in offered}

    @cached_property
    def owners(self) -> tuple[Owner, ...]:
        """What the legacy tables belong to, by name."""
        return tuple(one for spec in self.specs for one in self.kinds[spec.kind].owns(spec, self))

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The ways of the rows, by name; known once the specs have no fault."""
        return tuple(one for spec in self.specs for one in self.kinds[spec.kind].moves(spec, self))

    @cached_property
    def gates(self) -> tuple[Gate, ...]:
        """What commands need before they may run, in the order in which it is asked."""
        found = (gate for kind in self.kinds.values() for gate in kind.gates(self))
        return tuple(sorted(found, key=lambda gate: (gate.command, gate.rank, gate.name)))

    def of(self, kind: str) -> tuple[Spec, ...]:
        """The specs of one kind, by name."""
        return tuple(spec for spec in self.specs if spec.kind == kind)

    def on_side(self, side: str) -> tuple[str, ...]:
        """The names of the relations of one side, `legacy` or `target`."""
        return tuple(name for name, one in self.relations.items() if one.side == side)

    def data_set_of(self, relation: str) -> DataSet | None:
        """The data set that moves a legacy relation."""
        for data_set in self.settings.data_sets:
            if relation in data_set.relations:
                return data_set
        return None


def read_specs(
    folder: Path, shown: str, kinds: Mapping[str, Kind]
) -> tuple[tuple[Spec, ...], dict[str, str], list[Finding]]:
    """Every spec below a migration's folder, the texts read, and what is wrong with their shape.

    `shown` is the folder as its user typed it; findings name files below that.
    """
    specs: list[Spec] = []
    texts: dict[str, str] = {}
    findings = list(_not_read(folder, shown))
    folders = {kind.specs_folder: kind for kind in kinds.values()}
    for path in sorted(folder.rglob("*.yaml")):
        relative = path.relative_to(folder).as_posix()
        name = f"{shown}/{relative}"
        text, problems = read_text(path, shown=name, inside=folder)
        findings += problems
        if text is None:
            continue
        # Kept even when it is refused: findings print the line they are about.
        texts[relative] = text
        source, problems = parse(text, shown=name)
        findings += problems
        if source is None:
            continue
        spec = _one_spec(source, Path(folder.resolve().name) / relative, folders, findings)
        if spec is not None:
            specs.append(spec)
    return tuple(specs), texts, findings


def _not_read(folder: Path, shown: str) -> Iterator[Finding]:
    """What looks like specs and would be passed over in silence."""
    for path in sorted(folder.rglob("*")):
        name = f"{shown}/{path.relative_to(folder).as_posix()}"
        if path.suffix == ".yml":
            message = "this file is not read: the name of a spec ends in `.yaml`"
            yield _passed_over(name, message, f"rename it to `{path.stem}.yaml`")
        elif path.is_symlink() and path.is_dir():
            message = "this folder is not read: it is a link"
            yield _passed_over(name, message, "put the specs themselves here instead of a link")


def _passed_over(name: str, message: str, way_out: str) -> Finding:
    return Finding(
        rule="file-not-read",
        message=message,
        location=Location(path=name, line=1, column=1, length=1),
        help=way_out,
    )


def _one_spec(
    source: Source, relative: Path, folders: Mapping[str, Kind], findings: list[Finding]
) -> Spec | None:
    place = "/".join(relative.parts[1:-1])
    kind = folders.get(place)
    if kind is None:
        findings.append(
            Finding(
                rule="unknown-folder",
                message=f"no kind of spec lives in the folder `{place}`",
                location=source.where(),
                help=did_you_mean(place, sorted(filter(None, folders))),
            )
        )
        return None
    problems = _check_top(source, relative, kind) or check_shape(source, kind.schema)
    findings += problems
    if problems:
        return None
    findings += _check_name(source, relative, kind)
    name = str(source.data["name"])
    return Spec(
        kind=kind.name,
        name=name,
        path=f"specs/{relative.as_posix()}",
        source=source,
        body=kind.understand(source),
    )


def _check_top(source: Source, relative: Path, kind: Kind) -> list[Finding]:
    """The top of a migration's folder holds one spec, whose file is named after its kind."""
    if kind.specs_folder or relative.stem == kind.name:
        return []
    return [
        Finding(
            rule="unknown-folder",
            message=f"`{kind.name}.yaml` is the only spec beside the folders of the kinds",
            location=source.where(),
            help=f"move the file to the folder of its kind, or name it `{kind.name}.yaml`",
        )
    ]


def _check_name(source: Source, relative: Path, kind: Kind) -> Iterator[Finding]:
    name = str(source.data["name"])
    is_file = bool(kind.specs_folder)
    what, called = ("file", relative.stem) if is_file else ("folder", relative.parts[0])
    if called != name:
        yield Finding(
            rule="name-is-not-file",
            message=f"the spec is named `{name}`, its {what} `{called}`",
            location=source.where("name"),
            help=f"rename the {what} to `{name}{'.yaml' * is_file}`, or the spec to `{called}`",
        )


def check_project(project: Project) -> Iterator[Finding]:
    """What is wrong between specs: references first, then each kind's own rules."""
    for spec in project.specs:
        kind = project.kinds[spec.kind]
        broken = list(_check_references(spec, kind, project))
        yield from broken
        if not broken:
            yield from kind.rules(spec, project)


def _check_references(spec: Spec, kind: Kind, project: Project) -> Iterator[Finding]:
    for place, value, target in _references(kind.schema, spec.data, ()):
        known = _known(target, project)
        if value not in known:
            yield Finding(
                rule="unknown-reference",
                message=f"there is no {target.replace('relation', 'table')} named `{value}`",
                location=spec.where(*place),
                help=did_you_mean(str(value), known) or "describe it in a spec of its own",
            )


def _known(target: str, project: Project) -> tuple[str, ...]:
    side = target.removesuffix(" relation")
    if side != target:
        return project.on_side(side)
    return tuple(spec.name for spec in project.of(target))


def _references(
    schema: Mapping[str, Any], data: Any, place: Place
) -> Iterator[tuple[Place, Any, str]]:
    """Every value whose schema says `x-refers-to`, with its place and what it refers to."""
    if "x-refers-to" in schema and data is not None:
        yield place, data, schema["x-refers-to"]
    for key, below in _children(schema, data):
        yield from _references(below, data[key], (*place, key))


def _children(schema: Mapping[str, Any], data: Any) -> Iterable[tuple[Any, Mapping[str, Any]]]:
    if isinstance(data, dict):
        known = schema.get("properties", {})
        other = schema.get("additionalProperties")
        for key in data:
            yield key, known.get(key, other if isinstance(other, dict) else {})
    if isinstance(data, list) and isinstance(schema.get("items"), dict):
        for index in range(len(data)):
            yield index, schema["items"]
