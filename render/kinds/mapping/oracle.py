"""What a target row must be, derived from the spec a second time and another way.

The rungs up to L4 compare with the very expressions that copied the rows, so a mistake in these is
on both sides. Nothing here uses them: of what `meaning`, `lookups`, `parts` and `values` make, only
the names of columns are read. See docs/decisions/0010-independent-oracle.md.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...model import Relation
from ...names import generated
from ...project import Project
from ...sql import Sql, comma_list, ident, literal, qualified
from ...typenames import canonical
from .compared import Compared, unfollowed
from .edges import edges
from .forms import forms
from .meaning import Meaning
from .objects import SUBSTITUTED, routine
from .spec import Each, Entry, PartSpec

WHOLE = ("smallint", "integer", "bigint")
NO_CAST = Sql("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One hop of a lookup, as a statement of its own that reads and writes the variable `seen`."""

    table: Sql
    column: Sql
    type: Sql
    take: Sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """One column of the row, whose value `constant`, `computed`, `expression` or `legacy` gives.

    `cast` makes it the column's type where it is of another. `choices` is the value map as a JSON
    object. `unknown` is the member for all that the last of the `hops` does not find; without one
    such a row is `refused`.
    """

    column: Sql
    cast: Sql = NO_CAST
    constant: Sql | None = None
    computed: Sql | None = None
    expression: Sql | None = None
    legacy: Sql | None = None
    legacy_type: Sql | None = None
    choices: Sql | None = None
    hops: tuple[Found, ...] = ()
    unknown: Sql | None = None

    @property
    def as_it_is(self) -> bool:
        """Whether the value is the legacy column's, unchanged."""
        return not self.hops and self.choices is None

    @property
    def refused(self) -> bool:
        """Whether a value that is not found sets the row aside."""
        return bool(self.hops) and self.unknown is None


def oracle_values(one: Compared, meaning: Meaning, project: Project) -> Mapping[str, Any]:
    """What the template of the oracle prints for one compared table."""
    part = next((own for own in meaning.parts if own.name == one.name), None)
    numbered = tuple(enumerate(meaning.key, 1))
    keys = [f"c.key_{number}" for number, _ in numbered]
    if part:
        here = Sql(f"t.{ident(part.spec.anchor)} = {_anchor(meaning, project, keys)}")
    else:
        here = _equal("t", [column.held_in for column in meaning.key])
    names = [column.name for column in meaning.key]
    derived = tuple(_derived(meaning, part.spec if part else None, project))
    return {
        "each": _each(part.spec.each) if part and part.spec.each else None,
        "derived": derived,
        "looks_up": any(column.hops or column.choices for column in derived),
        "anchors": qualified(meaning.target.schema, meaning.target.name),
        "judged": {
            "columns": comma_list(literal(value.column) for value in one.values),
            "key": tuple(
                Sql(f"(k.legacy_key ->> {literal(column.name)})::{column.type} AS key_{number}")
                for number, column in numbered
            ),
            "legacy": _equal("l", names),
            "restored": _equal("r", names),
            "noted": _equal("j", names),
            "target": here,
            "paired": tuple(literal(name) for name in one.target.key) if part else (),
            "substituted": literal(SUBSTITUTED),
            "substitutes": () if part else tuple(_substitutes(meaning, project)),
            "waits_l": unfollowed(meaning, project.settings, "l"),
            "waits_t": "" if part else unfollowed(meaning, project.settings, "t"),
        },
        "oracle_routines": tuple(_routines(one, meaning, project)),
        "edges": tuple(edges(meaning, part, project)),
        "sample": meaning.spec.sample,
    }


def _routines(one: Compared, meaning: Meaning, project: Project) -> Iterator[Sql]:
    """The routines of the oracle with their arguments, in the order in which they are made."""
    work = project.settings.work_schema
    source = routine(project.settings, meaning.spec, "legacy_rows")
    for suffix, arguments in (
        ("derive", source),
        ("judge", "jsonb[]"),
        ("edges", "bigint, integer"),
        ("oracle", "bigint"),
    ):
        yield Sql(f"{qualified(work, generated(one.name, suffix))}({arguments})")


def _equal(alias: str, names: Sequence[str]) -> Sql:
    """When these columns hold a key that is looked at."""
    own = ", ".join(f"{alias}.{ident(name)}" for name in names)
    numbers = ", ".join(f"c.key_{number}" for number, _ in enumerate(names, 1))
    return Sql(f"({own}) = ({numbers})")


