"""The pieces of SQL that a fact's templates put together, ready to print."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...model import Relation
from ...sql import Sql, ident, qualified
from ...typenames import canonical
from .spec import NUMBERS, Fact, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An expression of the spec, the columns that it may read and the type that it must have."""

    what: str
    columns: tuple[Sql, ...]
    type: Sql
    expression: Sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What one table says: where its rows are, their keys and value, and how these become one."""

    table: str
    source: Sql
    columns: tuple[Sql, ...]
    where: Sql
    values: Sql


def proofs(fact: Fact, relations: Mapping[str, Relation]) -> Iterator[Proof]:
    """Every expression that the fact's author wrote, but columns that have the type already."""
    for said in fact.statements:
        relation = relations[said.table]
        texts = [(name, type_, said.by[name]) for name, type_ in fact.by.items()]
        texts.append(("the value", fact.value, said.value))
        if said.where is not None:
            texts.append(("the condition", "boolean", said.where))
        for what, type_, expression in texts:
            if not _is_plain(relation, type_, expression):
                yield Proof(
                    what=f"{what} of {said.table}",
                    columns=tuple(Sql(f"{ident(one.name)} {one.type}") for one in relation.columns),
                    type=Sql(type_),
                    expression=Sql(expression),
                )


def _is_plain(relation: Relation, type_: str, expression: str) -> bool:
    types = {ident(one.name): canonical(one.type).partition("(")[0] for one in relation.columns}
    return types.get(Sql(expression)) == canonical(type_)


def stated(fact: Fact, relations: Mapping[str, Relation]) -> Iterator[Stated]:
    """What each table says, the winner first."""
    by_table = {said.table: said for said in fact.statements}
    for table in fact.tables:
        said = by_table[table]
        relation = relations[table]
        columns = [(ident(name), type_, said.by[name]) for name, type_ in fact.by.items()]
        columns.append((Sql("_value"), fact.value, said.value))
        yield Stated(
            table=table,
            source=qualified(relation.schema, relation.name),
            columns=tuple(
                Sql(f"{_typed(relation, type_, text)} AS {name}") for name, type_, text in columns
            ),
            where=Sql(said.where or ""),
            values=_values(fact, said),
        )


def _typed(relation: Relation, type_: str, expression: str) -> str:
    """An expression as the type that all tables share; text is compared byte by byte."""
    plain = _is_plain(relation, type_, expression)
    exactly = ' COLLATE "C"' if type_ == "text" else ""
    return (expression if plain else f"CAST(({expression}) AS {type_})") + exactly


def _values(fact: Fact, said: Statement) -> Sql:
    """All different values that a table states for one key, in order."""
    if said.aggregate is None:
        return Sql("array_agg(DISTINCT r._value ORDER BY r._value)")
    return Sql(f"ARRAY[CAST({said.aggregate}(r._value) AS {fact.value})]")


def comparison(fact: Fact) -> Mapping[str, object]:
    """How the values of the tables are compared with each other, and with the winner's."""
    winner = f"k.{ident(fact.winner)}"
    others = [(table, f"k.{ident(table)}") for table in fact.tables[1:]]
    return {
        "keys_of": lambda alias: Sql(",\n".join(f"{alias}.{ident(name)}" for name in fact.by)),
        "tables": fact.tables,
        "one_value": Sql("\nOR ".join(_one_value(fact))),
        "distances": tuple(
            (Sql(f"{one} <> {winner}"), Sql(_distance(fact, one, winner)))
            for _, one in others
            if fact.value in NUMBERS
        ),
        "differing": tuple(
            (Sql("\nAND ".join(_apart(fact, one, winner))), table) for table, one in others
        ),
    }


def _one_value(fact: Fact) -> Iterator[str]:
    """Conditions of which one must hold for a table's values of one key to be one value."""
    least, most = "s._values[1]", "s._values[cardinality(s._values)]"
    yield f"{least} = {most}"
    if fact.tolerance:
        yield f"{_distance(fact, most, least)} <= {fact.tolerance}"


def _apart(fact: Fact, one: str, other: str) -> Iterator[str]:
    """Conditions of which all must hold for two values to differ."""
    yield f"{one} <> {other}"
    # Not enough alone: the distance of two infinities is no number, and that is more than any.
    if fact.tolerance:
        yield f"{_distance(fact, one, other)} > {fact.tolerance}"


def _distance(fact: Fact, one: str, other: str) -> str:
    # The distance of two integers need not be one.
    exactly = "" if fact.value == "numeric" else "::numeric"
    return f"abs({one}{exactly} - {other}{exactly})"


def notes(fact: Fact) -> tuple[tuple[str, str], ...]:
    """What the catalog says of each column of the views."""
    said = dict.fromkeys(fact.by, "What the statements are compared by.")
    said |= {table: f"What {table} says." for table in fact.tables}
    said[fact.winner] = f"What {fact.winner} says; it wins."
    if fact.value in NUMBERS:
        said["difference"] = "The largest distance from the winner; NULL where nothing differs."
    said |= {
        "differing": "Tables that say something other than the winner.",
        "contradicting": "Tables whose own rows say different things, with the first ten of these.",
        "silent": "Tables that say nothing.",
    }
    return tuple(said.items())
