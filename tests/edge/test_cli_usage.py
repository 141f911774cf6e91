"""`changeover usage` and the metrics: who still calls, for people, programs and Prometheus."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import time
import urllib.request
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.control.sessions import one, rows
from tests.edge.bench import documents, everything_switched, repository, turned
from tests.edge.lines import ago, call, log, read
from tests.fixtures.approvals import login

if TYPE_CHECKING:
    from pathlib import Path

    from tests.edge.bench import Bench
    from tests.operate.toy import Toy

AT = "2026-11-28T10:00:00+00:00"
EXPORTER = "prometheus-postgres-exporter"
SECONDS = 30
OURS = re.compile(r"^migration_(\w+)\{(.*)\} (\S+)$", re.MULTILINE)
SERVER = re.compile(r',?server="[^"]*"')


@pytest.fixture
def shell(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """The command, in a repository whose database knows an edge."""
    monkeypatch.setenv("PATH", f"{bench.database.server.client('psql').parent}:/usr/bin:/bin")
    return repository(bench, tmp_path, monkeypatch)


def test_the_report_names_the_last_caller_first(bench: Bench, shell: Toy, tmp_path: Path) -> None:
    """A log is loaded and reported: who called what, when last, how often, and who looked."""
    path = tmp_path / "usage.jsonl"
    path.write_text(log(call(1, AT), call(2, AT, client="bi", route="usage", side="new")))
    first = shell.run("usage")
    done = shell.run("usage", "--load", str(path), "--edge", "edge-1")
    data = json.loads(shell.run("usage", "--json").stdout)

    assert first.stdout == (
        "No call in the legacy shape is known.\n\n"
        "No log was ever loaded, so nobody knows who calls.\n\n"
        "The quiet term is 14 days (production).\n"
    )
    assert done.exit_code == 0, done.stderr
    said, head, *lines = done.stdout.splitlines()
    assert said == (
        "edge-1: 2 lines, 2 new calls, 0 unread; "
        "last caller: bi at 2026-11-28 10:00:00 UTC (costs.usage)"
    )
    assert head.split() == [
        "endpoint", "route", "client", "side", "last_call", "calls", "calls_in_term"
    ]  # fmt: skip
    assert [line.split()[:4] for line in lines[:2]] == [
        ["costs", "summary", "reporting", "legacy"],
        ["costs", "usage", "bi", "new"],
    ]
    assert lines[4].split()[:2] == ["edge-1", "usage"]
    assert done.stdout.endswith("(production); calls_in_term are those within it.\n")
    assert done.stderr == "Next: changeover status\n"
    assert [(row["client"], row["calls"]) for row in data["callers"]] == [
        ("reporting", 1), ("bi", 1),
    ]  # fmt: skip
    assert data["quiet"] == 14 * 24 * 3600
    assert [row["edge"] for row in data["edges"]] == ["edge-1"]


def test_what_could_not_be_read_is_said_loudly(shell: Toy, tmp_path: Path) -> None:
    """Unread lines are a warning of their own; with --json only data is printed."""
    path = tmp_path / "usage.jsonl"
    path.write_text(log("broken", call(1, AT)))
    done = shell.run("usage", "--load", str(path), "--edge", "edge-1", "--json")

    assert done.exit_code == 0
    assert "WARNING:  1 of 2 lines could not be read" in done.stderr
    assert "is it another log?" not in done.stderr
    assert "edge-1: 2 lines, 1 new calls, 1 unread" in done.stderr
    assert json.loads(done.stdout)["edges"][0]["unread"] == 1


def test_a_shadow_log_is_loaded_too(bench: Bench, shell: Toy, tmp_path: Path) -> None:
    """With --shadow the log is one of reads that both systems answered."""
    path = tmp_path / "shadow.jsonl"
    path.write_text(log(read(1, AT)))
    done = shell.run("usage", "--load", str(path), "--edge", "edge-1", "--shadow")

    assert "edge-1: 1 lines, 1 reads, 0 different, 0 failed, 0 errors, 0 unread" in done.stdout
    assert one(bench.session, "SELECT count(*) FROM migration.shadow_read") == 1


def test_a_log_of_the_other_kind_is_asked_about(shell: Toy, tmp_path: Path) -> None:
    """A usage log that is loaded as one of shadow reads, or the other way, is asked about."""
    usage, shadow = tmp_path / "usage.jsonl", tmp_path / "shadow.jsonl"
    usage.write_text(log(call(1, AT)))
    shadow.write_text(log(read(1, AT)))
    loads = (("--load", str(usage), "--shadow"), ("--load", str(shadow)))
    said = [shell.run("usage", *one, "--edge", "edge-1").stderr for one in loads]

    assert "No line is a read of a known endpoint: is it another log?" in said[0]
    assert "No line is a call of a known endpoint: is it another log?" in said[1]


def test_paths_without_a_route_are_explained(shell: Toy, tmp_path: Path) -> None:
    """Whoever sees `(none)` as a route is told what it stands for."""
    path = tmp_path / "usage.jsonl"
    path.write_text(log(call(1, AT, route="(none)")))
    done = shell.run("usage", "--load", str(path), "--edge", "edge-1")

    assert "(none) is a path below the API that no route has." in done.stdout


def test_a_refused_log_says_why(bench: Bench, shell: Toy, tmp_path: Path) -> None:
    """A log that shrank ends with 6, the reason and the way out; nothing of it is stored."""
    path = tmp_path / "usage.jsonl"
    path.write_text(log(call(1, AT), call(2, AT)))
    shell.run("usage", "--load", str(path), "--edge", "edge-1")
    path.write_text(log(call(1, AT)))
    done = shell.run("usage", "--load", str(path), "--edge", "edge-1")

    assert done.exit_code == 6
    assert f"{path} was not loaded: this log is not what was loaded before" in done.stderr
    assert "It has 1 lines; loaded were 2." in done.stderr
    assert "Load the whole file" in done.stderr
    assert one(bench.session, "SELECT count(*) FROM migration.edge_load") == 1


def test_a_database_that_does_not_answer_is_named(shell: Toy, tmp_path: Path) -> None:
    """Where no database answers the command ends with 4."""
    path = tmp_path / "usage.jsonl"
    path.write_text("")
    dsn = psycopg.conninfo.make_conninfo(shell.dsn, port="1")
    done = shell.run("usage", "--load", str(path), "--edge", "edge-1", "--dsn", dsn)

    assert done.exit_code == 4
    assert f"{path} was not loaded: " in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--edge", "edge-1"), 2, "--load FILE and --edge NAME go together"),
        (("--load", "usage.jsonl"), 2, "--load FILE and --edge NAME go together"),
        (("--shadow",), 2, "--shadow says what --load FILE is"),
        (("--load", "usage.jsonl", "--edge", "two words"), 6, "a log belongs to an edge"),
    ],
)
def test_the_report_says_what_is_missing(
    shell: Toy, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """Half an order or a bad name ends with a way out."""
    (tmp_path / "usage.jsonl").write_text("")
    done = shell.run("usage", *arguments)

    assert done.exit_code == code
    assert said in done.stderr


def test_without_psql_or_script_the_way_out_is_named(
    shell: Toy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where psql or the generated script is missing, the command says what to do."""
    (tmp_path / "usage.jsonl").write_text("")
    order = ("usage", "--load", "usage.jsonl", "--edge", "edge-1")
    monkeypatch.setenv("PATH", "/nowhere")
    without_psql = shell.run(*order)
    (shell.folder / "generated/ai/sql/edge/load_usage.sql").unlink()
    without_script = shell.run(*order)

    assert (without_psql.exit_code, without_script.exit_code) == (6, 6)
    assert "psql is not installed" in without_psql.stderr
    assert "run `make render`" in without_script.stderr


