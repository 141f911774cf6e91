"""What the edge costs: a legacy route through it against a plain `proxy_pass`, side by side.

Measured is nginx's own work, CPU seconds of its worker by request, so that neither the client nor
the system behind it counts. Both nginx stand in front of the same third one, which answers with
text that it holds.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from demo.edge import Edge, give_away, running, serving, wait
from operate.disposable.server import HOST, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROW = (
    '{"id":"0a","number":7,"feature":"photo-tagging","service":null,"model":"gpt-4o",'
    '"userId":null,"tokensUsed":1200,"responseTimeMs":120,"costUsd":0.1000,"status":"success",'
    '"startedAt":"2026-01-01T00:00:00+00:00"}'
)
BASE = "/api/ai-management/v2/analytics/spending/calls"
CLIENTS, REQUESTS = 4, 2_000
BETWEEN = "@2027-01-15 12:00:00"
CONF = """\
worker_processes 1;
pid nginx.pid;
error_log error.log;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path body_temp;
    proxy_temp_path proxy_temp;
    fastcgi_temp_path fastcgi_temp;
    uwsgi_temp_path uwsgi_temp;
    scgi_temp_path scgi_temp;
    access_log access.log;
    default_type application/json;
    upstream behind {{ server {behind}; keepalive 32; }}
    server {{
        listen {listen};
{locations}
    }}
}}
"""
ANSWERS = "".join(
    f"        location {match} {{ alias {file}; }}\n"
    for match, file in ((f"= {BASE}/7", "one.json"), (f"= {BASE}", "fifty.json"),
                        ("= /api/costs/usage/7", "one.json"))
)  # fmt: skip
PLAIN = """\
        location / {
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_pass http://behind;
        }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One case: what was asked of the edge and of the plain proxy, and the work of each."""

    id: str
    what: str
    ours_us: float
    plain_us: float

    @property
    def times(self) -> float:
        """How many times the work of the plain proxy."""
        return self.ours_us / self.plain_us


CASES = (
    ("E1", "one record, answered by legacy", "legacy", "/api/costs/usage/7", "/api/costs/usage/7"),
    ("E2", "one record, reshaped", "new", "/api/costs/usage/7", f"{BASE}/7"),
    ("E3", "fifty records, reshaped", "new", "/api/costs/usage", BASE),
)


def measured(generated: Path, repeats: int) -> list[Cost]:
    """Every case, ours and plain in turn, as medians."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir="/tmp"))) / "nginx"
        _without_shadow(generated, folder)
        answers = {"one.json": ROW, "fifty.json": f'{{"calls":[{",".join([ROW] * 50)}]}}'}
        behind = stack.enter_context(_nginx(ANSWERS, answers))
        plain = stack.enter_context(_nginx(PLAIN, {}, behind=behind.port))
        address = f"{HOST}:{behind.port}"
        edge = stack.enter_context(serving(folder, address, address, at=BETWEEN))
        costs = []
        for name, what, side, ours, other in CASES:
            edge.turn({"costs": side})
            pairs = [(_work(edge, ours), _work(plain, other)) for _ in range(repeats)]
            mine, theirs = (median(each) for each in zip(*pairs, strict=True))
            costs.append(Cost(id=name, what=what, ours_us=mine, plain_us=theirs))
        return costs


def _without_shadow(generated: Path, folder: Path) -> None:
    """The edge without the share of reads that it makes three of, to see what one costs."""
    shutil.copytree(generated, folder)
    conf = folder / "changeover.http.conf"
    conf.write_text(re.sub(r"\n +\d+% 1;", "", conf.read_text()))


@contextmanager
def _nginx(locations: str, files: Mapping[str, str], behind: int = 9) -> Iterator[Edge]:
    """An nginx of ours with one server."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        prefix, port = Path(folder) / "nginx", free_port()
        prefix.mkdir()
        for name, text in files.items():
            (prefix / name).write_text(text)
        (prefix / "nginx.conf").write_text(
            CONF.format(
                listen=f"{HOST}:{port}", behind=f"{HOST}:{behind}", locations=locations
            ).replace("worker_processes 1;\n", "")
        )
        give_away(Path(folder))
        with running(prefix, "") as process:
            started = Edge(port=port, prefix=prefix, process=process)
            wait(started)
            yield started


def _work(edge: Edge, target: str) -> float:
    """Microseconds of CPU that a request costs this nginx."""
    before = _cpu(edge)
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda _: _ask(edge.port, target), range(CLIENTS)))
    return (_cpu(edge) - before) / REQUESTS * 1e6


def _ask(port: int, target: str) -> None:
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    for _ in range(REQUESTS // CLIENTS):
        connection.request("GET", target)
        reply = connection.getresponse()
        reply.read()
        assert reply.status == 200, (target, reply.status)  # noqa: S101 - else nothing is measured
    connection.close()


def _cpu(edge: Edge) -> float:
    """CPU seconds of the workers, in user and kernel mode."""
    ticks = 0
    for worker in edge.workers():
        fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
