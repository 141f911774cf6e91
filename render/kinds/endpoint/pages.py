"""The generated pages of an endpoint: for its reviewers, and the notices for its callers."""

import json
from collections.abc import Iterator

from ...kind import Spec
from ...markdown import Markdown, bullets, code, link, page, section, table, text
from ...project import Project
from .data import link_targets, notices_at
from .spec import Answered, Constant, Endpoint, Node, Value

UNTIL = "Until {sunset} it answers as before; from that day on it answers 410."


def endpoint_page(spec: Spec) -> str:
    """Markdown for reviewers: each legacy route, what answers it, and how its answer is made."""
    body: Endpoint = spec.body
    lines = [
        Markdown(
            f"{code(body.api)} gives rows of the data set {code(body.data_set)}. "
            f"It is deprecated from {spec.data['deprecation']} on and gone on "
            f"{spec.data['sunset']}. {text(body.because)}"
        ),
        *section(text("Routes"), table(("counted as", "legacy", "new", "bodies"),
                                       map(_row, body.routes))),
    ]  # fmt: skip
    for one in body.routes:
        for part, node in (("takes", one.body), ("answers", one.reply)):
            if node is not None:
                title = Markdown(f"{code(str(one.legacy))} {text(part)}")
                lines += section(title, table(("field", "comes from"), _fields(node, "")))
    return page(spec.path, text(body.title), lines, up="../README.md")


def _row(one: Answered) -> tuple[Markdown, ...]:
    bodies = text(f"streamed: {one.streamed}") if one.streamed else text("reshaped")
    if not one.streamed and one.body is None and one.reply is None:
        bodies = text("none")
    return (code(one.name), code(str(one.legacy)), code(str(one.new)), bodies)


def _fields(node: Node, place: str) -> Iterator[tuple[Markdown, Markdown]]:
    inside = f"{place}[]" if node.each is not None else place
    if node.each is not None:
        yield code(inside), Markdown(f"each of {code('.'.join(node.each))}")
    for name, field in node.fields.items():
        full = f"{inside}.{name}" if inside else name
        if isinstance(field, Node):
            yield from _fields(field, full)
        else:
            yield code(full), _comes_from(field)


def _comes_from(field: Value | Constant) -> Markdown:
    if isinstance(field, Constant):
        return Markdown(f"always {code(json.dumps(field.value))}")
    said = [code(".".join(field.source))]
    if field.values is not None:
        known = field.values
        pairs = (f"{legacy} ↔ {new}" for legacy, new in known.pairs.items())
        said.append(code(known.column) if known.column else code(", ".join(pairs)))
    if field.other is not None:
        said.append(Markdown(f"otherwise {code('.'.join(field.other))}"))
    if field.default is not None:
        said.append(Markdown(f"by default {code(json.dumps(field.default))}"))
    if field.stands_for != "text":
        said.append(text(f"as {field.stands_for}"))
    if field.shift is not None:
        said.append(text(f"decimal point moved by {field.shift}"))
    if field.digits is not None:
        said.append(text(f"without zeros behind {field.digits} decimals"))
    return Markdown("; ".join(said))


def notice(spec: Spec, project: Project) -> str:
    """Markdown for callers: what ends when, and what to call instead."""
    body: Endpoint = spec.body
    data = _json(body, project)
    days = {"deprecation": spec.data["deprecation"], "sunset": spec.data["sunset"]}
    lines = [
        Markdown(f"{code(body.api)} is deprecated from {days['deprecation']} on (UTC)."),
        text(UNTIL.format(**days)),
        text(body.because),
        *section(
            text("What to call instead"),
            [
                Markdown(f"The new API begins at {link(code(body.successor), body.successor)}."),
                "",
                *table(("today", "instead"), map(_instead, body.routes)),
            ],
        ),
        *section(
            text("How your client can tell"),
            bullets(
                [
                    Markdown(f"{code('Deprecation')}: since when (RFC 9745)"),
                    Markdown(f"{code('Sunset')}: until when (RFC 8594)"),
                    Markdown(f"{code('Link')}: this notice and the new API (RFC 8288)"),
                ]
            ),
        ),
        "",
        Markdown(f"The same for programs: {link(code(data), data)}."),
    ]
    return page(spec.path, text(f"{body.title} ends"), lines)


def _instead(one: Answered) -> tuple[Markdown, Markdown]:
    return code(str(one.legacy)), code(str(one.new))


def _json(body: Endpoint, project: Project) -> str:
    return f"{notices_at(project)}/{body.name}.json"


def notice_data(spec: Spec, project: Project) -> str:
    """The same notice for programs."""
    body: Endpoint = spec.body
    data = {
        "api": body.api,
        "title": body.title,
        "deprecation": body.deprecation.isoformat(),
        "sunset": body.sunset.isoformat(),
        "because": body.because,
        "successor": body.successor,
        "links": [
            {"href": target, "rel": relation, **({"type": media} if media else {})}
            for target, relation, media in link_targets(body, project)
        ],
        "routes": [
            {"name": one.name, "legacy": str(one.legacy), "new": str(one.new)}
            for one in body.routes
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
