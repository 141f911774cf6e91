"""What can be wrong with a component beyond its shape."""

from collections.abc import Iterator

from ...findings import Finding, did_you_mean
from ...kind import Spec
from ...project import Project

ORDER = (
    "planned",
    "expanded",
    "capturing",
    "copying",
    "copied",
    "verified",
    "switched",
    "rolling_out",
    "finalized",
    "holding",
    "completed",
)


def rules(spec: Spec, project: Project) -> Iterator[Finding]:
    """Every finding on a component."""
    yield from _unknown_data_set(spec, project)
    yield from _completes_before_it_starts(spec)


def _unknown_data_set(spec: Spec, project: Project) -> Iterator[Finding]:
    known = tuple(one.name for one in project.settings.data_sets)
    wanted = spec.body.data_set
    if wanted is not None and wanted not in known:
        yield Finding(
            rule="unknown-data-set",
            message=f"the migration has no data set `{wanted}`",
            location=spec.where("data_set"),
            help=did_you_mean(wanted, known),
        )


def _completes_before_it_starts(spec: Spec) -> Iterator[Finding]:
    body = spec.body
    if ORDER.index(body.completes) < ORDER.index(body.starts):
        yield Finding(
            rule="completes-before-it-starts",
            message=f"`{spec.name}` starts at `{body.starts}` and completes at `{body.completes}`",
            location=spec.where("completes"),
            help=f"the phases are, in order: {', '.join(ORDER)}",
        )
