"""What legacy rows name in other tables: a value with another name would change what they mean."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Settings
from ...sql import Sql, comma_list, ident
from .meaning import Meaning
from .objects import routine, trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """A column by which a mapping finds rows of another table; `old` and `new` are what is kept."""

    table: Sql
    column: str
    shown: str
    old: Sql
    new: Sql
    routine: Sql
    trigger: Sql


def looked_up(meaning: Meaning, settings: Settings) -> Iterator[LookedUp]:
    """Each such column once, whatever number of lookups goes through it."""
    taken: dict[tuple[Sql, str], list[str]] = {}
    for lookup in meaning.lookups:
        taken.setdefault((lookup.table, lookup.lookup_column), []).append(lookup.taken)
    for number, ((table, column), gives) in enumerate(taken.items(), start=1):
        kept = tuple(dict.fromkeys((column, *gives)))
        suffix = ("looked_up", str(number))
        yield LookedUp(
            table=table,
            column=column,
            shown=f"{table}.{column}",
            old=comma_list(f"OLD.{ident(name)}" for name in kept),
            new=comma_list(f"NEW.{ident(name)}" for name in kept),
            routine=routine(settings, meaning.spec, *suffix),
            trigger=trigger(meaning.spec, *suffix),
        )
