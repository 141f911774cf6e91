"""What validation compares: the anchor's rows, and the rows of each part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...model import Relation, Settings
from ...project import Project
from ...sql import Sql, comma_list, ident, indented, literal, qualified
from .forms import forms, legacy_row, subquery
from .lookups import Lookup
from .meaning import Meaning
from .objects import MIGRATED_AT, PARKED, routine
from .parts import Part
from .values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A column by which rows are paired: what it must be, and where the target holds it."""

    name: str
    expected: Sql
    held_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One target table as validation sees it, under the name that its results are stored by.

    `shown` are the columns that legacy may see otherwise.

    `rows` follows FROM and gives one row for each row that must be there; `ours` is true for the
    rows `t` of the target that the mapping made, or would have made, `keyless` for those that no
    legacy key stands for, where one is carried; `settled_l` and `settled_t` are true for
    rows that wait in no journal. `others` are the columns that other mappings carry in the same
    table; `identity` is the column that is made of the legacy key.
    """

    name: str
    target: Relation
    rows: Sql
    ours: Sql
    keys: tuple[Key, ...]
    values: tuple[Value, ...]
    settled_l: Sql
    settled_t: Sql
    legacy: Relation
    drop: Mapping[str, str]
    sums: tuple[str, ...] = ()
    anchor: bool = False
    hides: bool = False
    shown: Mapping[str, Sql] = field(default_factory=dict)
    identity: str = ""
    hashed: bool = False
    legacy_key_index: str = ""
    keyless: Sql | None = None
    others: tuple[Value, ...] = ()
    keeping: tuple[Lookup, ...] = ()

    @property
    def actual(self) -> Sql:
        """The columns of the target's row `t`, each as it would come back from legacy."""
        return Sql(
            ",\n".join(
                f"{self.shown[v.column]} AS {ident(v.column)}"
                if v.column in self.shown
                else f"t.{ident(v.column)}"
                for v in self.values
            )
        )

    @property
    def texts(self) -> Mapping[str, Sql]:
        """The lists that the rungs print."""
        numbers = range(1, len(self.keys) + 1)
        return {
            "casts": Sql(
                ",\n".join(f"({v.sql})::{v.type} AS {ident(v.column)}" for v in self.values)
            ),
            "compared_e": comma_list(value.told_apart("e") for value in self.values),
            "compared_a": comma_list(value.told_apart("a") for value in self.values),
            "hashed_columns": comma_list(value.comparable for value in self.values),
            "legacy_keys": comma_list(f"legacy_key_{n}" for n in numbers),
            "legacy_keys_json": comma_list(
                f"{literal(key.name)}, COALESCE(e.legacy_key_{n}, a.legacy_key_{n})"
                for n, key in enumerate(self.keys, 1)
            ),
            "legacy_keys_join": Sql(
                " AND ".join(f"a.legacy_key_{n} = e.legacy_key_{n}" for n in numbers)
            ),
        }


