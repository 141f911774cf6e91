"""What the words of an expression are: functions, types, keywords, texts and plain columns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from .functions import check_bare_word, check_call
from .lexemes import Lexeme
from .problem import ExpressionProblem
from .types import check_text, read_type, unknown_type
from .words import BARE_CALLS, EXTRACT_FIELDS, KEYWORDS

UNCHECKED = "a type that is refused elsewhere"


@dataclass(slots=True, kw_only=True)
class Words:
    """What was understood of an expression's words: what may be columns, and the problems."""

    found: Sequence[Lexeme]
    may: Collection[str]
    columns: list[Lexeme] = field(default_factory=list)
    bare_calls: set[int] = field(default_factory=set)
    problems: list[ExpressionProblem] = field(default_factory=list)

    def word(self, at: int) -> str:
        """The word or sign at an index; nothing beyond the ends."""
        return self.found[at].word if 0 <= at < len(self.found) else ""

    def kind(self, at: int) -> str:
        """The kind of the lexeme at an index; nothing beyond the end."""
        return self.found[at].kind if at < len(self.found) else ""


def check_words(found: Sequence[Lexeme], may: Collection[str]) -> Words:
    """Sort an expression's words into what they are; `may` be called beside the usual functions."""
    words = Words(found=found, may=may)
    at = 0
    while at < len(found):
        at = _step(words, at)
    return words


def _step(words: Words, at: int) -> int:
    """Understand what starts at an index; the index behind it."""
    word = words.word(at)
    if word == "::" or (word == "as" and _is_in_cast(words, at)):
        return _type(words, at + 1)
    if words.kind(at) == "string":
        return _text(words, at)
    if word == "." and words.word(at - 1) == ")":
        problem = words.found[at].problem(
            "expression-node", "an expression does not read fields of a composite value"
        )
        words.problems.append(problem)
        return at + 2
    if words.found[at].name:
        return _name(words, at)
    return at + 1


def _is_in_cast(words: Words, at: int) -> bool:
    """Whether the innermost parenthesis around an index is that of `CAST`."""
    depth = 0
    for index in range(at - 1, 0, -1):
        depth += {")": 1, "(": -1}.get(words.word(index), 0)
        if depth < 0:
            return words.word(index - 1) == "cast"
    return False


def _type(words: Words, at: int) -> int:
    known = read_type(words.found, at)
    if known:
        return known.end
    if at < len(words.found):
        words.problems.append(unknown_type(words.found[at]))
    return at + 1


def _text(words: Words, at: int) -> int:
    lexeme = words.found[at]
    if words.kind(at + 1) == "string":
        problem: ExpressionProblem | None = words.found[at + 1].problem(
            "expression-syntax", "two texts stand side by side", "join them with `||`"
        )
    else:
        problem = check_text(lexeme, _cast_behind(words, at))
    if problem:
        words.problems.append(problem)
    return at + 1


def _cast_behind(words: Words, at: int) -> str | None:
    """The type that a text is cast to, directly behind it."""
    in_cast = words.word(at + 1) == "as" and _is_in_cast(words, at + 1)
    if words.word(at + 1) != "::" and not in_cast:
        return None
    known = read_type(words.found, at + 2)
    return known.name if known else UNCHECKED


def _name(words: Words, at: int) -> int:
    lexeme = words.found[at]
    if words.word(at + 1) == ".":
        return _qualified(words, at)
    if words.word(at + 1) == "(" and words.word(at) not in KEYWORDS:
        return _call(words, at)
    if lexeme.kind == "name":
        behind = _type_literal(words, at)
        if behind:
            return behind
    if words.word(at) in BARE_CALLS and words.word(at) in words.may:
        words.bare_calls.add(lexeme.start)
        return at + 1
    refused = check_bare_word(lexeme)
    if refused:
        return _refuse(words, refused, at + 1)
    if words.word(at) not in KEYWORDS and words.word(at + 1) != "=>":
        words.columns.append(lexeme)
    return at + 1


def _type_literal(words: Words, at: int) -> int | None:
    """The index behind a text with its type before it, as in `date '2026-01-31'`."""
    lexeme = words.found[at]
    known = read_type(words.found, at)
    if known and words.kind(known.end) == "string":
        problem = check_text(words.found[known.end], known.name)
        words.problems += [problem] if problem else []
        return known.end + 1
    if words.kind(at + 1) == "string" and words.word(at) not in KEYWORDS:
        words.problems.append(unknown_type(lexeme))
        return at + 2
    return None


def _qualified(words: Words, at: int) -> int:
    """A name with dots: another table's column, or a function with its schema."""
    end = at
    while words.word(end + 1) == ".":
        end += 2
    first, last = words.found[at], words.found[min(end, len(words.found) - 1)]
    written = "".join(one.text for one in words.found[at : end + 1])
    is_call = words.word(end + 1) == "("
    rule = "expression-function" if is_call else "expression-other-table"
    message = (
        "a function is called without its schema"
        if is_call
        else f"`{written}` names a table; an expression reads the row's own columns"
    )
    problem = ExpressionProblem(
        offset=first.start,
        length=last.end - first.start,
        rule=rule,
        message=message,
        help=_unqualified(last, is_call) if last.name else "",
    )
    words.problems.append(problem)
    return _behind_call(words, end + 1) if is_call else end + 1


def _unqualified(last: Lexeme, is_call: bool) -> str:
    if is_call:
        return f"write `{last.text}`"
    return f"write `{last.text}` if the row has it; a `lookup` finds a row of another table"


def _call(words: Words, at: int) -> int:
    """A function's name and its opening parenthesis."""
    problem = check_call(words.found[at], words.may)
    if problem:
        # What stands inside a refused call is no mistake of its own.
        return _refuse(words, problem, _behind_call(words, at + 1))
    if words.word(at) == "extract" and words.word(at + 2) in EXTRACT_FIELDS:
        return at + 3
    return at + 2


def _refuse(words: Words, problem: ExpressionProblem, behind: int) -> int:
    """Keep a problem; a query is one mistake, whatever it holds."""
    if problem.rule == "expression-subquery":
        words.problems.clear()
        behind = len(words.found)
    words.problems.append(problem)
    return behind


def _behind_call(words: Words, opening: int) -> int:
    """The index behind a call's closing parenthesis and what belongs to the call after it."""
    depth = 0
    at = opening
    while depth or at == opening:
        depth += {"(": 1, ")": -1}.get(words.word(at), 0)
        at += 1
    belongs = words.word(at) in ("over", "filter") and words.word(at + 1) == "("
    return _behind_call(words, at + 1) if belongs else at
