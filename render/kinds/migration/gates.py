"""The gates that every migration has; kinds bring their own."""

from collections.abc import Iterator

from ...model import Gate
from ...project import Project
from .preflight import preflight_gates

COMPARED = "every mapping was compared, without a difference, and not too long ago"
QUARANTINE = "no row is set aside, so that the legacy application loses sight of none"


def gates(project: Project) -> Iterator[Gate]:
    """What must be true of a data set before it is switched, and before there is no way back."""
    yield from shared_gates()
    yield from preflight_gates(project)


def shared_gates() -> Iterator[Gate]:
    """Those whose routines belong to the control schema."""
    yield Gate(
        command="switch",
        name="steps",
        rank=10,
        demands="every step up to verified is applied",
        routine="migration.steps_are_applied",
        sqlstate="MG132",
        hint="First run: changeover apply --to verified",
        again=False,
    )
    yield Gate(
        command="finalize",
        name="reverse_window",
        rank=10,
        demands="the time in which a reverse is likely to be asked for is over",
        routine="migration.reverse_window_is_over",
        sqlstate="MG155",
        hint="Wait for its end; until then: changeover reverse DATA_SET --because '…'",
    )
    yield Gate(
        command="switch",
        name="recheck",
        rank=25,
        demands="nothing that was looked at again since then differs",
        routine="migration.rechecked",
        sqlstate="MG161",
        hint="First run: changeover reconcile, then changeover validate",
    )
    yield Gate(
        command="finalize",
        name="recheck",
        rank=25,
        demands="everything was looked at again since the switch, lately too, and nothing differs",
        routine="migration.rechecked_throughout",
        sqlstate="MG161",
        hint="Run: changeover validate --rung L7; what differs: changeover reconcile",
    )
    for command in ("switch", "finalize"):
        yield Gate(
            command=command,
            name="comparison",
            rank=20,
            demands=COMPARED,
            routine="migration.comparison_is_clean",
            sqlstate="MG133",
            hint="First run: changeover validate",
        )
        yield Gate(
            command=command,
            name="quarantine",
            rank=30,
            demands=QUARANTINE,
            routine="migration.quarantine_is_empty",
            sqlstate="MG134",
            hint="Correct the rows or the spec, then run: changeover redrive",
        )
        yield Gate(
            command=command,
            name="approvals",
            rank=90,
            demands="enough people who do not run the migration have approved this plan",
            routine=f"migration.{command}_is_approved",
            sqlstate="MG154",
            hint=f"Somebody else runs: changeover approve {command} DATA_SET --because '…'",
        )
