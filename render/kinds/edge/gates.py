"""What must be true of the traffic before a data set changes its owner, or has no way back."""

from collections.abc import Iterator

from ...model import Gate
from ...project import Project


def gates(project: Project) -> Iterator[Gate]:
    """The gates of the edge; where there is none, they are shown as not required."""
    there = bool(project.of("edge"))
    yield Gate(
        command="switch",
        name="shadow_reads",
        rank=85,
        demands="the new system reads what the legacy system reads, often enough and as fast",
        routine="migration.shadow_reads_agree" if there else "",
        sqlstate="MG211",
        hint="Give calls without a route one, let the edge shadow more reads, and load both of its"
        " logs: sql/edge/load_usage.sql, sql/edge/load_shadow.sql",
        again=False,
    )
    yield Gate(
        command="reverse",
        name="traffic",
        rank=10,
        demands="the legacy system answers every endpoint and page of it",
        routine="migration.answered_by_legacy" if there else "",
        sqlstate="MG212",
        hint="First turn them: changeover traffic ENDPOINT --to legacy --because '…'",
    )
    yield Gate(
        command="finalize",
        name="traffic",
        rank=35,
        demands="the legacy system answers no endpoint and no page of it",
        routine="migration.answered_by_new" if there else "",
        sqlstate="MG224",
        hint="First turn them: changeover traffic ENDPOINT --to new --because '…'. "
        "A page that is turned waits for the day `since` of its spec.",
    )
    yield Gate(
        command="finalize",
        name="legacy_calls",
        rank=40,
        demands="somebody looked, and nobody has called in the legacy shape for the quiet term",
        routine="migration.no_legacy_calls" if there else "",
        sqlstate="MG210",
        hint="See who calls, and load the usage logs of every edge daily: changeover usage",
    )
