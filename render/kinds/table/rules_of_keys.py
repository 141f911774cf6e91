"""What can be wrong with a foreign key."""

import re
from collections.abc import Iterator

from ...findings import Finding, did_you_mean
from ...kind import Spec
from ...model import Relation
from ...project import Project
from ...typenames import canonical
from .body import ForeignKey, Table

SIZE = re.compile(r"\([^)]*\)")


def foreign_keys(spec: Spec, project: Project) -> Iterator[Finding]:
    """The findings of every foreign key, at most one kind of mistake for each."""
    table: Table = spec.body
    for key in table.foreign_keys:
        other = project.relations[key.references]
        unknown = list(_unknown(spec, key, other))
        yield from unknown
        if not unknown:
            yield from _lengths(spec, key) or _types(spec, key, other) or _unique(spec, key, other)


def _unknown(spec: Spec, key: ForeignKey, other: Relation) -> Iterator[Finding]:
    for index, name in enumerate(key.to):
        if name not in other.names:
            yield Finding(
                rule="unknown-column",
                message=f"`{other.name}` has no column `{name}`",
                location=spec.where("foreign_keys", key.name, "to", index),
                help=did_you_mean(name, other.names),
            )


def _lengths(spec: Spec, key: ForeignKey) -> list[Finding]:
    if len(key.columns) == len(key.to):
        return []
    return [
        Finding(
            rule="foreign-key-lengths-differ",
            message=f"`{key.name}` has {len(key.columns)} `columns` and {len(key.to)} `to`",
            location=spec.where("foreign_keys", key.name, "to"),
            help="the first of `columns` refers to the first of `to`, and so on",
        )
    ]


def _types(spec: Spec, key: ForeignKey, other: Relation) -> list[Finding]:
    table: Table = spec.body
    found = []
    for name, to in zip(key.columns, key.to, strict=True):
        one, referred = table.column(name), other.column(to)
        if _family(one.type) != _family(referred.type):
            found.append(
                Finding(
                    rule="foreign-key-type-mismatch",
                    message=f"`{name}` is {one.type}, `{other.name}.{to}` is {referred.type}",
                    location=spec.where("columns", name, "type"),
                    help=f"write `type: {referred.type}`, the type of what it refers to",
                )
            )
    return found


def _unique(spec: Spec, key: ForeignKey, other: Relation) -> list[Finding]:
    groups = [group for group in (other.key, *other.unique) if group]
    if set(key.to) in map(set, groups):
        return []
    choices = " or ".join(f"`[{', '.join(group)}]`" for group in groups)
    return [
        Finding(
            rule="foreign-key-not-unique",
            message=f"`{', '.join(key.to)}` is not unique in `{other.name}`",
            location=spec.where("foreign_keys", key.name, "to"),
            help=f"refer to {choices}, or make it unique there",
        )
    ]


def _family(type_: str) -> str:
    """Types that a foreign key compares without a conversion."""
    base = SIZE.sub("", canonical(type_))
    return "text" if base == "character varying" else base
