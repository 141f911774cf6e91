"""The SQL of one typical value, by the type of its column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from operate.sample.errors import CannotSample
from operate.sample.freedom import listed
from operate.sample.types import JSONS, WIDE, PgType
from render.sql import literal

if TYPE_CHECKING:
    from render.model import Column

WORDS = [
    "amber",
    "basic",
    "bright",
    "calm",
    "civic",
    "clear",
    "daily",
    "early",
    "fresh",
    "global",
    "grand",
    "green",
    "inner",
    "joint",
    "keen",
    "large",
    "lively",
    "local",
    "lunar",
    "major",
    "metro",
    "minor",
    "noble",
    "north",
    "open",
    "outer",
    "plain",
    "prime",
    "quick",
    "quiet",
]
EARLIEST, LATEST = "2024-01-01", "2026-01-01"
GREATEST = {"smallint": 1_000, "integer": 10_000, "bigint": 1_000_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a value is made from: its column, the number of rows and a salt of its own."""

    table: str
    column: Column
    rows: int
    salt: int

    def number(self, use: str = "") -> str:
        """A pseudo-random integer between 0 and 2^31, another for each use."""
        salt = self.salt + sum(ord(letter) * 7919 for letter in use)
        return f"(pg_catalog.hashint8extended(g, {salt}) & 2147483647)"

    def share(self, use: str = "") -> str:
        """A pseudo-random number between 0 and 1."""
        return f"({self.number(use)} / 2147483648.0::float8)"

    def bound(self, which: str, otherwise: str) -> str:
        """The contract's `min` or `max` for the column."""
        return str(self.column.sample.get(which, otherwise))


def picked(made: Made, index: str) -> str:
    """One of the listed values, by an SQL index that starts with 1."""
    values = ", ".join(literal(value) for value in listed(made.column))
    return f"((ARRAY[{values}]::text[])[{index}])::{made.column.type}"


def numbered(made: Made, kind: PgType, counter: str) -> str:
    """A value that is different for every value of the counter."""
    values = listed(made.column)
    if kind.is_text:
        return _numbered_text(made, kind, counter)
    if values and not made.column.sample.keys() & {"min"}:
        first = min(int(value) for value in values) if kind.is_integer else 0
        return f"{first} + {counter}"
    if kind.base == "uuid":
        return f"pg_catalog.md5({literal(str(made.salt))} || ({counter})::text)::uuid"
    if kind.is_moment:
        return _numbered_moment(made, kind, counter)
    return f"{made.bound('min', '1')} - 1 + {counter}"


def _numbered_text(made: Made, kind: PgType, counter: str) -> str:
    """The listed values once each, then a word with the number, within the type's length."""
    code = f"pg_catalog.to_hex(({counter})::bigint)"
    short = kind.length is not None and kind.length < 24
    text = code if short else f"{_word(made, 'text')} || '-' || {code}"
    values = listed(made.column)
    if not values:
        return text
    return f"COALESCE({picked(made, f'({counter})::integer')}::text, {text})"


def _numbered_moment(made: Made, kind: PgType, counter: str) -> str:
    first = literal(made.bound("min", EARLIEST))
    if kind.base == "date":
        return f"{first}::date + ({counter})::integer"
    last = literal(made.bound("max", LATEST))
    step = f"GREATEST(({last}::timestamptz - {first}::timestamptz) / {max(made.rows, 1)}, '1us')"
    return f"{first}::{kind.base} + ({counter}) * {step}"


def drawn(made: Made, kind: PgType) -> str:
    """A plausible value: of the listed ones, the first are the most frequent."""
    count = len(listed(made.column))
    if count:
        return picked(made, f"1 + floor({count} * {made.share()} * {made.share('skew')})::integer")
    if kind.array:
        element = _plain(made, kind.element)
        return f"ARRAY[{element}, {element}]" if element else _missing(made)
    return _plain(made, kind) or _missing(made)


def _missing(made: Made) -> str:
    raise CannotSample(made.table, made.column.name, made.column.type)


def _plain(made: Made, kind: PgType) -> str:
    if kind.base in GREATEST:
        return _integer(made, kind)
    if kind.is_moment:
        return _moment(made, kind)
    if kind.is_text:
        text = (
            f"{_word(made, 'one')} || ' ' || {_word(made, 'two')} || ' ' || {made.number()} % 1000"
        )
        return f"left({text}, {kind.length})" if kind.length else text
    if kind.base in JSONS:
        return (
            f"jsonb_build_object('source', {_word(made, 'one')}, 'size', {made.number()} % 5000, "
            f"'tags', jsonb_build_array({_word(made, 'two')}, {_word(made, 'tag')}))"
        )
    if kind.base in {"numeric", "real", "double precision"}:
        return _decimal(made, kind)
    return _OTHERS.get(kind.base, "").format(
        number=made.number(), share=made.share(), salt=made.salt
    )


_OTHERS = {
    "boolean": "{share} < 0.85",
    "uuid": "pg_catalog.md5('{salt}' || g)::uuid",
    "bytea": "pg_catalog.decode(pg_catalog.md5('{salt}' || g), 'hex')",
    "interval": "make_interval(secs => {number} % 100000)",
    "time without time zone": "time '00:00' + make_interval(secs => {number} % 86400)",
    "time with time zone": "time '00:00' + make_interval(secs => {number} % 86400)",
    "inet": "inet '10.0.0.0' + {number} % 16777216",
    "cidr": "network(inet '10.0.0.0' + {number} % 16777216)",
}


def _word(made: Made, use: str) -> str:
    words = ", ".join(literal(word) for word in WORDS)
    return f"(ARRAY[{words}])[1 + {made.number(use)} % {len(WORDS)}]"


def _integer(made: Made, kind: PgType) -> str:
    """Small numbers are the most frequent."""
    low = int(made.bound("min", "0"))
    high = int(made.bound("max", str(max(low, GREATEST[kind.base]))))
    skewed = f"{made.share()} * {made.share('skew')}"
    return f"{low} + floor({high - low + 1}::float8 * {skewed})::bigint"


def _decimal(made: Made, kind: PgType) -> str:
    precision, scale = kind.size if kind.base == "numeric" and kind.size else WIDE
    low = float(made.bound("min", "0"))
    room = 10.0 ** min(precision - scale, 4) * 0.99
    high = float(made.bound("max", str(max(low, room))))
    # Cubed, because most amounts are small.
    return f"round(({low} + {high - low} * {made.share()} ^ 3)::numeric, {scale})"


def _moment(made: Made, kind: PgType) -> str:
    """Times grow with the row's number, as those of an append-only table do, with some disorder."""
    first, last = literal(made.bound("min", EARLIEST)), literal(made.bound("max", LATEST))
    span = f"({last}::timestamptz - {first}::timestamptz)"
    place = f"((g % {max(made.rows, 1)})::float8 + {made.share()}) / {max(made.rows, 1)}"
    return f"({first}::timestamptz + {span} * ({place})){_zone(kind)}"


def _zone(kind: PgType) -> str:
    return "" if kind.base == "timestamp with time zone" else " AT TIME ZONE 'UTC'"
