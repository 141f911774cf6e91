"""Specs in, reviewed SQL and config out: load, validate, compile, emit.

`render` is pure: no database, no clock, no network, no environment.
"""

from dataclasses import dataclass
from pathlib import Path

from .emit import emit
from .findings import Finding
from .kinds import all_kinds
from .location import Location
from .plan import Plan, ordered
from .project import Project, check_project, read_specs
from .transactions import transaction_findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What became of a migration's specs: findings, or a plan and its files."""

    findings: tuple[Finding, ...]
    texts: dict[str, str]
    plan: Plan | None = None
    tree: dict[str, str] | None = None


def render(folder: Path, shown: str) -> Rendered:
    """The whole flow, from a migration's folder to its generated files.

    `shown` is how its user named the folder; it stands in findings and in file headers.
    """
    kinds = all_kinds()
    specs, texts, findings = read_specs(folder, shown, kinds)
    shown_texts = {f"{shown}/{path}": text for path, text in texts.items()}
    makers = [(spec, kinds[spec.kind].settings) for spec in specs]
    settings = [make(spec) for spec, make in makers if make is not None]
    if findings or len(settings) != 1:
        problems = findings or [_no_settings(shown)]
        return Rendered(findings=tuple(sorted(problems)), texts=shown_texts)
    project = Project(settings=settings[0], kinds=kinds, specs=specs)
    problems = sorted(check_project(project))
    if any(problem.severity == "error" for problem in problems):
        return Rendered(findings=tuple(problems), texts=shown_texts)
    plan = compile_plan(project, texts)
    tree = emit(plan)
    refused = tuple(transaction_findings(plan, tree, shown))
    if refused:
        return Rendered(findings=refused, texts=shown_texts)
    return Rendered(findings=tuple(problems), texts=shown_texts, plan=plan, tree=tree)


def compile_plan(project: Project, texts: dict[str, str]) -> Plan:
    """Every spec's steps and documents, in the order of applying."""
    kinds = project.kinds
    return Plan(
        settings=project.settings,
        steps=ordered(
            step for spec in project.specs for step in kinds[spec.kind].steps(spec, project)
        ),
        documents=tuple(
            one for spec in project.specs for one in kinds[spec.kind].documents(spec, project)
        ),
        relations=tuple(project.relations[name] for name in sorted(project.relations)),
        sources=texts,
    )


def _no_settings(shown: str) -> Finding:
    return Finding(
        rule="no-migration",
        message="there is no `migration.yaml` in this folder",
        location=Location(path=f"{shown}/migration.yaml", line=1, column=1, length=1),
        help="every migration's folder holds one `migration.yaml` of kind `migration`",
    )
