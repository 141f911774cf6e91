"""The migration itself: names, schemas, data sets, and the control schema that runs it."""

from pathlib import Path

from ...kind import Kind
from .rules import rules
from .spec import settings, understand
from .steps import steps

KIND = Kind(
    folder=Path(__file__).parent,
    understand=understand,
    settings=settings,
    rules=rules,
    steps=steps,
)