def compared(meaning: Meaning, project: Project) -> Iterator[Compared]:
    """The target tables of a mapping, the anchor first."""
    settings = project.settings
    journal = routine(settings, meaning.spec, "journal")
    legacy = routine(settings, meaning.spec, "legacy_rows")
    names = [ident(column.name) for column in meaning.key]
    settled_l = _settled(journal, [f"j.{name}" for name in names], [f"l.{name}" for name in names])
    yield Compared(
        name=meaning.spec.name,
        target=meaning.target,
        rows=Sql(f"{legacy} AS l"),
        ours=Sql(
            f"t.{ident(meaning.known_by)} IS NOT NULL"
            + (f"\nAND t.{ident(PARKED)} IS NOT TRUE" if meaning.hides else "")
            + (f"\nAND NOT {_left_out(meaning, project, 't')}" if meaning.spec.where else "")
        ),
        keys=tuple(
            Key(name=one.name, expected=Sql(f"l.{ident(one.name)}"), held_in=one.held_in)
            for one in meaning.key
        ),
        values=meaning.values,
        settled_l=Sql(settled_l + unfollowed(meaning, settings, "l")),
        settled_t=Sql(
            _settled(
                journal,
                [f"j.{name}" for name in names],
                [f"t.{ident(column.held_in)}" for column in meaning.key],
            )
            + unfollowed(meaning, settings, "t")
        ),
        legacy=meaning.legacy,
        drop=meaning.spec.drop,
        sums=meaning.spec.sums,
        anchor=True,
        hides=meaning.hides,
        shown={one.column: one.shown for one in forms(meaning, project) if one.substitutes},
        identity=meaning.identity[0].column if meaning.identity else "",
        hashed=meaning.hashed,
        legacy_key_index=meaning.legacy_key_index,
        keyless=_keyless(meaning),
        others=meaning.others,
        keeping=meaning.keeping,
    )
    noted = meaning.anchored(settings, [f"j.{name}" for name in names])
    for part in meaning.parts:
        yield Compared(
            name=part.name,
            target=part.target,
            rows=Sql(f"{legacy} AS l{part.beside}"),
            ours=Sql(
                f"t.{ident(MIGRATED_AT)} IS NOT NULL"
                + (_without_anchor(meaning, part, project) if meaning.spec.where else "")
            ),
            keys=tuple(
                Key(name=one.column, expected=one.sql, held_in=one.column) for one in part.key
            ),
            values=part.values,
            legacy=meaning.legacy,
            drop={},
            settled_l=Sql(settled_l),
            settled_t=Sql(_settled(journal, [noted], [f"t.{ident(part.spec.anchor)}"])),
        )


def _left_out(meaning: Meaning, project: Project, row: str) -> Sql:
    """Whether the migration never brought a row of the anchor, and its filter would not, either."""
    said = indented(legacy_row(meaning, project, row), 4)
    kept = indented(subquery(f"({meaning.spec.where})", said), 4)
    return Sql(f"(\n    {row}.{ident(MIGRATED_AT)} IS NULL\n    AND {kept} IS NOT TRUE\n)")


def _without_anchor(meaning: Meaning, part: Part, project: Project) -> Sql:
    """Leaves out the part's rows `t` whose anchor is left out."""
    anchor, own = ident(meaning.target.key[0]), ident(part.spec.anchor)
    target = qualified(meaning.target.schema, meaning.target.name)
    left_out = indented(_left_out(meaning, project, "a"), 4)
    return Sql(
        f"\nAND NOT EXISTS (\n    SELECT FROM {target} AS a"
        f"\n    WHERE a.{anchor} = t.{own} AND {left_out}\n)"
    )


def _keyless(meaning: Meaning) -> Sql | None:
    """When a target row stands for no legacy row of any mapping, where a key is carried."""
    if not meaning.carries_key:
        return None
    held = (meaning.known_by, *meaning.sharing)
    return Sql("\nAND ".join(f"t.{ident(name)} IS NULL" for name in held))


def _settled(journal: str, noted: Sequence[str], key: Sequence[str]) -> str:
    """When a key is not noted. One NOT EXISTS each, so that Postgres makes anti joins of them."""
    return (
        f"NOT EXISTS (SELECT FROM {journal} AS j WHERE ({', '.join(noted)}) = ({', '.join(key)}))"
    )


def unfollowed(meaning: Meaning, settings: Settings, alias: str) -> Sql:
    """When none of the values that a row looks up waits to be followed."""
    lookups = routine(settings, meaning.spec, "lookups")
    return Sql(
        "".join(
            f"\nAND NOT EXISTS (\n    SELECT FROM {lookups} AS j\n"
            "    WHERE (j.target_column, j.value)"
            f" = ({literal(one.name)}, ({value})::text)\n)"
            for one in meaning.followed
            for value in (one.in_legacy if alias == "l" else one.in_target,)
        )
    )
