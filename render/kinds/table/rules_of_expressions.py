"""What can be wrong with the SQL that a table's spec holds: checks, policies and defaults."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ...expression import DEFAULT_CALLS, POLICY_CALLS
from ...findings import Finding
from ...guard import expression_findings
from ...kind import Spec
from ...source import Place
from .body import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An expression of the spec: where it stands, what it may read and what it may call."""

    place: Place
    text: str
    columns: Collection[str]
    may: Collection[str] = ()


def expressions(spec: Spec) -> Iterator[Finding]:
    """The findings of every expression of a table."""
    table: Table = spec.body
    for held in _held(table):
        yield from expression_findings(
            spec, held.place, held.text, table=table.name, columns=held.columns, may=held.may
        )


def _held(table: Table) -> Iterator[Held]:
    for column in table.columns:
        if column.default is not None:
            yield Held(
                place=("columns", column.name, "default"),
                text=column.default,
                columns=(),
                may=DEFAULT_CALLS,
            )
    for name, text in table.checks.items():
        yield Held(place=("checks", name), text=text, columns=table.names)
    for policy in table.policies:
        for key, text in (("using", policy.using), ("check", policy.check)):
            if text:
                yield Held(
                    place=("row_security", "policies", policy.name, key),
                    text=text,
                    columns=table.names,
                    may=POLICY_CALLS,
                )
