"""Mermaid: every diagram keeps to the few forms that all its versions read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from render.mermaid import diagram, label, type_word, word

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for folder in (ROOT / "generated", ROOT / "render" / "kinds")
    for path in folder.rglob("*.md")
    if "```mermaid" in path.read_text(encoding="utf-8") and path.name != "README.md"
)
# A quoted text: words, and the numbers of all other characters.
TEXT = r'"(?:[\w ,()=/]|#\d+;|<br/>)+"'
NODE = rf"(?:\[{TEXT}\]|\(\[{TEXT}\]\)|\[\({TEXT}\)\]|\[/{TEXT}/\]|\{{{TEXT}\}})"
ID = r"(?:system|set|legacy|mapping|target|quarantine|behind|filter)_\w+"
# A word that is none of the marks, whose place in a line is another.
WORD = r"(?!(?:pk|fk|uk)\b)[A-Za-z_]\w*"
TYPE = rf"{WORD}(?:\(\d+\))?(?:\[\])?"
LINES = {
    "erDiagram": [
        rf'    "\w+"(?:\[{TEXT}\])? \{{',
        rf"        {TYPE} {WORD}(?: (?:PK|FK|UK)(?:, (?:FK|UK))*)?(?: {TEXT})?",
        r"    \}",
        rf'    "\w+" (?:\|\||\|o)(?:--|\.\.)(?:o\{{|o\|) "\w+" : {TEXT}',
    ],
    "flowchart LR": [
        rf"(?:    ){{1,2}}{ID}{NODE}",
        rf"    subgraph {ID}\[{TEXT}\]",
        r"    end",
        rf"    {ID} (?:-->|-\.->|-\.\.->)(?:\|{TEXT}\|)? {ID}",
    ],
}


def diagrams(path: Path) -> list[list[str]]:
    """The lines of every diagram of a page."""
    found = re.findall(r"```mermaid\n(.*?)\n```", path.read_text(encoding="utf-8"), re.DOTALL)
    return [one.split("\n") for one in found]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_diagram_keeps_to_the_grammar(path: Path) -> None:
    """Each line of each diagram is one of the forms, and what is opened is closed."""
    for kind, *lines in diagrams(path):
        forms = re.compile("|".join(LINES[kind]))
        opened = [line for line in lines if line.endswith(" {") or "subgraph " in line]
        closed = [line for line in lines if line.strip() in {"}", "end"}]

        assert [line for line in lines if not forms.fullmatch(line)] == []
        assert len(opened) == len(closed)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_arrow_joins_what_is_described(path: Path) -> None:
    """No arrow makes up a box: both its ends have a label of their own, or are a table."""
    for _, *lines in diagrams(path):
        text = "\n".join(lines)
        described = set(re.findall(rf"({ID})(?:\[|\(|\{{)", text))
        described |= set(re.findall(r'^    ("\w+").* \{$', text, re.MULTILINE))
        arrows = [line for line in lines if re.search(r"--|\.\.|-\.", line)]
        ends = {end for line in arrows for end in re.findall(rf'{ID}|"\w+"(?= [|o:])', line)}

        assert ends <= described
        assert not arrows or ends


@pytest.mark.parametrize(
    "value",
    [
        "plain words, (as they) are = 1/2",
        'say "no"; end',
        "#quot; #35; &lt; <br/>",
        "%%{init: {}}%% %% comment",
        "`markdown` **bold** _it_ snake_case",
        "1. list \\n fa:fa-ban",
        "a | b } ] ) {",
        "Größe — 表",
    ],
)
def test_any_title_can_be_a_label(value: str) -> None:
    """A title is shown as it is, whatever in it would mean something to Mermaid."""
    made = label(value)

    decoded = re.sub(r"#(\d+);", lambda found: chr(int(found.group(1))), made[1:-1])
    assert decoded == value
    assert re.fullmatch(TEXT, made)
    assert not re.search(r"\b_|_\b", re.sub(r"\w+_\w+", "", made))


def test_a_label_is_one_line() -> None:
    """Blanks and new lines inside a label are one blank."""
    assert label("a\n  b\tc") == '"a b c"'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("uuid", ("uuid", "")),
        ("varchar(20)", ("varchar(20)", "")),
        ("text[]", ("text[]", "")),
        ("double precision", ("double_precision", "")),
        ("numeric(14,4)", ("numeric", "numeric(14,4)")),
        ("numeric(14, 4)[]", ("numeric", "numeric(14, 4)[]")),
        ("timestamp(3) with time zone", ("timestamp", "timestamp(3) with time zone")),
        ('shop."Kind"', ("shop_Kind", 'shop."Kind"')),
        ("text[][]", ("text", "text[][]")),
        ("fk", ("fk_", "")),
    ],
)
def test_a_type_becomes_one_word(written: str, expected: tuple[str, str]) -> None:
    """A type is one word in a diagram; where that is not the whole type, that is said as well."""
    assert type_word(written) == expected


def test_a_name_that_is_a_mark_of_keys_is_changed() -> None:
    """A column named like a mark of keys would not parse, so it gets another end."""
    assert [word(name) for name in ("pk", "UK", "pk_id", "id")] == ["pk_", "UK_", "pk_id", "id"]


def test_a_diagram_is_fenced() -> None:
    """GitHub draws what stands in a fence of its own."""
    made = list(diagram("flowchart LR", ["a --> b"]))

    assert made == ["```mermaid", "flowchart LR", "    a --> b", "```"]
