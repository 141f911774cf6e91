"""How a legacy table's rows become a target table's: captured, copied, compared, brought back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ...kind import Kind, Spec
from ...names import generated
from ...plan import Step
from ...project import Project
from ...sql import Sql, comma_list, ident, literal, qualified
from .access import access_paths
from .compared import Compared, compared
from .comparison import comparison_values
from .cutover import company, cutover_values, fenced, switch_step
from .final import final_steps
from .gates import gates
from .looked_up import looked_up
from .lookups import lookup_depth
from .meaning import Meaning, meaning_of
from .objects import MIGRATED_AT, routine, trigger
from .oracle import oracle_values
from .pages import documents, moves
from .proofs import proofs
from .recheck import recheck_values
from .repair import repair_values
from .restored import restored
from .rules import rules
from .spec import understand
from .texts import chosen, located, texts

FOLDER = Path(__file__).parent

PARTS: tuple[tuple[str, str, int, str, str, tuple[str, ...]], ...] = (
    ("expanded", "mapping", 40, "one", "where its rows come from stays with them",
     ("ACCESS EXCLUSIVE on {owners}",)),
    ("expanded", "fence", 45, "one", "until the switch, its tables are read and not written",
     ("SHARE ROW EXCLUSIVE for a moment, retried, on {owners}",)),
    ("capturing", "bring", 68, "one", "brings one legacy row over, or takes it back", ()),
    ("capturing", "capture", 70, "one", "every change of the legacy table is mirrored",
     ("SHARE ROW EXCLUSIVE for a moment, retried, on {legacy}",)),
    ("capturing", "follow", 69, "one", "looked-up rows that come or go are noted",
     ("SHARE ROW EXCLUSIVE for a moment, retried, on {followed}",)),
    ("capturing", "looked_up", 67, "one", "what legacy rows name keeps its name",
     ("SHARE ROW EXCLUSIVE for a moment, retried, on {looked_up}",)),
    ("copying", "copier", 70, "one", "the routines that copy history in batches", ()),
    ("copying", "backfill", 75, "none", "copies history",
     ("ROW SHARE, with FOR SHARE on the rows of one batch, on {legacy}",)),
    ("copied", "settle", 70, "none", "drains the journal and analyses the target",
     ("SHARE UPDATE EXCLUSIVE while it is analysed, readers and writers go on, on {owners}",)),
    ("verified", "restored", 58, "one", "its rows in the words of the legacy table", ()),
    ("verified", "repair", 62, "one", "rows are repaired from their owner", ()),
    ("verified", "recheck", 64, "one", "what is verified is looked at again and again", ()),
    ("verified", "names", 84, "one", "the legacy name over the owner of the rows", ()),
    ("verified", "reconcile", 86, "one", "both forms of a value are kept in step",
     ("SHARE ROW EXCLUSIVE for a moment, retried, on {target}",)),
    ("verified", "in_step", 87, "one", "its parts follow it, and tell it",
     ("SHARE ROW EXCLUSIVE for a moment, retried, on {owners}",)),
    ("verified", "reverse", 88, "one", "the retired legacy table is kept current",
     ("SHARE ROW EXCLUSIVE for a moment, retried, on {target}",)),
    ("verified", "parked", 89, "one", "rows that legacy cannot hold are kept", ()),
)  # fmt: skip
BACK: Mapping[str, tuple[str, ...]] = {
    "mapping": ("owners", "provenance"),
    "fence": ("owners",),
    "capture": ("legacy",),
    "follow": ("followed",),
    "looked_up": ("looked_up",),
    "reconcile": ("target",),
    "in_step": ("owners",),
    "reverse": ("owners",),
}
"""What the rollback of a part takes a trigger or a column from, and so locks against readers."""
NEEDED: Mapping[str, Callable[[Meaning], object]] = {
    "follow": lambda meaning: meaning.followed,
    "looked_up": lambda meaning: meaning.lookups,
    "in_step": lambda meaning: meaning.parts,
    "parked": lambda meaning: meaning.sets_aside,
}
COMPARISONS: tuple[tuple[str, int, str, str], ...] = (
    ("oracle", 59, "one", "the routines that derive its rows a second time, another way"),
    ("validator", 60, "one", "the routines that compare every row"),
    ("validation", 70, "none", "compares every row, in one snapshot"),
)


def steps(spec: Spec, project: Project) -> Iterable[Step]:
    """The mapping's steps, one per part, in every phase up to `verified`."""
    meaning = meaning_of(spec.body, project)
    values = _values(meaning, project)
    depth = lookup_depth(spec.body, project)
    legacy = qualified(meaning.legacy.schema, meaning.legacy.name)
    locked = _locked(meaning)
    locked["provenance"] = (values["provenance"],)
    for phase, part, rank, transaction, says, locks in PARTS:
        if part in NEEDED and not NEEDED[part](meaning):
            continue
        yield Step(
            phase=phase,
            rank=rank + (depth if part == "backfill" else 0),
            part=part,
            name=spec.name,
            title=_title(meaning, meaning.target.name, says),
            spec=spec.path,
            templates=FOLDER / "templates",
            values=values,
            transaction="one" if transaction == "one" else "none",
            locks_back=tuple(
                f"ACCESS EXCLUSIVE for a moment, retried, on {table}"
                for word in BACK.get(part, ())
                for table in locked[word]
            ),
            locks=tuple(
                lock.replace(f"{{{word}}}", table)
                for lock in locks
                for word, tables in locked.items()
                if f"{{{word}}}" in lock
                for table in tables
            ),
            rows_from=str(legacy),
        )
    for one in compared(meaning, project):
        yield from _comparisons(spec, meaning, one, project, values)
    yield from access_paths(meaning, project, spec.path)
    if together := company(spec, project):
        yield switch_step(together, project, FOLDER / "templates")
        yield from final_steps(together, project, FOLDER / "templates")


