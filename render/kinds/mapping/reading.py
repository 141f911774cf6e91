"""Which legacy columns a value is made of."""

from ...expression import check_expression
from ...model import Relation
from .spec import Each, Entry


def reads(entry: Entry, legacy: Relation, each: Each | None = None) -> frozenset[str]:
    """The legacy columns that an entry's value is made of, whether or not of an array's element."""
    if entry.expression is None:
        return frozenset((entry.legacy,) if entry.legacy is not None else ())
    beside = (each.element,) if each else ()
    columns = (*legacy.names, *beside)
    expression, _ = check_expression(entry.expression, columns=columns, what=legacy.name)
    return expression.columns - set(beside) if expression else frozenset()
