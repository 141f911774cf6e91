"""What an index's spec says, typed."""

from collections.abc import Mapping
from typing import Any

from ...index import Index, Key


def understand(data: Mapping[str, Any]) -> Index:
    """The typed body of a spec whose shape is right."""
    return Index(
        name=data["name"],
        table=data["table"],
        because=data["because"],
        keys=tuple(map(_key, data["columns"])),
        include=tuple(data.get("include", ())),
        where=data.get("where", ""),
        unique=data.get("unique", False),
        using=data.get("using", "btree"),
    )


def _key(data: str | Mapping[str, Any]) -> Key:
    if not isinstance(data, str):
        descending = data.get("order") == "desc"
        return Key(column="", expression=data["expression"], descending=descending, nulls="")
    column, *words = data.split()
    nulls = words[words.index("nulls") + 1] if "nulls" in words else ""
    return Key(column=column, expression="", descending="desc" in words, nulls=nulls)
