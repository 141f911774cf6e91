"""Every kind of bad spec: exactly its message, at its word, exit code 1, and nothing is written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from operate.cli import main
from render import render
from tests.bad_input.cases import CASES, Case
from tests.bad_input.columns import COLUMNS
from tests.bad_input.edges import EDGE, EDGES, GOOD, PAGE
from tests.bad_input.facts import FACTS
from tests.bad_input.places import PATHS
from tests.operate.toy import make

if TYPE_CHECKING:
    from collections.abc import Iterable

    from render.location import Location

FOLDER = Path(__file__).parent / "bad_input"
SHOWN = "specs/shop"
OUTSIDE = "kind: role\nname: outside\ncomment: A file of somebody else.\npassword: hunter2\n"
MISTAKES = (*CASES, *COLUMNS, *FACTS, *EDGES, *PATHS)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the good specs below the current folder."""
    shutil.copytree(FOLDER / "shop", tmp_path / SHOWN)
    monkeypatch.chdir(tmp_path)
    return tmp_path / SHOWN


def run(*arguments: str) -> Result:
    """What a command says to its user at a terminal without colours."""
    environment = dict.fromkeys(("GITHUB_ACTIONS", "FORCE_COLOR"))
    return CliRunner().invoke(main, arguments, prog_name="changeover", env=environment)


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path; a link that leads nowhere is empty."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file())
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in found}


def golden(name: str, text: str, accept: bool) -> None:
    """Compare a message with its golden file, or renew that file."""
    path = FOLDER / f"{re.sub('[^a-z0-9]+', '_', name.lower()).strip('_')}.txt"
    if accept:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def refused(name: str, rule: str, accept: bool) -> list[str]:
    """What the findings mark, after check and render have ended with 1 and written nothing."""
    before = content(Path())

    checked, rendered = (run(command, "--specs", SHOWN) for command in ("check", "render"))

    golden(name, checked.output, accept)
    assert (checked.exit_code, rendered.exit_code) == (1, 1)
    assert rendered.stderr.startswith(checked.stdout)
    assert content(Path()) == before
    found = render(Path(SHOWN), SHOWN)
    assert {one.rule for one in found.findings} == {rule}
    return [marked(one.location, found.texts) for one in found.findings]


