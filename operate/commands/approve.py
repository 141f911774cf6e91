"""`changeover approve`: let somebody else run a command."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import click

from operate import console, database
from operate.commands import options, owner
from operate.errors import Refused
from operate.preview import Preview

if TYPE_CHECKING:
    from operate.workspace import Migration

COMMANDS = ("switch", "reverse", "finalize")
APPROVE = "SELECT migration.approve(%s, %s, %s, %s, %s, %s)"
WHOLE = "give the whole hash of what was reviewed: --commit SHA"


@click.command(
    "approve",
    cls=options.Command,
    examples=(
        'changeover approve switch costs --because "rehearsed on a copy, bills add up"',
        'changeover approve reverse settings --because "nine prompts may wait out of sight"',
        'changeover approve finalize costs --because "two weeks without a call" --commit 4b825d…',
    ),
)
@click.argument("command", type=click.Choice(COMMANDS))
@click.argument("data_set")
@options.specs
@options.dsn
@click.option("--because", metavar="TEXT", required=True, help="Why; it is recorded.")
@click.option("--commit", metavar="SHA", help="The commit reviewed. [default: the one checked out]")
def approve_command(
    migration: Migration, command: str, data_set: str, dsn: str, because: str, commit: str | None
) -> None:
    """Approve that somebody else runs COMMAND on DATA_SET.

    The approval names the git commit and the hash of the plan that is checked out here, and the
    login of the database that gives it: a member of migration_approver who has not run a step.
    Another plan, a switch, a reverse or a cancel uses it up. The same from psql: SELECT
    migration.approve('…', 'costs', 'switch', 'commit', 'plan hash', 'why').
    """
    if not because.strip():
        raise click.BadParameter("say why; it is recorded", param_hint="--because")
    made = migration.current()
    owner.named(made.plan, data_set, everything=False)
    reviewed = commit or checked_out(migration)
    plan_hash = Preview(plan=made.plan, tree=made.tree).hash
    name = made.plan.settings.name
    with database.connected(dsn) as connection:
        database.value(connection, APPROVE, name, data_set, command, reviewed, plan_hash, because)
        login = database.value(connection, "SELECT session_user::text")
    console.out().print(
        f"Approved {command} of {data_set} by {login}: "
        f"commit {reviewed[:12]}, plan {plan_hash[:12]}."
    )
    migration.next(f"changeover {command} {data_set}", "somebody else runs it")


def checked_out(migration: Migration) -> str:
    """The commit that is checked out, when the specs and what is generated are as it says."""
    head = _git(migration, "rev-parse", "HEAD").strip()
    generated = migration.generated.as_posix()
    if _git(migration, "status", "--porcelain", "--", ".", generated):
        raise Refused(
            "the specs or the generated files are not what is committed",
            help="commit them, have them reviewed, then approve that commit",
        )
    return head


def _git(migration: Migration, *arguments: str) -> str:
    """What git says about the folder of the specs."""
    command = ["git", "-C", str(migration.specs), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except FileNotFoundError as missing:
        raise Refused("git is not installed, so the commit is not known", help=WHOLE) from missing
    except subprocess.CalledProcessError as failed:
        said = failed.stderr.strip().splitlines()
        raise Refused(
            "which commit was reviewed is not known", detail="\n".join(said[:1]), help=WHOLE
        ) from failed
    return done.stdout
