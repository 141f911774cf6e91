"""Validate: what is wrong with a spec, said so that its author can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from .location import Location

Severity = Literal["error", "warning"]

SHOWN_AT_MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One mistake: the rule it breaks, what is wrong, where, and how to put it right.

    Findings sort by location. The message starts in lower case and has no full stop; names stand
    in backticks; only `help` says what to do.
    """

    location: Location
    rule: str
    message: str
    help: str = ""
    notes: tuple[str, ...] = ()
    severity: Severity = "error"


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant, whatever its case; None when none is near."""
    folded: dict[str, str] = {}
    for one in sorted(known):
        folded.setdefault(_fold(one), one)
    near = get_close_matches(_fold(word), folded, 1)
    return folded[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The way out of a word nobody knows: the nearest known word, else the choice there is."""
    choice = sorted(set(known))
    near = closest(word, choice)
    if near is not None:
        return f"did you mean `{near}`?"
    return f"known here: {listed(choice)}" if choice else ""


def listed(words: Iterable[str]) -> str:
    """Words in backticks, the first few of a long list and the number of the rest."""
    quoted = [f"`{word}`" for word in words]
    rest = len(quoted) - SHOWN_AT_MOST
    more = f" and {rest} more" if rest > 0 else ""
    return ", ".join(quoted[:SHOWN_AT_MOST]) + more


def _fold(word: str) -> str:
    return word.lower().replace("-", "_")
