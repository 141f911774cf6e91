"""Load: what an unquoted word of YAML means, by the core schema of YAML 1.2."""

import math
import re

CONSTANTS = {
    **dict.fromkeys(("null", "Null", "NULL", "~", "")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
DIGIT_LIMIT = 100

# What a double-quoted escape can make and Postgres or a file cannot hold.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

Scalar = str | int | float | bool | None


def resolve(text: str) -> Scalar:
    """The value of an unquoted word; a number that is none, or is too large, becomes infinity."""
    if text in CONSTANTS:
        return CONSTANTS[text]
    is_integer = INTEGER.fullmatch(text)
    if not is_integer and not FLOAT.fullmatch(text):
        return text
    if len(text) > DIGIT_LIMIT:
        return math.inf
    return _integer(text) if is_integer else _float(text)


def _integer(text: str) -> int:
    # A leading zero is just a zero here, as in YAML 1.2; int(text, 0) would refuse it.
    bases = {"0o": 8, "0x": 16}
    return int(text, bases.get(text[:2], 10))


def _float(text: str) -> float:
    value = math.nan if text.lower() == ".nan" else float(text.lower().replace(".inf", "inf"))
    return value if math.isfinite(value) else math.inf


def is_unusable(value: Scalar) -> bool:
    """Whether a value is a number that is not finite."""
    return isinstance(value, float) and not math.isfinite(value)
