"""The values that break migrations, by class and by type, as text that COPY reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from operate.sample.freedom import listed
from operate.sample.types import FLOATS, JSONS, PgType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from render.model import Column

Cases = dict[str, tuple[str | None, ...]]

# One letter with its accent, and the letter followed by the accent: equal to people, not to bytes.
COMPOSED, DECOMPOSED = "Zo\u00eb caf\u00e9", "Zoe\u0308 cafe\u0301"
HUGE_JSON = 100_000
LONG = 2_000

TEXTS: Mapping[str, tuple[str, ...]] = {
    "empty": ("", " "),
    "trailing space": ("trailing ", "\tleading", "two  spaces"),
    "quotes": ("O'Brien", 'say "hi"', "it''s", "`tick`", "$$dollar$$", "'; DROP TABLE x; --"),
    "backslash": ("back\\slash", "\\N", "\\", "\\x41", "C:\\temp\\new"),
    "line break": ("two\nlines", "carriage\r\nreturn", "tab\tstop", "\u2028separator"),
    "non-BMP": (
        "\U0001f680 launch",
        "\U0001d4ea\U0001d4eb",
        "\U0001f468\u200d\U0001f469\u200d\U0001f466",
    ),
    "normal forms": (COMPOSED, DECOMPOSED),
    "looks like something else": ("NULL", "null", "true", "0", "NaN", "{}", "%s %%", "\ufeffbom"),
    "control characters": ("bell\x07", "delete\x7f", "escape\x1b[31m"),
}
STAMPS: Mapping[str, tuple[str, ...]] = {
    "infinity": ("infinity", "-infinity"),
    "first and last year": ("0001-01-01 00:00:00+00", "9999-12-31 23:59:59.999999+00"),
    "daylight saving": (
        "2024-11-03 01:30:00-04",
        "2024-11-03 01:30:00-05",
        "2024-03-10 02:30:00-05",
        "2024-10-27 02:30:00+02",
        "2024-10-27 02:30:00+01",
        "2024-03-31 01:59:59.999999+01",
    ),
    "microseconds": ("2025-06-15 12:34:56.000001+00", "2025-06-15 12:34:56.789012+00"),
    "month edges": (
        "2024-12-31 23:59:59.999999+00",
        "2025-01-01 00:00:00+00",
        "2024-02-29 23:59:59.999999+00",
        "2024-03-01 00:00:00+00",
        "1970-01-01 00:00:00+00",
    ),
}
DATES: Mapping[str, tuple[str, ...]] = {
    "infinity": ("infinity", "-infinity"),
    "first and last year": ("0001-01-01", "9999-12-31"),
    "month edges": ("2024-02-29", "2024-12-31", "2025-01-01", "2025-02-28", "2025-03-01"),
}
NUMBERS: Mapping[str, tuple[str, ...]] = {
    "zero": ("0", "-0.00"),
    "not a number": ("NaN",),
    "many decimals": ("0.12345678901234567890", "-0.00000000000000000001", "0.015", "2.675"),
}
OTHERS: Mapping[str, Cases] = {
    "boolean": {"both": ("true", "false")},
    "uuid": {
        "zero and max": (
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
        )
    },
    "bytea": {"bytes": ("\\x", "\\x00", "\\x00ff5c27")},
    "interval": {"intervals": ("0", "-1 mon +31 days -24:00:00", "178000000 years", "0.000001 s")},
    "time without time zone": {"midnights": ("00:00:00", "24:00:00", "23:59:59.999999")},
    "time with time zone": {"midnights": ("00:00:00+15:59", "24:00:00-15:59")},
    "inet": {"addresses": ("::", "0.0.0.0/0", "::ffff:1.2.3.4", "255.255.255.255")},
    "cidr": {"addresses": ("::/0", "0.0.0.0/0", "10.0.0.0/8")},
}


def cases(column: Column) -> Cases:
    """Every class of hostile value that a column can hold, NULL among them if it may be."""
    kind = PgType.parse(column.type)
    found = _arrays(kind) if kind.array else _plain(column, kind)
    return found | ({"null": (None,)} if column.nullable else {})


def _plain(column: Column, kind: PgType) -> Cases:
    if kind.is_integer:
        return _integers(kind)
    if kind.is_text:
        return _texts(column, kind)
    if kind.is_stamp:
        return dict(STAMPS)
    if kind.base == "date":
        return dict(DATES)
    if kind.base in JSONS:
        return _json(kind)
    if kind.base == "numeric":
        return dict(NUMBERS) | _numeric(kind)
    if kind.base in FLOATS:
        return _floats(kind)
    values = listed(column)
    return dict(OTHERS.get(kind.base, {"listed": values} if values else {}))


def _integers(kind: PgType) -> Cases:
    huge = tuple(str(2**60 + n) for n in (1, 2, 2**59)) if kind.base == "bigint" else ()
    return {
        "zero": ("0",),
        "negative": ("-1", "-42"),
        "huge": (*huge, str(kind.greatest - 1)),
        "extremes": (str(kind.least), str(kind.greatest)),
    }


def _texts(column: Column, kind: PgType) -> Cases:
    found: Cases = dict(TEXTS)
    found["long"] = ("\U0001f5c4" * (kind.length or LONG),)
    known = listed(column)
    if known:
        near = (known[0].upper(), known[0].capitalize(), f"{known[0]} ", f" {known[0]}")
        found["unknown name"] = (
            "nobody-knows-this",
            *(name for name in near if name not in known),
        )
    if kind.length is None:
        return found
    return {
        name: tuple(dict.fromkeys(value[: kind.length] for value in values if value is not None))
        for name, values in found.items()
    }


def _numeric(kind: PgType) -> Cases:
    if not kind.size:
        extremes = ("1e30", "-1e30", "1e-30", "9" * 60, "Infinity", "-Infinity")
        return {"extremes": extremes, "trailing zeros": ("1.10", "1.1000", "100")}
    precision, scale = (*kind.size, 0)[:2]
    most = "9" * (precision - scale) + ("." + "9" * scale if scale else "")
    found: Cases = {"extremes": (most, f"-{most}")}
    if precision == scale:
        found["many decimals"] = ("0.12345678901234567890",)
    return found


def _floats(kind: PgType) -> Cases:
    single = kind.base == "real"
    most = "3.4e38" if single else "1.79e308"
    return {
        "zero": ("0", "-0"),
        "not a number": ("NaN",),
        "infinity": ("Infinity", "-Infinity"),
        "extremes": (f"{most}", f"-{most}", "1e-37" if single else "2.3e-308"),
        "many decimals": ("0.1", "0.30000000000000004", "123456.789"),
    }


def _json(kind: PgType) -> Cases:
    odd = {"": "", "key with space": None, "quote'\"": "\\", COMPOSED: DECOMPOSED}
    odd["emoji"] = "\U0001f680"
    found: Cases = {
        "empty": ("{}", "[]", '""'),
        "scalars": ("null", "true", "0", '"text"'),
        "numbers": ('{"n": 1e400}', '{"n": 0.1000}', '{"n": 12345678901234567890123}'),
        "odd keys": (json.dumps(odd, ensure_ascii=False), '{"a": 1, "a": 2}'),
        "deep": ("[" * 200 + "]" * 200,),
        "huge": (json.dumps({"filler": ["\u00e9" * 50] * (HUGE_JSON // 50)}, ensure_ascii=False),),
    }
    return found if kind.base == "jsonb" else found | {"spaces": ('{ "a" :  1 }',)}


def _arrays(kind: PgType) -> Cases:
    found: Cases = {"empty": ("{}",), "null elements": ("{NULL}", "{NULL,NULL}")}
    if kind.element.is_text and kind.length is None:
        found["quotes"] = ('{"a,b","c\\"d","e\\\\f","","NULL"}',)
    return found
