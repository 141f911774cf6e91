"""The types that an expression may cast to, and the texts whose meaning a cast fixes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..findings import did_you_mean
from .lexemes import Lexeme
from .problem import ExpressionProblem
from .words import CATALOG_TYPES, TEXT_TYPES, TYPES

LONGEST = max(len(name.split()) for name in TYPES)
MODIFIED = TYPES & {
    "varchar",
    "character varying",
    "numeric",
    "decimal",
    "timestamp",
    "timestamptz",
    "time",
    "interval",
}

DATE = r"\d{4,6}-\d\d-\d\d"
CLOCK = r"\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?"
ZONE = r"(?:Z|[+-]\d\d(?::?\d\d)?)"
FULL_FORMS = {
    "date": (rf"{DATE}|-?infinity", "2026-01-31"),
    "time": (CLOCK, "12:30:00"),
    "timestamp": (rf"{DATE}(?:[ T]{CLOCK})?|-?infinity", "2026-01-31 12:30:00"),
    "timestamptz": (rf"{DATE}[ T]{CLOCK} ?{ZONE}|-?infinity", "2026-01-31 12:30:00+00"),
}
LOOKS_LIKE_A_DATE = re.compile(r"\s*(?:\d{4,6}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})")
MOVING_WORD = re.compile(r"(?<![^\W_])(?:now|today|tomorrow|yesterday)(?![^\W_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeName:
    """A type as it stands in an expression: its name, and the index behind its last lexeme."""

    name: str
    first: int
    end: int


def read_type(found: Sequence[Lexeme], at: int) -> TypeName | None:
    """The longest allowed type whose name starts at an index."""
    name, end = _longest(found, at)
    if name is None:
        return None
    if name in MODIFIED and _word(found, end) == "(":
        end = next(index for index in range(end, len(found)) if found[index].word == ")") + 1
        suffix, suffix_end = _longest(found, end, prefix=f"{name} ")
        return TypeName(name=suffix or name, first=at, end=suffix_end if suffix else end)
    return TypeName(name=name, first=at, end=end)


def _longest(found: Sequence[Lexeme], at: int, prefix: str = "") -> tuple[str | None, int]:
    for count in range(LONGEST, 0, -1):
        words = [lexeme.word for lexeme in found[at : at + count]]
        name = prefix + " ".join(words)
        if len(words) == count and name in TYPES:
            return name, at + count
    return None, at


def _word(found: Sequence[Lexeme], at: int) -> str:
    return found[at].word if at < len(found) else ""


def unknown_type(lexeme: Lexeme) -> ExpressionProblem:
    """The problem with a cast to a type that is not allowed."""
    if lexeme.word in CATALOG_TYPES:
        return lexeme.problem(
            "expression-cast",
            f"a cast to `{lexeme.text}` looks its text up in this database's catalog",
            "compare the text itself; it means the same in every database",
        )
    return lexeme.problem(
        "expression-cast",
        f"a cast to `{lexeme.text}` is not allowed",
        did_you_mean(lexeme.word, TYPES),
    )


def check_text(lexeme: Lexeme, cast: str | None) -> ExpressionProblem | None:
    """Whether a text means the same whenever and wherever Postgres reads it.

    Postgres turns a text into the type beside it once, when it first reads the expression, and
    then calls the result immutable: `'today'` would be the day of the cut-over for ever.
    """
    content = lexeme.text[1:-1]
    if cast is None:
        return _unclear(lexeme, content)
    base = cast.removesuffix(" without time zone").replace(" with time zone", "tz")
    if base in TEXT_TYPES or base not in FULL_FORMS:
        return None
    pattern, example = FULL_FORMS[base]
    if re.fullmatch(pattern, content, re.IGNORECASE):
        return None
    return lexeme.problem(
        "expression-cast",
        f"what `{lexeme.text}` is as a `{base}` depends on when and where it is read",
        f"write it in full, as in `'{example}'::{base}`",
    )


def _unclear(lexeme: Lexeme, content: str) -> ExpressionProblem | None:
    """A text without a cast, which Postgres may read as a time."""
    if not (LOOKS_LIKE_A_DATE.match(content) or _is_moving(content)):
        return None
    return lexeme.problem(
        "expression-cast",
        f"`{lexeme.text}` may be read as a time that depends on when and where it is read",
        f"say what it is: `{lexeme.text}::text`, or a full `'2026-01-31 12:30:00+00'::timestamptz`",
    )


def _is_moving(content: str) -> bool:
    """Whether Postgres could read a text as a time relative to now.

    Beside the moving word it takes only digits, zones and the like, so prose is none.
    """
    if not MOVING_WORD.search(content):
        return False
    rest = MOVING_WORD.sub(" ", content).split()
    return all(re.search(r"\d|/", word) or len(word) <= 4 or word == "allballs" for word in rest)
