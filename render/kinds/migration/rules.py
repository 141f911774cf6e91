"""What can be wrong with a migration beyond its shape."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...findings import Finding
from ...kind import Spec
from ...project import Project

if TYPE_CHECKING:
    from .spec import Migration


def rules(spec: Spec, _project: Project) -> Iterator[Finding]:
    """Every finding on a migration."""
    yield from _one_schema_for_both(spec)
    yield from _table_in_two_data_sets(spec)
    yield from _milestone_ends_before_it_begins(spec)


def _one_schema_for_both(spec: Spec) -> Iterator[Finding]:
    body: Migration = spec.body
    taken = {
        body.legacy_schema: "legacy tables",
        "migration": "control schema",
        f"migration_{body.name.replace('-', '_')}": "migration's own functions and tables",
    }
    if body.target_schema in taken:
        yield Finding(
            rule="schema-is-taken",
            message=f"`{body.target_schema}` is already the schema of the"
            f" {taken[body.target_schema]}",
            location=spec.where("schemas", "target"),
            help="give the new tables a schema of their own",
        )


def _table_in_two_data_sets(spec: Spec) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for data_set in spec.body.data_sets:
        for index, table in enumerate(data_set.relations):
            first = seen.setdefault(table, data_set.name)
            if first != data_set.name:
                yield Finding(
                    rule="table-in-two-data-sets",
                    message=f"`{table}` is already in the data set `{first}`",
                    location=spec.where("data_sets", data_set.name, "tables", index),
                    help="a table has one owner at a time, so it belongs to one data set",
                )


def _milestone_ends_before_it_begins(spec: Spec) -> Iterator[Finding]:
    for index, milestone in enumerate(spec.body.milestones):
        if milestone.to_week < milestone.from_week:
            yield Finding(
                rule="milestone-ends-before-it-begins",
                message=f"`{milestone.name}` begins in week {milestone.from_week} and ends in"
                f" week {milestone.to_week}",
                location=spec.where("milestones", index, "to_week"),
                help=f"end it in week {milestone.from_week} or later",
            )
