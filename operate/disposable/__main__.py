"""`python -m operate.disposable` removes what killed runs have left on this machine."""

from __future__ import annotations

import click

from operate.disposable import binaries, container


def main() -> None:
    """Remove the leftovers of all engines and say what they were."""
    removed = [*map(str, binaries.remove_leftovers()), *container.remove_leftovers()]
    for name in removed:
        click.echo(f"removed {name}")
    if not removed:
        click.echo("nothing was left behind")


if __name__ == "__main__":
    main()
