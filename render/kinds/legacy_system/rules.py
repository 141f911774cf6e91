"""What can be wrong with legacy systems beyond their shape."""

from collections.abc import Iterator

from ...findings import Finding
from ...kind import Spec
from ...project import Project
from .statements import statement_findings

WITHOUT_CONTRACT = "legacy-table-without-contract"


def rules(spec: Spec, project: Project) -> Iterator[Finding]:
    """Every finding on a system; what two systems share is said at the second one."""
    systems = project.of("legacy_system")
    before = systems[: systems.index(spec)]
    yield from _tables_of_two(spec, before)
    yield from _apis_of_two(spec, before)
    yield from _without_contract(spec, project)
    yield from statement_findings(spec, project)
    if not before:
        yield from _unused_waivers(project)


def _tables_of_two(spec: Spec, before: tuple[Spec, ...]) -> Iterator[Finding]:
    for index, table in enumerate(spec.body.tables):
        for other in before:
            if table in other.body.tables:
                yield Finding(
                    rule="legacy-table-in-two-systems",
                    message=f"the table `{table}` already belongs to `{other.name}`",
                    location=spec.where("tables", index),
                    help="keep it in the system whose code changes it",
                )
                break


def _apis_of_two(spec: Spec, before: tuple[Spec, ...]) -> Iterator[Finding]:
    for index, route in enumerate(spec.body.apis):
        for other in before:
            shared = next((one for one in other.body.apis if _overlap(one, route)), None)
            if shared is not None:
                yield Finding(
                    rule="api-in-two-systems",
                    message=f"`{route}` and `{shared}` of `{other.name}` are the same route",
                    location=spec.where("apis", index),
                    help="keep it in the system that answers it",
                )
                break


def _overlap(one: str, other: str) -> bool:
    """Whether some request matches both routes; a `*` at the end stands for anything."""
    if not one.endswith("*"):
        one, other = other, one
    if not one.endswith("*"):
        return one == other
    start, rest = one[:-1], other.removesuffix("*")
    return rest.startswith(start) or (other.endswith("*") and start.startswith(rest))


def _without_contract(spec: Spec, project: Project) -> Iterator[Finding]:
    known = (*project.on_side("legacy"), *_waived(project))
    for index, table in enumerate(spec.body.tables):
        if table not in known:
            yield Finding(
                rule=WITHOUT_CONTRACT,
                message=f"the table `{table}` has no contract",
                location=spec.where("tables", index),
                help=f"write `legacy_tables/{table}.yaml`, or a waiver that says why not yet",
            )


def _waived(project: Project) -> tuple[str, ...]:
    return tuple(name for waiver in _waivers(project) for name in waiver.data["on"])


def _waivers(project: Project) -> list[Spec]:
    return [one for one in project.of("waiver") if one.data["rule"] == WITHOUT_CONTRACT]


def _unused_waivers(project: Project) -> Iterator[Finding]:
    with_contract = project.on_side("legacy")
    named = {table for system in project.of("legacy_system") for table in system.body.tables}
    for waiver in _waivers(project):
        for index, name in enumerate(waiver.data["on"]):
            if name in with_contract or name not in named:
                why = "has a contract" if name in with_contract else "belongs to no legacy system"
                yield Finding(
                    rule="unused-waiver",
                    message=f"`{name}` {why}, so there is nothing to waive",
                    location=waiver.where("on", index),
                    help=f"take `{name}` off the list",
                )