def put(shop: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write further specs below the shop, by their paths."""
    for place, text in files:
        (shop / place).parent.mkdir(exist_ok=True)
        (shop / place).write_text(text, encoding="utf-8")


def marked(at: Location, texts: dict[str, str]) -> str:
    """The text that the carets are below; nothing when there is no such text."""
    lines = texts.get(at.path, "").splitlines() or [""]
    return lines[at.line - 1][at.column - 1 :][: at.length]


def test_the_specs_are_good_before_they_are_made_bad(shop: Path) -> None:
    """The copy that every other test here spoils has no findings itself."""
    assert (run("check", "--specs", SHOWN).exit_code, run("check").stdout) == (0, "")


def test_the_edge_is_good_before_it_is_made_bad(shop: Path) -> None:
    """The edge and what it answers for, which other tests here spoil, have no findings either."""
    put(shop, GOOD.items())

    assert (run("check", "--specs", SHOWN).exit_code, run("check").stdout) == (0, "")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (EDGE, "v2/*]", "v2/*, /api/orders/v2/*, /shop/purchases]"),
        (EDGE, "new: [", "new: [/desk, "),
    ],
    ids=["new paths below an API and each other", "page that keeps its address"],
)
def test_a_place_inside_another_that_is_meant_is_no_finding(
    file: str, old: str, new: str, shop: Path
) -> None:
    """A new path may be below a legacy API, and an old page without `to` at a new path."""
    page = GOOD[PAGE].replace("to: /shop/purchases\n", "")
    put(shop, {**GOOD, PAGE: page, file: GOOD[file].replace(old, new)}.items())

    assert run("check", "--specs", SHOWN).exit_code == 0


def test_no_shadow_reads_are_no_share_that_nginx_refuses(shop: Path) -> None:
    """No share of 0 % is written, which nginx would refuse, when there are no shadow reads."""
    put(shop, {**GOOD, EDGE: GOOD[EDGE].replace("percent: 10", "percent: 0")}.items())

    tree = render(shop, SHOWN).tree

    assert tree is not None
    shares = tree["nginx/changeover.http.conf"].partition("split_clients")[2].partition("}")[0]
    assert shares.split("\n")[1:-1] == ['    * "";']


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case.name)
def test_bad_input_is_refused(case: Case, shop: Path, accept: bool) -> None:
    """A mistake is answered with exactly its message below its word, and nothing is written."""
    path = shop / case.file
    path.parent.mkdir(exist_ok=True)
    text = path.read_text(encoding="utf-8").replace(case.old, case.new, 1) if case.old else case.new
    assert case.new in text, "nothing was changed"
    path.write_text(text, encoding="utf-8")
    put(shop, case.beside)

    assert refused(case.name, case.rule, accept)[0] == case.culprit


def test_a_missing_migration_file_is_refused(shop: Path, accept: bool) -> None:
    """A folder without `migration.yaml` is no migration."""
    (shop / "migration.yaml").unlink()

    refused("missing migration file", "no-migration", accept)


def test_a_missing_table_file_is_told_where_it_is_named(shop: Path, accept: bool) -> None:
    """A table whose spec is missing is told at each of the places that name it."""
    (shop / "tables" / "customers.yaml").unlink()

    assert refused("missing table file", "unknown-reference", accept) == ["customers", "customers"]


def test_a_link_to_nothing_is_refused(shop: Path, accept: bool) -> None:
    """A spec that is a link to a missing file is refused, not passed over."""
    (shop / "roles" / "gone.yaml").symlink_to("nowhere.yaml")

    refused("missing file behind a link", "unreadable-file", accept)


def test_a_missing_folder_is_wrong_usage(shop: Path, accept: bool) -> None:
    """A folder that does not exist ends with 2, naming the folder that was meant."""
    done = run("render", "--specs", "specs/shpo")

    assert done.exit_code == 2
    golden("missing folder", done.output, accept)
    assert not Path("generated").exists()


@pytest.mark.parametrize("target", ["../../../outside.yaml", "/etc/passwd"])
def test_a_link_out_of_the_folder_is_refused_unread(target: str, shop: Path, accept: bool) -> None:
    """A link that leads out of the migration's folder is refused, and nothing of it is shown."""
    Path("outside.yaml").write_text(OUTSIDE, encoding="utf-8")
    (shop / "roles" / "outside.yaml").symlink_to(target)

    refused("link out of the folder", "outside-folder", accept)


def test_a_folder_that_is_a_link_is_refused(shop: Path, accept: bool) -> None:
    """A folder of specs that is a link is refused, not passed over with all that is in it."""
    shutil.move(shop / "indexes", "elsewhere")
    (shop / "indexes").symlink_to(Path("elsewhere").resolve())

    refused("link instead of a folder", "file-not-read", accept)


def test_a_step_that_builds_concurrently_in_a_transaction_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, accept: bool
) -> None:
    """A step in a transaction may not build an index concurrently, whoever wrote its SQL."""
    toy = make(tmp_path, monkeypatch)
    toy.thing("first", "copied", "--: Build it.\nCREATE INDEX CONCURRENTLY ON shop.first (id);")

    checked, rendered = toy.run("check"), toy.run("render")

    golden("step that builds concurrently", checked.output, accept)
    assert (checked.exit_code, rendered.exit_code) == (1, 1)
    assert not toy.generated.exists()


def test_every_golden_message_belongs_to_a_test() -> None:
    """No golden message is left over from a test that is gone."""
    others = {"missing migration file", "missing table file", "missing file behind a link"}
    others |= {"link instead of a folder"}
    others |= {"missing folder", "link out of the folder", "step that builds concurrently"}
    names = {case.name for case in MISTAKES} | others

    files = {path.stem for path in FOLDER.glob("*.txt")}
    assert files == {re.sub("[^a-z0-9]+", "_", name.lower()).strip("_") for name in names}
