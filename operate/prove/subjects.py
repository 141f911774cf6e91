"""What a proof writes to: each legacy table and its target, as their specs describe them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from operate.prove.limits import limits_of, reads
from operate.sample import expressions
from operate.sample.freedom import counting, listed
from operate.sample.types import PgType
from render.ddl import IDENTITY
from render.typenames import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from operate.prove.limits import Limits
    from render.model import Column, Relation
    from render.plan import Plan

# A token is a uuid, in a column of that type or as text.
TOKEN_LENGTH = 36
# The best first: how far a column can be counted up without being full.
COUNTABLE = ("bigint", "integer", "numeric", "double precision", "smallint")
ROOMY_DIGITS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A further table that a row is split into: one row of it belongs to each row of the target.

    `anchor` is its column with the target's key, `columns` are the others that the mapping fills.
    """

    table: Relation
    anchor: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One mapping, seen by the applications: what can be written by the legacy and the new name.

    `held` are the target's columns that hold the legacy key; `plain` names the target column of
    each legacy column that is kept as it is, in the same type. `exchanged` are the target columns
    whose value may be another row's, for each alone holds what legacy gets back from it. `token`
    and `counter` are legacy columns that both names write: a free text, and a number to count in.
    `entries` are the target columns that the mapping fills. `values` is the SQL of every legacy
    column in row number `g`. `looked_up` tells that other mappings look up what this one brings,
    and `named` are the legacy columns by which they do: after the switch nobody renames these.
    `where` is the condition of the rows that move, empty for all; `retired` is the legacy table's
    name after the switch, and `limits` say which INSERT by the new name the plan lets fail until
    `finalize`.
    """

    mapping: str
    data_set: str
    legacy: Relation
    target: Relation
    held: tuple[str, ...]
    plain: Mapping[str, str]
    entries: tuple[str, ...]
    exchanged: tuple[str, ...]
    token: str | None
    counter: str | None
    values: Mapping[str, str]
    looked_up: bool
    named: frozenset[str]
    pieces: tuple[Piece, ...]
    where: str
    retired: str
    limits: Limits

    @property
    def table(self) -> str:
        """The name of the legacy table, by which everything is counted."""
        return self.legacy.name

    @property
    def counting(self) -> tuple[str, ...]:
        """The legacy columns that a new row must have for itself."""
        return tuple(column.name for column in counting(self.legacy))

    def begins_by_itself(self, name: str) -> bool:
        """Whether a legacy column has a default, so that it need not be written."""
        return self.legacy.column(name).default is not None


def subjects_of(plan: Plan, *, rows: int, seed: int) -> tuple[Subject, ...]:
    """Every mapping of a plan, by legacy table."""
    found = []
    steps = [step for step in plan.steps if step.part == "mapping"]
    followed = {
        (hop.table, hop.column)
        for step in steps
        for entry in step.values["meaning"].spec.entries
        for hop in entry.hops
    }
    for step in steps:
        meaning: Any = step.values["meaning"]
        plain = dict(_plain(meaning))
        named = frozenset(n for n, held in plain.items() if (meaning.target.name, held) in followed)
        # What a part says, too, cannot be written in the target alone.
        said = {entry.legacy for part in meaning.parts for entry in part.spec.entries}
        free = {name for name in plain if name not in _unique(meaning.legacy) | named | said}
        token = _best(meaning.legacy, free, _token_rank)
        counter = _best(meaning.legacy, free, _counter_rank)
        found.append(
            Subject(
                mapping=step.name,
                data_set=step.values["data_set"],
                legacy=meaning.legacy,
                target=meaning.target,
                held=tuple(one.held_in for one in meaning.key),
                plain=plain,
                entries=tuple(entry.target for entry in meaning.spec.entries),
                exchanged=tuple(_exchanged(meaning, named | said | {token, counter})),
                token=token,
                counter=counter,
                values=expressions(meaning.legacy, rows=rows, seed=seed + 1),
                looked_up=meaning.target.name in {table for table, _ in followed},
                named=named,
                pieces=tuple(_pieces(meaning)),
                where=meaning.spec.where or "",
                retired=str(step.values["retired"]),
                limits=limits_of(meaning),
            )
        )
    return tuple(sorted(found, key=lambda one: one.table))


def _plain(meaning: Any) -> Iterator[tuple[str, str]]:
    """The legacy columns that are in the target as they are, in the same type."""
    for entry in meaning.spec.entries:
        if not entry.is_plain:
            continue
        theirs = meaning.target.column(entry.target)
        ours = meaning.legacy.column(entry.legacy)
        if canonical(ours.type) == canonical(theirs.type):
            yield entry.legacy, entry.target


def _exchanged(meaning: Any, besides: AbstractSet[str | None]) -> Iterator[str]:
    """The target columns that alone hold their legacy columns, and that may be as in other rows."""
    every = (*meaning.spec.entries, *(one for part in meaning.parts for one in part.spec.entries))
    for entry in meaning.spec.entries:
        if entry.hops or entry.target in _unique(meaning.target):
            continue
        others = {
            name
            for one in every
            if one is not entry
            for name in (*reads(one, meaning.legacy.names), *one.inverse)
        }
        ours = reads(entry, meaning.legacy.names)
        comes_back = entry.expression is None or entry.inverse.keys() == ours
        if ours and comes_back and ours.isdisjoint(_unique(meaning.legacy) | others | besides):
            yield entry.target


def _pieces(meaning: Any) -> Iterator[Piece]:
    """The parts of which each row has one; of the elements of an array it may have none."""
    for part in meaning.parts:
        if part.spec.each is None:
            columns = tuple(entry.target for entry in part.spec.entries)
            yield Piece(table=part.target, anchor=part.spec.anchor, columns=columns)


def _unique(relation: Relation) -> set[str]:
    return {name for group in (relation.key, *relation.unique) for name in group}


def _best(relation: Relation, names: set[str], rank: Any) -> str | None:
    able = [
        (place, one.name)
        for one in relation.columns
        if one.name in names and (place := rank(one)) is not None
    ]
    return min(able)[1] if able else None


def _token_rank(column: Column) -> tuple[int, int] | None:
    """A text that nobody has listed, long enough for any token; a uuid comes first."""
    kind = PgType.parse(column.type)
    roomy = kind.is_text and kind.base != "character" and (kind.length or 99) >= TOKEN_LENGTH
    if kind.array or not (roomy or kind.base == "uuid") or column.default == IDENTITY:
        return None
    return int(bool(listed(column))), int(kind.base != "uuid")


def _counter_rank(column: Column) -> tuple[int, int] | None:
    """A number with room to count."""
    kind = PgType.parse(column.type)
    if kind.array or kind.base not in COUNTABLE or column.default == IDENTITY:
        return None
    if kind.base == "numeric" and kind.size:
        precision, scale = (*kind.size, 0)[:2]
        if precision - scale < ROOMY_DIGITS:
            return None
    return 0, COUNTABLE.index(kind.base)
