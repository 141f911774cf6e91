"""How the anchor and its parts stay in step after the switch, whichever of them is written.

The anchor carries what legacy says, so a part's rows are made of the anchor's row. The other way,
the part's row that legacy means tells the anchor what legacy must say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...model import Settings
from ...names import generated
from ...project import Project
from ...sql import Sql, comma_list, ident, literal, qualified
from .forms import Form, differ, holders, legacy_row, untranslated
from .meaning import Meaning
from .objects import PARKED, routine, trigger
from .parts import Part
from .reading import reads
from .spec import Entry
from .values import Value

Told = tuple[tuple[str, Sql], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InStep:
    """A part and its anchor, in step.

    `inputs` are the anchor's columns that the part's rows are made of, `naming` those that say
    which of them legacy means. Over the part's row `t`, `told` is what the columns must be whose
    value is nowhere else on the new side, and `shared` what those must be that the anchor itself
    holds. `repeated` are the part's columns made of shared ones alone. `adopts` is true when
    nothing but the rows themselves says which of them legacy means.
    """

    part: Part
    anchor: str
    inputs: tuple[str, ...]
    naming: frozenset[str]
    told: Told
    shared: Told
    repeated: tuple[Value, ...]
    adopts: bool

    @property
    def each(self) -> bool:
        """Whether a legacy row has any number of rows here."""
        return self.part.spec.each is not None

    @property
    def inputs_changed(self) -> Sql:
        """Whether the rows of the part may have to change with the anchor's row."""
        return differ(self.inputs)

    @property
    def meant(self) -> Sql:
        """The variable that holds the row that legacy means."""
        return ident(generated("meant", self.part.target.name))

    @property
    def key(self) -> tuple[str, ...]:
        """The part's primary key."""
        return self.part.target.key

    @property
    def own(self) -> tuple[Value, ...]:
        """The columns whose values nobody but the part and legacy hold."""
        return tuple(value for value in self.part.values if value not in self.repeated)

    @property
    def texts(self) -> Mapping[str, Sql]:
        """The lists that the templates print."""
        values = self.part.values
        return {
            "derived": Sql(",\n".join(f"({v.sql})::{v.type} AS {ident(v.column)}" for v in values)),
            "columns": comma_list(ident(value.column) for value in values),
            **{f"key_{row}": _of(row, self.key) for row in ("e", "p", "OLD", "NEW")},
            **{f"all_{row}": _apart(row, values) for row in ("e", "p", "OLD", "NEW", "excluded")},
            **{f"own_{row}": _apart(row, self.own) for row in ("e", "p")},
            **{f"repeated_{row}": _apart(row, self.repeated) for row in ("e", "p")},
        }


def _of(row: str, names: tuple[str, ...]) -> Sql:
    return comma_list(f"{row}.{ident(name)}" for name in names)


def _apart(row: str, values: tuple[Value, ...]) -> Sql:
    return comma_list(value.told_apart(row) for value in values)


def in_step(meaning: Meaning, project: Project) -> Iterator[InStep]:
    """Every part of the mapping with its anchor."""
    holder = holders(meaning, project)
    carried = {value.column for value in meaning.carried}
    own = {name for one in meaning.spec.entries for name in reads(one, meaning.legacy)}
    for part in meaning.parts:
        inputs = {
            entry.target: tuple(
                holder[name] for name in sorted(reads(entry, meaning.legacy, part.spec.each))
            )
            for entry in part.spec.entries
        }
        naming = {
            name
            for entry in part.spec.entries
            if entry.target in part.target.key
            for name in reads(entry, meaning.legacy)
        }
        adopts = bool(naming) and not naming & own
        told = dict(_told(meaning, part, project)) if part.spec.each is None else {}
        kept = set(meaning.legacy.key) if adopts else set(meaning.legacy.key) | naming
        held = {holder[name]: text for name, text in told.items() if name not in kept}
        alone = carried - {holder[name] for name in own}
        of_all = dict.fromkeys(name for names in inputs.values() for name in names)
        if part.spec.each:
            of_all[holder[part.spec.each.of]] = None
        yield InStep(
            part=part,
            anchor=part.spec.anchor,
            inputs=(*meaning.target.key, *of_all),
            naming=frozenset(holder[name] for name in naming),
            told=tuple((name, text) for name, text in held.items() if name in alone),
            shared=tuple((name, text) for name, text in held.items() if name not in alone),
            repeated=tuple(
                value
                for value in part.values
                if inputs.get(value.column) and not alone & set(inputs[value.column])
            ),
            adopts=adopts,
        )