def test_a_password_is_no_argument_of_psql(shell: Toy, tmp_path: Path) -> None:
    """A password in the DSN reaches psql where other users of the machine do not see it."""
    (tmp_path / "usage.jsonl").write_text("")
    spy = tmp_path / "bin" / "psql"
    spy.parent.mkdir()
    spy.write_text('#!/bin/sh\necho "$@" "in $PGPASSWORD"\n')
    spy.chmod(0o755)
    dsn = psycopg.conninfo.make_conninfo(shell.dsn, password="secret")  # noqa: S106
    done = shell.run(
        "usage", "--load", "usage.jsonl", "--edge", "edge-1", "--dsn", dsn,
        env={"PATH": f"{spy.parent}:/usr/bin:/bin"},
    )  # fmt: skip

    assert done.exit_code == 0
    assert done.stdout.splitlines()[0].endswith("load_usage.sql in secret")
    assert done.stdout.count("secret") == 1


@pytest.mark.needs(EXPORTER, "promtool")
def test_prometheus_sees_the_traffic(bench: Bench, tmp_path: Path) -> None:
    """The real exporter, as an auditor, tells calls, last call, differences and sides."""
    everything_switched(bench)
    turned(bench, "costs")
    bench.loaded("usage", log(call(1, AT), call(2, AT), call(3, AT, route="usage", client="bi")))
    bench.loaded("shadow", log(read(1, ago(hours=1)), read(2, ago(hours=1), "different")))
    login(bench.session, "watcher", "migration_auditor")
    queries = tmp_path / "queries.yaml"
    queries.write_text(documents()["prometheus/queries.yaml"].text)
    text = exported(bench, queries)
    found = {
        (name, SERVER.sub("", labels)): float(value) for name, labels, value in OURS.findall(text)
    }
    checked = subprocess.run(
        ["promtool", "check", "metrics"],
        input="".join(
            line + "\n" for line in text.splitlines() if re.match(r"(# \w+ )?migration_", line)
        ),
        capture_output=True,
        text=True,
        check=False,
    )

    assert found == {
        ("legacy_calls_total", 'client="bi",endpoint="costs",route="usage"'): 1,
        ("legacy_calls_total", 'client="reporting",endpoint="costs",route="summary"'): 2,
        ("legacy_last_call_seconds", 'endpoint="costs"'): 1795860000,
        ("shadow_differences", 'endpoint="costs"'): 1,
        ("shadow_differences", 'endpoint="models"'): 0,
        ("endpoint_side", 'endpoint="costs"'): 1,
        ("endpoint_side", 'endpoint="models"'): 0,
        ("endpoint_side", 'endpoint="page:console"'): 0,
    }
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")
    assert rows(bench.session, "SELECT rolname FROM pg_roles WHERE rolname = 'watcher'")


def exported(bench: Bench, queries: Path) -> str:
    """What the exporter says once it has asked the database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = bench.database.server
    source = f"postgresql://watcher@{server.host}:{server.port}/{bench.database.name}"
    command = [EXPORTER, f"--web.listen-address=127.0.0.1:{port}"]
    command += [f"--extend.query-path={queries}", "--disable-default-metrics"]
    with subprocess.Popen(
        command,
        env={"DATA_SOURCE_NAME": f"{source}?sslmode=disable", "PATH": "/usr/bin:/bin"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as exporter:
        try:
            return _scraped(f"http://127.0.0.1:{port}/metrics")
        finally:
            exporter.terminate()


def _scraped(url: str) -> str:
    end = time.monotonic() + SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
