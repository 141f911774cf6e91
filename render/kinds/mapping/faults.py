"""How the rules of a mapping say what is wrong, and where."""

from ...findings import Finding, did_you_mean
from ...kind import Spec
from ...model import Relation

Place = tuple[str | int, ...]


def fault(
    spec: Spec, rule: str, place: Place, message: str, way_out: str = "", *, key: bool = False
) -> Finding:
    """A finding at a place of the spec; `key` marks the name there instead of its value."""
    where = spec.source.where_key(*place) if key else spec.where(*place)
    return Finding(rule=rule, message=message, location=where, help=way_out)


def no_column(
    spec: Spec, place: Place, name: str, relation: Relation, *, key: bool = False
) -> Finding:
    """A finding on a name that is no column of the relation."""
    message = f"`{relation.name}` has no column `{name}`"
    way_out = did_you_mean(name, relation.names)
    return fault(spec, "unknown-column", place, message, way_out, key=key)
