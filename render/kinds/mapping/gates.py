"""What must be true of a mapping's rows before its data set goes back to legacy."""

from collections.abc import Iterator

from ...model import Gate
from ...project import Project
from .meaning import meaning_of
from .objects import routine


def gates(project: Project) -> Iterator[Gate]:
    """One for each mapping that lets the new system have rows that legacy cannot hold."""
    for spec in project.of("mapping"):
        meaning = meaning_of(spec.body, project)
        if not meaning.hides:
            continue
        yield Gate(
            command="reverse",
            name=f"{spec.name}_parked",
            rank=20,
            demands="no row goes out of sight of both applications, or somebody else agrees",
            routine=str(routine(project.settings, meaning.spec, "parked_gate")),
            data_sets=tuple(
                one.name
                for one in project.settings.data_sets
                if meaning.spec.legacy in one.relations
            ),
            sqlstate="MG156",
            hint="Somebody else runs: changeover approve reverse DATA_SET --because '…'",
        )
