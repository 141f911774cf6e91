"""The way back: what a legacy row said, read from the target's row alone."""

from collections.abc import Iterator

from ...sql import Sql, ident, literal
from .meaning import Meaning
from .objects import SUBSTITUTED
from .values import Value


def restored(meaning: Meaning) -> Iterator[Value]:
    """Each legacy column over the target row `t`, which stands alone in the FROM clause.

    What the target says unchanged comes from there, what an inverse restores from the inverse, and
    everything else from the column that carries it; so does what legacy sees in the place of a
    value that it cannot hold.
    """
    plain = {one.legacy: one.target for one in meaning.spec.entries if one.is_plain}
    inverse = {name: one for one in meaning.spec.entries for name in one.inverse}
    carried = {one.carries: one.column for one in meaning.carried}
    for column in meaning.legacy.columns:
        if column.name in inverse:
            entry = inverse[column.name]
            text = f"({entry.inverse[column.name]})"
            if column.name in meaning.spec.substitutes:
                text = (
                    f"(CASE WHEN {literal(entry.target)} = ANY (t.{ident(SUBSTITUTED)})"
                    f" THEN t.{ident(carried[column.name])} ELSE {text} END)"
                )
        else:
            held_in = plain.get(column.name) or carried[column.name]
            text = f"t.{ident(held_in)}"
        yield Value(column=column.name, sql=Sql(f"{text}::{column.type}"), type=column.type)
