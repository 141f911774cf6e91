"""Test data for the legacy tables of any migration, made from nothing but their contracts.

`typical` rows are made in bulk by the server, `hostile` ones hold every value that has broken a
migration before; `fill` creates the tables and puts both in. Production never runs any of it.
"""

from operate.sample.errors import CannotSample, LoaderFailed
from operate.sample.fill import Filled, fill
from operate.sample.hostile import Row, hostile
from operate.sample.typical import expressions, typical

__all__ = [
    "CannotSample",
    "Filled",
    "LoaderFailed",
    "Row",
    "expressions",
    "fill",
    "hostile",
    "typical",
]
