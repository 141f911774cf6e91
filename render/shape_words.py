"""Validate: what jsonschema found, said in the words of someone who writes specs."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema.exceptions import ValidationError

from .findings import did_you_mean
from .names import LIMIT
from .source import Place

TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
    "null": "nothing",
}
# What YAML 1.1 read as true or false; YAML 1.2 reads it as text.
OLD_BOOLEANS = {"yes", "no", "on", "off", "y", "n"}
# How each keyword that limits a size is said, and what it counts.
SIZES = {
    "minimum": ("at least", ""),
    "maximum": ("at most", ""),
    "exclusiveMinimum": ("more than", ""),
    "exclusiveMaximum": ("less than", ""),
    "multipleOf": ("a multiple of", ""),
    "minLength": ("at least", "character"),
    "maxLength": ("at most", "character"),
    "minItems": ("at least", "item"),
    "maxItems": ("at most", "item"),
    "minProperties": ("at least", "entry"),
    "maxProperties": ("at most", "entry"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One complaint of jsonschema: which keyword wanted what of which value, and where.

    A complaint about a key has the place that the key leads to.
    """

    keyword: str
    wanted: Any
    value: Any
    schema: Mapping[str, Any]
    place: Place
    about_key: bool

    @classmethod
    def of(cls, error: ValidationError) -> "Problem":
        """What jsonschema says, without the types that leave everything open."""
        schema: Any = error.schema
        path = tuple(error.absolute_path)
        names_key = "propertyNames" in error.absolute_schema_path
        return cls(
            keyword=str(error.validator),
            wanted=error.validator_value,
            value=error.instance,
            schema=schema if isinstance(schema, dict) else {},
            place=(*path, str(error.instance)) if names_key else path,
            about_key=names_key,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A rule, a message and a way out; `below` leads from the value to the part that is wrong."""

    rule: str
    message: str
    help: str = ""
    below: tuple[int, ...] = ()


def explained(problem: Problem) -> Said:
    """What is wrong with one value."""
    return _EXPLAIN.get(problem.keyword, _other)(problem)


def _type(problem: Problem) -> Said:
    wanted = problem.wanted
    expected = [wanted] if isinstance(wanted, str) else wanted
    return Said(
        rule="wrong-type",
        message=f"expected {' or '.join(TYPES[one] for one in expected)}, "
        f"found {_found(problem.value)}",
        help=_way_out_of_type(problem.value, expected),
    )


def _found(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, (dict, list)):
        return TYPES["object" if isinstance(value, dict) else "array"]
    kind = {bool: "", int: "the number ", float: "the number "}.get(type(value), "the text ")
    return f"{kind}`{_shown(value)}`"


def _shown(value: Any) -> str:
    """A value as its author would type it, control characters escaped; a long one is cut."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    line = re.sub(r"[\x00-\x1f\x7f]", lambda found: repr(found[0])[1:-1], text)
    return line if len(line) <= 60 else f"{line[:59]}…"


def _way_out_of_type(value: Any, expected: list[str]) -> str:
    if "boolean" in expected and str(value).lower() in OLD_BOOLEANS:
        return f"write `true` or `false`; YAML 1.2 reads `{value}` as text"
    if "string" in expected and isinstance(value, (bool, int, float)):
        return f'put it in quotes: "{_shown(value)}"'
    if "array" in expected and isinstance(value, str):
        return f"write it as a list: `[{_shown(value)}]`"
    if {"integer", "number"} & set(expected) and isinstance(value, str) and _is_number(value):
        return "write it without quotes"
    return ""


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal()


def _choice(problem: Problem) -> Said:
    wanted = problem.wanted
    choice = [wanted] if problem.keyword == "const" else list(wanted)
    return Said(
        rule="wrong-value",
        message=f"{_found(problem.value).removeprefix('the text ')} is not allowed here",
        help=did_you_mean(_shown(problem.value), map(_shown, choice))
        if len(choice) > 1
        else f"write `{_shown(choice[0])}`",
    )


def _format(problem: Problem) -> Said:
    hint = problem.schema.get("x-format-hint")
    if hint is None:
        dates = problem.keyword == "format"
        hint = "a date such as `2026-01-31`" if dates else f"text like `{problem.wanted}`"
    return Said(
        rule="wrong-format",
        message=f"`{_shown(problem.value)}` does not have the form that is expected here",
        help=f"write {hint}",
    )


def _size(problem: Problem) -> Said:
    bound, noun = SIZES[problem.keyword]
    value = problem.value
    found = f"`{_shown(value)}`" if isinstance(value, (int, float)) else str(len(value))
    limit = problem.wanted
    is_name = problem.keyword == "maxLength" and limit == LIMIT
    return Said(
        rule="wrong-size",
        message=f"expected {bound} {_shown(limit)}{_counted(noun, limit)}, found {found}",
        help="Postgres would cut the name there; choose a shorter one" if is_name else "",
    )


def _counted(noun: str, number: float) -> str:
    plural = {"entry": "entries"}.get(noun, f"{noun}s")
    return f" {noun if number == 1 else plural}" if noun else ""


def _repeated(problem: Problem) -> Said:
    items = problem.value
    second = next(at for at, item in enumerate(items) if item in items[:at])
    return Said(
        rule="repeated-item",
        message=f"{_found(items[second]).removeprefix('the text ')} stands in this list twice",
        help="keep one of the two",
        below=(second,),
    )


def _no_branch(problem: Problem) -> Said:
    branches = [one for one in problem.wanted if isinstance(one, dict)]
    wanted = [TYPES[one["type"]] for one in branches if isinstance(one.get("type"), str)]
    expected = f"expected {' or '.join(dict.fromkeys(wanted))}, " if wanted else ""
    return Said(
        rule="wrong-type",
        message=f"{expected}found {_found(problem.value)}",
    )


def _other(problem: Problem) -> Said:
    hint = problem.schema.get("x-format-hint")
    return Said(
        rule="wrong-shape",
        message=f"{_found(problem.value)} does not have the shape that is expected here",
        help=f"write {hint}" if hint else "see the kind's README for an example",
    )


_EXPLAIN: dict[str, Callable[[Problem], Said]] = {
    "type": _type,
    "enum": _choice,
    "const": _choice,
    "pattern": _format,
    "format": _format,
    "uniqueItems": _repeated,
    "anyOf": _no_branch,
    "oneOf": _no_branch,
    **dict.fromkeys(SIZES, _size),
}
