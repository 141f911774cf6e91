"""Access paths: each index that legacy statements rely on has its counterpart on the owner."""

from collections.abc import Iterator

from ...index import Index, Key, index_step
from ...plan import Step
from ...project import Project
from .forms import holders
from .meaning import Meaning
from .objects import access_path


def access_paths(meaning: Meaning, project: Project, spec: str) -> Iterator[Step]:
    """The building of the indexes that the target does not have yet."""
    for index in _counterparts(meaning, project):
        yield index_step(index, meaning.target, spec)


def _counterparts(meaning: Meaning, project: Project) -> Iterator[Index]:
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
        yield Index(
            name=(
                meaning.legacy_key_index
                if tuple(columns) == legacy.key
                else access_path(meaning.spec, columns)
            ),
            table=target.name,
            because=f"Legacy statements find rows of {legacy.name} by {', '.join(columns)}.",
            keys=tuple(
                Key(column=name, expression="", descending=False, nulls="") for name in held
            ),
            include=(),
            where="",
            unique=unique,
            using="btree",
        )
