"""What the switch and its reverse need: both names over one owner, and the way back kept open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...kind import Spec
from ...model import DataSet, Relation, Settings
from ...names import generated
from ...plan import Step
from ...project import Project
from ...sql import Sql, comma_list, ident, literal, qualified
from .forms import Form, forms, holders, legacy_row
from .in_step import in_step_values, woken
from .lookups import Lookup, beginning, lookup_depth
from .meaning import Meaning, identity_of, meaning_of
from .objects import BY_LEGACY, PARKED, SUBSTITUTED, routine, trigger
from .rights import constants, rights_values
from .values import Value, upsert

IDENTITY = "identity"
PATIENCE = 5
"""How often in a row an attempt of the switch tries to bring noted keys over before it gives up."""
QUIET = 20
"""How often the switch tries for a moment without changed values before it follows them itself."""
MOST = 500
"""How many noted keys the switch brings over while applications wait."""
READ_UNDER_LOCKS = 4 * 1024 * 1024
"""How many bytes of a legacy table may be read through meanwhile, where no index helps."""

MADE_AGAIN = ("view", "function")
"""What both turns make again over the relation that has the legacy name then."""


def retired_name(legacy: Relation) -> str:
    """What a legacy table is called while its name belongs to the view."""
    return generated(legacy.name, "retired")


def fenced(meaning: Meaning) -> tuple[Sql, ...]:
    """The tables that nobody else writes before the switch: the target, and those of the parts."""
    target = qualified(meaning.target.schema, meaning.target.name)
    return (target, *(part.table for part in meaning.parts))


def cutover_values(meaning: Meaning, project: Project) -> Mapping[str, Any]:
    """What the templates of both names, of the reconciliation and of the reverse print."""
    settings, legacy = project.settings, meaning.legacy
    holder = holders(meaning, project)
    made = tuple(forms(meaning, project))
    held_key = [column.held_in for column in meaning.key]
    known = [f"t.{ident(name)} IS NOT NULL" for name in held_key]
    if meaning.hides:
        known.append(f"t.{ident(PARKED)} IS NOT TRUE")
    return {
        "fenced": fenced(meaning),
        "most": MOST,
        "read_under_locks": READ_UNDER_LOCKS,
        "all_indexed": all(one.indexed for one in meaning.followed),
        "beginning": beginning,
        "by_legacy": ident(BY_LEGACY),
        "waiting": qualified(settings.work_schema, legacy.name),
        "retired": qualified(legacy.schema, retired_name(legacy)),
        "holders": tuple(holder.items()),
        "held_columns": tuple(dict.fromkeys(holder.values())),
        "constants": tuple(constants(meaning)),
        "ours_new": Sql(
            " AND ".join(f"NEW.{ident(one.column)} = {one.sql}" for one in constants(meaning))
        ),
        "forms": made,
        "announced": _announced(meaning),
        "only_retired_is_unique": meaning.target.partition_key
        and meaning.target.partition_key not in held_key,
        "following": tuple(following(meaning, made)),
        "c_pk": comma_list(f"c.{ident(name)}" for name in meaning.target.key),
        "replaced": tuple(one for one in made if one.substitutes),
        "substituted": ident(SUBSTITUTED),
        "legacy_new": legacy_row(meaning, project, "NEW"),
        "defaults": tuple(_defaults(meaning, made)),
        "never_null": tuple(_never_null(meaning, holder)),
        "made_identity": _made_identity(meaning, settings, held_key),
        "held_old": comma_list(f"OLD.{ident(name)}" for name in held_key),
        "held_new": comma_list(f"NEW.{ident(name)}" for name in held_key),
        "t_known": Sql(" AND ".join(known)),
        "t_pk": comma_list(f"t.{ident(name)}" for name in meaning.target.key),
        "new_pk": comma_list(f"NEW.{ident(name)}" for name in meaning.target.key),
        "legacy_columns": comma_list(map(ident, legacy.names)),
        "retired_upsert": upsert(
            [
                Value(column=one.name, sql=Sql(""), type=one.type)
                for one in legacy.columns
                if one.name not in legacy.key
            ],
            row="l",
        ),
        **in_step_values(meaning, project, made),
        **rights_values(meaning, holder),
    }


def _announced(meaning: Meaning) -> str:
    """The rows whose key is announced before they are inserted, in step as they are."""
    moves = "moves to another partition" if meaning.target.partition_key else ""
    returns = "was parked and returns" if meaning.hides else ""
    return " or ".join(filter(None, (moves, returns)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """A column whose unknown member gives way when a row comes for what legacy says.

    `found` is what the column should hold, over the owner's row `t`; `hops` are the lookups through
    tables that are being filled, `taken` is the column of the last `table` that gives the key.
    """

    column: str
    found: Sql
    hops: tuple[Lookup, ...]
    table: Sql
    taken: str
    unknown: Sql


def following(meaning: Meaning, made: Sequence[Form]) -> Iterator[Following]:
    """The columns that are looked up again after the switch."""
    back = {form.column: form.back for form in made}
    for last in meaning.keeping:
        hops = tuple(one for one in meaning.followed if one.column == last.column)
        if hops and last.unknown:
            yield Following(
                column=last.column,
                found=back[last.column],
                hops=hops,
                table=last.table,
                taken=last.taken,
                unknown=last.unknown,
            )


def _defaults(meaning: Meaning, made: Sequence[Form]) -> Iterator[tuple[str, Sql]]:
    """The carried columns that nothing of the new form gives, and how legacy begins them."""
    told = {column for form in made for column, _ in form.inverse}
    retired = qualified(meaning.legacy.schema, retired_name(meaning.legacy))
    for value in meaning.carried:
        default = meaning.legacy.column(value.carries).default
        if default is None or value.column in told:
            continue
        if default == IDENTITY:
            column = literal(value.carries)
            default = f"nextval(pg_get_serial_sequence({literal(retired)}, {column}))"
        yield value.column, Sql(default)


def _never_null(meaning: Meaning, holder: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Legacy columns that are never NULL, each with the owner's column that may be."""
    for column in meaning.legacy.columns:
        held = holder[column.name]
        own = held in meaning.target.names and not meaning.target.column(held).nullable
        if not column.nullable and not own:
            yield column.name, held


