"""`make demo-down`: ends what `make demo-up` has started."""

from __future__ import annotations

import shutil

import click

from demo.room import ROOM, end
from operate import console


@click.command()
def main() -> None:
    """End it, and remove what it has left."""
    was_up = end(ROOM)
    shutil.rmtree(ROOM, ignore_errors=True)
    console.out().print("The demo is down." if was_up else "There was no demo to end.")


if __name__ == "__main__":
    main()
