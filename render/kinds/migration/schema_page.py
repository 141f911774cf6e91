"""The generated page about the target schema: its tables and how they refer to each other."""

from collections.abc import Iterable, Iterator

from ...kind import Spec
from ...markdown import Markdown, code, codes, link, listed, page, section, table, text
from ...mermaid import diagram, label, type_word, word
from ...model import Column, Reference, Relation
from ...project import Project

HEAD = ("table", "one row is", "partitioned", "reference rows", "filled by")
LEGEND = (
    "A solid line is a foreign key. A dashed line is a column that only a lookup fills: the "
    "database does not check it. A table of another section is shown with its keys alone."
)


def schema_page(spec: Spec, project: Project) -> str:
    """Markdown: an entity-relationship diagram and a list of tables for each data set."""
    return page(spec.path, text(f"{spec.body.title}: schema"), _lines(project), up="README.md")


def _lines(project: Project) -> Iterator[str]:
    schema = code(project.settings.target_schema)
    yield Markdown(f"The tables of {schema}. {text(LEGEND)}")
    for data_set in project.settings.data_sets:
        moved = [move for move in project.moves if move.legacy in data_set.relations]
        filled = {name for move in moved for name in move.targets}
        yield from section(Markdown(f"Data set {code(data_set.name)}"), _tables(filled, project))
    filled = {name for move in project.moves for name in move.targets}
    others = set(project.on_side("target")) - filled
    yield from section(text("Tables that no mapping fills"), _tables(others, project))


def _tables(names: set[str], project: Project) -> Iterator[str]:
    """The diagram of some tables, and the list of them."""
    shown = [project.relations[name] for name in sorted(names)]
    if not shown:
        return
    yield from diagram("erDiagram", _diagram(shown, project))
    yield ""
    yield from table(HEAD, (_row(relation, project) for relation in shown))


def _diagram(shown: Iterable[Relation], project: Project) -> Iterator[str]:
    shown = tuple(shown)
    links = [(one, *found) for one in shown for found in _references(one, project)]
    others = {to.relation for _, to, _ in links} - {one.name for one in shown}
    for relation in shown:
        yield from _entity(relation, relation.columns, project)
    for name in sorted(others):
        relation = project.relations[name]
        keys = {*relation.key, *(name for group in relation.unique for name in group)}
        columns = [column for column in relation.columns if column.name in keys]
        yield from _entity(relation, columns, project)
    for relation, reference, checked in links:
        yield _line(relation, reference, checked, project)


def _entity(relation: Relation, columns: Iterable[Column], project: Project) -> Iterator[str]:
    alias = f"[{label(f'{relation.name} (reference rows)')}]" if relation.rows else ""
    yield f"{label(relation.name)}{alias} {{"
    yield from (f"    {_attribute(column, relation, project)}" for column in columns)
    yield "}"


def _attribute(column: Column, relation: Relation, project: Project) -> str:
    """One column: its type, its name, its part in keys, and what these do not say."""
    type_, _ = type_word(column.type)
    referring = {name for one in relation.foreign_keys for name in one.columns}
    marks = {
        "PK": column.name in relation.key,
        "FK": column.name in referring,
        "UK": (column.name,) in relation.unique,
    }
    notes = ", ".join(filter(None, _notes(column, relation, project)))
    parts = (
        type_,
        word(column.name),
        ", ".join(mark for mark, has in marks.items() if has),
        label(notes) if notes else "",
    )
    return " ".join(filter(None, parts))


def _notes(column: Column, relation: Relation, project: Project) -> Iterator[str]:
    """What the type, the name and the marks of a column do not say."""
    yield type_word(column.type)[1]
    if word(column.name) != column.name:
        yield f"column {column.name}"
    if column.nullable:
        yield "may be NULL"
    for group in relation.unique:
        if column.name in group and len(group) > 1:
            yield f"unique with {' and '.join(name for name in group if name != column.name)}"
    if column.name == relation.partition_key:
        yield "partition key"
    if any(
        column.name in one.columns for one, checked in _references(relation, project) if not checked
    ):
        yield "looked up"


def _references(relation: Relation, project: Project) -> Iterator[tuple[Reference, bool]]:
    """What a relation refers to, and whether the database checks it."""
    yield from ((one, True) for one in relation.foreign_keys)
    seen = {one.columns for one in relation.foreign_keys}
    for move in project.moves:
        for name, one in move.lookups:
            if name == relation.name and one.columns not in seen:
                seen.add(one.columns)
                yield one, False


def _line(relation: Relation, reference: Reference, checked: bool, project: Project) -> str:
    """A relation's reference: how many rows of each side belong to one of the other."""
    nullable = any(relation.column(name).nullable for name in reference.columns)
    one = "|o" if nullable else "||"
    many = "o|" if relation.is_unique(*reference.columns) else "o{"
    columns = ", ".join(reference.columns)
    if reference.to != project.relations[reference.relation].key:
        columns += f" = {', '.join(reference.to)}"
    action = "" if reference.on_delete == "no action" else f" (on delete {reference.on_delete})"
    return (
        f"{label(reference.relation)} {one}{'--' if checked else '..'}{many}"
        f" {label(relation.name)} : {label(columns + action)}"
    )


def _row(relation: Relation, project: Project) -> tuple[Markdown, ...]:
    moves = [move for move in project.moves if relation.name in move.targets]
    by = relation.partition_key
    return (
        code(relation.name),
        text(relation.comment),
        Markdown(f"by {code(by)}") if by else text("none"),
        _members(relation),
        listed(link(code(move.name), move.page.removeprefix("docs/")) for move in moves),
    )


def _members(relation: Relation) -> Markdown:
    """The reference rows, by the name that people know them by."""
    names = [group[0] for group in (*relation.unique, relation.key) if len(group) == 1]
    name = names[0] if names else relation.key[0]
    rows = codes(str(row.get(name)) for row in relation.rows)
    return Markdown(f"{code(name)}: {rows}") if rows else text("none")