def _made_identity(meaning: Meaning, settings: Settings, held: Sequence[str]) -> Value | None:
    """The owner's identity, over the legacy key that the owner's new row holds."""
    if not meaning.identity:
        return None
    key = [f"NEW.{ident(name)}" for name in held]
    return Value(
        column=meaning.identity[0].column,
        sql=identity_of(meaning.legacy, settings, key),
        type=meaning.identity[0].type,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A data set with its mappings, those first that others look up; `agreed` is its spec."""

    data_set: DataSet
    meanings: tuple[Meaning, ...]
    agreed: str


def company(spec: Spec, project: Project) -> Company | None:
    """The data set that this mapping brings along, as the first of its mappings does."""
    data_set = next(one for one in project.settings.data_sets if spec.body.legacy in one.relations)
    mappings = [one for one in project.of("mapping") if one.body.legacy in data_set.relations]
    if spec is not mappings[0]:
        return None
    ordered = sorted(mappings, key=lambda one: lookup_depth(one.body, project))
    return Company(
        data_set=data_set,
        meanings=tuple(meaning_of(one.body, project) for one in ordered),
        agreed=next(one.path for one in project.specs if project.kinds[one.kind].settings),
    )


def switch_step(together: Company, project: Project, templates: Path) -> Step:
    """The switch of a data set."""
    switched = tuple(_switched(meaning, project) for meaning in together.meanings)
    return Step(
        phase="switched",
        rank=50,
        part="switch",
        name=together.data_set.name,
        title=_title(together.data_set),
        spec=together.agreed,
        templates=templates,
        values={
            "migration": project.settings.name,
            "data_set": together.data_set.name,
            "switched": switched,
            "mappings": comma_list(literal(one.spec.name) for one in together.meanings),
            "drains": tuple(one["routine"]("replay") for one in switched),
            "patience": PATIENCE,
            "quiet": min(QUIET, project.settings.lock_attempts // 2),
            "most": MOST,
            "preflight": qualified(project.settings.work_schema, "preflight"),
            "moved": _moved(switched),
            "sets_aside": any(one["sets_aside"] for one in switched),
            "moved_dependants": qualified(project.settings.work_schema, "moved_dependants"),
            "looked_up": tuple(one["routine"]("lookups") for one in switched if one["follows"]),
            "notes": tuple(note for one in switched for note in one["notes"]),
        },
        transaction="none",
        locks=tuple(_locks(switched, "waiting")),
        locks_back=tuple(_locks(switched, "retired")),
    )


def _locks(switched: Sequence[Mapping[str, Any]], other: str) -> Iterator[str]:
    """What both turns lock; `other` is the relation that gives its place to the name's."""
    owners = dict.fromkeys(table for one in switched for table, _ in one["turned"])
    for name in ("legacy", other):
        yield from (f"ACCESS EXCLUSIVE for a moment, retried, on {one[name]}" for one in switched)
    yield from (f"SHARE ROW EXCLUSIVE for a moment, retried, on {table}" for table in owners)
    yield from (f"ACCESS EXCLUSIVE for a moment, retried, on {one}" for one in _moved(switched))


def _moved(switched: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The dependants that go with the names."""
    return tuple(
        f"{dependant.kind} {dependant.name}"
        for one in switched
        for dependant in one["dependants"]
        if dependant.answer == "moved" and dependant.kind in MADE_AGAIN
    )


def _title(data_set: DataSet) -> str:
    return f"Data set {data_set.name}: the new tables own its rows, and both names reach them."


def _switched(meaning: Meaning, project: Project) -> Mapping[str, Any]:
    """What the switch does with one of the data set's legacy tables."""
    settings, legacy, target = project.settings, meaning.legacy, meaning.target
    noted = ("journal", "lookups") if meaning.followed else ("journal",)
    return {
        "legacy": qualified(legacy.schema, legacy.name),
        "legacy_name": legacy.name,
        "turned": tuple(_turned(meaning)),
        "follows": bool(meaning.followed),
        "sets_aside": meaning.sets_aside,
        "target": qualified(target.schema, target.name),
        "retired": qualified(legacy.schema, retired_name(legacy)),
        "retired_name": retired_name(legacy),
        "waiting": qualified(settings.work_schema, legacy.name),
        "dependants": legacy.dependants,
        "drawn": tuple(one.name for one in legacy.columns if one.default == IDENTITY),
        "noted_key": meaning.key[0].name,
        "notes": tuple(routine(settings, meaning.spec, name) for name in noted),
        "routine": lambda *suffix: routine(settings, meaning.spec, *suffix),
        "trigger": lambda *suffix: trigger(meaning.spec, *suffix),
    }


def _turned(meaning: Meaning) -> Iterator[tuple[Sql, tuple[Sql, ...]]]:
    """The owner's tables, each with the triggers that are awake while it owns the rows."""
    target, *_ = fenced(meaning)
    own = (trigger(meaning.spec, name) for name in ("reconcile", "reverse", "emptied"))
    awake = (*((target, name) for name in own), *woken(meaning))
    for table in fenced(meaning):
        yield table, tuple(name for where, name in awake if where == table)
