"""What can be wrong with an index beyond its shape."""

from collections.abc import Iterator

from ...findings import Finding, did_you_mean
from ...guard import expression_findings
from ...index import Index
from ...kind import Spec
from ...model import Relation
from ...project import Project

Place = tuple[str | int, ...]
LONGEST = 63 - len("_before_2024_01")


def rules(spec: Spec, project: Project) -> Iterator[Finding]:
    """Every finding of one index."""
    index: Index = spec.body
    relation = project.relations[index.table]
    unknown = list(_unknown_columns(spec, relation))
    yield from unknown
    yield from _expressions(spec, relation)
    yield from _stored_twice(spec)
    yield from _method(spec)
    if not unknown:
        yield from _unique(spec, relation)
    if relation.partition_key is not None:
        yield from _lengths(spec)


def _unknown_columns(spec: Spec, relation: Relation) -> Iterator[Finding]:
    for place, name in _named_columns(spec.body):
        if name not in relation.names:
            yield Finding(
                rule="unknown-column",
                message=f"`{relation.name}` has no column `{name}`",
                location=spec.where(*place),
                help=did_you_mean(name, relation.names),
            )


def _named_columns(index: Index) -> Iterator[tuple[Place, str]]:
    for position, key in enumerate(index.keys):
        if key.column:
            yield ("columns", position), key.column
    for position, name in enumerate(index.include):
        yield ("include", position), name


def _expressions(spec: Spec, relation: Relation) -> Iterator[Finding]:
    for place, text in _texts(spec.body):
        yield from expression_findings(
            spec, place, text, table=relation.name, columns=relation.names
        )


def _texts(index: Index) -> Iterator[tuple[Place, str]]:
    for position, key in enumerate(index.keys):
        if key.expression:
            yield ("columns", position, "expression"), key.expression
    if index.where:
        yield ("where",), index.where


def _stored_twice(spec: Spec) -> Iterator[Finding]:
    index: Index = spec.body
    for position, name in enumerate(index.include):
        if name in index.columns:
            yield Finding(
                rule="index-column-twice",
                message=f"`{name}` is in `columns` and in `include`",
                location=spec.where("include", position),
                help="take it out of `include`; what an index is sorted by is stored in it",
            )


def _method(spec: Spec) -> Iterator[Finding]:
    index: Index = spec.body
    ordered = any(key.descending or key.nulls for key in index.keys)
    stores = index.include and index.using != "gist"
    if index.using != "btree" and (ordered or index.unique or stores):
        what = "an order" if ordered else "unique rows" if index.unique else "stored columns"
        yield Finding(
            rule="index-method",
            message=f"a {index.using} index knows no {what.removeprefix('an ')}",
            location=spec.where("using"),
            help="leave `using` away; a btree index does",
        )


def _unique(spec: Spec, relation: Relation) -> Iterator[Finding]:
    index: Index = spec.body
    key = relation.partition_key
    if index.unique and key is not None and key not in index.columns:
        yield Finding(
            rule="unique-without-partition-key",
            message=f"`{index.name}` does not contain the partition key `{key}`",
            location=spec.where("columns"),
            help=f"add `{key}`; Postgres keeps uniqueness within one partition only",
        )


def _lengths(spec: Spec) -> Iterator[Finding]:
    """Each partition's part of the index is named after the index; Postgres would cut the name."""
    index: Index = spec.body
    for place, what, name in (("name", "index", index.name), ("table", "table", index.table)):
        if len(name) > LONGEST:
            yield Finding(
                rule="index-name-too-long",
                message=f"this {what} name of {len(name)} characters leaves no room for partitions",
                location=spec.where(place),
                help=f"`{index.table}` is partitioned; use at most {LONGEST} characters",
            )
