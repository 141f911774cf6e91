"""The command `changeover`."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click
import psycopg

from operate.commands.options import unknown
from operate.errors import Interrupted, from_database
from operate.interruption import ended_gently

EXIT_CODES = """\b
Exit codes:
  0  done
  1  findings on the specs
  2  wrong usage
  3  generated/ is out of date, or was edited
  4  the database is unreachable
  5  a check of the data failed
  6  refused: not ready, not allowed, or a step failed
  130  interrupted
"""
# In the order of a migration's life; each is `operate.commands.<module>.<name>`.
COMMANDS = {
    "check": "check",
    "explain": "explain",
    "render": "render",
    "plan": "plan",
    "apply": "apply",
    "pause": "control",
    "resume": "control",
    "status": "status",
    "validate": "validate",
    "reconcile": "reconcile",
    "redrive": "redrive",
    "approve": "approve",
    "switch": "switch",
    "reverse": "reverse",
    "cancel": "cancel",
    "traffic": "traffic",
    "usage": "usage",
    "finalize": "finalize",
    "rollback": "rollback",
    "prove": "prove",
}


class Commands(click.Group):
    """All commands, imported when they are needed, with the failures that they share."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's shape
        """The commands in the order of a migration's life."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"operate.commands.{COMMANDS[cmd_name]}")
        found = getattr(module, f"{cmd_name}_command")
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a misspelt one is answered with the one that was meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise unknown("command", args[0], COMMANDS)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; the database's errors and Ctrl-C become failures with exit codes."""
        try:
            with ended_gently():
                return super().invoke(ctx)
        except psycopg.Error as error:
            raise from_database(error) from error
        except click.Abort:  # The question's line has not ended.
            click.echo(err=True)
            raise _interrupted() from None
        except KeyboardInterrupt:
            raise _interrupted() from None


def _interrupted() -> Interrupted:
    return Interrupted("interrupted", help="run the same command again")


@click.group(
    cls=Commands,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="changeover")
def main() -> None:
    """Migrate a live Postgres system from reviewed YAML.

    Start with `changeover check`, then `changeover render` and `changeover plan`.
    """


if __name__ == "__main__":
    main()