def _told(meaning: Meaning, part: Part, project: Project) -> Iterator[tuple[str, Sql]]:
    """What each legacy column must be for the part's row `t`."""
    for entry in reversed(part.spec.entries):
        for name, text in _back(entry, project).items():
            yield name, Sql(f"({text})::{meaning.legacy.column(name).type}")


def _back(entry: Entry, project: Project) -> Mapping[str, str]:
    if entry.legacy is not None:
        return {entry.legacy: untranslated(entry, project)}
    return entry.inverse


def in_step_values(
    meaning: Meaning, project: Project, made: tuple[Form, ...]
) -> Mapping[str, object]:
    """What the templates print of the parts and of rows that the legacy name does not show."""
    kept = tuple(in_step(meaning, project))
    naming = {name for one in kept for name in one.naming}
    settings, spec = project.settings, meaning.spec
    return {
        "kept": kept,
        "singles": tuple(one for one in kept if not one.each),
        "lists": tuple(one for one in kept if one.each),
        "moving": tuple(form.flag for form in made if naming & {name for name, _ in form.inverse}),
        "legacy_t": legacy_row(meaning, project, "t"),
        "pk": ident(meaning.target.key[0]),
        "parked": ident(PARKED),
        "woken": tuple(woken(meaning)),
        "aside_tables": tuple(
            routine(settings, spec, name)
            for name, needed in (("parked", meaning.hides), ("substituted", spec.substitutes))
            if needed
        ),
        "parked_t": Sql("\nAND ".join(_ours(meaning))),
        "in_step_routines": tuple(in_step_routines(meaning, settings)),
        "part_routine": lambda one, name: routine(settings, spec, one.part.target.name, name),
        "part_trigger": lambda one, name: trigger(spec, one.part.target.name, name),
    }


def _ours(meaning: Meaning) -> Iterator[str]:
    """Which rows `t` of the target are this mapping's, and hidden from legacy."""
    yield f"t.{ident(PARKED)}"
    for entry in meaning.spec.entries:
        if entry.constant is not None:
            yield f"t.{ident(entry.target)} = {literal(entry.constant)}"


def in_step_routines(meaning: Meaning, settings: Settings) -> Iterator[Sql]:
    """The routines of the triggers that keep parts in step."""
    if not meaning.parts:
        return
    refuses = () if meaning.spec.parks else ("whole",)
    for name in ("in_step", "vacate", *refuses):
        yield routine(settings, meaning.spec, name)
    for part in meaning.parts:
        for name in ("lock", "tell", "truncated", *refuses):
            yield routine(settings, meaning.spec, part.target.name, name)


def woken(meaning: Meaning) -> Iterator[tuple[Sql, Sql]]:
    """The triggers of the parts that the switch wakes, each with its table."""
    if not meaning.parts:
        return
    refuses = () if meaning.spec.parks else ("whole",)
    target = qualified(meaning.target.schema, meaning.target.name)
    for name in ("in_step", "vacate", *refuses):
        yield target, trigger(meaning.spec, name)
    for part in meaning.parts:
        for name in ("lock", "tell", "truncated", *refuses):
            yield part.table, trigger(meaning.spec, part.target.name, name)
