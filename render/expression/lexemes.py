"""The lexemes of an expression, cut as Postgres cuts them and nothing else.

sqlglot reads more than Postgres does, and reads some of it differently. What both might cut in
two ways (comments, dollar quotes, prefixed strings, psql variables) never gets past this module.
"""

import re
from dataclasses import dataclass
from typing import Literal

from .problem import ExpressionProblem
from .words import OPERATORS

Kind = Literal["name", "quoted", "string", "number", "operator", "mark"]

LEXEME = re.compile(
    r"""
      (?P<space>[ \t\r\n]+)
    | (?P<string>'(?:[^']|'')*')
    | (?P<quoted>"(?:[^"]|"")+")
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)
    | (?P<mark>::|=>|[(),.])
    | (?P<operator>[-+*/<>=~!@\#%^&|`?]+)
    """,
    re.VERBOSE,
)
NUMBER_LIKE = re.compile(r"[\w.]+")
COMMENT = re.compile(r"--|/\*")
DOLLAR_TAG = re.compile(r"\$(?:[^\W\d]\w*)?\$")
# Postgres lets an operator end in + or - only if it contains one of these.
UNUSUAL = re.compile(r"[~!@#%^&|`?]")
TEXT_LIMIT = 10_000
LEXEME_LIMIT = 1_000
DEPTH_LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexeme:
    """A word, a text, a number or a sign of an expression, as it was written."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind the last character."""
        return self.start + len(self.text)

    @property
    def name(self) -> str:
        """What Postgres makes of a name: lower case, unless it is quoted; else nothing."""
        if self.kind == "quoted":
            return self.text[1:-1].replace('""', '"')
        return self.text.lower() if self.kind == "name" else ""

    @property
    def word(self) -> str:
        """The lower-case word or the sign itself; quoted names and texts are no words."""
        return self.text.lower() if self.kind in ("name", "operator", "mark") else ""

    def problem(self, rule: str, message: str, way_out: str = "") -> ExpressionProblem:
        """A problem with this lexeme."""
        return ExpressionProblem(
            offset=self.start, length=len(self.text), rule=rule, message=message, help=way_out
        )


def lexemes(text: str) -> tuple[tuple[Lexeme, ...], ExpressionProblem | None]:
    """The lexemes of an expression, or the first character that none may start with."""
    if len(text) > TEXT_LIMIT:
        return (), _problem(TEXT_LIMIT, 1, "expression-syntax", "the expression is too long")
    found: list[Lexeme] = []
    at = 0
    while at < len(text):
        match = LEXEME.match(text, at)
        if match is None:
            return (), _foreign(text, at)
        lexeme = _cut(match)
        if lexeme is not None:
            problem = _refused(lexeme, text)
            if problem:
                return (), problem
            found.append(lexeme)
        at = match.end() if lexeme is None else lexeme.end
    problem = _unbalanced(found) if found else _empty()
    return tuple(found), problem


def _cut(match: re.Match[str]) -> Lexeme | None:
    """The lexeme of a match; an operator gives back the sign that belongs to a number."""
    text = match.group()
    if match["operator"]:
        comment = COMMENT.search(text)
        text = text[: comment.start()] or text if comment else text
        while len(text) > 1 and text[-1] in "+-" and not UNUSUAL.search(text):
            text = text[:-1]
        return Lexeme(kind="operator", text=text, start=match.start())
    for kind in ("string", "quoted", "name", "number", "mark"):
        if match[kind]:
            return Lexeme(kind=kind, text=text, start=match.start())
    return None


