"""Validate: what Postgres refuses inside a transaction stands in no step that runs in one."""

import re
from collections.abc import Iterator, Mapping

from .findings import Finding
from .location import Lines, Location
from .plan import Plan, Step

# A materialized view may be refreshed concurrently in a transaction, an index built may not.
REFUSED = re.compile(r"(?<!\bVIEW )\bCONCURRENTLY\b", re.IGNORECASE)
NO_CODE = re.compile(r"--[^\n]*|'(?:[^']|'')*'")


def transaction_findings(plan: Plan, tree: Mapping[str, str], shown: str) -> Iterator[Finding]:
    """Each step in a transaction whose files build, drop or detach something concurrently."""
    for step in plan.steps:
        if step.transaction == "one" and _is_concurrent(step, tree):
            yield Finding(
                rule="concurrently-in-transaction",
                message=f"the step `{step.id}` runs in one transaction,"
                " where Postgres refuses CONCURRENTLY",
                location=_place(step, plan, shown),
                help="make it a step without a transaction, or leave CONCURRENTLY away",
            )


def _is_concurrent(step: Step, tree: Mapping[str, str]) -> bool:
    texts = (tree[step.file("apply")], tree[step.file("rollback")])
    return any(REFUSED.search(NO_CODE.sub("", text)) for text in texts)


def _place(step: Step, plan: Plan, shown: str) -> Location:
    """Where the spec itself says it; its first line, when the kind does."""
    relative = step.spec.split("/", 2)[2]
    lines = Lines.of(f"{shown}/{relative}", plan.sources[relative])
    written = REFUSED.search(lines.text)
    return lines.span(*written.span()) if written else lines.span(0, len(lines.text))
