"""A waiver: a finding that reviewers accepted, for named objects and with an end.

The rule that can be waived reads the waivers itself and reports those that it did not need.
"""

from dataclasses import dataclass
from pathlib import Path

from ...kind import Kind
from ...source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A waiver as its author wrote it."""

    name: str
    rule: str
    on: tuple[str, ...]
    because: str
    until: str


def understand(source: Source) -> Waiver:
    """The typed waiver of a source whose shape has been checked."""
    data = source.data
    return Waiver(
        name=data["name"],
        rule=data["rule"],
        on=tuple(data["on"]),
        because=data["because"],
        until=data["until"],
    )


KIND = Kind(folder=Path(__file__).parent, understand=understand)
