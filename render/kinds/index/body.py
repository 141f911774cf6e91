"""What an index's spec says, as the rest of the kind reads it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...sql import Sql, ident, ident_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One of the things that an index is sorted by: a column or an expression."""

    column: str
    expression: str
    descending: bool
    nulls: str

    @property
    def sql(self) -> Sql:
        """The key as CREATE INDEX wants it."""
        text = f"({self.expression})" if self.expression else str(ident(self.column))
        text += " DESC" if self.descending else ""
        return Sql(text + (f" NULLS {self.nulls.upper()}" if self.nulls else ""))

    @property
    def pattern(self) -> str:
        """The key as the catalog prints it; how it prints an expression is not known here."""
        usual = "first" if self.descending else "last"
        text = str(ident(self.column)) if self.column else "%"
        text += " DESC" if self.descending else ""
        return text + (f" NULLS {self.nulls.upper()}" if self.nulls not in {"", usual} else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index of a target table."""

    name: str
    table: str
    because: str
    keys: tuple[Key, ...]
    include: tuple[str, ...]
    where: str
    unique: bool
    using: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The plain columns that the index is sorted by."""
        return tuple(key.column for key in self.keys if key.column)

    @property
    def definition(self) -> Sql:
        """All that follows the table's name in CREATE INDEX."""
        method = "" if self.using == "btree" else f"USING {self.using} "
        lines = [f"{method}({', '.join(key.sql for key in self.keys)})"]
        if self.include:
            lines.append(f"INCLUDE ({ident_list(self.include)})")
        if self.where:
            lines.append(f"WHERE {self.where}")
        return Sql("\n".join(lines))

    @property
    def pattern(self) -> str:
        """What `pg_get_indexdef` says of the index, as a pattern for LIKE."""
        unique = "UNIQUE " if self.unique else ""
        keys = ", ".join(key.pattern for key in self.keys)
        text = f"CREATE {unique}INDEX % USING {self.using} ({keys})"
        text += f" INCLUDE ({ident_list(self.include)})" if self.include else ""
        return text + (" WHERE %" if self.where else "")

    @property
    def fingerprint(self) -> str:
        """What tells two definitions apart, expressions and all."""
        text = f"{self.unique} {self.definition}"
        return f"[definition {hashlib.sha256(text.encode()).hexdigest()[:12]}]"

    @property
    def comment(self) -> str:
        """The reason, and the fingerprint by which a later run knows what it finds."""
        return f"{self.because} {self.fingerprint}"


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
