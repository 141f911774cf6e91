"""What a mapping means in SQL: identity, carried columns and the expression of every column.

Expressions see the legacy row under the alias `l`, alone in its FROM clause, so that a column
name in an author's expression can mean nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model import Relation, Settings
from ...names import generated, tag
from ...project import Project
from ...sql import Sql, ident
from ...typenames import canonical
from .lookups import Lookup, lookups_of, value_of
from .objects import access_path
from .parts import Part, parts_of
from .reading import reads
from .spec import Entry, MappingSpec
from .values import Value

INTEGERS = ("smallint", "integer", "bigint")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyColumn:
    """A column of the legacy key, and the target column that still holds its value."""

    name: str
    type: str
    held_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A mapping compiled against its two relations."""

    spec: MappingSpec
    legacy: Relation
    target: Relation
    key: tuple[KeyColumn, ...]
    identity: tuple[Value, ...]
    mapped: tuple[Value, ...]
    carried: tuple[Value, ...]
    conflict: tuple[str, ...]
    hashed: bool
    sharing: tuple[str, ...] = ()
    others: tuple[Value, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def merged(self) -> bool:
        """Whether other mappings fill the target table.

        Then `others` are the columns that they carry, and `sharing` those that hold their keys.
        """
        return bool(self.sharing)

    @property
    def hides(self) -> bool:
        """Whether there may be rows that the legacy name does not show."""
        return bool(self.parts) or self.spec.parks

    @property
    def sets_aside(self) -> bool:
        """Whether a reverse must keep something that the legacy table cannot hold."""
        return self.hides or bool(self.spec.substitutes)

    @property
    def legacy_key_index(self) -> str:
        """The name of the unique index on a legacy key that has columns of its own, else empty."""
        if self.hashed or (self.carries_key and not self.target.partition_key):
            own = (self.spec.name,) if self.merged else ()
            return generated(self.target.name, "legacy_key", *own)
        return access_path(self.spec, self.legacy.key) if self.carries_key else ""

    @property
    def followed(self) -> tuple[Lookup, ...]:
        """The lookups whose answer may change while rows are copied."""
        return tuple(lookup for lookup in self.lookups if lookup.filled)

    @property
    def carries_key(self) -> bool:
        """Whether rows without a legacy key can be told by it: it is in columns of its own."""
        return any(value.carries in self.legacy.key for value in self.carried)

    @property
    def known_by(self) -> str:
        """The target column that is NULL in every row that no legacy key stands for.

        The partition key, which every row has, says it only where nothing else holds the key.
        """
        carried = (one.held_in for one in self.key if one.held_in != self.target.partition_key)
        return next(carried, self.key[0].held_in)

    @property
    def keeping(self) -> tuple[Lookup, ...]:
        """The lookups that keep a row whose value they do not know."""
        return tuple(lookup for lookup in self.lookups if lookup.unknown)

    @property
    def values(self) -> tuple[Value, ...]:
        """Every column that the mapping writes, but for the time of migration."""
        return (*self.identity, *self.mapped, *self.carried)

    @property
    def locator(self) -> tuple[Value, ...]:
        """The columns that find the target row of a legacy row: the conflict target."""
        by_name = {value.column: value for value in self.values}
        return tuple(by_name[name] for name in self.conflict)

    @property
    def locating(self) -> tuple[str, ...]:
        """The target's columns by which an index finds the row of a legacy key."""
        if self.identity and not self.hashed:
            return (self.identity[0].column,)
        return tuple(column.held_in for column in self.key)

    def located(self, settings: Settings, columns: Sequence[str]) -> tuple[Sql, ...]:
        """The values of `locating` for a legacy key whose columns are read like this."""
        if self.identity and not self.hashed:
            return (identity_of(self.legacy, settings, columns),)
        return tuple(map(Sql, columns))

    def anchored(self, settings: Settings, columns: Sequence[str]) -> Sql:
        """The key of the anchor's row for a legacy key whose columns are read like this."""
        return identity_of(self.legacy, settings, columns) if self.identity else Sql(columns[0])

    @property
    def updated(self) -> tuple[Value, ...]:
        """The columns that an upsert overwrites: all but those that locate the row."""
        return tuple(value for value in self.values if value.column not in self.conflict)


def meaning_of(spec: MappingSpec, project: Project) -> Meaning:
    """Compile a mapping that its rules found no fault with."""
    legacy, target = project.relations[spec.legacy], project.relations[spec.target]
    entries = {entry.target: entry for entry in spec.entries}
    kept = _kept_key(legacy, target, entries)
    others = tuple(_others(spec, project))
    carried = tuple(_carried(spec, project, kept=bool(kept), merged=bool(others)))
    carried_of = {value.carries: value.column for value in carried}
    held = kept_as_is(spec, project) | (kept or carried_of)
    key = tuple(
        KeyColumn(name=name, type=legacy.column(name).type, held_in=held[name])
        for name in legacy.key
    )
    identity, hashed = _identity(spec, legacy, target, entries, project.settings)
    partition = (target.partition_key,) if target.partition_key else ()
    located = tuple(column.held_in for column in key) if hashed else target.key
    mapped = tuple(
        Value(
            column=entry.target,
            sql=value_of(entry, spec, project),
            type=target.column(entry.target).type,
            nullable=target.column(entry.target).nullable,
        )
        for entry in spec.entries
    )
    anchor = next(v for v in (*identity, *mapped) if v.column == target.key[0])
    return Meaning(
        spec=spec,
        legacy=legacy,
        target=target,
        key=key,
        identity=identity,
        mapped=mapped,
        carried=carried,
        conflict=tuple(dict.fromkeys((*located, *partition))),
        hashed=hashed,
        sharing=tuple(value.column for value, holds_key in others if holds_key),
        others=tuple(value for value, _ in others),
        lookups=tuple(lookups_of(spec, project, carried_of)),
        parts=tuple(parts_of(spec, anchor, project)),
    )


def _others(spec: MappingSpec, project: Project) -> Iterator[tuple[Value, bool]]:
    """What other mappings carry in the same table, and whether it is a legacy key."""
    for other in project.of("mapping"):
        if other.name != spec.name and spec.target == other.body.target:
            legacy = project.relations[other.body.legacy]
            for value in _carried(other.body, project, kept=False, merged=True):
                yield value, value.carries in legacy.key


def _own(spec: MappingSpec) -> str:
    """How the columns begin that a mapping carries in a table that others fill, too."""
    return generated("", spec.name)


def _kept_key(legacy: Relation, target: Relation, entries: dict[str, Entry]) -> dict[str, str]:
    """Legacy key column to target key column, when the key is kept as it is; else empty."""
    plain = {
        entry.legacy: name
        for name, entry in entries.items()
        if entry.is_plain and entry.legacy and name in target.key
    }
    return plain if set(legacy.key) <= plain.keys() and set(target.key) <= entries.keys() else {}


def identity_columns(target: Relation, spec: MappingSpec) -> tuple[str, ...]:
    """The target's key columns that no entry fills: the identity is made for them."""
    filled = {entry.target for entry in spec.entries}
    return tuple(name for name in target.key if name not in filled)


def _identity(
    spec: MappingSpec,
    legacy: Relation,
    target: Relation,
    entries: dict[str, Entry],
    settings: Settings,
) -> tuple[tuple[Value, ...], bool]:
    columns = identity_columns(target, spec)
    if not columns:
        return (), not _kept_key(legacy, target, entries)
    sql = identity_of(legacy, settings, [f"l.{ident(name)}" for name in legacy.key])
    value = Value(column=columns[0], sql=sql, type="uuid", nullable=False)
    return (value,), _is_hashed(legacy)


def _is_hashed(legacy: Relation) -> bool:
    """Whether two keys may have one identity: all but a uuid or an integer are hashed."""
    types = [canonical(legacy.column(name).type) for name in legacy.key]
    return len(types) > 1 or types[0] not in ("uuid", *INTEGERS)


def identity_of(legacy: Relation, settings: Settings, columns: Sequence[str]) -> Sql:
    """The identity of a legacy key whose columns are read like this: one uuid, always the same."""
    number = tag(settings.name, legacy.name)
    if _is_hashed(legacy):
        listed = ", ".join(columns)
        return Sql(f"migration.uuid_from_text({number}, jsonb_build_array({listed})::text)")
    if canonical(legacy.column(legacy.key[0]).type) == "uuid":
        return Sql(columns[0])
    return Sql(f"migration.uuid_from_bigint({number}, {columns[0]})")


def restored_columns(spec: MappingSpec) -> set[str]:
    """The legacy columns whose value the target's mapped columns give back exactly."""
    restored = {entry.legacy for entry in spec.entries if entry.is_plain and entry.legacy}
    for entry in spec.entries:
        restored |= entry.inverse.keys()
    return restored


def kept_as_is(spec: MappingSpec, project: Project) -> dict[str, str]:
    """Legacy column to the target column that holds its value in the very same type.

    What says which row of a part is meant is carried all the same: so it shows by which name it
    was written, and whether the part's row moves with it or another one takes its place.
    """
    legacy, target = project.relations[spec.legacy], project.relations[spec.target]
    naming = {
        name
        for part in spec.parts
        for entry in part.entries
        if entry.target in project.relations[part.target].key
        for name in reads(entry, legacy, part.each) - set(legacy.key)
    }
    return {
        entry.legacy: entry.target
        for entry in spec.entries
        if entry.is_plain
        and entry.legacy
        and entry.legacy not in naming
        and canonical(legacy.column(entry.legacy).type)
        == canonical(target.column(entry.target).type)
    }


def _carried(spec: MappingSpec, project: Project, *, kept: bool, merged: bool) -> Iterator[Value]:
    """The legacy-only columns: the key, and every value that is not in the target as it is.

    A value that an inverse restores is carried too, so that the legacy name can be a view whose
    every column can be written. In a table that several mappings fill, each has columns of its own.

    The partition key holds its legacy column itself, also one of the key: Postgres routes a row
    before a trigger could copy the value.
    """
    legacy, target = project.relations[spec.legacy], project.relations[spec.target]
    as_is = kept_as_is(spec, project)
    of_all = _own(spec) if merged else ""
    of_key = of_all or "_legacy"
    for column in legacy.columns:
        in_key = column.name in legacy.key and not (
            as_is.get(column.name, "") == target.partition_key
            and (len(legacy.key) > 1 or not merged)
        )
        if in_key and not kept:
            name = generated(of_key, column.name)
        elif column.name not in as_is and not (in_key and kept):
            name = generated(of_all, column.name)
        else:
            continue
        yield Value(
            column=name, sql=Sql(f"l.{ident(column.name)}"), type=column.type, carries=column.name
        )
