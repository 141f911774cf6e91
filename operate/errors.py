"""What can go wrong in a command: each class has its exit code, each message its way out.

0 is success, 1 means findings on the specs, and click's own usage errors end with 2.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import click

from operate import console

if TYPE_CHECKING:
    import psycopg


class Failure(click.ClickException):
    """A command that cannot go on: what is wrong, what is known about it, and what to do."""

    exit_code = 6

    def __init__(self, message: str, *, detail: str = "", help: str = "") -> None:  # noqa: A002
        super().__init__(message)
        self.detail = detail
        self.help = help

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the failure the way findings look."""
        talk = console.talk(file)
        said = console.wrapped(talk, self.message, first="error: ", rest=" " * 7)
        talk.print("error", style="bold red", end="")
        talk.print(said.removeprefix("error"))
        for name, text in (("note", self.detail), ("help", self.help)):
            if text.strip():
                talk.print(console.wrapped(talk, text, first=f"  = {name}: ", rest=" " * 10))


class FindingsFound(Failure):
    """The specs have findings, so there is no plan."""

    exit_code = 1


class Stale(Failure):
    """`generated/` is not what the specs give, or somebody edited it."""

    exit_code = 3


class Unreachable(Failure):
    """No database answers, or it stopped answering."""

    exit_code = 4


class DataCheckFailed(Failure):
    """A comparison of data found differences."""

    exit_code = 5


class Refused(Failure):
    """The database, or a rule of the migration, does not allow this now."""

    exit_code = 6


class Interrupted(Failure):
    """Ctrl-C."""

    exit_code = 130


def from_database(error: psycopg.Error, *, doing: str = "") -> Failure:
    """An error of the database as the failure that it means; `doing` says what was being done."""
    state = error.sqlstate
    said = error.diag.message_primary or str(error).strip() or type(error).__name__
    if state is None or state[:2] == "08" or state in {"57P01", "57P02", "57P03"}:
        return Unreachable(
            f"the connection to the database is gone: {said.splitlines()[0]}",
            help="see the server's log, then run the same command again; it resumes",
        )
    kind = DataCheckFailed if state.startswith("MG07") else Refused
    return kind(
        f"{doing}: {said} [{state}]" if doing else f"{said} [{state}]",
        detail=error.diag.message_detail or "",
        help=_ADVICE.get(state) or error.diag.message_hint or "",
    )


NOT_THERE = "something that `changeover apply` makes is not there; see `changeover status`"
# What to do about errors of Postgres itself, which know nothing of this program.
_ADVICE = {
    "25006": "this server or session only reads; name the primary server, not a replica",
    "42501": "connect as a role that has this right, or have it granted; "
    "members of migration_runner may read and steer a migration",
    "40P01": "another session was in the way; run the same command again",
    "55P03": "another session holds a lock; run the same command again when it is idle",
    "3F000": NOT_THERE,
    "42P01": NOT_THERE,
    "42883": NOT_THERE,
}
