"""What can be wrong with a table beyond its shape."""

from collections.abc import Iterator

from ...findings import Finding, did_you_mean
from ...kind import Spec
from ...project import Project
from .body import Table
from .rules_of_expressions import expressions
from .rules_of_keys import foreign_keys
from .rules_of_names import collisions
from .rules_of_partitions import partition

Place = tuple[str | int, ...]


def rules(spec: Spec, project: Project) -> Iterator[Finding]:
    """Every finding of one table; columns first, for the rest means nothing without them."""
    unknown = list(_unknown_columns(spec))
    yield from unknown
    yield from _unknown_roles(spec, project)
    yield from _policies(spec)
    yield from expressions(spec)
    yield from collisions(spec, project)
    if not unknown:
        yield from _nullable_keys(spec)
        yield from partition(spec)
        yield from foreign_keys(spec, project)
        yield from _rows(spec)


def _unknown_columns(spec: Spec) -> Iterator[Finding]:
    table: Table = spec.body
    for place, name in _named_columns(table):
        if name not in table.names:
            in_row = place[0] == "rows"
            yield Finding(
                rule="unknown-column",
                message=f"`{table.name}` has no column `{name}`",
                location=spec.source.where_key(*place) if in_row else spec.where(*place),
                help=did_you_mean(name, table.names),
            )


def _named_columns(table: Table) -> Iterator[tuple[Place, str]]:
    """Every place of the spec that names a column of this table."""
    lists: list[tuple[Place, tuple[str, ...]]] = [(("primary_key",), table.primary_key)]
    lists += [(("unique", name), columns) for name, columns in table.unique.items()]
    lists += [(("foreign_keys", key.name, "columns"), key.columns) for key in table.foreign_keys]
    for place, names in lists:
        for index, name in enumerate(names):
            yield (*place, index), name
    if table.partition is not None:
        yield ("partition", "by"), table.partition.by
    for index, row in enumerate(table.rows):
        for name in row:
            yield ("rows", index, name), name


def _unknown_roles(spec: Spec, project: Project) -> Iterator[Finding]:
    table: Table = spec.body
    known = [role.name for role in project.of("role")]
    for role in table.grants:
        if role not in known:
            yield Finding(
                rule="unknown-role",
                message=f"`{table.name}` grants privileges to `{role}`, which no spec describes",
                location=spec.source.where_key("grants", role),
                help=did_you_mean(role, known) or f"describe it in `roles/{role}.yaml`",
            )


def _policies(spec: Spec) -> Iterator[Finding]:
    """A policy says what its command can use, and something at all."""
    table: Table = spec.body
    for policy in table.policies:
        useless = {"insert": "using", "select": "check", "delete": "check"}.get(policy.command, "")
        needed = "check" if policy.command == "insert" else "using"
        place = ("row_security", "policies", policy.name)
        said = {"using": policy.using, "check": policy.check}
        if useless and said[useless]:
            yield Finding(
                rule="policy-clause",
                message=f"a policy for {policy.command} knows no `{useless}`",
                location=spec.source.where_key(*place, useless),
                help=f"write the condition as `{needed}`",
            )
        elif not said[needed]:
            yield Finding(
                rule="policy-clause",
                message=f"the policy `{policy.name}` for {policy.command} has no `{needed}`",
                location=spec.source.where_key(*place),
                help=f'write `{needed}: "…"`, or `{needed}: "true"` for every row',
            )


def _nullable_keys(spec: Spec) -> Iterator[Finding]:
    table: Table = spec.body
    for name in table.primary_key:
        if table.column(name).nullable:
            yield Finding(
                rule="nullable-key",
                message=f"the key column `{name}` may be NULL",
                location=spec.where("columns", name, "nullable"),
                help="a primary key is never NULL; take `nullable` away",
            )


def _rows(spec: Spec) -> Iterator[Finding]:
    table: Table = spec.body
    if table.rows and table.partition is not None:
        yield Finding(
            rule="reference-rows-partitioned",
            message=f"`{table.name}` is partitioned and has reference rows",
            location=spec.source.where_key("rows"),
            help="keep reference rows in a table that is not partitioned",
        )
    seen: set[tuple[str, ...]] = set()
    for index, row in enumerate(table.rows):
        missing = [name for name in table.primary_key if row.get(name) is None]
        if missing:
            yield Finding(
                rule="reference-row-without-key",
                message=f"this reference row has no `{missing[0]}`",
                location=spec.where("rows", index),
                help="write every column of the primary key, so that a second run finds the row",
            )
            continue
        key = tuple(str(row[name]) for name in table.primary_key)
        if key in seen:
            yield Finding(
                rule="reference-row-twice",
                message=f"another reference row has the same key, {', '.join(key)}",
                location=spec.where("rows", index),
                help="give each reference row a key of its own",
            )
        seen.add(key)
