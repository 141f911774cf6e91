"""Postgres types as `format_type` prints them, so that two spellings of one type are equal."""

import re

ALIASES = {
    "bool": "boolean",
    "char": "character",
    "decimal": "numeric",
    "float": "double precision",
    "float4": "real",
    "float8": "double precision",
    "int": "integer",
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "time": "time without time zone",
    "timetz": "time with time zone",
    "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone",
    "varbit": "bit varying",
    "varchar": "character varying",
}
TYPE = re.compile(r"(?P<base>[^(\[]+)(?P<size>\([^)]*\))?(?P<rest>[^\[]*)(?P<array>(\[\])*)")


def canonical(written: str) -> str:
    """The catalog's spelling: `varchar(20)` is `character varying(20)`."""
    match = TYPE.fullmatch(written.strip())
    if match is None:
        return written
    base = " ".join(f"{match['base']} {match['rest']}".split())
    base = base if '"' in base else base.lower()
    base = ALIASES.get(base, base)
    size = (match["size"] or ("(1)" if base in {"character", "bit"} else "")).replace(" ", "")
    if base == "numeric" and size and "," not in size:
        size = f"{size[:-1]},0)"
    first, separator, zone = base.partition(" with")
    return f"{first}{size}{separator}{zone}" + ("[]" if match["array"] else "")
