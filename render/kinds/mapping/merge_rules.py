"""What can be wrong where several mappings fill one target table."""

from collections.abc import Iterator

from ...findings import Finding
from ...kind import Spec
from ...project import Project
from .faults import fault
from .meaning import identity_columns
from .spec import MappingSpec


def merged(spec: Spec, project: Project) -> Iterator[Finding]:
    """Findings on a mapping whose target table other mappings fill too."""
    body: MappingSpec = spec.body
    others: list[MappingSpec] = [
        other.body
        for other in project.of("mapping")
        if other.body.name != body.name and body.target in other.body.targets
    ]
    if not others:
        return
    target = project.relations[body.target]
    if not identity_columns(target, body):
        key = target.key[0]
        message = f"`{target.name}` has the rows of several mappings, so `{key}` must be made"
        way_out = "do not map the target's key: two legacy tables may hold equal values"
        place = ("columns", key) if key in spec.data["columns"] else ("to",)
        yield fault(spec, "merged-key-kept", place, message, way_out)
    own = _constants(body)
    if not any(
        not target.column(name).nullable
        and all(_constants(other).get(name, value) != value for other in others)
        for name, value in own.items()
    ):
        named = ", ".join(f"`{other.name}`" for other in others)
        message = f"nothing tells this mapping's rows in `{target.name}` from those of {named}"
        way_out = "give a NOT NULL column another constant in each: `kind: {constant: …}`"
        yield fault(spec, "merge-without-discriminator", ("to",), message, way_out)


def _constants(body: MappingSpec) -> dict[str, str]:
    return {entry.target: entry.constant for entry in body.entries if entry.constant is not None}
