"""What can be wrong with a fact beyond its shape. One function, one kind of mistake."""

from collections.abc import Iterator

from ...findings import Finding, did_you_mean, listed
from ...guard import expression_findings
from ...kind import Spec
from ...project import Project
from .spec import AGGREGATES, NUMBERS, Fact, Statement

Place = tuple[str | int, ...]
# Columns of the list of disagreements beside those that the author names.
TAKEN = ("difference", "differing", "contradicting", "silent")


def rules(spec: Spec, project: Project) -> Iterator[Finding]:
    """Every finding on a fact."""
    yield from _winner(spec)
    yield from _names(spec)
    yield from _tolerance(spec)
    known = project.on_side("legacy")
    for said in spec.body.statements:
        if said.table not in known:
            yield _no_table(spec, said.table, known)
            continue
        yield from _keys(spec, said)
        yield from _aggregate(spec, said)
        yield from _expressions(spec, said, project)


def _winner(spec: Spec) -> Iterator[Finding]:
    fact: Fact = spec.body
    tables = [said.table for said in fact.statements]
    if fact.winner not in tables:
        yield Finding(
            rule="winner-without-statement",
            message=f"`{fact.winner}` cannot win: it has no statement",
            location=spec.where("winner"),
            help=did_you_mean(fact.winner, tables),
        )


def _names(spec: Spec) -> Iterator[Finding]:
    """Two columns of the list of disagreements with one name."""
    fact: Fact = spec.body
    taken = dict.fromkeys(TAKEN, "a column of its own")
    for table in fact.tables:
        if table in taken:
            yield _collision(spec, ("statements", table), table, taken[table])
    taken |= {table: f"the column of the table `{table}`" for table in fact.tables}
    for name in fact.by:
        if name in taken:
            yield _collision(spec, ("by", name), name, taken[name])


def _collision(spec: Spec, place: Place, name: str, other: str) -> Finding:
    return Finding(
        rule="name-collision",
        message=f"in the list of disagreements `{name}` is {other} already",
        location=spec.source.where_key(*place),
        help="give it another name",
    )


def _tolerance(spec: Spec) -> Iterator[Finding]:
    fact: Fact = spec.body
    if fact.tolerance is not None and fact.value not in NUMBERS:
        yield Finding(
            rule="tolerance-not-numeric",
            message=f"values of type {fact.value} have no distance",
            location=spec.where("tolerance"),
            help="leave `tolerance` away; only equal values agree",
        )


def _no_table(spec: Spec, table: str, known: tuple[str, ...]) -> Finding:
    return Finding(
        rule="unknown-reference",
        message=f"there is no legacy table named `{table}`",
        location=spec.source.where_key("statements", table),
        help=did_you_mean(table, known) or "describe it in a spec of its own",
    )


def _keys(spec: Spec, said: Statement) -> Iterator[Finding]:
    """What a statement is compared by must be exactly what the fact is."""
    wanted = tuple(spec.body.by)
    place: Place = ("statements", said.table, "by")
    unknown = [name for name in said.by if name not in wanted]
    for name in unknown:
        yield Finding(
            rule="unknown-key",
            message=f"the fact is not compared by `{name}`",
            location=spec.source.where_key(*place, name),
            help=did_you_mean(name, wanted),
        )
    missing = [name for name in wanted if name not in said.by]
    if missing and not unknown:
        yield Finding(
            rule="missing-key",
            message=f"`{said.table}` does not say what {listed(missing)} is there",
            location=spec.source.where_key(*place),
            help=f"add `{missing[0]}:` with an expression over the columns of `{said.table}`",
        )


def _aggregate(spec: Spec, said: Statement) -> Iterator[Finding]:
    value = spec.body.value
    if said.aggregate is not None and value not in AGGREGATES[said.aggregate]:
        yield Finding(
            rule="aggregate-of-wrong-type",
            message=f"there is no `{said.aggregate}` of {value} values",
            location=spec.where("statements", said.table, "aggregate"),
            help="leave `aggregate` away; rows that say different things are listed then",
        )


def _expressions(spec: Spec, said: Statement, project: Project) -> Iterator[Finding]:
    relation = project.relations[said.table]
    place: Place = ("statements", said.table)
    texts: list[tuple[Place, str]] = [((*place, "by", name), said.by[name]) for name in said.by]
    texts.append(((*place, "value"), said.value))
    if said.where is not None:
        texts.append(((*place, "where"), said.where))
    for where, text in texts:
        yield from expression_findings(
            spec, where, text, table=relation.name, columns=relation.names
        )