def _comparisons(
    spec: Spec, meaning: Meaning, one: Compared, project: Project, values: Mapping[str, Any]
) -> Iterator[Step]:
    """The steps that compare one of the mapping's target tables."""
    for part, rank, transaction, says in COMPARISONS:
        yield Step(
            phase="verified",
            rank=rank,
            part=part,
            name=one.name,
            title=_title(meaning, one.target.name, says),
            spec=spec.path,
            templates=FOLDER / "templates",
            values={
                **values,
                **comparison_values(one, project.settings),
                **oracle_values(one, meaning, project),
                "brought_from": comma_list(
                    literal(qualified(project.relations[move.legacy].schema, move.legacy))
                    for move in project.moves
                    if one.target.name == move.targets[0]
                ),
            },
            transaction="one" if transaction == "one" else "none",
            rows_from=str(qualified(meaning.legacy.schema, meaning.legacy.name)),
        )


def _locked(meaning: Meaning) -> dict[str, tuple[str, ...]]:
    """The tables that a word of a lock stands for."""
    return {
        "legacy": (qualified(meaning.legacy.schema, meaning.legacy.name),),
        "target": (qualified(meaning.target.schema, meaning.target.name),),
        "owners": fenced(meaning),
        "followed": tuple(dict.fromkeys(one.table for one in meaning.followed)),
        "looked_up": tuple(dict.fromkeys(one.table for one in meaning.lookups)),
    }


def _title(meaning: Meaning, target: str, says: str) -> str:
    return f"Mapping {meaning.legacy.name} to {target}: {says}."


def _values(meaning: Meaning, project: Project) -> Mapping[str, Any]:
    settings = project.settings
    legacy, target = meaning.legacy, meaning.target
    return {
        "meaning": meaning,
        "mapping": meaning.spec.name,
        "data_set": next(
            one.name for one in settings.data_sets if meaning.spec.legacy in one.relations
        ),
        "migration": settings.name,
        "legacy": qualified(legacy.schema, legacy.name),
        "target": qualified(target.schema, target.name),
        "provenance": qualified(target.schema, generated(meaning.spec.name, "provenance")),
        "routine": lambda *suffix: routine(settings, meaning.spec, *suffix),
        "trigger": lambda *suffix: trigger(meaning.spec, *suffix),
        "index": lambda *suffix: ident(generated(target.name, *suffix)),
        "migrated_at": ident(MIGRATED_AT),
        "path": comma_list(ident(name) for name in dict.fromkeys((legacy.schema, target.schema))),
        "where": Sql(f"({meaning.spec.where})") if meaning.spec.where else Sql(""),
        "proofs": tuple(proofs(meaning)),
        "restored": tuple(restored(meaning)),
        "looked_up": tuple(looked_up(meaning, settings)),
        **texts(meaning),
        **located(meaning, settings),
        **chosen(meaning, settings),
        **cutover_values(meaning, project),
        **repair_values(meaning, settings),
        **recheck_values(meaning, settings),
    }


KIND = Kind(
    folder=FOLDER,
    understand=understand,
    rules=rules,
    moves=moves,
    steps=steps,
    documents=documents,
    gates=gates,
)
