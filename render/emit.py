"""Emit: a plan becomes a tree of files, path to text.

A kind's template holds only statements. What every file must have — the header, its own time-outs,
the transaction — is added here, so that no template can forget it. Each statement stands below a
mark, a line that starts with `--:` and says what the statement does; programs split files there.
"""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from .contents import contents
from .plan import ACTIONS, KEPT, PHASES, Action, Plan, Step, phase_folder
from .sql import Sql, SqlEnvironment, environment

TEMPLATES = Path(__file__).parent / "templates"
# Drivers that call a routine of every step of one part, whatever phase the data is in.
CALLED = {"repair": "reconcile", "recheck": "recheck"}
MARK = "--:"
CANCEL = "sql/cancel"
"""The folder of the drivers that give data sets up; their files are those of the rollback."""


@cache
def _environment(folder: Path) -> SqlEnvironment:
    return environment(folder, TEMPLATES)


def emit(plan: Plan) -> dict[str, str]:
    """Every generated file of the migration by its path below `generated/<migration>/`."""
    tree = dict(_step_files(plan))
    tree |= _drivers(plan)
    tree |= {document.path: document.text for document in plan.documents} | contents(plan)
    tree["MANIFEST"] = manifest(tree)
    return tree


def manifest(tree: Mapping[str, str]) -> str:
    """The integrity file, in the format that `sha256sum -c` reads."""
    return "".join(f"{sha256(tree[path])}  {path}\n" for path in sorted(tree))


def sha256(text: str) -> str:
    """The SHA-256 of a generated file, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def plan_hash(tree: Mapping[str, str]) -> str:
    """One hash for all step files: what an approval names."""
    return sha256(manifest(tree))


def _step_files(plan: Plan) -> Iterator[tuple[str, str]]:
    """All but the register step's files, then the register step, which knows their hashes."""
    late = [step for step in plan.steps if step.part == "register"]
    tree: dict[str, str] = {}
    for step in plan.steps:
        if step not in late:
            tree |= _trio(plan, step, {})
    yield from tree.items()
    for step in late:
        known = {
            "spec_hash": plan.spec_hash,
            "plan_hash": plan_hash(tree),
            "registered": tuple(
                (other.id, other.phase, position, sha256(tree[other.file("apply")]),
                 sha256(tree[other.file("rollback")]),
                 other.data_set or None)
                for position, other in enumerate(plan.steps)
                if other.recorded
            ),
        }  # fmt: skip
        yield from _trio(plan, step, known).items()


def _trio(plan: Plan, step: Step, more: Mapping[str, object]) -> dict[str, str]:
    return {step.file(action): _file(plan, step, action, more) for action in ACTIONS}


def _file(plan: Plan, step: Step, action: Action, more: Mapping[str, object]) -> str:
    env = _environment(step.templates)
    values = {**step.values, **more, "settings": plan.settings, "step": step}
    body = Sql(env.get_template(f"{step.part}.{action}.sql.j2").render(values).strip("\n"))
    frame = {
        "apply": "file.apply.sql.j2",
        "verify": "file.verify.sql.j2",
        "rollback": "file.rollback.sql.j2",
    }[action]
    checks = tuple(split_marks(body)) if action == "verify" else ()
    return env.get_template(frame).render(
        settings=plan.settings,
        step=step,
        body=body,
        checks=checks,
        undo=f"{step.stem}.rollback.sql",
    )


def split_marks(text: str) -> Iterator[tuple[Sql, Sql]]:
    """The statements of a body: the sentence on the mark, and the statement without its `;`."""
    sentence = ""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith(MARK):
            if sentence:
                yield Sql(sentence), _statement(lines)
            sentence, lines = line.removeprefix(MARK).strip(), []
        elif sentence:
            lines.append(line)
    if sentence:
        yield Sql(sentence), _statement(lines)


def _statement(lines: list[str]) -> Sql:
    return Sql("\n".join(lines).strip().removesuffix(";"))


def _given_up(phase: str, steps: tuple[Step, ...]) -> tuple[str, ...]:
    """The data sets of a phase that may have been given up, so that nothing of them is there."""
    if PHASES[phase] <= PHASES[KEPT]:
        return ()
    return tuple(dict.fromkeys(step.data_set for step in steps if step.data_set))


def _drivers(plan: Plan) -> dict[str, str]:
    env = _environment(TEMPLATES)
    made = {
        f"sql/{name}": env.get_template(f"{name}.j2").render(settings=plan.settings)
        for name in ("begin_phase.psql", "run_step.psql", "end_phase.psql")
    }
    for phase in plan.phases:
        steps = plan.in_phase(phase)
        for action in ACTIONS:
            order = steps[::-1] if action == "rollback" else steps
            path = f"sql/{phase_folder(phase)}/{action}.sql"
            made[path] = env.get_template(f"driver.{action}.sql.j2").render(
                settings=plan.settings,
                phase=phase,
                folder=phase_folder(phase),
                position=PHASES[phase],
                steps=order,
                data_sets=_given_up(phase, steps),
            )
    for step in plan.switches:
        for turn in ("switch", "reverse"):
            made[f"{step.folder}/{step.name}.{turn}.sql"] = env.get_template(
                f"driver.{turn}.sql.j2"
            ).render(settings=plan.settings, step=step, folder=phase_folder(step.phase))
    for final, hold in zip(plan.finals, plan.holds, strict=True):
        made[f"{final.folder}/{final.name}.finalize.sql"] = env.get_template(
            "driver.finalize.sql.j2"
        ).render(
            settings=plan.settings,
            data_set=final.name,
            values=final.values,
            steps=[(one.id, one.file("apply").removeprefix("sql/")) for one in (final, hold)],
        )
    for data_set in plan.settings.data_sets:
        made[f"{CANCEL}/{data_set.name}.cancel.sql"] = env.get_template(
            "driver.cancel.sql.j2"
        ).render(
            settings=plan.settings,
            data_set=data_set.name,
            steps=[
                (step.id, f"{phase_folder(step.phase)}/{step.stem}.rollback.sql")
                for step in plan.cancelled(data_set.name)
            ],
        )
    for part, driver in CALLED.items():
        called = tuple(step for step in plan.steps if step.part == part)
        made[f"sql/{driver}.sql"] = env.get_template(f"driver.{driver}.sql.j2").render(
            settings=plan.settings, steps=called
        )
    return made