def _substitutes(meaning: Meaning, project: Project) -> Iterator[tuple[Sql, Sql]]:
    """The columns that legacy may see otherwise, each with when it sees just what the spec says."""
    for form in forms(meaning, project):
        if form.substitutes:
            yield (
                literal(form.column),
                Sql(
                    " AND ".join(
                        f"e.target_row -> {literal(column)} = to_jsonb({text})"
                        for column, text in form.substitutes
                    )
                ),
            )


def _derived(meaning: Meaning, part: PartSpec | None, project: Project) -> Iterator[Derived]:
    """Every column of the row: identity, what the spec says, and what is carried."""
    key = [f"source.{ident(name)}" for name in meaning.legacy.key]
    if part:
        yield Derived(column=ident(part.anchor), computed=_anchor(meaning, project, key))
    elif meaning.identity:
        column = ident(meaning.identity[0].column)
        yield Derived(column=column, computed=_identity(meaning.legacy, project, key))
    target = project.relations[part.target] if part else meaning.target
    for entry in part.entries if part else meaning.spec.entries:
        yield _entry(entry, meaning, target.column(entry.target).type, project)
    for value in () if part else meaning.carried:
        yield Derived(column=ident(value.column), legacy=ident(value.carries))


def _entry(entry: Entry, meaning: Meaning, type_: str, project: Project) -> Derived:
    if entry.constant is not None:
        return Derived(column=ident(entry.target), constant=literal(entry.constant))
    if entry.expression is not None:
        return Derived(column=ident(entry.target), expression=Sql(entry.expression.strip()))
    legacy = meaning.legacy.column(str(entry.legacy))
    keeps = meaning.spec.unmapped == "keep"
    has = legacy.type if entry.is_plain else "text"
    return Derived(
        column=ident(entry.target),
        cast=NO_CAST if canonical(has) == canonical(type_) else Sql(f"::{type_}"),
        legacy=ident(legacy.name),
        legacy_type=Sql(legacy.type),
        choices=literal(json.dumps(dict(entry.values), ensure_ascii=False))
        if entry.values
        else None,
        hops=tuple(_hops(entry, project)),
        unknown=literal(entry.unknown) if entry.hops and keeps else None,
    )


def _hops(entry: Entry, project: Project) -> Iterator[Found]:
    for hop in entry.hops:
        relation = project.relations[hop.table]
        yield Found(
            table=qualified(relation.schema, relation.name),
            column=ident(hop.column),
            type=Sql(relation.column(hop.column).type),
            take=ident(hop.take or relation.key[0]),
        )


def _each(each: Each) -> Mapping[str, Sql]:
    """The array that a part's rows are made of, and the column of their place."""
    array = ident(each.of)
    return {
        "of": array,
        "position": ident(each.position),
        "beside": Sql(
            f" CROSS JOIN (SELECT source.{array} -> place) AS item ({ident(each.element)})"
        ),
    }


def _anchor(meaning: Meaning, project: Project, key: Sequence[str]) -> Sql:
    """The anchor's key for a legacy key whose columns are read like this."""
    return _identity(meaning.legacy, project, key) if meaning.identity else Sql(key[0])


def _identity(legacy: Relation, project: Project, key: Sequence[str]) -> Sql:
    """The identity by a formula of its own: see docs/decisions/0002-identity.md.

    The digits are put together from bytes and cut apart by place, where the routines of the control
    schema compute with the number and insert into the text.
    """
    name = f"{project.settings.name}/{legacy.name}"
    tag = hashlib.sha256(name.encode()).hexdigest()[:14]
    kinds = [canonical(legacy.column(column).type) for column in legacy.key]
    if kinds == ["uuid"]:
        return Sql(key[0])
    if len(kinds) == 1 and kinds[0] in WHOLE:
        number = f"int8send({key[0]})"
        flipped = f"set_byte({number}, 0, (get_byte({number}, 0) + 128) % 256)"
        digits = f"encode({flipped}, 'hex') || {literal(tag)}"
    else:
        listed = ", ".join(f"to_jsonb({column})::text" for column in key)
        text = f"{literal(str(int(tag, 16)))} || ':[' || concat_ws(', ', {listed}) || ']'"
        digits = f"encode(sha256(convert_to({text}, 'UTF8')), 'hex')"
    cut = "substr(h.digits, 1, 12), '8', substr(h.digits, 13, 3), '8', substr(h.digits, 16, 15)"
    lines = (
        "(",
        f"    SELECT concat({cut})::uuid",
        f"    FROM (SELECT {digits}) AS h (digits)",
        ")",
    )
    return Sql("\n".join(lines))
