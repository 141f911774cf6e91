"""What can be wrong with a legacy table's contract beyond its shape."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...findings import Finding, did_you_mean
from ...kind import Spec
from ...project import Project

if TYPE_CHECKING:
    from .body import LegacyTable

FOLLOWING = ("view", "function", "column_grant", "cron_job")
"""What goes with the name: the switch replaces the first two and grants what the third needs, a
job's text finds it by itself."""
NOT_STAYING = ("cron_job", "rule", "inheritance")
"""What cannot stay with a table that is retired under another name."""


def rules(spec: Spec, project: Project) -> Iterator[Finding]:
    """Every finding on a contract."""
    yield from _unknown_columns(spec)
    yield from _nullable_keys(spec)
    yield from _without_system(spec, project)
    yield from _dependants(spec)


def _unknown_columns(spec: Spec) -> Iterator[Finding]:
    body: LegacyTable = spec.body
    known = tuple(column.name for column in body.columns)
    lists: list[tuple[tuple[str | int, ...], tuple[str, ...]]] = [(("key",), body.key)]
    lists += [(("unique", index), columns) for index, columns in enumerate(body.unique)]
    lists += [(("indexes", index), columns) for index, columns in enumerate(body.indexes)]
    for place, columns in lists:
        for index, column in enumerate(columns):
            if column not in known:
                yield Finding(
                    rule="unknown-column",
                    message=f"`{spec.name}` has no column `{column}`",
                    location=spec.where(*place, index),
                    help=did_you_mean(column, known),
                )


def _nullable_keys(spec: Spec) -> Iterator[Finding]:
    body: LegacyTable = spec.body
    for column in body.columns:
        if column.name in body.key and column.nullable:
            yield Finding(
                rule="nullable-key",
                message=f"the key column `{column.name}` may be NULL",
                location=spec.where("columns", column.name, "nullable"),
                help="a primary key is never NULL; take `nullable` away",
            )


def _without_system(spec: Spec, project: Project) -> Iterator[Finding]:
    systems = project.of("legacy_system")
    if systems and not any(spec.name in system.data.get("tables", ()) for system in systems):
        names = ", ".join(f"`{system.name}`" for system in systems)
        yield Finding(
            rule="legacy-table-without-system",
            message=f"no legacy system says that the table `{spec.name}` is its own",
            location=spec.where("name"),
            help=f"add it to the `tables` of one of {names}",
        )


def _dependants(spec: Spec) -> Iterator[Finding]:
    """The answers that nothing can carry out."""
    body: LegacyTable = spec.body
    for index, one in enumerate(body.dependants):
        place = spec.where("dependants", index, "answer")
        if one.answer == "moved" and one.kind not in FOLLOWING:
            yield Finding(
                rule="dependant-cannot-move",
                message=f"a {one.kind.replace('_', ' ')} cannot go with the name to a view",
                location=place,
                help="answer `kept` when it may stay with the retired table, else `dropped`",
            )
        if one.answer == "kept" and one.kind in NOT_STAYING:
            yield Finding(
                rule="dependant-cannot-stay",
                message=f"a {one.kind.replace('_', ' ')} cannot stay with the retired table",
                location=place,
                help="answer `moved`, as its text finds the view by its name, or `dropped`"
                if one.kind in FOLLOWING
                else "answer `dropped`, and take it away before the switch",
            )
