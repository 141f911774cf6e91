"""Values that both names write in forms of their own, and how either form follows the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...names import generated
from ...project import Project
from ...sql import Sql, ident, indented, literal
from .lookups import member, value_of
from .meaning import Meaning, kept_as_is
from .objects import SUBSTITUTED
from .reading import reads
from .spec import Entry, Hop


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A target column whose value legacy holds in another form.

    `made` gives the new form of the legacy row `l`, `back` that of the owner's row `t` as legacy
    sees it. `inputs` are the columns of the owner's row
    that this legacy row is read from; `carried` are those of them that only legacy writes.
    `inverse` gives, over the owner's row `t`, what each of these carried columns must be, and
    `substitutes` what is written there instead when legacy cannot hold the value.
    """

    column: str
    type: str
    made: Sql
    inputs: tuple[str, ...]
    carried: tuple[str, ...]
    inverse: tuple[tuple[str, Sql], ...]
    back: Sql
    substitutes: tuple[tuple[str, Sql], ...] = ()

    @property
    def written(self) -> Sql:
        """Whether a statement by the new name gave the value; `born` is true for a new row."""
        column = ident(self.column)
        update = differ((self.column,))
        if self.carried:
            update = Sql(f"{update}\nAND NOT ({differ(self.carried)})")
        return Sql(f"CASE WHEN born THEN NEW.{column} IS NOT NULL ELSE {update} END")

    @property
    def shown(self) -> Sql:
        """The value that comes back from legacy, read from the owner's row `t`."""
        column = ident(self.column)
        return Sql(
            f"CASE WHEN {literal(self.column)} = ANY (t.{ident(SUBSTITUTED)})"
            f" THEN {self.back} ELSE t.{column} END"
        )

    @property
    def seen(self) -> Sql:
        """What legacy sees in the place of the value, as an array."""
        columns = ", ".join(f"t.{ident(name)}" for name in self.carried)
        return Sql(f"jsonb_build_array({columns})")

    @property
    def flag(self) -> Sql:
        """The variable that remembers it."""
        return ident(generated("wrote", self.column))

    @property
    def inputs_changed(self) -> Sql:
        """Whether anything that the new form is made of is not as it was."""
        return differ(self.inputs) if self.inputs else Sql("false")


def differ(columns: tuple[str, ...]) -> Sql:
    """Whether a row's new values are not its old ones."""
    new, old = (", ".join(f"{row}.{ident(name)}" for name in columns) for row in ("NEW", "OLD"))
    if len(columns) == 1:
        return Sql(f"{new} IS DISTINCT FROM {old}")
    return Sql(f"({new}) IS DISTINCT FROM ({old})")


def holders(meaning: Meaning, project: Project) -> Mapping[str, str]:
    """Each legacy column, and the owner's column that holds exactly its value."""
    as_is = kept_as_is(meaning.spec, project)
    carried = {value.carries: value.column for value in meaning.carried}
    return {name: carried.get(name) or as_is[name] for name in meaning.legacy.names}


def forms(meaning: Meaning, project: Project) -> Iterator[Form]:
    """The mapped columns that are not plain copies, in the order of the spec."""
    holder = holders(meaning, project)
    carried = {value.column for value in meaning.carried}
    seen = legacy_row(meaning, project, "t")
    for entry in meaning.spec.entries:
        if entry.constant is not None or entry.target in holder.values():
            continue
        made = value_of(entry, meaning.spec, project)
        kind = meaning.target.column(entry.target).type
        told = tuple(_inverse(entry, meaning, holder, project))
        inputs = tuple(holder[name] for name in sorted(reads(entry, meaning.legacy)))
        yield Form(
            column=entry.target,
            type=kind,
            made=made,
            back=subquery(f"({indented(made, 4)})::{kind}", indented(seen, 4)),
            inputs=inputs,
            carried=tuple(name for name in inputs if name in carried),
            inverse=told,
            substitutes=tuple(_substitutes(meaning, {name for name, _ in told})),
        )


def _inverse(
    entry: Entry, meaning: Meaning, holder: Mapping[str, str], project: Project
) -> Iterator[tuple[str, Sql]]:
    """What the entry's legacy columns must be; of a lookup of several hops, nothing is known."""
    carried = {value.column for value in meaning.carried}
    for name, text in entry.inverse.items():
        if holder[name] in carried:
            yield holder[name], Sql(f"({text})::{meaning.legacy.column(name).type}")
    if entry.legacy is not None and len(entry.hops) < 2:
        kind = meaning.legacy.column(entry.legacy).type
        yield holder[entry.legacy], Sql(f"({untranslated(entry, project)})::{kind}")


def subquery(value: str, rows: Sql) -> Sql:
    """A value over one row, which stands alone in the FROM clause."""
    return Sql("\n".join(("(", f"    SELECT {value}", f"    FROM {rows}", ")")))


def _substitutes(meaning: Meaning, told: set[str]) -> Iterator[tuple[str, Sql]]:
    for value in meaning.carried:
        if value.column in told and value.carries in meaning.spec.substitutes:
            text = literal(meaning.spec.substitutes[value.carries])
            yield value.column, Sql(f"{text}::{value.type}")


def untranslated(entry: Entry, project: Project) -> Sql:
    """The legacy value of a target value: the looked-up row's name, after the value map's inverse.

    What several legacy values became is the first of them.
    """
    value = Sql(f"t.{ident(entry.target)}")
    for hop in entry.hops:
        relation = project.relations[hop.table]
        back = Hop(table=hop.table, column=relation.key[0], take=hop.column)
        value = member(back, relation, value)
    if not entry.values:
        return value
    first = {new: old for old, new in reversed(list(entry.values.items()))}
    cases = "\n".join(f"    WHEN {literal(new)} THEN {literal(old)}" for new, old in first.items())
    return Sql(f"CASE {indented(value, 4)}\n{cases}\n    ELSE {indented(value, 4)}\nEND")


def legacy_row(meaning: Meaning, project: Project, row: str) -> Sql:
    """The legacy row that an owner's row stands for, as a subquery of its columns."""
    listed = ",\n".join(
        f"        {row}.{ident(held)} AS {ident(name)}"
        for name, held in holders(meaning, project).items()
    )
    return Sql(f"(\n    SELECT\n{listed}\n) AS l")