def _refused(lexeme: Lexeme, text: str) -> ExpressionProblem | None:
    """Why a lexeme may not stand in an expression, whatever stands around it."""
    if lexeme.kind in ("string", "quoted"):
        return _refused_content(lexeme)
    after = text[lexeme.end : lexeme.end + 2]
    if lexeme.kind == "name":
        return _refused_prefix(lexeme, after)
    if lexeme.kind == "number" and re.match(r"[\w.]", after):
        word = NUMBER_LIKE.match(text, lexeme.start)
        return lexeme.problem("expression-syntax", f"`{word and word[0]}` is not a number")
    if lexeme.kind == "operator" and COMMENT.match(text, lexeme.start):
        return _problem(
            lexeme.start,
            2,
            "expression-comment",
            "an expression holds no comment",
            "move it to the spec, as a YAML comment after `#`",
        )
    if lexeme.kind == "operator" and lexeme.text not in OPERATORS:
        return lexeme.problem(
            "expression-node",
            f"the operator `{lexeme.text}` is not among those a spec may use",
            "put a space before the sign" if lexeme.text[-1] in "+-" else "",
        )
    return None


def _refused_content(lexeme: Lexeme) -> ExpressionProblem | None:
    tag = DOLLAR_TAG.search(lexeme.text)
    if tag:
        return _problem(
            lexeme.start + tag.start(),
            len(tag.group()),
            "expression-dollar-quote",
            f"`{tag.group()}` could end the routine that the expression stands in",
            "cut the text between the dollars: `'$' || '$'`",
        )
    if "\n" in lexeme.text or "\r" in lexeme.text:
        return lexeme.problem(
            "expression-syntax",
            "a text goes over the end of its line",
            "write the line break as `chr(10)`: `'a' || chr(10) || 'b'`",
        )
    return None


def _refused_prefix(lexeme: Lexeme, after: str) -> ExpressionProblem | None:
    name = lexeme.text.lower()
    if (name in ("e", "b", "x", "n") and after[:1] == "'") or (
        name == "u" and after in ("&'", '&"')
    ):
        return lexeme.problem(
            "expression-node",
            f"a text with the prefix `{lexeme.text}` is not allowed",
            "write the text in plain quotes",
        )
    return None


def _foreign(text: str, at: int) -> ExpressionProblem:
    """The problem with a character that starts no lexeme."""
    sign = text[at]
    if sign in "'\"":
        return _problem(at, 1, "expression-syntax", "this quote is never closed", "close it")
    if sign == ";":
        return _problem(
            at,
            1,
            "expression-two-statements",
            "a semicolon would end the expression and start a second statement",
            "delete it; a spec holds one expression",
        )
    if sign in "$:":
        return _problem(
            at,
            1,
            "expression-node",
            f"an expression has no variables, so `{sign}` means nothing here",
        )
    if sign in "[]{}":
        return _problem(
            at, 1, "expression-node", f"arrays and their elements (`{sign}`) are not allowed"
        )
    way_out = "put the name in double quotes" if sign.isalpha() else ""
    return _problem(
        at, 1, "expression-syntax", f"the character `{sign}` means nothing here", way_out
    )


def _unbalanced(found: list[Lexeme]) -> ExpressionProblem | None:
    """What could leave the parentheses that an expression is put in."""
    if len(found) > LEXEME_LIMIT:
        return found[LEXEME_LIMIT].problem("expression-syntax", "the expression is too long")
    opened: list[Lexeme] = []
    for lexeme in found:
        if lexeme.word == "(":
            opened.append(lexeme)
        elif lexeme.word == ")" and not opened:
            return lexeme.problem("expression-syntax", "this parenthesis was never opened")
        elif lexeme.word == ")":
            opened.pop()
        if len(opened) > DEPTH_LIMIT:
            return lexeme.problem("expression-syntax", "the expression is nested too deeply")
    if opened:
        return opened[-1].problem("expression-syntax", "this parenthesis is never closed")
    return None


def _empty() -> ExpressionProblem:
    return _problem(0, 1, "expression-syntax", "the expression is empty")


def _problem(
    offset: int, length: int, rule: str, message: str, way_out: str = ""
) -> ExpressionProblem:
    return ExpressionProblem(offset=offset, length=length, rule=rule, message=message, help=way_out)
