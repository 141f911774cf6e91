"""Access paths: what legacy statements, and we, find rows of the owner by is in an index."""

from collections.abc import Iterator, Sequence

from ...index import Index, Key, index_step
from ...plan import Step
from ...project import Project
from ...sql import ident
from .forms import holders
from .lookups import beginning
from .meaning import Meaning
from .objects import access_path, followed_path


def access_paths(meaning: Meaning, project: Project, spec: str) -> Iterator[Step]:
    """The building of the indexes that the target does not have yet."""
    counterparts = tuple(_counterparts(meaning, project))
    for index in (*counterparts, *_followed(meaning, counterparts)):
        yield index_step(index, meaning.target, spec)


def _followed(meaning: Meaning, there: Sequence[Index]) -> Iterator[Index]:
    """What finds the rows that name a changed value, without reading all others meanwhile."""
    first = {index.columns[0] for index in there}
    first |= {columns[0] for columns in (meaning.target.key, *meaning.target.unique)}
    for one in meaning.followed:
        if one.indexed and one.held_in not in first:
            first.add(one.held_in)
            yield _index(
                meaning,
                followed_path(meaning.spec, one.column),
                f"Where what is looked up for {one.column} changes, rows are found by it.",
                (_key("", beginning(ident(one.held_in))),),
            )


def _counterparts(meaning: Meaning, project: Project) -> Iterator[Index]:
    """Each index that legacy statements rely on, where the target has none like it."""
    legacy, target = meaning.legacy, meaning.target
    holder = holders(meaning, project)
    there = [target.key, *target.unique]
    if meaning.hashed:
        there.append(meaning.conflict)
    for columns in (legacy.key, *legacy.unique, *legacy.sample.get("indexes", ())):
        held = tuple(holder[name] for name in columns)
        unique = tuple(columns) in (legacy.key, *legacy.unique)
        partition = target.partition_key
        if unique and partition and partition not in held:
            held = (*held, partition)
        # What is unique is so by an index of exactly these columns.
        if any(
            set(own) == set(held) and own[0] == held[0] if unique else own[: len(held)] == held
            for own in there
        ):
            continue
        there.append(held)
        own = tuple(columns) == legacy.key
        yield _index(
            meaning,
            meaning.legacy_key_index if own else access_path(meaning.spec, columns),
            f"Legacy statements find rows of {legacy.name} by {', '.join(columns)}.",
            tuple(map(_key, held)),
            unique=unique,
        )


def _key(column: str, expression: str = "") -> Key:
    return Key(column=column, expression=expression, descending=False, nulls="")


def _index(
    meaning: Meaning, name: str, because: str, keys: tuple[Key, ...], *, unique: bool = False
) -> Index:
    return Index(
        name=name,
        table=meaning.target.name,
        because=because,
        keys=keys,
        include=(),
        where="",
        unique=unique,
        using="btree",
    )
