"""`changeover traffic`: which side answers, turned from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.control import gated, sessions
from tests.control.sessions import rows
from tests.edge import known
from tests.edge.bench import Bench, everything_switched, repository, turned
from tests.edge.lines import call, log

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.databases import Database
    from tests.operate.toy import Toy

ALL = ("traffic", "--all", "--to", "new", "--because", "they agree", "--yes")
FINAL = "INSERT INTO migration.finalization (migration, data_set) VALUES ('ai', 'costs')"
TURNS = "SELECT endpoint, side, because FROM migration.endpoint_turn ORDER BY turn"


@pytest.fixture
def shell(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """The command, in a repository whose database knows an edge."""
    return repository(bench, tmp_path, monkeypatch)


def test_the_command_shows_who_answers(bench: Bench, shell: Toy) -> None:
    """Without an endpoint the command shows each side, its dates, and the last call."""
    bench.loaded("usage", log(call(1, "2026-11-28T10:00:00+00:00", side="new")))
    table = shell.run("traffic")
    data = json.loads(shell.run("traffic", "--json").stdout)

    assert (table.exit_code, table.stderr) == (0, "Next: changeover usage\n")
    assert [line.split() for line in table.stdout.splitlines()] == [
        ["endpoint", "data_set", "side", "deprecation", "sunset", "last_call"],
        [
            "costs", "costs", "legacy", "2020-01-01", "00:00:00+00:00",
            "2099-01-01", "00:00:00+00:00", "2026-11-28", "10:00:00+00:00",
        ],
        [
            "models", "settings", "legacy", "2020-01-01", "00:00:00+00:00",
            "2099-01-01", "00:00:00+00:00", "-",
        ],
        ["page:console", "-", "legacy", "2020-01-01", "00:00:00+00:00", "-", "-"],
    ]  # fmt: skip
    assert [(row["endpoint"], row["side"]) for row in data] == [
        ("costs", "legacy"), ("models", "legacy"), ("page:console", "legacy"),
    ]  # fmt: skip


def test_the_command_turns_and_writes_the_map(bench: Bench, shell: Toy, tmp_path: Path) -> None:
    """A turn is recorded, the map replaced by a rename, and the reload command printed."""
    everything_switched(bench)
    path = tmp_path / "edge" / "traffic" / "ai.map"
    path.parent.mkdir(parents=True)
    path.write_text("costs legacy;\n")
    path.chmod(0o640)
    opened = path.open()
    there = ("traffic", "costs", "--to", "new", "--because", "they agree", "--yes")
    done = shell.run(*there, "--map", str(path))
    again = shell.run(*there)
    back = shell.run("traffic", "costs", "--to", "legacy", "--because", "slow", "--yes")
    stale = path.read_text()
    written = shell.run("traffic", "--map", str(path))

    with opened:
        assert opened.read() == "costs legacy;\n"
    assert [one.exit_code for one in (done, again, back, written)] == [0, 0, 0, 0]
    assert done.stdout == (
        f"Turned costs: the new system answers it from the next reload on.\nWrote {path}.\n"
    )
    assert done.stderr == (
        "Undo: changeover traffic costs --to legacy --because '…'\n"
        f"Next: nginx -p {tmp_path}/edge -c nginx.conf -s reload\n"
    )
    assert again.stdout == "costs: the new system answers it already; nothing was turned.\n"
    assert again.stderr == ""
    assert back.stderr == (
        "Next: changeover traffic --map PREFIX/traffic/ai.map  (nginx does not know it yet)\n"
    )
    assert stale == "costs new;\nmodels legacy;\npage:console legacy;\n"
    assert path.read_text() == "costs legacy;\nmodels legacy;\npage:console legacy;\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in path.parent.iterdir()] == ["ai.map"]


def test_the_command_turns_everything_or_nothing(bench: Bench, shell: Toy) -> None:
    """With --all everything is turned that the other side answers, or nothing when one refuses."""
    known.switched(bench.session, "costs")
    refused = shell.run(*ALL)
    early = rows(bench.session, TURNS)
    everything_switched(bench)
    done = shell.run(*ALL)
    again = shell.run(*ALL)

    assert (refused.exit_code, early) == (6, [])
    assert "changeover switch settings" in refused.stderr
    assert (done.exit_code, again.exit_code) == (0, 0)
    assert "Undo: changeover traffic --all --to legacy --because '…'\n" in done.stderr
    assert again.stdout == ("Nothing is left that the new system could answer; nothing was done.\n")
    assert rows(bench.session, TURNS) == [
        ("costs", "new", "they agree"),
        ("models", "new", "they agree"),
        ("page:console", "new", "they agree"),
    ]


def test_the_command_leaves_out_what_stays(bench: Bench, shell: Toy) -> None:
    """With --all what is past its Sunset, cancelled or finalized stays, and is named."""
    known.switched(bench.session, "costs")
    bench.session.execute(
        "UPDATE migration.data_set SET phase = 'cancelled' WHERE name = 'settings'"
    )
    cancelled = shell.run(*ALL)
    bench.session.execute(FINAL)
    final = shell.run(*(("legacy" if one == "new" else one) for one in ALL))
    bench.session.execute(
        "UPDATE migration.endpoint SET sunset = '2020-06-01' WHERE sunset > now()"
    )
    gone = shell.run(*ALL)

    assert "Left out, as of a data set that is cancelled: models." in cancelled.stderr
    assert "Left out, as of a data set that is finalized: costs, page:console." in final.stderr
    assert "Left out, as past their Sunset: models." in gone.stderr
    assert [row[0] for row in rows(bench.session, TURNS)] == ["costs", "page:console"]


def test_the_way_back_is_that_of_what_was_turned(bench: Bench, shell: Toy) -> None:
    """What the new system answered before is not turned back by the command that is named."""
    everything_switched(bench)
    turned(bench, "costs")
    done = shell.run(*ALL)

    assert done.stderr.splitlines()[:-1] == [
        "Undo: changeover traffic models --to legacy --because '…'",
        "Undo: changeover traffic page:console --to legacy --because '…'",
    ]


def test_a_map_that_cannot_be_written_turns_nothing(
    bench: Bench, shell: Toy, tmp_path: Path
) -> None:
    """Where the map cannot be written nothing is turned, and the way out is named."""
    everything_switched(bench)
    path = tmp_path / "nowhere" / "ai.map"
    done = shell.run(
        "traffic", "costs", "--to", "new", "--because", "x", "--yes", "--map", str(path)
    )

    assert done.exit_code == 6
    assert f"{path} cannot be written: No such file or directory" in done.stderr
    assert "= help: put it right, then run the same command again" in done.stderr
    assert rows(bench.session, TURNS) == []


def test_a_map_elsewhere_is_reloaded_without_its_prefix(shell: Toy, tmp_path: Path) -> None:
    """Only a map below the prefix of nginx tells where that is."""
    done = shell.run("traffic", "--map", str(tmp_path / "sides.map"))

    assert done.stderr == "Next: nginx -s reload\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("cost", "--to", "new", "--because", "x"), 2, "did you mean `costs`?"),
        (("costs",), 2, "which side answers costs?"),
        (("costs", "--to", "new"), 2, "say why; it is recorded"),
        (("--to", "new"), 2, "which endpoint?"),
        (("costs", "--all", "--to", "new", "--because", "x"), 2, "not both"),
        (("--all", "--to", "new"), 2, "say why; it is recorded"),
        (("--json", "--map", "x.map"), 2, "--json shows the sides"),
        (("costs", "--to", "new", "--because", "x"), 6, "add --yes to go on without asking"),
        (("costs", "--to", "new", "--because", "x", "--yes"), 6, "changeover switch costs"),
    ],
)
def test_the_command_says_what_is_missing(
    shell: Toy, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """Half a turn, a mistyped endpoint, or one that may not be turned ends with a way out."""
    done = shell.run("traffic", *arguments)

    assert done.exit_code == code
    assert said in " ".join(done.stderr.split())


def test_without_an_edge_the_command_says_so(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no edge is registered, neither command invents one."""
    with database.connect() as connection:
        sessions.build(connection)
        gated.register(connection)
        toy = repository(Bench(database=database, session=connection), tmp_path, monkeypatch)
        found = [toy.run("traffic"), toy.run("usage")]

    assert [one.exit_code for one in found] == [6, 6]
    assert "this database knows no endpoint of ai" in found[0].stderr
    assert "this database knows no edge of ai" in found[1].stderr
