"""`make demo-up`: nginx, both applications and a database, up until `make demo-down`."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import click

from demo.room import PID, ROOM, RUNNING, alive
from operate import console
from operate.disposable.server import HOST

LOG = "log.txt"
NEEDED = ("nginx",)
SAYS = """
Up until `make demo-down`:
  curl -i {url}/api/costs/summary             the cost API, in its old shape, from the new tables
  curl -i {url}/api/ai-management/configs     the old settings API
  {url}/ai-management                         the new overview
  {url}/migration/costs.md                    the notice of what ends

In a shell with the commands and the database:
  . .venv/bin/activate; export CHANGEOVER_DSN='{dsn}'

Who still calls:
  changeover usage --specs specs/ai-management --edge demo --load {prefix}/usage.jsonl

Let the old system answer again; with `--to new` the new one:
  changeover traffic costs --specs specs/ai-management --to legacy --because 'a look' \
--map {prefix}/traffic/ai-management.map
  nginx -p {prefix} -c nginx.conf -s reload
"""
TIME = r"@\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"


@click.command()
@click.option("--rows", type=click.IntRange(min=100), default=20_000, show_default=True)
@click.option("--port", type=int, default=8080, show_default=True)
@click.option("--at", default="", help="The clock of nginx, such as `@2027-07-01 00:00:00`.")
def main(rows: int, port: int, at: str) -> None:
    """Start everything, and say where it is."""
    for program in NEEDED:
        if shutil.which(program) is None:
            raise click.ClickException(
                f"{program} is not here; as root on Debian: make system-deps"
            )
    if alive(ROOM) is not None:
        raise click.ClickException("the demo is up already; end it with: make demo-down")
    if at and not re.fullmatch(TIME, at):
        raise click.ClickException(f"`{at}` is no time; write it as in AT='@2027-07-01 00:00:00'")
    with closing(socket.socket()) as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise click.ClickException(f"something listens on port {port} already; choose PORT=")
    shutil.rmtree(ROOM, ignore_errors=True)
    ROOM.mkdir(parents=True)
    command = [sys.executable, "-m", "demo.standing", "--room", str(ROOM.resolve())]
    command += ["--rows", str(rows), "--port", str(port), "--at", at]
    with (ROOM / LOG).open("wb") as log:
        standing = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    (ROOM / PID).write_text(str(standing.pid))
    _follow(standing)
    console.out().print(SAYS.format(**json.loads((ROOM / RUNNING).read_text())), soft_wrap=True)


def _follow(standing: subprocess.Popen[bytes]) -> None:
    """Show what is said until it stands; what went wrong is on the screen then."""
    with (ROOM / LOG).open("rb") as log:
        while True:
            text = log.read()
            sys.stdout.buffer.write(text)
            sys.stdout.flush()
            if (ROOM / RUNNING).exists():
                return
            if standing.poll() is not None:
                raise click.ClickException(f"it did not start; see {Path(log.name)}")
            time.sleep(0.1)


if __name__ == "__main__":
    main()
