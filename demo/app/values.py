"""Values of requests, checked before they go anywhere."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NoReturn

from .failures import Failure, invalid, missing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DEFAULT_LIMIT = 50
GREATEST_LIMIT = 500
NUMBERS = range(-(2**63), 2**63)
LARGEST_BODY = 1 << 20
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER = re.compile(r"-?[0-9]{1,19}")


def parameter(kind: str, text: str) -> object:
    """The value of a path or query parameter, of a kind that `PARAMETERS` knows."""
    if "\0" in text:
        raise invalid(text)
    return PARAMETERS[kind](text)


def limit_of(text: str | None) -> int:
    """How many items a list may have."""
    if text is None:
        return DEFAULT_LIMIT
    number = _number(text)
    if number < 1:
        raise invalid(text)
    return min(number, GREATEST_LIMIT)


def _number(text: str) -> int:
    if not NUMBER.fullmatch(text) or int(text) not in NUMBERS:
        raise invalid(text)
    return int(text)


def _uuid(text: str) -> str:
    if not UUID.fullmatch(text):
        raise invalid(text)
    return text


def _day(text: str) -> str:
    if not DAY.fullmatch(text):
        raise invalid(text)
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise invalid(text) from None


def _boolean(text: str) -> bool:
    if text not in {"true", "false"}:
        raise invalid(text)
    return text == "true"


PARAMETERS: Mapping[str, Callable[[str], object]] = {
    "text": str,
    "number": _number,
    "uuid": _uuid,
    "day": _day,
    "boolean": _boolean,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a body."""

    kind: str = "text"
    required: bool = False
    nullable: bool = True
    longest: int | None = None
    choices: tuple[str, ...] = ()

    def check(self, value: object) -> None:
        """Refuse a value that the field cannot have."""
        if value is None:
            fits = self.nullable
        else:
            fits = (
                BODY[self.kind](value)
                and (self.longest is None or len(str(value)) <= self.longest)
                and (not self.choices or value in self.choices)
            )
        if not fits:
            raise invalid(value)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_uuid(value: object) -> bool:
    return isinstance(value, str) and UUID.fullmatch(value) is not None


BODY: Mapping[str, Callable[[object], bool]] = {
    "text": lambda value: isinstance(value, str),
    "feature": lambda value: isinstance(value, str),
    "integer": _is_integer,
    "number": lambda value: _is_integer(value) or isinstance(value, Decimal),
    "boolean": lambda value: isinstance(value, bool),
    "uuid": _is_uuid,
    "any": lambda _: True,
}


def body_of(raw: bytes, fields: Mapping[str, Field]) -> dict[str, object]:
    """The fields of a JSON object, each checked; what is not asked for is left alone."""
    if len(raw) > LARGEST_BODY:
        raise Failure(413, "the body is too large")
    try:
        body = json.loads(raw.decode(), parse_float=Decimal, parse_constant=_not_json)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Failure(400, "the body is not a JSON object")
    for name, field in fields.items():
        if name in body:
            field.check(body[name])
        elif field.required:
            raise missing()
    return body


def _not_json(text: str) -> NoReturn:
    raise ValueError(text)
