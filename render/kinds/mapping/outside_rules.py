"""What can be wrong with what a mapping says of rows that the legacy table cannot hold."""

import re
from collections.abc import Iterator

from ...findings import Finding
from ...kind import Spec
from ...project import Project
from ...typenames import canonical
from .faults import Place, fault, no_column
from .forms import forms
from .meaning import meaning_of

WHOLE = r"[+-]?[0-9]+"
SHAPES = {
    "smallint": WHOLE,
    "integer": WHOLE,
    "bigint": WHOLE,
    "numeric": r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)",
    "boolean": "true|false",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "uuid": "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
}
SIZES = {"smallint": 2**15, "integer": 2**31, "bigint": 2**63}
SIZED = re.compile(r"(character varying|character|varchar|char)\(([0-9]+)\)")


def unknown_substitutes(spec: Spec, project: Project) -> Iterator[Finding]:
    """Substitutes for legacy columns that do not exist; nothing else can be checked before."""
    legacy = project.relations[spec.body.legacy]
    for name in spec.body.substitutes:
        if name not in legacy.names:
            yield no_column(spec, _place(name), name, legacy, key=True)


def substitutes(spec: Spec, project: Project) -> Iterator[Finding]:
    """Substitutes of a mapping without other faults that are not needed, or not legal."""
    body = spec.body
    legacy = project.relations[body.legacy]
    meaning = meaning_of(body, project)
    carries = {value.column: value.carries for value in meaning.carried}
    needed = {carries[column] for form in forms(meaning, project) for column, _ in form.substitutes}
    for name, value in body.substitutes.items():
        kind = legacy.column(name).type
        if name not in needed:
            message = f"nothing that a new row says ever has to be told to `{name}` in other words"
            way_out = "name a legacy column that a lookup, a value map or an inverse gives back"
            yield fault(spec, "substitute-not-needed", _place(name), message, way_out, key=True)
        elif not _is_legal(value, kind):
            message = f"`{name}` is {kind}, which cannot hold `{value}`"
            way_out = "write a value that the legacy application knows"
            yield fault(spec, "substitute-not-legal", _place(name), message, way_out)


def _place(name: str) -> Place:
    return ("outside_legacy", "substitute", name)


def unanswered(spec: Spec, project: Project) -> Iterator[Finding]:
    """One-way parts of a mapping that does not say what becomes of rows that they alone know."""
    del project
    for part in spec.body.parts:
        if part.one_way is not None and "outside_legacy" not in spec.data:
            message = f"`{part.target}` is one-way, and a row that it alone knows is not answered"
            way_out = "add `outside_legacy: refuse` or `outside_legacy: park` to the mapping"
            place: Place = ("parts", part.target)
            yield fault(spec, "outside-legacy-missing", place, message, way_out, key=True)


def _is_legal(value: str, kind: str) -> bool:
    """Whether a legacy type takes the value, as far as one can tell without Postgres."""
    sized = SIZED.fullmatch(kind)
    if sized:
        return len(value) <= int(sized[2])
    name = canonical(kind).partition("(")[0]
    if not re.fullmatch(SHAPES.get(name, "(?s:.*)"), value):
        return False
    return name not in SIZES or -SIZES[name] <= int(value) < SIZES[name]
