"""The generated page about the flow: from legacy systems to target tables, by data set."""

from collections.abc import Iterable, Iterator

from ...kind import Spec
from ...markdown import Markdown, bullets, code, codes, link, listed, page, section, table, text
from ...mermaid import diagram, label
from ...model import DataSet, Move, Owner
from ...project import Project

HEAD = ("legacy table", "mapping", "target tables", "rows", "values that a lookup does not find")
LEGEND = (
    "A row that cannot be brought over is set aside in the quarantine of its mapping. No row is "
    "lost: source = migrated + quarantined + filtered + pending."
)


def flow_page(spec: Spec, project: Project) -> str:
    """Markdown: a flowchart and a list of mappings for each data set, and the tables that stay."""
    return page(spec.path, text(f"{spec.body.title}: flow"), _lines(project), up="README.md")


def _lines(project: Project) -> Iterator[str]:
    yield text(LEGEND)
    data_sets = project.settings.data_sets
    if len(data_sets) > 1:
        yield from section(text("Systems and data sets"), _overview(data_sets, project))
    for data_set in data_sets:
        yield from section(Markdown(f"Data set {code(data_set.name)}"), _part(data_set, project))
    yield from section(text("Tables that no mapping reads"), bullets(_staying(project)))


def _overview(data_sets: Iterable[DataSet], project: Project) -> Iterator[str]:
    """Which systems give rows to which data sets."""
    lines = [*map(_system, project.owners)]
    for data_set in data_sets:
        lines.append(f"{_set(data_set)}[{label(f'Data set {data_set.name}')}]")
        owners = _owners(data_set, project)
        lines += [f"system_{owner.name} --> {_set(data_set)}" for owner in owners]
    yield from diagram("flowchart LR", lines)


def _part(data_set: DataSet, project: Project) -> Iterator[str]:
    """The diagram of a data set and the list of its mappings."""
    moves = [move for move in project.moves if move.legacy in data_set.relations]
    if moves:
        yield from diagram("flowchart LR", _chart(data_set, moves, project))
        yield ""
        yield from table(HEAD, map(_row, moves))


def _chart(data_set: DataSet, moves: list[Move], project: Project) -> Iterator[str]:
    legacy = sorted({move.legacy for move in moves})
    targets = sorted({name for move in moves for name in move.targets})
    owners = _owners(data_set, project)
    yield from map(_system, owners)
    yield f"subgraph {_set(data_set)}[{label(f'Data set {data_set.name}')}]"
    yield from (f"    legacy_{name}[({label(name)})]" for name in legacy)
    for move in moves:
        if move.where:
            yield f"    filter_{move.name}{{{label('filter')}}}"
        yield f"    mapping_{move.name}[{_says(move)}]"
    yield from (f"    target_{name}[({label(name)})]" for name in targets)
    yield f"    quarantine_{data_set.name}[/{label('quarantine')}/]"
    if any(move.where for move in moves):
        yield f"    behind_{data_set.name}[/{label('stays behind, counted')}/]"
    yield "end"
    for owner in owners:
        for name in sorted({*legacy} & {*owner.relations}):
            yield f"system_{owner.name} --> legacy_{name}"
    for move in moves:
        yield from _arrows(move, data_set)


def _says(move: Move) -> str:
    """A mapping's name, and the tables that it looks rows up in."""
    looked_up = sorted({one.relation for _, one in move.lookups})
    lines = [move.name, *([f"looks up {', '.join(looked_up)}"] if looked_up else [])]
    return '"' + "<br/>".join(label(line).strip('"') for line in lines) + '"'


def _arrows(move: Move, data_set: DataSet) -> Iterator[str]:
    mapping, behind = f"mapping_{move.name}", f"behind_{data_set.name}"
    source = f"legacy_{move.legacy}"
    if move.where:
        yield f"{source} --> filter_{move.name}"
        yield f"filter_{move.name} -.->|{label('other rows')}| {behind}"
        source = f"filter_{move.name}"
    yield f"{source} --> {mapping}"
    yield from (f"{mapping} --> target_{name}" for name in move.targets)
    why = f"|{label('unknown values, too')}|" if move.quarantines else ""
    yield f"{mapping} -..->{why} quarantine_{data_set.name}"


def _row(move: Move) -> tuple[Markdown, ...]:
    rows = Markdown(f"only {code(move.where)}: {text(move.because)}")
    missing = "the row is quarantined" if move.quarantines else "kept under the unknown member"
    return (
        code(move.legacy),
        link(code(move.name), move.page.removeprefix("docs/")),
        codes(move.targets),
        rows if move.where else text("all"),
        text(missing if move.lookups else "no lookup"),
    )


def _staying(project: Project) -> Iterator[Markdown]:
    """Every legacy table that is named somewhere and that no mapping reads."""
    owned = {name for owner in project.owners for name in owner.relations}
    named = {*owned, *project.on_side("legacy")}
    for name in sorted(named - {move.legacy for move in project.moves}):
        owners = [owner for owner in project.owners if name in owner.relations]
        pages = listed(
            link(text(owner.title), owner.page.removeprefix("docs/")) for owner in owners
        )
        yield Markdown(f"{code(name)} of {pages}" if owners else code(name))


def _owners(data_set: DataSet, project: Project) -> list[Owner]:
    moved = {move.legacy for move in project.moves} & set(data_set.relations)
    return [owner for owner in project.owners if moved & set(owner.relations)]


def _system(owner: Owner) -> str:
    """The node of a system."""
    return f"system_{owner.name}([{label(owner.title)}])"


def _set(data_set: DataSet) -> str:
    return f"set_{data_set.name}"
